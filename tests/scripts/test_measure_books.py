"""Text and sound of a book keep together within what is promised."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.settings import Settings

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
def test_every_figure_reaches_its_goal(language: str, measure: ModuleType, tmp_path: Path) -> None:
    article = tmp_path / "wells.md"
    article.write_text(f"---\nlang: {language}\ndate: 2024-03-01\n---\n{ARTICLES[language]}", "utf-8")
    settings = Settings(
        to=(),
        output=tmp_path / "output",
        store=tmp_path / "store",
        memory=tmp_path / "memory.sqlite",
        speaker="espeak",
        offline=True,
        jobs=1,
    )
    (figures,) = measure.measured(article, settings).values()
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
