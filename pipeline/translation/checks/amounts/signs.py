"""Numerals that are written sign by sign: 三百二十, 이천오백, and native Korean ones."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache

from pipeline.languages.numbers import Grammar, Kind
from pipeline.translation.checks.amounts.token import Token

_DIGITS = {
    "Hani": {
        **{sign: value for value, sign in enumerate("零一二三四五六七八九")},
        "〇": 0, "两": 2, "兩": 2, "俩": 2, "倆": 2, "壱": 1, "弐": 2, "参": 3, "壹": 1, "贰": 2, "叁": 3,
    },
    "Hang": {**{sign: value for value, sign in enumerate("영일이삼사오육칠팔구")}, "공": 0},
}  # fmt: skip
_SCALES = {
    "Hani": {
        "十": 10,
        "百": 100,
        "千": 1000,
        "万": 10**4,
        "萬": 10**4,
        "亿": 10**8,
        "億": 10**8,
        "兆": 10**12,
    },
    "Hang": {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12},
}
_TENS = "열|스물|서른|마흔|쉰|예순|일흔|여든|아흔"
_ONES = "하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉"


def numerals(text: str, grammar: Grammar) -> Iterator[Token]:
    """The numerals of `text`, in no order."""
    if grammar.signs == "Hani":
        yield from _han(text)
    else:
        yield from _hangul(text, grammar.counters, grammar.sino_counters)


def _token(kind: Kind, value: int | Fraction, begin: int, end: int) -> Token:
    return Token(kind, (Fraction(value),), begin, end, written=True)


_NEXT_TO = "一二|[二两兩]三|三四|四五|五六|六七|七八|八九"
_EITHER = f"(?<![零〇一二三四五六七八九十百千万萬点點第初])(?:{_NEXT_TO})(?![〇零一二三四五六七八九十百千万萬亿億点點])"
"""One of two neighbours, 两三个: three figures and more are a number said figure by figure."""
_HAN = re.compile(
    f"(?P<about>(?<![二三四五六七八九零〇])[一二三四五六七八九][二三四五六七八九](?=[十百千万萬])|{_EITHER})|"
    f"(?<![{''.join(_DIGITS['Hani'])}十百])(?P<point>[{''.join(_DIGITS['Hani'])}十百]*+)[点點](?P<digits>[{''.join(_DIGITS['Hani'])}]+)(?![十百刻分钟鐘半])"
    f"|(?P<digit>[{''.join(_DIGITS['Hani'])}])|(?P<scale>[十百万萬亿億兆]|千(?![米克瓦卡赫伏帕]))"
)


def _han(text: str) -> Iterator[Token]:
    """Han numerals; a decimal such as 三点五 is one piece."""
    for found in _HAN.finditer(text):
        if found["about"]:
            one, other = (Fraction(_DIGITS["Hani"][sign]) for sign in found["about"])
            yield Token(Kind.COUNT, (other, one), *found.span(), written=True, whole=other != one + 1)
        elif found["scale"]:
            yield _token(Kind.SCALE, _SCALES["Hani"][found["scale"]], *found.span())
        elif found["digit"]:
            yield _token(Kind.COUNT, _DIGITS["Hani"][found["digit"]], *found.span())
        elif found["point"]:
            whole = _whole(found["point"])
            digits = "".join(str(_DIGITS["Hani"][sign]) for sign in found["digits"])
            yield _token(Kind.COUNT, whole + Fraction(int(digits), 10 ** len(digits)), *found.span())


def _whole(signs: str) -> Fraction:
    """A whole number below a thousand: 二十三, 一百零五."""
    total = current = 0
    for sign in signs:
        if sign in _SCALES["Hani"]:
            total, current = total + (current or 1) * _SCALES["Hani"][sign], 0
        else:
            current = current * 10 + _DIGITS["Hani"][sign]
    return Fraction(total + current)


def _hangul(text: str, counters: str, sino: str) -> Iterator[Token]:
    """Sino-Korean numerals and scales behind figures; native Korean numbers, each one piece, 서너 too: three or four."""
    for pattern in (_scales_behind(counters), _sino(sino)):
        for run in pattern.finditer(text):
            for place in range(*run.span(1)):
                sign = _hangul_sign(text[place], place)
                # 247조 may be an article of a law.
                yield replace(sign, short=run[1] == "조")
    for either in _APPROXIMATE.finditer(text):
        yield Token(Kind.COUNT, _EITHER_VALUES[either[0]], *either.span(), written=True, whole=True)
    for native in _native(counters).finditer(text):
        tens, one = native["tens"] or "", native["one"] or native["only"] or native["short"] or ""
        value = _NATIVE[tens] + _NATIVE[one] if native["twenty"] is None else 20
        yield Token(Kind.COUNT, (Fraction(value),), *native.span(), written=True, whole=True)


def _hangul_sign(sign: str, place: int) -> Token:
    scale = _SCALES["Hang"].get(sign)
    kind = Kind.COUNT if scale is None else Kind.SCALE
    return _token(kind, _DIGITS["Hang"][sign] if scale is None else scale, place, place + 1)


_NATIVE = {
    "": 0, "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "서": 3, "넷": 4, "네": 4, "넉": 4, "너": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
    "열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip


_EITHER_VALUES = {
    word: (Fraction(value + 1), Fraction(value))
    for value, words in enumerate(
        (
            "한두 한둘",
            "두세 두셋",
            "서너 서넛",
            "네다섯 네댓 너덧",
            "대여섯",
            "예닐곱",
            "일고여덟",
            "여덟아홉",
        ),
        1,
    )
    for word in words.split()
}
_APPROXIMATE = re.compile(
    rf"(?<![가-힣\d])(?:{'|'.join(_EITHER_VALUES)})(?=\s|\Z|[은는이가도을를와과의로에,.])"
)


@cache
def _native(counters: str) -> re.Pattern[str]:
    behind = rf"(?=\s?(?:{counters})|하고|\Z|[은는이가도을를와과의로에,.]|\s)"
    return re.compile(
        rf"(?<![가-힣\d])(?<!\d )(?:(?P<tens>{_TENS})(?: ?(?P<one>{_ONES}))?|(?P<twenty>스무)"
        rf"|(?P<only>하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)|(?P<short>한|두|세|석|네|넉|서(?= ?너)|너)){behind}"
    )


@cache
def _sino(counters: str) -> re.Pattern[str]:
    signs, scales = "영일이삼사오육칠팔구공십백천만억조", "십백천만억조"
    return re.compile(
        rf"(?<![가-힣\d.,])([{signs}]{{2,}}(?<=[{scales}])(?!치|약|일|족|나|들)|[{signs}]*[{scales}][{signs}]+"
        rf"|[영일이삼사오육칠팔구](?=\s?(?:{counters}))|(?<=[수몇] )[십백천만억]+|[십백천만억](?=\s?(?:명|년|원|건|번|달러|개|배|분의|마리|여 )))"
    )


@cache
def _scales_behind(counters: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\d)(?:\s(?=[십백천만억조]+(?:\s|\d|\Z|[,.]|{counters})))?([십백천만억조]+)")
