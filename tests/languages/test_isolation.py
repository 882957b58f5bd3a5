"""What stands in a text of the other direction does not turn the words around it."""

import pytest
from bidi import get_display

from pipeline.languages.bylines import join_names
from pipeline.languages.isolation import fill, isolate, plain

SEEN = str.maketrans("", "", "\u2068\u2069")


def shown(text: str, direction: str) -> str:
    """The letters from left to right as a screen shows them."""
    return get_display(text, base_dir=direction).translate(SEEN)


@pytest.mark.parametrize(
    ("tag", "words", "day"),
    [
        ("ar", "ترجمة آلية ({engine}، {date}).", "9 أكتوبر 2023"),
        ("fa", "ترجمهٔ ماشینی ({engine}، {date}).", "۹ اکتبر ۲۰۲۳"),
        ("he", "תרגום מכונה ({engine}, {date}).", "9 באוקטובר 2023"),
    ],
)
def test_a_day_behind_a_latin_name_stays_behind_it(tag, words, day):
    said = shown(fill(words, tag, {"engine": "Firefox", "date": day}), "R")
    assert said.index(shown(day, "R")) < said.index("Firefox")


def test_latin_names_run_from_right_to_left_in_persian():
    said = shown(join_names(["Ana Ruiz", "Kim Min", "Li Wei"], "fa"), "R")
    assert said.index("Li Wei") < said.index("Kim Min") < said.index("Ana Ruiz")


def test_hebrew_names_run_from_left_to_right_in_english():
    said = shown(join_names(["דנה", "נועם", "Kim"], "en"), "L")
    assert said.index(shown("דנה", "L")) < said.index(shown("נועם", "L")) < said.index("Kim")


@pytest.mark.parametrize("tag", ["en", "ko", "zh-Hans", "ru"])
def test_nothing_invisible_is_put_where_all_runs_one_way(tag):
    assert isolate("Kim 3", tag) == "Kim 3"
    assert isolate("김", tag) == "김"


def test_isolates_are_taken_away_again():
    assert plain(isolate("Kim", "ar")) == "Kim"
