"""Hindi: years by hundreds, dates, times with बजकर, ordinals, lakhs and crores, letters by their Hindi names."""

import re
from functools import cache

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.signs import NUMERAL, Rule, roman
from pipeline.languages.normalization.tables import table

_NOT_WITHIN = r"(?<![\d.,:/₹$€£-])(?<!₹ )"
_YEAR = r"(1[1-9]\d\d)"
_FIRST = {1: "पहल", 2: "दूसर", 3: "तीसर", 4: "चौथ", 6: "छठ"}


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`; Hindi's do not agree with it."""
    return cardinal(digits, base)


@cache
def letters(base: str) -> list[Rule]:
    """Initials without dots, Roman numerals after a word, single Latin capitals by name."""
    names = table(base)["letters"]
    return [
        (re.compile(r"(?:(?<![\w\u0900-\u097f])[\u0900-\u097f]{1,4}\.\s?){2,}"), _without_dots),
        (
            re.compile(rf"(?<=[\u0900-\u097f] )({NUMERAL})(?![\w.])"),
            lambda found: cardinal(str(roman(found[1])), base),
        ),
        (re.compile(r"(?<![\w.])[A-Z](?![\w.&'’])"), lambda found: str(names[found.group()])),
    ]


def _without_dots(found: re.Match[str]) -> str:
    return found.group().replace(".", " ")


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    month = "|".join(table(base)["months"])
    return [
        (re.compile(r"(?<![\d/])9/11(?![\d/])"), "नौ ग्यारह"),
        (
            re.compile(r"(?<![\d.,])\d{1,2}(?:,\d\d)*,\d{3}(?!\d|,\d)"),
            lambda found: found.group().replace(",", ""),
        ),
        (
            re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?![\d-])"),
            lambda found: _date(found[3], found[2], found[1]),
        ),
        (
            re.compile(r"(?<![\d/])(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?![\d/])"),
            lambda found: _date(*found.groups()),
        ),
        (re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])(?:\s?बजे)?"), _clock),
        (
            re.compile(rf"{_NOT_WITHIN}{_YEAR}\s?[-–—]\s?(\d{{4}})(?!\d|[.,]\d)"),
            lambda found: f"{_hundreds(found[1])} से {_hundreds(found[2])}",
        ),
        (re.compile(rf"(?:(?<=सन )|(?<=सन् )|(?<=वर्ष )|(?<=साल )){_YEAR}(?!\d|[.,]\d)"), _year),
        (re.compile(rf"((?:{month}),? ){_YEAR}(?!\d|[.,]\d)"), lambda found: found[1] + _hundreds(found[2])),
        (re.compile(rf"{_NOT_WITHIN}{_YEAR}(?=\s?(?:में|के|की|का|से|तक|वाले|,|।|\)))"), _year),
        (
            re.compile(r"(?<![\d.,])(\d+)\s?-?(?:ल|र|थ|ठ|व)(ा|ी|े)([ंँ]?)(?![\w\u0900-\u0963])"),
            lambda found: _nth(int(found[1]), found[2]),
        ),
    ]


def _date(day: str, month: str, year: str) -> str:
    months: list[str] = table("hi")["months"]
    if not 1 <= int(month) <= 12:
        return " ".join(cardinal(part, "hi") for part in (day, month, year))
    return f"{cardinal(str(int(day)), 'hi')} {months[int(month) - 1]} {_hundreds(year)}"


def _clock(found: re.Match[str]) -> str:
    hour, minutes = cardinal(str(int(found[1])), "hi"), int(found[2])
    return f"{hour} बजकर {cardinal(str(minutes), 'hi')} मिनट" if minutes else f"{hour} बजे"


def _year(found: re.Match[str]) -> str:
    return _hundreds(found[1])


def _hundreds(digits: str) -> str:
    """1947 is nineteen hundred and forty-seven, 2013 two thousand and thirteen."""
    if not 1100 <= int(digits) < 2000:
        return cardinal(digits, "hi")
    rest = int(digits[2:])
    return f"{cardinal(digits[:2], 'hi')} सौ" + (f" {cardinal(str(rest), 'hi')}" if rest else "")


def _nth(number: int, end: str) -> str:
    if number in _FIRST:
        return _FIRST[number] + end
    return f"{cardinal(str(number), 'hi')}व{end}{'ँ' if end == 'ा' else 'ं'}"
