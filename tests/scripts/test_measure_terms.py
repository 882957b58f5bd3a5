"""What a glossary finds in good translations is counted by line."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.translation.glossary import Glossary, Term

SCRIPT = Path(__file__).parents[2] / "scripts" / "measure_terms.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measure_terms", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_missing_and_a_forbidden_word_are_found_in_their_lines(script: ModuleType) -> None:
    glossary = Glossary("en", "zh-Hant", (Term("North Korea", ("北韓",), ("朝鮮",)),))
    sources = ["North Korea", "North Korea", "The sea"]
    found = list(script.alarms(glossary, sources, ["北韓", "朝鮮與北韓", "朝鮮半島"]))
    assert found == [(2, "“朝鮮” for “North Korea”")]
    assert list(script.alarms(glossary, sources[:1], ["韓國"])) == [(1, "no rendering of “North Korea”")]
    assert script.occurrences(glossary, sources) == 2
