"""Sums of money in Chinese text, the currency behind the amount."""

import re

from pipeline.languages.normalization import currencies
from pipeline.languages.normalization.rules import NamedRule, rule

_NUMBER = r"\d+(?:\.\d+)?"
_SCALE = "千百万亿兆"
_AMOUNT = rf"{_NUMBER}\s?[{_SCALE}]*(?:零?\d+[{_SCALE}]+)*"


def rules() -> list[NamedRule]:
    """To be applied when English scales are put into Chinese ones."""
    sign = currencies.pattern("zh")
    return [
        rule(
            "a sum", rf"({sign})\s?({_AMOUNT}(?:\s?[-–~至到]\s?{_AMOUNT})?)元?", _sum, "£28 亿元 -> 28 亿英镑"
        ),
        rule(
            "a sum with its sign behind",
            rf"(?<=[\d{_SCALE}])\s?({sign})(?![A-Za-z])",
            _name,
            "5万 USD -> 5万美元",
        ),
    ]


def _sum(found: re.Match[str]) -> str:
    return found[2].rstrip() + _name(found)


def _name(found: re.Match[str]) -> str:
    return str(currencies.name(found[1], "zh"))
