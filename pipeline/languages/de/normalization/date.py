"""German dates: the day in the form that the word before it asks for."""

import re

from pipeline.languages.de.normalization.ordinal import BEFORE, nth
from pipeline.languages.normalization.counting import year
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import (
    DATE_YEAR_FIRST,
    MONTH_FIRST,
    YEAR_AND_MONTH,
    day_before_month,
    month_said,
)

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
_MONTH = "|".join((*_MONTHS, "Jänner"))
_SHORT = (
    "Jan|Jän",
    "Feb|Febr",
    "Mär|Mrz",
    "Apr",
    "Mai",
    "Juni?",
    "Juli?",
    "Aug",
    "Sept?",
    "Okt",
    "Nov",
    "Dez",
)
_YEAR = r"(?:1[1-9]|20)\d\d"
_DAY = r"(\d{1,2})\.\s?"


def names() -> list[NamedRule]:
    """Days that history knows by their numbers, before fractions."""
    return [
        rule("the attacks of 2001", r"(?<![\d/])9/11(?![\d/])", "neun elf", "9/11 -> neun elf"),
    ]


def rules() -> list[NamedRule]:
    """Dates in digits, and days before their month."""
    return [
        rule(
            "a date with the year first",
            DATE_YEAR_FIRST,
            _iso,
            "2013-10-09 -> neunter Oktober zweitausenddreizehn",
        ),
        rule(
            "a month of a year",
            YEAR_AND_MONTH,
            month_said(_month),
            "2024-05 -> Mai zweitausendvierundzwanzig",
        ),
        rule(
            "a month before its year",
            MONTH_FIRST,
            lambda found: _month(int(found[1]), found[2]),
            "05/2024 -> Mai zweitausendvierundzwanzig",
        ),
        rule(
            "a date with strokes or dashes",
            r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2((?:1\d|20)\d\d)(?![\d/-])",
            lambda found: _numbers(found),
            "31/12/1999 -> einunddreißigster Dezember neunzehnhundertneunundneunzig",
        ),
        rule(
            "a date with its month shortened",
            rf"(?<![\w.,/-])(\d{{1,2}})(?:\. ?|[ -])({'|'.join(_SHORT)})(?![a-zäöü])(?:\.(?!$))?(?:[ -]?(?={_YEAR}(?!\d))|(?=\s|$|[,;).]))",
            lambda found: f"{found[1]}. {_full(found[2])} ",
            "12.Jan.2020 -> 12. Januar 2020",
            re.IGNORECASE,
        ),
        rule(
            "a date with full stops",
            rf"(?:\b({BEFORE})(,? ))?(?<![\d.]){_DAY}(\d{{1,2}})\.(?:\s?({_YEAR})(?!\d))?",
            _numbered_date,
            "am 9.10.2013 -> am neunten Oktober zweitausenddreizehn",
            re.IGNORECASE,
        ),
        rule(
            "a day and its month in two digits each",
            r"\b(am|vom|zum|beim|dem|den)(,? )(?<![\d.,])(0\d|[12]\d|3[01])\.(0[1-9]|1[0-2])()(?![\d.:]|,\d|\s?(?:[-–]|bis)\s?\d{1,2}[.:]\d\d\s?Uhr|\s?(?:Uhr\b|h\b|[%€$]|Prozent|Euro|Millionen|Mio|Mrd))",
            _short_date,
            "am 02.03 -> am zweiten März",
            re.IGNORECASE,
        ),
        rule(
            "days before their month",
            rf"(?:\b({BEFORE}) )?(?<![\d.,]){_DAY}(?:(bis|und|oder|[-–])\s?(?:(zum) )?{_DAY})?(?=(?:{_MONTH})\b)",
            _days,
            "vom 9. bis 12. Oktober -> vom neunten bis zwölften Oktober",
            re.IGNORECASE,
        ),
    ]


def _full(short: str) -> str:
    return _MONTHS[
        next(place for place, forms in enumerate(_SHORT) if re.fullmatch(forms, short, re.IGNORECASE))
    ]


def _numbers(found: re.Match[str]) -> str:
    """As other countries write it; where the second number can only be a day the month stands first."""
    day, month = day_before_month(found[1], found[3])
    known = 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    return _date("", day, month, found[4]) if known else found.group()


def _iso(found: re.Match[str]) -> str:
    return _date("", found[4], found[3], found[1])


def _month(month: int, of: str) -> str:
    return f"{_MONTHS[month - 1]} {year(int(of), 'de')}"


def _date(before: str, day: str, month: str, of: str | None) -> str:
    name = _MONTHS[min(max(int(month), 1), 12) - 1]
    return f"{nth(day, before)} {name}" + (f" {year(int(of), 'de')}" if of else "")


def _numbered_date(found: re.Match[str]) -> str:
    before, space, day, month, of = found.groups()
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return found.group()
    return f"{before}{space}" * bool(before) + _date(before or "", day, month, of)


def _short_date(found: re.Match[str]) -> str:
    """Where neither part begins with a zero it may be a time or a version."""
    return _numbered_date(found) if "0" in (found[3][0], found[4][0]) else found.group()


def _days(found: re.Match[str]) -> str:
    before, first, between, to, last = found.groups()
    said = f"{before} " * bool(before) + nth(first, before or "") + " "
    if last:
        joined = "bis" if between in "-–" else between
        said += f"{joined} {to + ' ' if to else ''}{nth(last, to or before or '')} "
    return said
