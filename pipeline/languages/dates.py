"""Days as people write them, language by language, and back."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from typing import Any

from pipeline.languages import folders

_NUMERIC = re.compile(r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})\s*[.日일]?")
_YEAR = re.compile(r"\b\d{4}\b")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|º)?\b")
_ARTICLE = re.compile("[_'’]")
"""Parts a month's name from what goes before it: de_gener, d’abril."""
_DIGITS = "0123456789"
_LETTER = r"(?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])"
"""A letter, or a vowel or another sign that Hindi and Thai write on one."""
_NAME = re.compile(rf"{_LETTER}{{3,}}(?:-{_LETTER}+)*")
_LATEST = 2400
"""Of a year that an article bears; what is later is counted in the calendar of the language that names the month."""


def long_date(iso: str, tag: str) -> str:
    """The day of `iso` (ISO 8601, a day or a moment) written for readers of the language `tag`.

    A moment's day is the one it names, in its own offset. A language without a pattern gets CLDR's
    long form, and ISO's where CLDR is silent. Raises `ValueError` when `iso` is no date.
    """
    day = date.fromisoformat(iso[:10])
    row = _row(tag)
    if not row:
        from pipeline.languages import cldr

        return cldr.long_date(day, tag) or day.isoformat()
    written: str = row["pattern"].format(
        year=day.year + row.get("calendar", 0),
        month=row["months"].split()[day.month - 1].replace("_", " ") if "months" in row else "",
        number=day.month,
        day=row["first"] if day.day == 1 and "first" in row else day.day,
    )
    return own_digits(written, tag)


def own_digits(text: str, tag: str) -> str:
    """`text` with its figures in the digits that readers of the language `tag` use every day."""
    return text.translate(str.maketrans(_DIGITS, _row(tag).get("digits", _DIGITS)))


def iso_date(written: str) -> str | None:
    """The date that `written` says, in ISO 8601, or None.

    Understood are ISO itself (a moment only with its offset, else just its day), year-month-day in
    figures, and a day, a month's name in a language that has a folder and a year, with a weekday or not.
    Figures alone with the year last are not: 9/10 is September in one country and October in another.
    """
    text = " ".join(written.split())
    return _moment(text) or _in_figures(text) or _in_words(text)


def _moment(text: str) -> str | None:
    with suppress(ValueError):
        if len(text) > 10:
            moment = datetime.fromisoformat(text)
            return moment.isoformat() if moment.tzinfo else moment.date().isoformat()
    return None


def _in_figures(text: str) -> str | None:
    match = _NUMERIC.fullmatch(text)
    return _day(*match.groups()) if match else None


def _in_words(text: str) -> str | None:
    if len(text) > 60:
        return None
    names = _names(text)
    years, months = _YEAR.findall(text), [_months()[name] for name in names if name in _months()]
    days = _DAY.findall(text)
    if len(names) > len(months) + 1:  # a weekday, and no more: the rest would be lost
        return None
    if len(years) == len(set(months)) == len(days) == 1:
        later = max(_calendars().get(name, 0) for name in names) if int(years[0]) > _LATEST else 0
        return _day(int(years[0]) - later, months[0], days[0])
    return None


def _names(text: str) -> list[str]:
    return [name.casefold() for name in _NAME.findall(text)]


def _day(year: str | int, month: str | int, day: str) -> str | None:
    with suppress(ValueError):
        return date(int(year), int(month), int(day)).isoformat()
    return None


def _row(tag: str) -> Mapping[str, Any]:
    row: Mapping[str, Any] = folders.table(tag, "language").get("dates", {})
    return row


@cache
def _calendars() -> dict[str, int]:
    """By the name of a month, how many years earlier than ours its language's calendar begins: 543 in Thai."""
    rows = [folders.table(tag, "language").get("dates", {}) for tag in folders.tags()]
    return {name: row["calendar"] for row in rows if "calendar" in row for name in row["months"].split()}


@cache
def _months() -> dict[str, int]:
    """The number of every month's name, and of its first three letters in English; English names go first."""
    named: dict[str, int] = {}
    for tag in folders.tags():
        months = folders.table(tag, "language").get("dates", {}).get("months", "")
        for number, name in enumerate(months.split(), 1):
            named.setdefault(_ARTICLE.split(name)[-1].casefold(), number)
            if tag == "en":
                named.setdefault(name[:3].casefold(), number)
    return named
