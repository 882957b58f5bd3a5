"""German dates: the day in the form that the word before it asks for."""

import re

from pipeline.languages.de.normalization.ordinal import BEFORE, nth
from pipeline.languages.normalization.counting import year
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import DATE_YEAR_FIRST, YEAR_AND_MONTH, is_month

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
_MONTH = "|".join((*_MONTHS, "Jänner"))
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
        rule("a month of a year", YEAR_AND_MONTH, _month, "2024-05 -> Mai zweitausendvierundzwanzig"),
        rule(
            "a date with full stops",
            rf"(?:\b({BEFORE})(,? ))?(?<![\d.]){_DAY}(\d{{1,2}})\.(?:\s?({_YEAR})(?!\d))?",
            _numbered_date,
            "am 9.10.2013 -> am neunten Oktober zweitausenddreizehn",
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


def _iso(found: re.Match[str]) -> str:
    return _date("", found[4], found[3], found[1])


def _month(found: re.Match[str]) -> str:
    return f"{_MONTHS[int(found[3]) - 1]} {year(int(found[1]), 'de')}" if is_month(found) else found.group()


def _date(before: str, day: str, month: str, of: str | None) -> str:
    name = _MONTHS[min(max(int(month), 1), 12) - 1]
    return f"{nth(day, before)} {name}" + (f" {year(int(of), 'de')}" if of else "")


def _numbered_date(found: re.Match[str]) -> str:
    before, space, day, month, of = found.groups()
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return found.group()
    return f"{before}{space}" * bool(before) + _date(before or "", day, month, of)


def _days(found: re.Match[str]) -> str:
    before, first, between, to, last = found.groups()
    said = f"{before} " * bool(before) + nth(first, before or "") + " "
    if last:
        joined = "bis" if between in "-–" else between
        said += f"{joined} {to + ' ' if to else ''}{nth(last, to or before or '')} "
    return said
