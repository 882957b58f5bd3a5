"""Days as people write them, language by language, and back."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from typing import Any

from pipeline.languages import folders

_NUMERIC = re.compile(
    r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})\s*[.日일]?"
    r"(?:\s*[(（][^\W\d_]{1,4}[)）])?"
    r"(?:[\s|,-]*(?:오전|오후|上午|下午|午前|午後)?\s*\d{1,2}\s*[:：時时시点點]\s*\d{1,2}(?:\s*[:：分분]\s*(?:\d{1,2}\s*[秒초]?)?)?(?:\s*(?:KST|JST|CST))?)?"
)
"""With a weekday in brackets and the time of the day, which without an offset is no moment."""
_YEAR = re.compile(r"\b\d{4}\b")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|º)?\b")
_ARTICLE = re.compile("[_'’]")
"""Parts a month's name from what goes before it: de_gener, d’abril."""
_JOINED = re.compile(r"[^\W\d_]+(?=\{month\})")
_DIGITS = "0123456789"
_LATEST = 2400
"""Of a year that an article bears; what is later is counted in the calendar of the language that names the month."""
_SMALL = 3
"""Letters. Words of fewer that name no month may stand in any date: de, of."""
_FIGURES = {"year": r"(?P<year>\d{4})", "number": r"(?P<number>\d{1,2})", "day": r"(?P<day>\d{1,2})"}


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


def day_in_words(written: str, tag: str) -> str:
    """As `long_date`; empty where `written` is no date."""
    try:
        return long_date(written, tag)
    except ValueError:
        return ""


def own_digits(text: str, tag: str) -> str:
    """`text` with its figures in the digits that readers of the language `tag` use every day."""
    return text.translate(str.maketrans(_DIGITS, _row(tag).get("digits", _DIGITS)))


def iso_date(written: str) -> str | None:
    """The date that `written` says, in ISO 8601, or None.

    Understood are ISO itself (a moment only with its offset, else just its day), year-month-day in
    figures, a day as a language that has a folder writes it, and a day, a month's name in such a language and a year,
    with a weekday or not.
    Figures alone with the year last are not: 9/10 is September in one country and October in another.
    """
    text = " ".join(unicodedata.normalize("NFC", written).split())
    found = _moment(text) or _in_figures(text) or _numbered(text)
    return _in_our_years(found) if found else _in_words(text)


def _in_our_years(iso: str) -> str:
    """A day in figures whose year lies far ahead is counted in the one other calendar that a language here has."""
    year, rest = iso[:4], iso[4:]
    later = max(_calendars().values(), default=0) if int(year) > _LATEST else 0
    return f"{int(year) - later:04}{rest}"


def _moment(text: str) -> str | None:
    with suppress(ValueError):
        if len(text) > 10:
            moment = datetime.fromisoformat(text)
            return moment.isoformat() if moment.tzinfo else moment.date().isoformat()
    return None


def _in_figures(text: str) -> str | None:
    match = _NUMERIC.fullmatch(text)
    return _day(*match.groups()) if match else None


def _numbered(text: str) -> str | None:
    """A day of a month that has a number and no name, between words of its language: ngày 9 tháng 10 năm 2023."""
    for pattern in _numbered_months():
        if found := pattern.fullmatch(text):
            return _day(found["year"], found["number"], found["day"])
    return None


@cache
def _numbered_months() -> tuple[re.Pattern[str], ...]:
    patterns = (folders.table(tag, "language").get("dates", {}).get("pattern", "") for tag in folders.tags())
    wanted = dict.fromkeys(pattern for pattern in patterns if "{number}" in pattern)
    return tuple(
        re.compile(re.escape(each).replace(r"\{", "{").replace(r"\}", "}").format(**_FIGURES), re.I)
        for each in wanted
    )


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
    """The words of `text` that name a month, a weekday or what else is said; signs that combine belong to their word."""
    signs = (
        each if each == "-" or unicodedata.category(each)[0] in "LM" else " " for each in text.casefold()
    )
    words = (word.strip("-") for word in "".join(signs).split())
    return [word for word in words if word in _months() or len(word.partition("-")[0]) >= _SMALL]


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
    """The number of every month's name, and of its first three letters in English; English names go first. Where a language has others too, - stands for one that is none."""
    named: dict[str, int] = {}
    for tag in folders.tags():
        row = _row(tag)
        for months in (row.get("months", ""), *row.get("also", ())):
            for number, name in enumerate(months.split(), 1):
                for form in _forms(name, row["pattern"]):
                    named.setdefault(form, number)
                if tag == "en":
                    named.setdefault(name[:3].casefold(), number)
    return named


def _forms(name: str, pattern: str) -> Iterator[str]:
    """A month's name without its article, with what a date joins to it (Hebrew ב), and without a sign that many leave
    out at its end (Persian \u0654).
    """
    bare = unicodedata.normalize("NFC", _ARTICLE.split(name)[-1]).casefold()
    yield bare
    if joined := _JOINED.search(pattern):
        yield f"{joined[0]}{bare}"
    if unicodedata.category(bare[-1]) == "Mn":
        yield bare[:-1]
