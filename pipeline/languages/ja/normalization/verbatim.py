"""Letters in Japanese text: initialisms as a word where they are said as one, else letter by letter."""

import re

from pipeline.languages.ja.normalization.kanji import KATAKANA
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.roman_numerals import roman_numeral
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_INITIALS = re.compile(r"(?<![A-Za-z])((?:[A-Z]\.\s?){2,})")
_CAPITALS = re.compile(r"(?<![A-Za-z])(?<![A-Za-z] )([A-Z]{1,6})(?!['’.&-]?\s?[A-Za-z])")
"""Initialisms, but not the capitals of English words and names among each other."""


def numerals() -> list[NamedRule]:
    """To be applied whether there is a digit or not."""
    return [roman_numeral("型期章部類種編巻", "世紀")]


def designations() -> list[NamedRule]:
    """To be applied before the last numbers."""
    return [
        rule("a hyphen before digits", r"(?<=[A-Za-z])-(?=\d)", "", "MiG-29 -> MiG29"),
    ]


def spell(text: str) -> str:
    """`text` with its initialisms in katakana."""
    text = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[1]) + " ", text)
    return _CAPITALS.sub(_by_letters, text)


def _by_letters(found: re.Match[str]) -> str:
    """A word where the initialism is said as one, else the letters by their Japanese names."""
    names = table("ja")
    said = names["words"].get(found[1]) or "".join(names["letters"][letter] for letter in found[1])
    before, after = signs.before(found)[-1:], signs.after(found)[:1]
    return " " * bool(KATAKANA.match(before)) + str(said) + " " * bool(KATAKANA.match(after))
