"""Russian initials and abbreviations in capitals: США by its letters, НАТО as a word."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_VOWELS = set("АЕЁИОУЫЭЮЯ")


def letters() -> list[NamedRule]:
    """To be applied when Roman numerals are said."""
    return [
        rule(
            "Russian initials",
            r"(?<![\w.])(?:[А-ЯЁ]\.\s?){1,3}(?=[А-ЯЁ][а-яё])",
            lambda found: found.group().replace(".", " "),
            "А. С. Пушкин -> А  С  Пушкин",
        ),
        rule(
            "a Russian abbreviation in capitals",
            r"(?<![\w-])[А-ЯЁ]{2,5}(?![\w])",
            _by_letters,
            "США -> эс ша а",
        ),
    ]


def _by_letters(found: re.Match[str]) -> str:
    """What has a vowel may be a word, or a headline: only what the table lists is said by its letters."""
    names, word = table("ru"), found.group()
    listed = word in names["spelled"].split()
    if not listed and (word in names["spoken_as_words"].split() or _VOWELS & set(word)):
        return word
    return " ".join(names["letter_names"].get(letter, letter) for letter in word)
