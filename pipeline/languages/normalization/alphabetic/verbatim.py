"""What is said by its letters: abbreviations in capitals, initials."""

import re

from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table


def initials(base: str) -> list[NamedRule]:
    """Their full stops end no sentence; to be applied when abbreviations are written out."""
    return [
        shared_rule(
            base,
            "initials",
            r"(?<![\w])(?:[A-ZÀ-Þ]\.[ -]?){2,}|(?<![\w])[A-ZÀ-Þ]\.(?= ?[A-ZÀ-Þ]\w)",
            lambda found: found.group().replace(".", " ").replace("-", " "),
            "J. R. Smith -> J  R  Smith",
        ),
    ]


def capitals(base: str) -> list[NamedRule]:
    """To be applied when Roman numerals are said."""
    return [
        shared_rule(
            base,
            "an abbreviation in capitals",
            r"(?<![A-Za-zÀ-ÿ])([A-Z]{2,6})(s?)(?![A-Za-zÀ-ÿ])",
            lambda found: _by_letters(found, base),
            es="ONG -> o ene ge",
            pt="UE -> u é",
            en="BBC -> B B C",
        ),
    ]


def _by_letters(found: re.Match[str], base: str) -> str:
    """Letter by letter where the language has names for letters, unless it is said as a word."""
    names, (word, plural) = table(base), found.groups()
    words = names.get("words", {})
    if word in words:
        return str(words[word]) + plural
    letters = names.get("letters", {})
    return " ".join(letters.get(letter, letter) for letter in word) + (plural and "'s")
