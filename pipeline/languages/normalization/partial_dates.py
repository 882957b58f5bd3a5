"""A year and a month in digits (ISO 8601, 5.2.2.2: 2024-05), which is written as a span of years is: 2004-05, 2010-12."""

import re
from collections.abc import Callable

from pipeline.languages.normalization.rules import NamedRule, rule


def year_and_month(said: Callable[[str, int], str], example: str, between: str = "-/") -> NamedRule:
    """The rule of a language that says them as `said`, of the year's digits and the month, with one of the signs `between` them. No month is what may be a
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
