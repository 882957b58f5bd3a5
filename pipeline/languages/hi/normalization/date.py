"""Hindi dates in digits, and days that history knows by their numbers."""

import re

from pipeline.languages.hi.normalization.year import by_hundreds
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import DATE_YEAR_FIRST, YEAR_AND_MONTH, month_said
from pipeline.languages.normalization.tables import table


def names() -> list[NamedRule]:
    """To be applied before fractions."""
    return [rule("the attacks of 2001", r"(?<![\d/])9/11(?![\d/])", "नौ ग्यारह", "9/11 -> नौ ग्यारह")]


def rules() -> list[NamedRule]:
    """To be applied before years."""
    return [
        rule(
            "a date with the year first",
            DATE_YEAR_FIRST,
            lambda found: _date(found[4], found[3], found[1]),
            "2013-10-09 -> नौ अक्टूबर दो हज़ार तेरह",
        ),
        rule("a month of a year", YEAR_AND_MONTH, month_said(_month), "2024-05 -> मई दो हज़ार चौबीस"),
        rule(
            "a date with the day first",
            r"(?<![\d/-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?![\d/-])",
            _day_first,
            "15/8/1947 -> पंद्रह अगस्त उन्नीस सौ सैंतालीस",
        ),
    ]


def _month(month: int, of: str) -> str:
    return f"{table('hi')['months'][month - 1]} {by_hundreds(of)}"


def _day_first(found: re.Match[str]) -> str:
    return _date(*found.groups())


def _date(day: str, month: str, year: str) -> str:
    months: list[str] = table("hi")["months"]
    if not 1 <= int(month) <= 12:
        return " ".join(cardinal(part, "hi") for part in (day, month, year))
    return f"{cardinal(str(int(day)), 'hi')} {months[int(month) - 1]} {by_hundreds(year)}"
