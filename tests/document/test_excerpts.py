"""What is too long for a message is shortened so that what is left can be read."""

import pytest

from pipeline.document.excerpts import shorten, side_by_side

FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("강물이 높다", 6, "강물이 높다"),
        ("강물이 높다", 5, "강물이…"),
        ("他们遭遇了什么", 4, "他们遭…"),
        ("Cafe\u0301 noir", 5, "Cafe\u0301…"),
        ("Cafe\u0301", 4, "Cafe\u0301"),
        ("각각각", 2, "각…"),
        (FAMILY * 3, 2, FAMILY + "…"),
        ("नमस्ते", 2, "न…"),
        ("one two", 5, "one…"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_between_letters_and_says_that_it_goes_on(text: str, longest: int, shown: str) -> None:
    assert shorten(text, longest) == shown


def test_both_ends_of_a_long_sentence_are_shown_with_their_marks_whole() -> None:
    shown = side_by_side("e\u0301" * 200, "짧다")
    half = "e\u0301" * 58
    assert shown == f" “{half} … {half}” → “짧다”"


def test_a_name_that_is_no_text_is_shortened_too() -> None:
    assert shorten("강\udcff\udcff" * 3, 4) == "강\udcff\udcff…"
