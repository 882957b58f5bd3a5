"""French dates: in digits, and the first of a month."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import DATE

_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_MONTHS = _MONTH.split("|")


def in_digits() -> list[NamedRule]:
    """To be applied first."""
    return [
        rule(
            "a date with the year first",
            r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?![\d-])",
            lambda found: _date(found[3], found[2], found[1]),
            "2013-10-09 -> neuf octobre deux mille treize",
        ),
        rule("a date with the day first", DATE, _day_first, "1/10/2013 -> premier octobre deux mille treize"),
    ]


def days() -> list[NamedRule]:
    """To be applied when ordinals are said."""
    return [rule("the first of a month", rf"(?<![\d.,])1 (?={_MONTH})", "premier ", "1 mai -> premier mai")]


def _day_first(found: re.Match[str]) -> str:
    return _date(found[1], found[3], found[4])


def _date(day: str, month: str, year: str) -> str:
    if not 1 <= int(month) <= 12:
        return " ".join(cardinal(part, "fr") for part in (day, month, year))
    said = "premier" if int(day) == 1 else cardinal(str(int(day)), "fr")
    return f"{said} {_MONTHS[int(month) - 1]} {cardinal(year, 'fr')}"
