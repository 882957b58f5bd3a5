"""The fixed words of editions: all of them, in every language."""

from string import Formatter

import pytest

from pipeline.languages import folders, languages, words


@pytest.mark.parametrize("tag", languages())
def test_no_language_falls_back_to_english(tag):
    assert set(words("en")) - set(folders.table(tag, "words")) == set()


@pytest.mark.parametrize("tag", languages())
def test_a_translation_names_what_the_english_names(tag):
    for name, english in words("en").items():
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
