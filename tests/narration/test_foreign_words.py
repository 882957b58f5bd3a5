"""Words of another script inside a sentence are heard, whatever the language around them."""

import pytest

from pipeline.languages.g2p import phonemes
from pipeline.languages.normalization import normalize

_FOREIGN = ["François", "Müller", "Google", "UNHCR", "K", "Путин", "Αθήνα", "COVID-19", "łódź", "iPhone"]
_FRAMES = {
    "ko": ("그는 {} 씨를 만났다", "김"),
    "zh-Hans": ("他见到了{}先生", "漢"),
    "zh-Hant": ("他見到了{}先生", "한국"),
    "ja": ("彼は{}さんに会った", "한국"),
}


@pytest.mark.parametrize("language", _FRAMES)
def test_no_foreign_word_of_a_sentence_vanishes(language: str) -> None:
    frame, native = _FRAMES[language]
    without = _said(frame.format(""), language)
    said = {word: _said(frame.format(word), language) for word in (*_FOREIGN, native)}
    assert [word for word, sounds in said.items() if len(sounds) <= len(without)] == []
    assert len(set(said.values())) == len(said)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_names_in_other_scripts_are_heard_in_languages_with_latin_letters(language: str) -> None:
    heard = {word: _said(f"Kim, {word}.", language) for word in ("북한", "北京", "Москва", "東京", "قاهرة")}
    assert len(set(heard.values())) == len(heard)
    assert all(len(sounds) > len(_said("Kim, .", language)) for sounds in heard.values())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "2013년 3명"),
        ("zh-Hans", "2013年3名"),
        ("ja", "2013年3人"),
        ("en", "3 boats"),
        ("fr", "3 bateaux"),
    ],
)
def test_the_phonemes_hold_no_sign_that_was_not_turned_into_sound(language: str, text: str) -> None:
    assert not any(letter.isdecimal() for letter in _said(text, language))


def _said(text: str, language: str) -> str:
    return phonemes(normalize(text, language), language)
