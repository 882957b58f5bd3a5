"""Chinese ranges: 到 between two numbers; between years both are said digit by digit."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.zh.normalization import cardinal
from pipeline.languages.zh.normalization.date import YEAR

_NUMBER = r"\d+(?:\.\d+)?"
_SCALE = "千百万亿兆"
_HAN = "一-龥"
_DASH = r"\s?(?:[-–~～〜]|—{1,2}|－)\s?"


def letters() -> list[NamedRule]:
    """Ranges without a number."""
    return [
        rule(
            "from weekday to weekday",
            r"(周|星期|礼拜)([一二三四五六])\s?(?:(?:[-–~～〜－]|—{1,2})\s?(?=\1[一二三四五六日天])"
            r"|[-–~～〜－]\s?(?=[一二三四五六日天](?:[^一-龥]|$|休息|上班|营业|开放)))",
            r"\1\2到",
            "周一~周五 -> 周一到周五",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied before scores: what goes down is one."""
    return [*_alike(), *_between()]


def _alike() -> list[NamedRule]:
    return [
        rule(
            "from year to year",
            rf"(?<!\d)({YEAR})年?{_DASH}({YEAR})(?!\d)",
            _years,
            "2010-2015 -> 二零一零到二零一五",
        ),
        rule(
            "the same unit twice",
            rf"(\d)([{_HAN}]{{1,3}}|℃|°C?|kg|km|cm|m){_DASH}(?=[-−]?{_NUMBER}\2)",
            r"\1\2到",
            "1万-2万 -> 1万到2万",
        ),
        rule("to a negative number", r"(?<=\d)\s?[~～〜]\s?(?=[-−]\d)", "到", "0~-5 -> 0到-5"),
        rule(
            "a season over two years",
            rf"(?<!\d)({YEAR})[-–/](\d\d)(?=年|财年|赛季|学年)",
            _years,
            "1950-53年 -> 一九五零到五三年",
        ),
        rule(
            "a year and the next with a stroke",
            rf"(?<![\d/])({YEAR}|\d\d(?=/\d\d(?:赛季|学年|财年)))/(\d\d)(?![\d/])",
            lambda found: _years(found) if _is_next(found) else found.group(),
            "2024/25 -> 二零二四到二五",
        ),
        rule(
            "from percent to percent with a dash",
            rf"({_NUMBER})%?{_DASH}({_NUMBER})(?=%)",
            r"百分之\1到\2",
            "70-90% -> 百分之70到90%",
        ),
    ]


def _between() -> list[NamedRule]:
    return [
        rule(
            "two numbers before a word",
            rf"({_NUMBER}){_DASH}(?=({_NUMBER})\s?(?![比球])[^\W\d_A-Za-z°])",
            _upwards,
            "3-5人 -> 3到5人",
        ),
        rule(
            "from a sum to a number",
            r"(?<=[元镑郎布])\s?(?:[-–~～〜]|—{1,2}|－)\s?(?=\d)",
            "到",
            "5元-8 -> 5元到8",
        ),
        rule(
            "from a unit to a number",
            rf"({_NUMBER}[{_SCALE}年月日时点号])\s?(?:[-–~～〜]|—{{1,2}}|－)\s?(?=\d)",
            r"\1到",
            "3月—5 -> 3月到5",
        ),
        rule(
            "from number to number",
            rf"({_NUMBER})\s?(?:[~～〜]|—{{1,2}}|－)\s?(?=\d)",
            r"\1到",
            "3～5 -> 3到5",
        ),
        rule(
            "from number to number before a unit",
            rf"({_NUMBER})\s?[-–]\s?(?={_NUMBER}\s?(?:km|cm|kg|m|g|°|℃))",
            r"\1到",
            "3-5 km -> 3到5 km",
        ),
    ]


def _is_next(found: re.Match[str]) -> bool:
    return found[2] == f"{(int(found[1]) + 1) % 100:02}"


def _years(found: re.Match[str]) -> str:
    return f"{cardinal.one_by_one(found[1])}到{cardinal.one_by_one(found[2])}"


def _upwards(found: re.Match[str]) -> str:
    """A span goes up; what goes down is a score."""
    return found[1] + ("到" if float(found[1]) < float(found[2]) else "比")
