"""Spans from day to day in digits, of which the second leaves out what the first said: 2024.3.1~3.5, 3/1~3/5."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule

Signs = tuple[str, str, str]
"""What stands behind a year, a month and a day."""
_DASH = "[~∼～〜–—-]"
_LARGEST_PART = 10
"""Fractions in the news hardly have more parts."""


def rules(signs: Signs, to: str, of_a_year: str, of_months: str) -> list[NamedRule]:
    """The rules of a language that has `to` between two days; with an example of each."""
    return [_of_a_year(signs, to, of_a_year), _of_months(signs, to, of_months)]


def _of_a_year(signs: Signs, to: str, example: str) -> NamedRule:
    def replace(found: re.Match[str]) -> str:
        year, sign, month, first, dash, last_month, last = found.groups()
        if sign == dash or not (_is_day(month, first) and _is_day(last_month or month, last)):
            return found.group()
        end = _date((last_month, last), signs) if last_month else _date((last,), signs)
        return f"{_date((year, month, first), signs)}{to}{end}"

    return rule(
        "from day to day of a year",
        rf"(?<!\d)((?:1[5-9]|20)\d\d)([./-])\s?(\d\d?)\2\s?(\d\d?)\.?\s?({_DASH})\s?(?:(\d\d?)\2\s?)?(\d\d?)(?![./-]?\d|\s?%)(?:\.(?!\d))?",
        replace,
        example,
    )


def _of_months(signs: Signs, to: str, example: str) -> NamedRule:
    """Of two days with a stroke in each, and no two fractions: 3/1~3/5, but 1/3~2/3."""

    def replace(found: re.Match[str]) -> str:
        days = (found.group(1, 2), found.group(3, 4))
        sure = any(int(month) >= int(day) or int(day) > _LARGEST_PART for month, day in days)
        if not (sure and all(_is_day(*day) for day in days)):
            return found.group()
        first, last = (_date(day, signs) for day in days)
        return f"{first}{to}{last}"

    return rule(
        "from day to day with strokes",
        rf"(?<![\d/.])(\d\d?)/(\d\d?)\s?{_DASH}\s?(\d\d?)/(\d\d?)(?![\d/])",
        replace,
        example,
    )


def _date(parts: tuple[str, ...], signs: Signs) -> str:
    """A date of its last `parts`: year, month and day; month and day; or the day."""
    return "".join(f"{int(part)}{sign}" for part, sign in zip(parts, signs[-len(parts) :], strict=True))


def _is_day(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31
