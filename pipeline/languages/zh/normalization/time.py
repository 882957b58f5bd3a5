"""Chinese clock times."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.zh.normalization import cardinal


def rules() -> list[NamedRule]:
    """To be applied before scores, which have colons too."""
    return [
        rule(
            "from time to time",
            r"(\d{1,2}:\d\d)\s?(?:[-–~～〜]|—{1,2}|－)\s?(?=(?:上午|下午|晚上|次日|翌日|凌晨)?\d{1,2}:\d\d)",
            r"\1到",
            "10:30—11:15 -> 10:30到11:15",
        ),
        rule(
            "a time of day",
            r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:])分?",
            _clock,
            "7:55 -> 七点五十五分",
        ),
        rule("day and night", r"(?<![\d/])24/7(?![\d/])", "全天候", "24/7 -> 全天候"),
    ]


def _clock(found: re.Match[str]) -> str:
    hour, minute = cardinal.numeral(int(found[1]), pair=True), int(found[2])
    second = f"{cardinal.numeral(int(found[3]))}秒" if found[3] else ""
    zero = "零" if 0 < minute < 10 else ""
    return f"{hour}点" + (f"{zero}{cardinal.numeral(minute)}分" if minute else "") + second
