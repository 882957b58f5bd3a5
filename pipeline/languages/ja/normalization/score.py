"""Scores in Japanese text: サン タイ ニ."""

import re

from pipeline.languages.ja.normalization.cardinal import numeral
from pipeline.languages.normalization.rules import NamedRule, rule


def words() -> list[NamedRule]:
    """To be applied before counters."""
    return [
        rule("a score in words", r"(\d+)対(?=\d)", _first, "2対2 -> ニ タイ 2"),
    ]


def rules() -> list[NamedRule]:
    """To be applied when ranges are said."""
    return [
        rule("a score", r"(?<![\d.])(\d{1,3})\s?[-–:]\s?(\d{1,3})(?![\d.])", _score, "1-0 -> イチ タイ ゼロ"),
    ]


def _first(found: re.Match[str]) -> str:
    return f"{numeral(int(found[1]))} タイ "


def _score(found: re.Match[str]) -> str:
    return f"{numeral(int(found[1]))} タイ {numeral(int(found[2]))}"
