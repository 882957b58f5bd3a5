"""Figures as languages write them: one form for all digits, and what 1.500 or 2,5 or 1 500 may mean."""

import re
import unicodedata
from fractions import Fraction

GROUPED = r"(?<!\d )(?<!\d)\d{1,3}(?: \d{3})+(?![\d,.]\d)(?!\d)"
FIGURE = re.compile(rf"{GROUPED}|\d+(?:[.,'’]\d+)*")

_FRACTIONS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4"}
_DROPPED = dict.fromkeys(
    map(ord, "ºª°²³¹\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u00ad")
)
_SIGNS = str.maketrans({"٫": ".", "٬": ",", "٪": "%", "،": ", ", "⁄": "/"})
_LONGEST = 1000
"""Signs of a figure; Python makes a number of no more than 4,300 digits, and of those it makes it slowly."""
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")


_POWER = re.compile(r"(?<=\bkm)[²³]|(?<=\bcm)[²³]|(?<=\bm)[²³]")


def normalize_digits(text: str) -> str:
    """`text` with ASCII digits and signs, whatever the script's own are."""
    for sign, written in _FRACTIONS.items():
        text = text.replace(sign, f" {written}")
    text = re.sub(r"(?<=\d)،(?=\d)", ",", text)
    text = _POWER.sub(lambda match: {"²": "2", "³": "3"}[match[0]], text)
    text = unicodedata.normalize("NFKC", text.translate(_DROPPED)).translate(_SIGNS)
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def readings(figure: str, *, comma: bool) -> tuple[tuple[Fraction, ...], ...]:
    """The numbers that one figure is, each with its possible values, the likeliest first.

    More than one number where separators can only part them: 10.10.2018. `comma` says that the language
    has a decimal comma.
    """
    if _INDIAN.fullmatch(figure) or (" " in figure):
        return ((_value(re.sub(r"[ ,]", "", figure)),),)
    signs = re.findall(r"[^\d]", figure)
    groups = re.split(r"[^\d]", figure)
    if not signs:
        return ((_value(figure),),)
    if len(set(signs)) == 1:
        return _alike(groups, signs[0], comma=comma)
    if len(set(signs[:-1])) == 1 and _thousands(groups[:-1]):
        return ((_value(f"{''.join(groups[:-1])}.{groups[-1]}"),),)
    return tuple((_value(group),) for group in groups)


def _alike(groups: list[str], sign: str, *, comma: bool) -> tuple[tuple[Fraction, ...], ...]:
    whole = _value("".join(groups))
    if sign in "'’":
        return ((whole,),) if _thousands(groups) else tuple((_value(group),) for group in groups)
    if len(groups) > 2:
        return ((whole,),) if _thousands(groups) else tuple((_value(group),) for group in groups)
    decimal = _value(".".join(groups))
    if _thousands(groups):
        if not comma:
            return ((whole if sign == "," else decimal,),)
        return ((whole, decimal) if sign == "." else (decimal, whole),)
    if sign == "," and not comma:
        return tuple((_value(group),) for group in groups)
    return ((decimal,),)


def _thousands(groups: list[str]) -> bool:
    head, *rest = groups
    return 0 < len(head) <= 3 and head[0] != "0" and all(len(group) == 3 for group in rest)


def _value(figure: str) -> Fraction:
    """What a figure is worth. Of one longer than any amount only who it is counts: other figures have other values."""
    if len(figure) <= _LONGEST:
        return Fraction(figure)
    whole, _, decimals = figure.partition(".")
    return Fraction(int(whole, 16)) + Fraction(int(decimals or "0", 16), 16 ** len(decimals))
