"""The measuring of how well articles are read, on a corpus of two documents."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

LINES = [
    ("boats", "Harbour town bans boats at night", "항구 도시가 밤에 배를 금지하다"),
    ("boats", "The council closed the port to small boats. It gave no reason.", "시의회가 항구를 닫았다."),
    (
        "boats",
        "Mr. Kim said that three hundred families live by the night.",
        "삼백 가구가 밤에 고기를 잡는다.",
    ),
    ("fish", "Prices double", "값이 두 배가 되다"),
    ("fish", "Nobody knows why the fish left.", "아무도 모른다."),
]


@pytest.fixture(scope="module")
def measure() -> ModuleType:
    file = Path(__file__).parents[2] / "scripts" / "measure_reading.py"
    spec = importlib.util.spec_from_file_location("measure_reading", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["measure_reading"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name, column in (("documents.tsv", 0), ("en.txt", 1), ("ko.txt", 2)):
        (tmp_path / name).write_text("".join(f"{line[column]}\n" for line in LINES), "utf-8")
    return tmp_path


def test_a_missing_corpus_is_told(
    measure: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert measure.main([str(tmp_path / "nothing")]) == 2
    assert "documents.tsv is missing" in capsys.readouterr().err


def test_two_sentences_in_a_line_are_counted_apart(measure: ModuleType, corpus: Path) -> None:
    found = measure.boundaries(measure.documents(corpus, "en"), "en")
    assert (found.right, found.false, found.doubled, found.missed) == (1, 1, 1, 0)
    assert (round(found.score, 2), found.apart) == (0.67, 1)


def test_titles_and_headings_are_counted(measure: ModuleType, corpus: Path) -> None:
    for tag in ("en", "ko"):
        assert measure.headings(measure.documents(corpus, tag), tag) == (2, 0, 3)
        assert measure.paragraphs(measure.documents(corpus, tag), tag) == (3, 3)


def test_a_missed_goal_fails(measure: ModuleType, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert measure.main([str(corpus)]) == 1
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in rows[1:3]] == ["en", "ko"]
    assert [row.endswith("MISSED") for row in rows[1:3]] == [True, False]


@pytest.mark.parametrize("spaced", [True, False])
def test_lines_are_wrapped_to_the_column_and_lose_nothing(measure: ModuleType, spaced: bool) -> None:
    text = "The council closed it 항구 도시" if spaced else "市議會禁止小船在日落後出港Harbour約三百戶"
    rows = list(measure.wrapped(text, 12, spaced))
    assert (" " if spaced else "").join(rows) == text
    assert all(measure.width(row) <= 12 for row in rows)
