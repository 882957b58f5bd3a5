"""Japanese dates, and days that history knows by their numbers."""

import re

from pipeline.languages.ja.normalization.cardinal import one_by_one
from pipeline.languages.normalization import day_spans
from pipeline.languages.normalization.partial_dates import (
    month_and_day,
    month_first,
    month_with_two_digits,
    of_any_country,
    without_century,
    without_signs,
    year_and_month,
)
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
        *day_spans.rules(
            ("年", "月", "日"),
            "から",
            "2024.3.1〜3.5 -> 2024年3月1日から3月5日",
            "3/1〜3/5 -> 3月1日から3月5日",
        ),
        rule(
            "a date in digits",
            r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.])",
            _date,
            "2023-10-09 -> 2023年10月9日",
        ),
        month_first(lambda year, month: f"{year}年{month}月", "08/2008 -> 2008年8月"),
        month_with_two_digits(lambda year, month: f"{year}年{month}月", "12/1999 -> 1999年12月"),
        without_century(lambda year, month, day: f"{year}年{month}月{day}日", "24-05-01 -> 24年5月1日"),
        without_signs(lambda year, month, day: f"{year}年{month}月{day}日", "20240501 -> 2024年5月1日"),
        month_and_day(lambda month, day: f"{month}月{day}日", "08/08 -> 8月8日"),
        of_any_country(lambda year, month, day: f"{year}年{month}月{day}日", "29/12/2000 -> 2000年12月29日"),
        year_and_month(lambda year, month: f"{year}年{month}月", "2024-05 -> 2024年5月"),
        rule(
            "a month and a day with a stroke",
            r"(?<![\d/])(1[0-2]|[1-9])/(3[01]|[12]\d|[1-9])(?=から|まで|[(（][月火水木金土日])",
            _month_and_day,
            "12/15から -> 12月15日から",
        ),
        rule(
            "a weekday in brackets behind its day",
            r"(?<=日)[(（]([月火水木金土日])(?:曜日?)?(?:(?:から|[~〜～–])([月火水木金土日])(?:曜日?)?)?(?:[・、](祝)日?)?[)）]",
            _weekday,
            "3日(水) -> 3日スイヨービ",
        ),
    ]


def firsts() -> list[NamedRule]:
    """The first of a month, before days are counted."""
    return [
        rule("the first of a month", r"(?<=月)1日(?!間|中|目)", "ツイタチ", "3月1日 -> 3月ツイタチ"),
    ]


_WEEKDAYS = dict(zip("月火水木金土日", ("ゲツ", "カ", "スイ", "モク", "キン", "ド", "ニチ"), strict=True))


def _weekday(found: re.Match[str]) -> str:
    last = f"から{_WEEKDAYS[found[2]]}ヨービ" if found[2] else ""
    return f"{_WEEKDAYS[found[1]]}ヨービ{last}" + "、祝日" * bool(found[3])


def _month_and_day(found: re.Match[str]) -> str:
    """1/3から is a third, unless a weekday says that it is a day."""
    month, day = int(found[1]), int(found[2])
    may_be_fraction = month < day <= 10 and found.string[found.end()] not in "(（"
    return found.group() if may_be_fraction else f"{month}月{day}日"


def _day(found: re.Match[str]) -> str:
    return one_by_one(re.sub(r"\D", "", found.group()))


def _date(found: re.Match[str]) -> str:
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日"
