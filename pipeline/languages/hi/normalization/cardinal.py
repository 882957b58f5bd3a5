"""Hindi numbers: by hundreds, thousands, and then every two digits; those below a hundred have a word each."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_SCALES = (
    (10**13, "नील"),
    (10**11, "खरब"),
    (10**9, "अरब"),
    (10**7, "करोड़"),
    (10**5, "लाख"),
    (10**3, "हज़ार"),
    (100, "सौ"),
)


def numeral(number: int) -> str:
    """123456 is one lakh, 23 thousand, four hundred, 56."""
    names: list[str] = table("hi")["numbers"]
    said = []
    for size, scale in _SCALES:
        many, number = divmod(number, size)
        if many:
            said.append(f"{numeral(many) if many > 99 else names[many]} {scale}")
    if number or not said:
        said.append(names[number])
    return " ".join(said)


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`; Hindi's do not agree with it."""
    return cardinal(digits, base)


def rules() -> list[NamedRule]:
    """To be applied before dates and sums."""
    return [
        rule(
            "lakhs and crores in figures",
            r"(?<![\d.,])\d{1,2}(?:,\d\d)*,\d{3}(?!\d|,\d)",
            _without_commas,
            "12,34,567 -> 1234567",
        ),
    ]


def _without_commas(found: re.Match[str]) -> str:
    return found.group().replace(",", "")
