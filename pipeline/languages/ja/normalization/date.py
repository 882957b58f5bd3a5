"""Japanese dates, and days that history knows by their numbers."""

import re

from pipeline.languages.ja.normalization.cardinal import one_by_one
from pipeline.languages.normalization.rules import NamedRule, rule


def events() -> list[NamedRule]:
    """To be applied before decimals."""
    return [
        rule(
            "a day before what happened on it",
            r"(?<![\d・.])\d{1,2}[・.]\d{1,2}(?=事件|民主化|同時|テロ|大震災|戒厳|独立運動)",
            _day,
            "5・18民主化 -> ゴイチハチ民主化",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied before sums and ranges."""
    return [
        rule(
            "a date in digits",
            r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.])",
            _date,
            "2023-10-09 -> 2023年10月9日",
        ),
    ]


def firsts() -> list[NamedRule]:
    """The first of a month, before days are counted."""
    return [
        rule("the first of a month", r"(?<=月)1日(?!間|中|目)", "ツイタチ", "3月1日 -> 3月ツイタチ"),
    ]


def _day(found: re.Match[str]) -> str:
    return one_by_one(re.sub(r"\D", "", found.group()))


def _date(found: re.Match[str]) -> str:
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日"
