"""Chinese measures: units, temperatures, sizes."""

import re

from pipeline.languages.normalization import units
from pipeline.languages.normalization.rules import NamedRule, rule

_NUMBER = r"\d+(?:\.\d+)?"


def rates() -> list[NamedRule]:
    """To be applied before fractions."""
    return [units.rate("zh", "每{}{}", "5mg/L -> 每升5mg")]


def below_zero() -> list[NamedRule]:
    """To be applied before the sign of other negative numbers."""
    return [
        rule(
            "degrees below zero",
            rf"(?<![A-Za-z\d)）°℃度])[-−]({_NUMBER})\s?(?=°|℃|摄氏度|度)",
            r"零下\1",
            "-5℃ -> 零下5℃",
        ),
    ]


def rules() -> list[NamedRule]:
    """Units behind a number, when percentages are said."""
    unit = units.pattern("zh")
    return [
        rule(
            "a height in feet and inches",
            r"(?<![\d.'’′])(\d)['’′]\s?(\d{1,2})(?:[\"”″]|'')",
            r"\1英尺\2英寸",
            "5'10\" -> 5英尺10英寸",
        ),
        rule(
            "a unit",
            rf"(?:(?<=\d)|(?<=\d[百千万亿]))\s?({unit})(?![A-Za-z\d])",
            _unit,
            "3万km -> 3万公里",
        ),
        rule(
            "for each of them",
            r"(?:(?<=[升克米吨元度])|(?<=[公英海]里))/(?=[天日周月年次人秒](?![一-龥])|小时|分钟|公斤|公里)",
            "每",
            "100毫升/天 -> 100毫升每天",
        ),
        rule("one side by the other", r"(?<=[\d米])\s?[x×]\s?(?=\d)", "乘", "2×3 -> 2乘3"),
    ]


def _unit(found: re.Match[str]) -> str:
    return str(units.name(found[1], "zh"))
