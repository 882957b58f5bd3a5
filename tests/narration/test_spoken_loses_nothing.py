"""Whatever stands in a text is said: no letter and no digit of it may vanish."""

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages.normalization import normalize

_LANGUAGES = (
    "en",
    "ko",
    "zh-Hans",
    "zh-Hant",
    "ja",
    "es",
    "fr",
    "ar",
    "de",
    "pt-BR",
    "it",
    "hi",
    "cs",
    "sv",
    "el",
    "ru",
)
_WORDS = st.sampled_from(
    [
        "harbour",
        "Kim",
        "배가",
        "난민은",
        "船",
        "港口",
        "ふね",
        "bote",
        "Übergang",
        "été",
        "قارب",
        "नाव",
        "Путин",
        "김정은",
        "北京",
    ]
)
_FIGURES = st.from_regex(r"\A[0-9]{1,9}([.,:/-][0-9]{1,4}){0,2}\Z")
_MIXED = st.text(string.ascii_letters + string.digits, min_size=1, max_size=6)
_BETWEEN = st.sampled_from(
    [" ", ", ", ". ", " - ", "-", "–", "~", "/", " (", ") ", ": ", "%, ", "…", "·", " & ", "“", "。", "、"]
)
_TEXTS = st.lists(st.tuples(st.one_of(_WORDS, _FIGURES, _MIXED), _BETWEEN), min_size=1, max_size=6)


@pytest.mark.parametrize("language", _LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(parts=_TEXTS)
def test_no_digit_is_left_to_chance_and_no_text_becomes_silent(
    language: str, parts: list[tuple[str, str]]
) -> None:
    said = normalize("".join(word + between for word, between in parts), language)
    assert any(map(str.isalnum, said))
    assert not re.search(r"\d", said)


@pytest.mark.parametrize("language", _LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(
    before=st.one_of(_WORDS, _FIGURES),
    word=st.one_of(_FIGURES, _MIXED, _WORDS),
    after=st.one_of(_WORDS, _FIGURES),
)
def test_a_word_between_two_others_is_heard(language: str, before: str, word: str, after: str) -> None:
    assert normalize(f"{before}; {word}; {after}", language) != normalize(f"{before}; ; {after}", language)
    assert _letters(normalize(f"{before}; {word}; {after}", language)) > _letters(
        normalize(f"{before}; ; {after}", language)
    )


@pytest.mark.parametrize("language", _LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.text(string.ascii_lowercase, min_size=8, max_size=12), min_size=1, max_size=5))
def test_plain_latin_words_all_stay_in_their_order(language: str, words: list[str]) -> None:
    assert re.findall(r"[a-z]{8,}", normalize(" ".join(words), language)) == words


@pytest.mark.parametrize("language", _LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=40))
def test_any_text_at_all_has_a_spoken_form(language: str, text: str) -> None:
    said = normalize(text, language)
    assert said == normalize(text, language)
    assert said == said.strip()


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
