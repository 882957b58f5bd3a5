"""The fixed words of editions: all of them, in every language."""

import tomllib
from importlib.resources import files
from string import Formatter

import pytest

from pipeline.languages import languages, words

TABLE = tomllib.loads((files("pipeline.languages") / "words.toml").read_text("utf-8"))


@pytest.mark.parametrize("tag", languages())
def test_no_language_falls_back_to_english(tag):
    assert set(TABLE["en"]) - set(TABLE[tag]) == set()


@pytest.mark.parametrize("tag", languages())
def test_a_translation_names_what_the_english_names(tag):
    for name, english in TABLE["en"].items():
        assert _named(words(tag)[name]) == _named(english)


@pytest.mark.parametrize("tag", ["ko", "zh-Hans", "zh-Hant", "ja", "ru", "ar", "he", "hi"])
def test_words_are_in_the_script_of_their_language(tag):
    for name, text in words(tag).items():
        plain = "".join(literal for literal, *_ in Formatter().parse(text))
        letters = [letter for letter in plain if letter.isalpha()]
        assert not letters or not all(letter.isascii() for letter in letters), name


def test_a_region_without_words_of_its_own_takes_the_language_s():
    assert words("en-GB") == words("en")


def _named(text):
    return {field for _, field, _, _ in Formatter().parse(text) if field}
