"""The page of all rules is the one that the table gives."""

import importlib.util
from pathlib import Path

from pipeline.validation.findings import rules

ROOT = Path(__file__).parents[2]


def test_the_page_of_rules_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("list_checks", ROOT / "scripts" / "list_checks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PLACE.read_text("utf-8") == module.page(), "Run: python scripts/list_checks.py"


def test_every_rule_stands_on_the_page_once() -> None:
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert all(page.count(f"| {number} |") == 1 for number in rules())
