"""Chinese dates and years, which are said digit by digit, and days that history knows by their numbers."""

import re

from pipeline.languages.normalization.partial_dates import year_and_month
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.zh.normalization import cardinal

YEAR = r"(?:1[5-9]|20)\d\d"
_HAN = "一-龥"
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
        rule(
            "a date in digits",
            rf"(?<!\d)({YEAR})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?![\d.])",
            _date,
            "2013-10-09 -> 2013年10月9日",
        ),
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


def _of_era(found: re.Match[str]) -> str:
    return found[1] + cardinal.one_by_one(found[2])


def _date(found: re.Match[str]) -> str:
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日"
