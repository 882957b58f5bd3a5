"""Hindi dates in digits, and days that history knows by their numbers."""

import re

from pipeline.languages.hi.normalization.year import by_hundreds
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import (
    DATE_YEAR_FIRST,
    MONTH_FIRST,
    YEAR_AND_MONTH,
    day_before_month,
    month_said,
)
from pipeline.languages.normalization.tables import table

_SHORT = {
    "जन": 0,
    "फ़र": 1,
    "फर": 1,
    "अप्रै": 3,
    "जुल": 6,
    "अग": 7,
    "सित": 8,
    "सितं": 8,
    "अक्टू": 9,
    "अक्तू": 9,
    "नव": 10,
    "नवं": 10,
    "दिस": 11,
    "दिसं": 11,
}


def names() -> list[NamedRule]:
    """To be applied before fractions and ranges, whose से would stand twice: 3-2 से जीता."""
    return [
        rule("the attacks of 2001", r"(?<![\d/])9/11(?![\d/])", "नौ ग्यारह", "9/11 -> नौ ग्यारह"),
        rule("the attacks of 2008", r"(?<![\d/])26/11(?![\d/])", "छब्बीस ग्यारह", "26/11 -> छब्बीस ग्यारह"),
        rule(
            "two numbers before से",
            r"(?<![\d.,/-])(\d{1,2})\s?[-–—]\s?(?=\d{1,2}\sसे(?![\w\u0900-\u097f]))",
            r"\1 ",
            "3-2 से -> 3 2 से",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied before years."""
    return [
        *_in_part(),
        rule(
            "a date with the year first",
            DATE_YEAR_FIRST,
            lambda found: _date(found[4], found[3], found[1]),
            "2013-10-09 -> नौ अक्टूबर दो हज़ार तेरह",
        ),
        rule("a month of a year", YEAR_AND_MONTH, month_said(_month), "2024-05 -> मई दो हज़ार चौबीस"),
        rule(
            "a month before its year",
            MONTH_FIRST,
            lambda found: _month(int(found[1]), found[2]),
            "05-2024 -> मई दो हज़ार चौबीस",
        ),
        rule(
            "a day and its month in two digits each",
            r"(?<![\d./-])(0[1-9]|[12]\d|3[01])/(0[1-9]|1[0-2])(?![\d./-])",
            _day_and_month,
            "04/01 -> चार जनवरी",
        ),
        rule(
            "a day and its month with a hyphen",
            r"(?<![\w./-])(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])(?![\w./%-])(?! (?:साल|वर्ष|बजे|दिन|महीन|माह|गोल|अंक|से|की|घंट|मिनट|लाख|करोड़|हज़ार|हजार|लोग))",
            _later_day_and_month,
            "31-06 -> इकतीस जून",
        ),
        rule(
            "a date with the day first",
            r"(?<![\d/-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?![\d/-])",
            _day_first,
            "15/8/1947 -> पंद्रह अगस्त उन्नीस सौ सैंतालीस",
        ),
    ]


def _in_part() -> list[NamedRule]:
    """Months in short, days with their zero, and years of two digits."""
    names = table("hi")["months"]
    return [
        rule(
            "a month in short",
            rf"(?<=\d )({'|'.join(_SHORT)})\.(?=,? \d{{4}}|\s?(?:$|[,।]|को |से |तक |में ))",
            lambda found: names[_SHORT[found[1]]],
            "15 अग. 2020 -> 15 अगस्त 2020",
        ),
        rule(
            "a day, its month and its year with hyphens",
            rf"(?<![\w/.-])0?(\d{{1,2}})-({'|'.join(names)})-(?=\d{{4}}(?!\d))",
            r"\1 \2 ",
            "15-अगस्त-1947 -> 15 अगस्त 1947",
        ),
        rule(
            "a day with its zero before its month",
            rf"(?<![\d.,/-])0([1-9]) (?=(?:{'|'.join(names)}))",
            r"\1 ",
            "01 मार्च -> 1 मार्च",
        ),
        rule(
            "a date with two digits of its year",
            r"(?<![\w/.,-])(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])/(\d\d)(?![\w/-]|[.,]\d)",
            lambda found: (
                f"{cardinal(str(int(found[1])), 'hi')} {names[int(found[2]) - 1]} {cardinal(found[3], 'hi')}"
            ),
            "31/12/99 -> इकतीस दिसंबर निन्यानवे",
        ),
        rule(
            "a late month before its year",
            r"(?<![\w/.,-])(1[0-2])-((?:19|20)\d\d)(?![\w/-]|[.,]\d)",
            lambda found: _month(int(found[1]), found[2]),
            "12-2024 -> दिसंबर दो हज़ार चौबीस",
        ),
    ]


def _month(month: int, of: str) -> str:
    return f"{table('hi')['months'][month - 1]} {by_hundreds(of)}"


def _day_and_month(found: re.Match[str]) -> str:
    """Where neither begins with a zero it may be a span: 10-12."""
    if "0" not in (found[1][0], found[2][0]):
        return found.group()
    return f"{cardinal(str(int(found[1])), 'hi')} {table('hi')['months'][int(found[2]) - 1]}"


def _later_day_and_month(found: re.Match[str]) -> str:
    """Only where it cannot be a span, which goes up: 06-12."""
    return found.group() if int(found[1]) <= int(found[2]) else _day_and_month(found)


def _day_first(found: re.Match[str]) -> str:
    return _date(*found.groups())


def _date(day: str, month: str, year: str) -> str:
    day, month = day_before_month(day, month)
    months: list[str] = table("hi")["months"]
    if not 1 <= int(month) <= 12:
        return " ".join(cardinal(part, "hi") for part in (day, month, year))
    return f"{cardinal(str(int(day)), 'hi')} {months[int(month) - 1]} {by_hundreds(year)}"
