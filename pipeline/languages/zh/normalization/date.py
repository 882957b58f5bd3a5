"""Chinese dates and years, which are said digit by digit, and days that history knows by their numbers."""

import re

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
from pipeline.languages.zh.normalization import cardinal

YEAR = r"(?:1[5-9]|20)\d\d"
_HAN = "一-龥"
_WEEKDAY = "[周期拜][一二三四五六日天]"
_EVENT = "民主化|事件|运动|战争|起义|惨案|宣言|大地震|恐怖袭击"


def events() -> list[NamedRule]:
    """To be applied before telephones and sums."""
    return [
        rule(
            "a day before what happened on it",
            rf"(?<![\d.])(\d{{1,2}})\.(\d{{1,2}})(?={_EVENT})",
            _day,
            "5.18民主化 -> 五一八民主化",
        ),
        rule("a year in brackets", rf"(?<=[(（])({YEAR})(?=[)）])", _digits, "(2017) -> (二零一七)"),
        rule(
            "a year of three digits", r"(公元前?)(\d\d[1-9])(?=年)", _of_era, "公元前221年 -> 公元前二二一年"
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied before sums and ranges."""
    return [
        *day_spans.rules(
            ("年", "月", "日"), "至", "2024.3.1-3.5 -> 2024年3月1日至3月5日", "3/1-3/5 -> 3月1日至3月5日"
        ),
        rule(
            "a date in digits",
            rf"(?<!\d)({YEAR})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?![\d.])",
            _date,
            "2013-10-09 -> 2013年10月9日",
        ),
        without_century(
            lambda year, month, day: f"{cardinal.one_by_one(year)}年{month}月{day}日",
            "99-01-02 -> 九九年1月2日",
        ),
        rule(
            "a day beside its weekday",
            rf"(?:(?<={_WEEKDAY}[(（])(\d{{1,2}})/(\d{{1,2}})(?=[)）])|(?<![\d/])(\d{{1,2}})/(\d{{1,2}})(?=\s?[(（](?:周|星期|礼拜)[一二三四五六日天][)）]))",
            _day_of_week,
            "5/6（周一） -> 5月6日（周一）",
        ),
        rule(
            "a quarter of a year",
            r"(?<!\d)((?:19|20)\d\d)年?\s?Q([1-4])(?![A-Za-z\d])",
            r"\1年第\2季度",
            "2024年Q1 -> 2024年第1季度",
        ),
        without_signs(lambda year, month, day: f"{year}年{month}月{day}日", "20240501 -> 2024年5月1日"),
        rule("a month with a zero", r"(?<!\d)0(?=[1-9][月日号])", "", "02月 -> 2月"),
        rule(
            "a year before or of our era",
            r"(?<![\d.,])(\d{1,4})\s?(?:(b\.?\s?c\.?(?:\s?e\.?)?)|a\.?\s?d\.?|c\.\s?e\.?)(?![A-Za-z])",
            _of_our_era,
            "221BC -> 公元前二二一年",
            re.IGNORECASE,
        ),
        month_first(lambda year, month: f"{year}年{month}月", "08/2008 -> 2008年8月"),
        month_with_two_digits(lambda year, month: f"{year}年{month}月", "12/1999 -> 1999年12月"),
        month_and_day(lambda month, day: f"{month}月{day}日", "08/08 -> 8月8日"),
        of_any_country(lambda year, month, day: f"{year}年{month}月{day}日", "29/12/2000 -> 2000年12月29日"),
        year_and_month(lambda year, month: f"{year}年{month}月", "2024-05 -> 2024年5月"),
    ]


def days() -> list[NamedRule]:
    """To be applied before ranges and scores."""
    return [
        rule(
            "a day with a dot between its numbers",
            r"(?<![\d.·])(\d{1,2})·(\d{1,2})(?![\d·])",
            _day,
            "6·4 -> 六四",
        ),
        rule(
            "people by the decade of their birth",
            r"(?<![\d.])([5-9][05]|0[05])(?=后(?:[^面来]|$))",
            _digits,
            "60后 -> 六零后",
        ),
    ]


def years() -> list[NamedRule]:
    """What is left of years, before numbers."""
    return [
        rule(
            "a year",
            rf"(?<![\d.])(?<![约近超达共逾])({YEAR})(?=(?:[年—－至到]|\s*$|\s+[{_HAN}]|世界杯|奥运会|财年|学年|届))(?!00[人名个])",
            _digits,
            "2017年 -> 二零一七年",
        ),
        rule(
            "a year of two digits",
            r"(?<![\d.])(?<!第)([06-9]\d)(?=年(?!代|[来间内前后多的级]))",
            _digits,
            "60年 -> 六零年",
        ),
    ]


def _digits(found: re.Match[str]) -> str:
    return cardinal.one_by_one(found[1])


def _day(found: re.Match[str]) -> str:
    return cardinal.one_by_one(found[1] + found[2])


def _day_of_week(found: re.Match[str]) -> str:
    month, day = int(found[1] or found[3]), int(found[2] or found[4])
    return f"{month}月{day}日" if 1 <= month <= 12 and 1 <= day <= 31 else found.group()


def _of_era(found: re.Match[str]) -> str:
    return found[1] + cardinal.one_by_one(found[2])


def _of_our_era(found: re.Match[str]) -> str:
    year = cardinal.one_by_one(found[1]) if len(found[1]) > 2 else found[1]
    return f"公元{'前' * bool(found[2])}{year}年"


def _date(found: re.Match[str]) -> str:
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日"
