"""Scores in Chinese text: 三比二."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.zh.normalization import cardinal

_NUMBER = r"\d+(?:\.\d+)?"


def rules() -> list[NamedRule]:
    """To be applied when ranges are said."""
    return [
        rule("a score", rf"(?<![\d.])({_NUMBER})\s?[-–:]\s?({_NUMBER})(?![\d.])", _score, "3:2 -> 三比二"),
    ]


def _score(found: re.Match[str]) -> str:
    """A decimal that goes up to another is a span; of scores only those of chess have a half."""
    first, last = found.groups()
    if (
        "." in first
        and "." in last
        and not first.endswith(".5")
        and float(first) < float(last)
        and ":" not in found.group()
    ):
        return "到".join(map(cardinal.with_decimals, (first, last)))
    return "比".join(cardinal.with_decimals(points) for points in found.groups())
