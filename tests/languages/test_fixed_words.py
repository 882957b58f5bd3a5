"""The fixed words of editions: all of them, in every language."""

import re
from string import Formatter

import pytest
from babel.core import Locale

from pipeline.languages import folders, languages, words
from pipeline.languages.plurals import form, whole


@pytest.mark.parametrize("tag", languages())
def test_no_language_falls_back_to_english(tag):
    assert {whole(name) for name in folders.table("en", "words")} - set(folders.table(tag, "words")) == set()


@pytest.mark.parametrize("tag", languages())
def test_a_translation_names_what_the_english_names(tag):
    for name, text in words(tag).items():
        assert _named(text) == _named(words("en").get(name, words("en").get(whole(name), "")))


@pytest.mark.parametrize("tag", ["ko", "zh-Hans", "zh-Hant", "ja", "ru", "ar", "he", "hi", "th"])
def test_words_are_in_the_script_of_their_language(tag):
    for name, text in words(tag).items():
        plain = "".join(literal for literal, *_ in Formatter().parse(text))
        letters = [letter for letter in plain if letter.isalpha()]
        assert not letters or not all(letter.isascii() for letter in letters), name


def test_no_line_breaks_before_a_high_sign_in_french():
    assert not [text for text in words("fr").values() if re.search(" [;:!?]", text)]


def test_a_region_without_words_of_its_own_takes_the_language_s():
    assert words("en-GB") == words("en")


@pytest.mark.parametrize(
    ("tag", "one", "several"),
    [
        ("en", "Sentence left", "Sentences left"),
        ("de", "Satz, der", "Sätze, die"),
        ("ko", "둔 문장", "둔 문장"),
        ("ru", "Предложений", "Предложений"),
    ],
)
def test_a_word_has_the_form_that_goes_with_its_number(tag, one, several):
    assert one in form(words(tag), "left_untranslated", 1, tag)
    assert several in form(words(tag), "left_untranslated", 2, tag)


@pytest.mark.parametrize("tag", languages())
def test_only_forms_that_the_language_has_are_written(tag):
    forms = {
        name.removeprefix(f"{whole(name)}_") for name in folders.table(tag, "words") if whole(name) != name
    }
    assert forms <= set(Locale.parse(tag.replace("-", "_")).plural_form.tags)


def _named(text):
    return {field for _, field, _, _ in Formatter().parse(text) if field}
