"""A year and a month in digits (ISO 8601, 5.2.2.2: 2024-05), which is written as a span of years is: 2004-05, 2010-12."""

import re
from collections.abc import Callable

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import DATE, MONTH_FIRST, is_no_day

_COUNTED = "원명개대건번만억조년달엔人个個名元円年万萬亿億兆台件次位美달도표톤票吨户戸°℃"
"""What begins the words and signs that a number of eight digits may stand before as an amount."""


def year_and_month(said: Callable[[str, int], str], example: str, between: str = "-/") -> NamedRule:
    """The rule of a language that says them as `said`, of the year's digits and the month, with one of the signs `between` them. With a point between them
    it is a decimal: an index at 2012.10. No month is what may be a
    later year: the second number is greater than the year's last two digits."""

    def replace(found: re.Match[str]) -> str:
        may_be_span = int(found[2]) > int(found[1][2:])
        return found.group() if may_be_span else said(found[1], int(found[2]))

    return rule(
        "a year and a month in digits",
        rf"(?<![\d./-])((?:19|20)\d\d)[{between}](0[1-9]|1[0-2])(?!\.?\d|[/-])",
        replace,
        example,
    )


def of_any_country(said: Callable[[str, int, int], str], example: str) -> NamedRule:
    """The rule of a language that writes the year first, for a date that has it last: said as `said`, of the year's digits, the month
    and the day. It stays as it is where both the first two may be the month: 5/7/2019."""

    def replace(found: re.Match[str]) -> str:
        first, second = int(found[1]), int(found[3])
        month, day = (first, second) if second > 12 else (second, first)
        known = 1 <= month <= 12 and 1 <= day <= 31 and (day > 12 or day == month)
        return said(found[4], month, day) if known else found.group()

    return rule("a date with the year last", DATE, replace, example)


def month_first(said: Callable[[str, int], str], example: str) -> NamedRule:
    """A month with its zero before its year: 08/2008."""
    return rule("a month before its year", MONTH_FIRST, lambda found: said(found[2], int(found[1])), example)


def month_with_two_digits(said: Callable[[str, int], str], example: str) -> NamedRule:
    """A month of two digits before its year, in a language whose laws are not numbered so: 12/1999."""
    return rule(
        "a month of two digits before its year",
        r"(?<![\d/.,-])(1[0-2])/((?:19|20)\d\d)(?![\d/-]|[.,]\d)",
        lambda found: said(found[2], int(found[1])),
        example,
    )


def without_century(said: Callable[[str, int, int], str], example: str) -> NamedRule:
    """Two digits each with hyphens, the last two with their zeros: 24-05-01."""
    return rule(
        "a date with hyphens without its century",
        r"(?<![\w-])(\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\dA-Za-z-])",
        lambda found: said(found[1], int(found[2]), int(found[3])),
        example,
    )


def without_signs(said: Callable[[str, int, int], str], example: str) -> NamedRule:
    """The basic format of ISO 8601, 5.2.1.1, beside no sign or letter, and before nothing that it may count."""
    return rule(
        "a date without signs",
        rf"(?<![\dA-Za-z.,/#:_+$€£¥₩-])((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
        rf"(?![\dA-Za-z_%/:+-]|[.,]\d|\s?[{_COUNTED}])",
        lambda found: said(found[1], int(found[2]), int(found[3])),
        example,
    )


def month_and_day(said: Callable[[int, int], str], example: str) -> NamedRule:
    """Two digits each where the month stands first, one of them with its zero: 08/08. Without it, it may be a fraction."""
    return rule(
        "a month and a day in two digits each",
        r"(?<![\d/.,-])(?:(0[1-9])/(0[1-9]|[12]\d|3[01])|(1[0-2])/(0[1-9]))(?![\d/-]|[.,]\d)",
        lambda found: (
            found.group() if is_no_day(found) else said(int(found[1] or found[3]), int(found[2] or found[4]))
        ),
        example,
    )
