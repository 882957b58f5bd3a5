"""Units are said in every language, by CLDR's name where the language's own table has none."""

import re

import pytest

from pipeline.languages.normalization import normalize

_LATIN = re.compile("[A-Za-zÀ-ɏ]+")
"""A word in Latin letters, also where no space parts it from others: ห้าmin."""
UNITS = ("h", "min", "km", "kg", "mg", "lb", "ft", "kWh", "kW", "MHz", "mph", "kPa")
TAGS = (
    "en",
    "ko",
    "zh-Hans",
    "ja",
    "es",
    "fr",
    "de",
    "it",
    "ar",
    "hi",
    "ru",
    "cs",
    "sv",
    "el",
    "da",
    "fi",
    "hu",
    "ro",
    "bg",
    "ca",
    "th",
)


@pytest.mark.parametrize("tag", TAGS)
def test_no_unit_is_left_in_its_letters(tag: str) -> None:
    assert [unit for unit in UNITS if unit in _LATIN.findall(normalize(f"5 {unit}", tag))] == []


@pytest.mark.parametrize(
    ("written", "tag", "said"),
    [
        ("5 kPa", "ko", "오킬로파스칼"),
        ("5 ms", "zh-Hans", "五毫秒"),
        ("5 min", "ja", "ゴフン"),
        ("3 h", "ja", "サンジカン"),
        ("2 h", "cs", "dvě hodiny"),
        ("1 lb", "ru", "один фунт"),
        ("3 ft", "el", "τρία πόδια"),
        ("5 kPa", "th", "ห้ากิโลปาสกาล"),
        ("10 kg", "bg", "десет килограма"),
    ],
)
def test_a_unit_without_a_name_of_its_own_has_the_one_of_cldr(written: str, tag: str, said: str) -> None:
    assert normalize(written, tag) == said
