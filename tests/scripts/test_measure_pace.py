"""What is counted of speech: syllables as each language has them, rests that are heard."""

from collections.abc import Callable
from types import ModuleType

import numpy
import pytest


@pytest.fixture
def pace(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("measure_pace")


@pytest.mark.parametrize(
    ("text", "language", "syllables"),
    [
        ("The teacher was here.", "en", 5),
        ("비가 그쳤다.", "ko", 5),
        ("雨停了。", "zh-Hans", 3),
        ("学校を閉じた。", "ja", 8),
        ("El día es largo.", "es", 6),
        ("Non piove da aprile.", "it", 7),
    ],
)
def test_syllables_are_counted_as_they_are_said(
    pace: ModuleType, text: str, language: str, syllables: int
) -> None:
    assert pace._syllables(text, language) == syllables


def test_a_rest_is_where_nothing_is_heard_between_two_sounds(pace: ModuleType) -> None:
    levels = numpy.array([0, 0, 0.2, 0.2, 0, 0, 0, 0.2, 0.001, 0.2, 0])
    assert pace._silences(levels) == pytest.approx([0.03, 0.01])
    assert pace._ends(levels, 0, 0.11) == (2, 10)
