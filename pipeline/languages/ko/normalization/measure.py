"""Korean measures: units, speeds, temperatures, sizes."""

import re
from functools import cache

from pipeline.languages.ko.normalization import cardinal
from pipeline.languages.normalization import units
from pipeline.languages.normalization.rules import NamedRule, rule

_EACH = re.compile(r"(?<![A-Za-z\d])(kg|km2|km|g|m2|m3|m|t|ha|kWh|ℓ)(?=당(?![가-힣]))")
"""A unit by itself: kg당 5천원."""
_MICRO = re.compile(r"(?<=\d)\s?μ(Sv|[gmlLsVAFW])(?![A-Za-z])")
_OF_A_SIGN = re.compile(r"(?<=\d)\s?([kKM]?)([\u2126\u03a9\u212b\u00c5])(?![A-Za-z])")
_PREFIXES = {"": "", "k": "킬로", "K": "킬로", "M": "메가"}
_SIGNS = {"\u2126": "옴", "\u03a9": "옴", "\u212b": "옹스트롬", "\u00c5": "옹스트롬"}
_OF_MICRO = {
    "g": "그램", "m": "미터", "l": "리터", "L": "리터", "s": "초", "V": "볼트", "A": "암페어", "F": "패럿", "W": "와트", "Sv": "시버트",
}  # fmt: skip


def bare_units(text: str) -> str:
    """`text` with the units in words that stand without a number, or with a Greek letter."""
    text = _EACH.sub(_unit, text)
    text = _OF_A_SIGN.sub(lambda found: _PREFIXES[found[1] or ""] + _SIGNS[found[2]], text)
    return text if text.isascii() else _MICRO.sub(lambda found: f"마이크로{_OF_MICRO[found[1]]}", text)


def speeds() -> list[NamedRule]:
    """To be applied before fractions."""
    return [
        rule(
            "kilometres an hour",
            r"(?:시속\s?)?(?<![\d.])(\d+(?:\.\d+)?)\s?(?:(?:km|㎞)/h|kph)(?![A-Za-z])",
            r"시속 \1km",
            "100km/h -> 시속 100km",
        ),
        rule(
            "metres a second",
            r"(?:초속\s?)?(?<![\d.])(\d+(?:\.\d+)?)\s?m/s(?:ec)?(?![A-Za-z\d])",
            r"초속 \1m",
            "25m/s -> 초속 25m",
        ),
        rule(
            "metres a second squared",
            r"(?<![\d.])(\d+(?:\.\d+)?)\s?(k?m|㎞)/s(?:2|²|\^2)(?![A-Za-z\d])",
            r"제곱초당 \1\2",
            "9.8m/s2 -> 제곱초당 9.8m",
        ),
        rule(
            "miles an hour",
            r"(?:시속\s?)?(?<![\d.])(\d+(?:\.\d+)?)\s?(?:mph|mi/h)(?![A-Za-z])",
            r"시속 \1mi",
            "50mph -> 시속 50mi",
        ),
        units.rate("ko", "{}당 {}", "12mg/L -> 리터당 12mg", in_words="마이크로그램"),
        rule(
            "the length of a race",
            r"(?<![\d.])(\d+(?:\.\d+)?)[kK](?=\s?(?:달리기|마라톤|코스|대회))",
            r"\1km",
            "10K 마라톤 -> 10km 마라톤",
        ),
    ]


def degrees() -> list[NamedRule]:
    """Temperatures from and to, before other ranges."""
    return [
        rule(
            "degrees of Fahrenheit",
            r"(?:화씨\s?)?(?<![\w.)])((?:[-−]?\d+(?:\.\d+)?\s?[~∼～〜–]\s?)?[-−]?\d+(?:\.\d+)?)\s?(?:℉|°F)(?![A-Za-z])",
            r"화씨 \1도",
            "100℉ -> 화씨 100도",
        ),
        rule(
            "from below zero to above",
            r"(?<![\w)])[-−](\d+)\s?[~∼～〜]\s?(\d+)(?=도|°|℃)",
            r"영하 \1도에서 영상 \2",
            "-3~5도 -> 영하 3도에서 영상 5도",
        ),
        rule(
            "from below zero to below zero",
            r"(?<![\w)])[-−](\d+)\s?[~∼～〜]\s?[-−](\d+)(?=도|°|℃)",
            r"영하 \1도에서 영하 \2",
            "-3~-5도 -> 영하 3도에서 영하 5도",
        ),
    ]


def below_zero() -> list[NamedRule]:
    """To be applied before the sign of other negative numbers."""
    return [
        rule(
            "degrees below zero",
            r"(?<![\w)%℃°])[-−](?=\d+(?:\.\d+)?\s?(?:도|°|℃))",
            "영하 ",
            "-5도 -> 영하 5도",
        ),
    ]


@cache
def rules() -> list[NamedRule]:
    """Units behind a number, when ranges are said."""
    unit = units.pattern("ko")
    return [
        rule(
            "cubic centimetres",
            r"(?<![\d.])(\d+)\s?cc(?![A-Za-z\d])",
            lambda found: f"{cardinal.sino(int(found[1]))}시시",
            "5cc -> 오시시",
        ),
        rule("a unit", rf"(?<=[\d백천만억조여])\s?({unit})(?![A-Za-z\d])", _unit, "5km -> 5킬로미터"),
        rule(
            "newtons",
            r"(?<=\d)N(?=의\s?(?:힘|무게|하중|[가-힣]{1,3}력)|만큼|짜리)|(?<=\d\d\d)N(?![A-Za-z\d])",
            "뉴턴",
            "300N -> 300뉴턴",
        ),
        rule("one side by the other", r"(?<=\d)\s?[x×]\s?(?=\d)", " 곱하기 ", "3x4 -> 3 곱하기 4"),
    ]


def _unit(found: re.Match[str]) -> str:
    return str(units.name(found[1], "ko"))
