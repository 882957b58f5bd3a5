"""Text and sound of a book keep together within what is promised."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.config.settings import Settings

ARTICLES = {
    "en": "# Wells\n\n## One\n\nThe well is dry. Nobody knows why.\n\n- Bread\n- Salt\n\n## Two\n\nThey went home.\n",
    "es": "# Pozos\n\n## Uno\n\nEl pozo está seco. Nadie sabe por qué.\n\n## Dos\n\nSe fueron a casa.\n",
}


@pytest.fixture(scope="module")
def measure() -> ModuleType:
    file = Path(__file__).parents[2] / "scripts" / "measure_books.py"
    spec = importlib.util.spec_from_file_location("measure_books", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["measure_books"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize("language", ARTICLES)
def test_every_figure_reaches_its_goal(
    language: str, measure: ModuleType, settings_in: Callable[..., Settings], tmp_path: Path
) -> None:
    article = tmp_path / "wells.md"
    article.write_text(f"---\nlang: {language}\ndate: 2024-03-01\n---\n{ARTICLES[language]}", "utf-8")
    (figures,) = measure.measured(article, settings_in(tmp_path, speaker="espeak")).values()
    assert measure.missed(figures) == []


def test_a_figure_beside_its_goal_is_missed(measure: ModuleType) -> None:
    reached = {name: goal for name, (goal, _) in measure.GOALS.items()}
    assert measure.missed(reached) == []
    for name, (goal, least) in measure.GOALS.items():
        assert measure.missed({**reached, name: goal - 0.01 if least else goal + 0.01}) == [name]


def test_a_sentence_that_lies_elsewhere_is_found_there(measure: ModuleType) -> None:
    import numpy as np

    noise = (np.random.default_rng(1).normal(size=24_000) * 3000).astype("<i2")
    whole = np.concatenate([np.zeros(12_000, "<i2"), noise, np.zeros(12_000, "<i2")])
    kept = measure.Sound(noise.tobytes(), 24_000)
    assert measure._lag_s(whole, kept, 0.5) == 0
    assert measure._lag_s(whole, kept, 0.48) == pytest.approx(0.02)
    assert measure._lag_s(whole, kept, 0.53) == pytest.approx(-0.03)


@pytest.mark.parametrize("arguments", [[], ["--kinds"], ["sample", "--kinds"]])
def test_the_kinds_it_measures_are_listed_and_nothing_is_measured(
    arguments: list[str],
    measure: ModuleType,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(measure, "measured", None)
    assert measure.main(arguments) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert list(lines) == [
        "sample",
        "golden",
        "right-to-left",
        "japanese",
        "traditional-chinese",
        "1-section",
        "60-minutes",
    ]
    assert "bench_book.py" in lines["60-minutes"]


def test_every_kind_has_its_articles(measure: ModuleType) -> None:
    counts = {kind: len(measure._articles(kind)) for kind in measure.KINDS}
    own = {"sample": 1, "right-to-left": 2, "japanese": 1, "traditional-chinese": 1, "1-section": 2}
    cases = len(list((measure.ROOT / "tests" / "readers" / "cases").iterdir()))
    assert counts == {**own, "golden": cases}


def test_what_is_neither_a_kind_nor_an_article_is_named(
    measure: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        measure.main(["sample", "nowhere.md"])
    assert "nowhere.md is neither an article nor a kind of book: sample," in capsys.readouterr().err


@pytest.mark.parametrize("late", [None, "narrated %", "onset max s"])
def test_the_goal_stands_beside_each_figure_and_a_missed_one_ends_with_1(
    late: str | None, measure: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = {name: goal for name, (goal, _) in measure.GOALS.items()}
    figures = {**reached, **({late: 99.9 if late == "narrated %" else 0.3} if late else {})}
    asked = []

    def measured(article: Path, settings: Settings) -> dict[str, dict[str, float]]:
        asked.append((article.name, settings.to, settings.output))
        return {"ar": figures if article.name == "hebrew.md" else reached}

    monkeypatch.setattr(measure, "measured", measured)
    assert measure.main(["right-to-left", "1-section"]) == (1 if late else 0)
    assert [(name, to) for name, to, _ in asked] == [
        ("arabic.md", ()),
        ("hebrew.md", ()),
        ("one-section.md", ()),
        ("one-sentence.md", ()),
    ]
    assert len({output for _, _, output in asked}) == 4
    books, worst = capsys.readouterr().out.split("4 books; ")
    assert books.count("narrated % 100.000 (≥ 100)") == (3 if late == "narrated %" else 4)
    assert [line.partition("MISSED: ")[2] for line in books.splitlines()] == ["", late or "", "", ""]
    lines = {name: next(line for line in worst.splitlines() if name in line) for name in measure.GOALS}
    assert [name for name in lines if "MISSED" in lines[name]] == ([late] if late else [])
    assert "goal ≤ 0.2" in lines["onset max s"]
    if late:
        assert "hebrew.md ar" in lines[late]
