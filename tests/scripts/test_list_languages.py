"""The page of languages is the one that the program gives, and names every language."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.languages import languages

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("list_languages", ROOT / "scripts" / "list_languages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def rows(script: ModuleType) -> dict[str, list[str]]:
    """The cells behind each language's tag."""
    lines = [line for line in script.page().splitlines() if line.startswith("| ")]
    cells = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:])
    return {tag.strip("`"): rest for _, tag, *rest in cells}


def test_the_page_is_up_to_date(script: ModuleType) -> None:
    assert script.PLACE.read_text("utf-8") == script.page(), "Run: python scripts/list_languages.py"


def test_every_language_has_a_row(rows: dict[str, list[str]]) -> None:
    assert list(rows) == list(languages())


def test_nothing_is_claimed_that_a_language_cannot(rows: dict[str, list[str]]) -> None:
    assert rows["ko"][2:5] == ["Supertonic, Kokoro, eSpeak NG", "gTTS", "rules of its own"]
    assert "eSpeak NG" not in rows["ja"][2]  # it reads no kanji
    assert rows["fa"][2:4] == ["eSpeak NG", "–"]
    assert rows["sw"][:2] == ["–", "–"]  # Mozilla has no model of it
    assert rows["en"][:2] == ["–", "–"]
    assert rows["cs"][4] == "shared rules"
    assert "negation" in rows["fr"][6].removeprefix("all but ")
    assert rows["it"][6] == "–"


def test_a_language_that_brings_a_table_less_says_so(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "table", lambda base: {})
    monkeypatch.setattr(script.folders, "module", lambda base, name: None)
    assert "| as written |" in script.page()
    assert "rules of its own |" not in script.page()
