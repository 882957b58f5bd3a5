"""The exact versions that the README's commands install."""

from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

CONSTRAINTS = Path(__file__).parent.parent / "constraints.txt"
OLDEST = "3.11.2"
"""Python as Debian 12 has it: our own floor names the minor version alone."""


def test_no_version_asks_for_a_newer_python_than_we_do() -> None:
    lines = CONSTRAINTS.read_text("utf-8").splitlines()
    pinned = {
        canonicalize_name(Requirement(line).name) for line in lines if line and not line.startswith("#")
    }
    asked = {
        name: str(each.metadata.json.get("requires_python", ""))
        for each in distributions()
        if (name := canonicalize_name(each.metadata["Name"])) in pinned
    }
    assert {"click", "ebooklib"} <= asked.keys()
    assert [name for name, python in asked.items() if OLDEST not in SpecifierSet(python)] == []
