"""Chinese numbers in words: 两 and 二, a zero for what is left out."""

import re

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.arithmetic import difference
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_DIGITS = "零一二三四五六七八九"
_HAN = "一-龥"
_NUMBER = r"\d+(?:\.\d+)?"
_SCALE = "千百万亿兆"

_LAST_YEAR = 2100
_UNTIL = re.compile(r"(?:公元|(?<!达)[到至])$")
_GOES_DOWN = "[为是至到约得于跌降损差亏算]"
"""Behind these a dash before a number is its sign; behind a name (歼-20) it is none."""


def numeral(number: int, *, pair: bool = False) -> str:
    """The numeral: 2013 -> 两千零一十三, 15 -> 十五. With `pair` a plain 2 is 两."""
    if number == 2 and pair:
        return "两"
    if number >= 10**16:
        return one_by_one(str(number))
    groups: list[str] = []
    low = 10_000
    for scale in ("", "万", "亿", "万亿"):
        number, rest = divmod(number, 10_000)
        if rest:
            gap = "零" if groups and low < 1000 else ""
            digits = "两" if rest == 2 and scale else _group(rest)
            groups.append(digits + scale + gap)
            low = rest
        elif groups:
            low = 0
    said = "".join(reversed(groups)) or _DIGITS[0]
    return said.removeprefix("一") if said.startswith("一十") else said


def one_by_one(digits: str) -> str:
    """Digit by digit, as years are read: 2013 -> 二零一三."""
    return "".join(_DIGITS[int(digit)] for digit in digits)


def with_decimals(number: str) -> str:
    """A number in figures, with what follows its point digit by digit: 2.05 -> 二点零五."""
    whole, _, decimals = number.partition(".")
    return numeral(int(whole)) + (f"点{one_by_one(decimals)}" if decimals else "")


def differences() -> list[NamedRule]:
    """To be applied before ranges and scores, which have a dash too."""
    return [
        difference("减"),
    ]


def powers() -> list[NamedRule]:
    """To be applied when units are said."""
    return [
        rule(
            "a power",
            r"(?<=[\da-zA-Z])\^([-−]?)(\d{1,15})",
            lambda found: f"的{'负' * bool(found[1])}{numeral(int(found[2]))}次方",
            "10^2 -> 10的二次方",
        ),
    ]


def minus() -> list[NamedRule]:
    """The sign of a negative number, when temperatures are said."""
    return [
        rule(
            "a negative number",
            rf"(?<![\w)）])[-−](?=\d|百分之\d)|(?<=[{_HAN}])[-−](?={_NUMBER}%)|(?<={_GOES_DOWN})(?<!北约)(?<![型编代番]号[为是])[-−](?=\d)(?!(?:19|20)\d\d(?!\d))",
            "负",
            "-5 -> 负5",
        ),
    ]


def more() -> list[NamedRule]:
    """To be applied before letters and digits."""
    return [
        rule("and more", r"(?<=\d)\+(?!\d)", "多", "100+ -> 100多"),
    ]


def rules() -> list[NamedRule]:
    """All numbers that are left; the last rule."""
    pair = table("zh")["pair"]
    return [
        rule(
            "a number and what it counts",
            rf"(第?)({_NUMBER})(?=(年)?)(?=(分之)?)(?=({pair}|多(?:名|人|个)|[至到或、]\d+(?:{pair}))?)(?=([{_SCALE}])?)",
            _number,
            "2人 -> 两人",
        ),
    ]


def _number(found: re.Match[str]) -> str:
    nth, number, year, parts, pair, scale = found.groups()
    if (
        "." in number
        or (year and len(number) == 4 and not _is_amount_of_years(found))
        or (len(number) > 1 and number[0] == "0")
    ):
        return nth + (with_decimals(number) if "." in number else one_by_one(number))
    named = re.search(r"[A-Za-z]$", signs.before(found))  # K2步枪
    two = not nth and not parts and not named and (bool(pair) or scale in ("万", "亿", "千", "兆"))
    return nth + numeral(int(number), pair=two)


def _is_amount_of_years(found: re.Match[str]) -> bool:
    """Of history, whole hundreds of years beyond any calendar, and a thousand; but not until when: 到2300年."""
    number = found[2]
    if number == "1000":
        return True
    return number.endswith("00") and int(number) > _LAST_YEAR and not _UNTIL.search(signs.before(found))


def _group(number: int) -> str:
    said, gap = "", False
    for value, scale in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if not digit:
            gap = bool(said)
            continue
        two = digit == 2 and value >= 100
        said += ("零" if gap else "") + ("两" if two else _DIGITS[digit]) + scale
        gap = False
    return said
