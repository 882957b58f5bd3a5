"""Japanese fractions, the whole before the part."""

import re

from pipeline.languages.ja.normalization.cardinal import numeral
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.rules import NamedRule, rule

_SEASON = re.compile(r"\s?(?:シーズン|年度)")


def words() -> list[NamedRule]:
    """To be applied before minutes are counted, which are written alike."""
    return [
        rule("a share of a hundred", r"(?<!\d)100分(?=率)", "ヒャクブン", "100分率 -> ヒャクブン率"),
        rule(
            "a fraction below zero", r"(?<![\w)）])[-−](?=\d+(?:分の|/)\d)", "マイナス", "-1/2 -> マイナス1/2"
        ),
        rule(
            "a whole and a fraction",
            r"(?<![\d/.,])(\d{1,4}) (\d{1,3})/(\d{1,4})(?![\d/])",
            _mixed,
            "2 3/4 -> 2とヨンブンノサン",
        ),
        rule(
            "a part of a decimal",
            r"(?<![\d/.,])(\d{1,4}\.\d{1,4})/(\d{1,4})(?![\d/.])",
            r"\2分の\1",
            "1.5/2 -> 2分の1.5",
        ),
        rule("a fraction in words", r"(\d+)分の(?=\d|ルート)", _whole, "4分の3 -> ヨンブンノ3"),
    ]


def rules() -> list[NamedRule]:
    """What is still written with a stroke."""
    return [
        rule("a fraction", r"(?<![\d/])(\d{1,4})/(\d{1,8})(?![\d/])", _fraction, "1/2 -> ニブンノイチ"),
    ]


def _mixed(found: re.Match[str]) -> str:
    """Its part is less than one."""
    whole, top, bottom = found.groups()
    if int(top) >= int(bottom):
        return found.group()
    return f"{whole}と{numeral(int(bottom))}ブンノ{numeral(int(top))}"


def _whole(found: re.Match[str]) -> str:
    return f"{numeral(int(found[1]))}ブンノ"


def _fraction(found: re.Match[str]) -> str:
    """But 2024/25 is a season, and so is 24/25シーズン."""
    is_dated = len(found[1]) == 4 or _SEASON.match(signs.after(found))
    if is_dated and found[2] == f"{(int(found[1]) + 1) % 100:02}":
        return f"{found[1]}から{found[2]}"
    return f"{numeral(int(found[2]))}ブンノ{numeral(int(found[1]))}"
