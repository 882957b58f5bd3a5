"""Half a character (a surrogate), which escapes of JSON and YAML leave in a text, is never said and stops nothing."""

import pytest

from pipeline.languages.g2p import phonemes, read, unread
from pipeline.languages.normalization import normalize

_WORDS = {
    "en": ("two \ud800boats", "two boats"),
    "ja": ("日本\udfff語", "日本語"),
    "ko": ("바다\ud800와 배", "바다와 배"),
    "zh-Hans": ("中国\ud800人", "中国人"),
    "zh-Hant": ("中國\ud800人", "中國人"),
    "es": ("dos \ud800barcos", "dos barcos"),
}


@pytest.mark.parametrize("language", _WORDS)
def test_half_a_character_is_not_said(language: str) -> None:
    written, whole = _WORDS[language]
    assert normalize(written, language) == normalize(whole, language)


@pytest.mark.parametrize("language", _WORDS)
def test_half_a_character_that_reaches_the_front_end_stops_nothing(language: str) -> None:
    written, _ = _WORDS[language]
    assert phonemes(written, language)
    assert "\ud800" not in read(written, language)
    unread(written, language)


def test_a_sign_that_stands_for_what_was_lost_is_no_question() -> None:
    assert normalize("They left\ufffd at 5.", "en") == normalize("They left at 5.", "en")
