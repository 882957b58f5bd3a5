"""The tables of exit codes say what the program does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import errors
from pipeline.errors import PublishError

ROOT = Path(__file__).parent.parent
ELSEWHERE = {0: "all went well", 2: "Click's", 70: "a bug", 129: "SIGHUP", 130: "SIGINT", 143: "SIGTERM"}


def _classes(kind: type[PublishError] = PublishError) -> Iterator[type[PublishError]]:
    yield kind
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from _classes(child)


def test_the_table_of_the_readme_has_every_exit_code_and_no_other() -> None:
    found: set[int] = set()
    for row in re.findall(r"^\| ([\d, –]+) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE):
        for part in row.split(", "):
            first, _, last = part.partition("–")
            found |= set(range(int(first), int(last or first) + 1))
    assert found == {kind.exit_code for kind in _classes()} | set(ELSEWHERE)


@pytest.mark.parametrize("kind", list(_classes()), ids=lambda kind: kind.__name__)
def test_the_drawing_of_all_errors_has_each_under_its_parent_with_its_code(kind: type[PublishError]) -> None:
    drawn = re.search(rf"^( *)([│├└─ ]*){kind.__name__}(?: +(\d+))?  ", errors.__doc__ or "", re.MULTILINE)
    assert drawn is not None
    depth = len(kind.__mro__) - len(PublishError.__mro__)
    assert len(drawn[2]) == 4 * depth
    if drawn[3]:
        assert int(drawn[3]) == kind.exit_code
