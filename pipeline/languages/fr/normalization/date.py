"""French dates: in digits, and the first of a month."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import DATE, DATE_YEAR_FIRST, YEAR_AND_MONTH, is_month

_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_MONTHS = _MONTH.split("|")


def in_digits() -> list[NamedRule]:
    """To be applied first."""
    return [
        rule(
            "a date with the year first",
            DATE_YEAR_FIRST,
            lambda found: _date(found[4], found[3], found[1]),
            "2013-10-09 -> neuf octobre deux mille treize",
        ),
        rule("a month of a year", YEAR_AND_MONTH, _month, "2024-05 -> mai deux mille vingt-quatre"),
        rule("a date with the day first", DATE, _day_first, "1/10/2013 -> premier octobre deux mille treize"),
    ]


def days() -> list[NamedRule]:
    """To be applied before ordinals."""
    return [
        rule(
            "from the first of a month",
            rf"(?<![\w.,])1er?\s?[-–]\s?(?=\d{{1,2}} (?:{_MONTH}))",
            "premier au ",
            "Du 1er-3 mai -> Du premier au 3 mai",
        ),
        rule("the first of a month", rf"(?<![\d.,])1 (?={_MONTH})", "premier ", "1 mai -> premier mai"),
        rule(
            "from day to day",
            rf"([Dd]u \d{{1,2}})\s?[-–]\s?(?=\d{{1,2}} (?:{_MONTH}))",
            r"\1 au ",
            "du 5-8 mai -> du 5 au 8 mai",
        ),
    ]


def _month(found: re.Match[str]) -> str:
    return f"{_MONTHS[int(found[3]) - 1]} {cardinal(found[1], 'fr')}" if is_month(found) else found.group()


def _day_first(found: re.Match[str]) -> str:
    return _date(found[1], found[3], found[4])


def _date(day: str, month: str, year: str) -> str:
    if not 1 <= int(month) <= 12:
        return " ".join(cardinal(part, "fr") for part in (day, month, year))
    said = "premier" if int(day) == 1 else cardinal(str(int(day)), "fr")
    return f"{said} {_MONTHS[int(month) - 1]} {cardinal(year, 'fr')}"
