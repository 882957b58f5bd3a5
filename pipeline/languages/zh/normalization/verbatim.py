"""Letters and what is named by letters and digits in Chinese text: aircraft, weapons, pictures."""

import re

from pipeline.languages.normalization.roman_numerals import roman_numeral
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.zh.normalization import cardinal

_SCALE = "千百万亿兆"


def names() -> list[NamedRule]:
    """To be applied before all that counts."""
    return [
        rule(
            "a kind of trade", r"(?<![A-Za-z\d])([BCGP])2([BCGP])(?![A-Za-z\d])", r"\1 to \2", "B2B -> B to B"
        ),
    ]


def models() -> list[NamedRule]:
    """Aircraft and missiles, before ranges and scores."""
    return [
        rule(
            "a fighter or a missile",
            r"(歼|轰|运|直|苏|米格|东风|红旗|长征|巨浪|鹰击)-(?=\d+(?![\d.%]))",
            r"\1",
            "歼-20 -> 歼20",
        ),
        rule(
            "an airliner",
            r"(波音|空客A?)\s?(\d{3})(?:-(\d{3}))?(?!\d)",
            _model,
            "波音737-800 -> 波音七三七八百",
        ),
    ]


def numerals() -> list[NamedRule]:
    """To be applied whether there is a digit or not."""
    return [roman_numeral("型期章部类种级卷", "世纪")]


def designations() -> list[NamedRule]:
    """What is left of letters with digits behind them."""
    return [
        rule("a hyphen before digits", r"(?<=[A-Za-z])-(?=\d)", "", "MiG-29 -> MiG29"),
        rule(
            "the lines of a picture",
            r"(?<![\d.])(1080|720|1440|2160)(?=[pP](?![A-Za-z]))",
            _digits,
            "1080p -> 一零八零p",
        ),
        rule(
            "three or four digits behind letters",
            rf"(?<=[A-Za-z])(\d{{3,4}})(?![\d.%{_SCALE}])",
            _digits,
            "A320 -> A三二零",
        ),
    ]


def _digits(found: re.Match[str]) -> str:
    return cardinal.one_by_one(found[1])


def _model(found: re.Match[str]) -> str:
    """波音737-800: digit by digit, then a number."""
    return found[1] + cardinal.one_by_one(found[2]) + (cardinal.numeral(int(found[3])) if found[3] else "")
