"""Sums of money in Korean text, the currency behind the amount."""

import re

from pipeline.languages.ko.normalization.particles import PARTICLE, with_particle
from pipeline.languages.normalization import currencies
from pipeline.languages.normalization.rules import NamedRule, rule

_NUMBER = r"\d+(?:\.\d+)?"
_AMOUNT = rf"{_NUMBER}\s?[천백십만억조]*(?:\s?{_NUMBER}[천백십만억조]+)*(?=(?:여|원|이|가|을|를|은|는|의|에|로|에서|짜리)?(?![가-힣])|[가-힣])"


def rules() -> list[NamedRule]:
    """To be applied when English scales are put into Korean ones."""
    sign = currencies.pattern("ko")
    to = rf"(?<![A-Za-z])({sign})\s?({_NUMBER})(?:[-–—]|\s?[~∼～〜]\s?)(?=(?:{sign})?\s?\d)(?:{sign})?\s?"
    return [
        rule("from sum to sum", rf"{to}({_AMOUNT}){PARTICLE}", _between, "$100~$200 -> 100에서 200 달러"),
        rule("a sum", rf"({sign})\s?({_AMOUNT}){PARTICLE}", _sum, "$5만 -> 5만 달러"),
        rule(
            "a sum with its sign behind",
            rf"(?<=[\d만억조천])\s?({sign})(?![A-Za-z])",
            lambda found: f" {_name(found[1])}",
            "5만 USD -> 5만 달러",
        ),
    ]


def _between(found: re.Match[str]) -> str:
    return f"{found[2]}에서 {found[3].rstrip()} {with_particle(_name(found[1]), found[4] or '')}"


def _sum(found: re.Match[str]) -> str:
    return f"{found[2].rstrip()} {with_particle(_name(found[1]), found[3] or '')}"


def _name(sign: str) -> str:
    return str(currencies.name(sign, "ko"))
