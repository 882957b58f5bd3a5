"""Signs between numbers and letters in Korean text: an equation is said as a sentence, with the particles that fit."""

import re

from pipeline.languages.ko.normalization.particles import PARTICLE, with_particle
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_SIGN = "=≠≤≥<>±×÷"
_THAN = {"<": "미만", ">": "초과"}
_TERM = r"(\d{1,20}(?:\.\d{1,9})?|[가-힣]{1,8})"


def rules() -> list[NamedRule]:
    """To be applied before numbers are said."""
    return [
        rule(
            "a letter beside a sign",
            rf"(?<![A-Za-z\d])[A-Za-z](?=\^\d|\s?[{_SIGN}]|\s[+−]\s)|(?:(?<=[{_SIGN}])|(?<=[{_SIGN}+−] ))[A-Za-z](?![A-Za-z\d])",
            lambda found: str(table("ko")["letters"][found.group().upper()]),
            "x = 5 -> 엑스 = 5",
        ),
        rule("a square", r"(?<=[가-힣])\^2(?!\d)", " 제곱", "엑스^2 -> 엑스 제곱"),
        rule("another power of a letter", r"(?<=[가-힣])\^(\d{1,9})", r"의 \1제곱", "엑스^3 -> 엑스의 3제곱"),
        rule(
            "what is not the same", rf"{_TERM}\s?≠\s?{_TERM}", _unequal, "에이 ≠ 비 -> 에이는 비와 같지 않다"
        ),
        rule(
            "less or more than a number",
            rf"(?<![-=<>≤≥])(?<!<[A-Za-z])\s?([<>])\s?(\d{{1,20}}(?:\.\d{{1,9}})?\s?%?)(?![\d.%]|>){PARTICLE}(?![가-힣])",
            _than,
            "<5%는 ->  5% 미만은",
        ),
        rule(
            "less or more than a number with its counter",
            r"(?<![-=<>≤≥])(?<!<[A-Za-z])\s?([<>])\s?(\d{1,20}(?:\.\d{1,9})?(?:\s?(?:%|명|개|건|회|년|원|세|살)|(?=이[다며고]|였|입니다)))(?![\d.%]|>)",
            _than,
            "<5명이다 ->  5명 미만이다",
        ),
        rule(
            "what is the same",
            r"(?<=([가-힣\d]))\s?=\s?(?=[가-힣\d-])",
            lambda found: ("은" if found[1].isdecimal() else with_particle(found[1], "은")[1:]) + " ",
            "가격=500원 -> 가격은 500원",
        ),
    ]


def _unequal(found: re.Match[str]) -> str:
    """The particle behind a number is fitted when the number is said."""
    first, second = (
        f"{term}{particle}" if term[-1].isdecimal() else with_particle(term, particle)
        for term, particle in ((found[1], "은"), (found[2], "과"))
    )
    return f"{first} {second} 같지 않다"


def _than(found: re.Match[str]) -> str:
    if signs.is_bracket(found):
        return found.group()
    particle = found[3] if found.re.groups > 2 else ""
    return f" {found[2].strip()} {with_particle(_THAN[found[1]], particle or '')}"
