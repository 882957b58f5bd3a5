"""Signs and spaces beside digits in Japanese text."""

from pipeline.languages.ja.normalization import cardinal
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_SIGN = "=≠≤≥±×÷"
_THAN = {"<": ("ショウナリ", "未満"), ">": ("ダイナリ", "超")}
_NAMED = "ルスるナ"
"""How the names of those signs end."""
_SQUARE = "一-龥々ぁ-ん"


def colons() -> list[NamedRule]:
    """To be applied before all other rules."""
    return [
        rule(
            "a number beside a greater or a lesser",
            r"(?<=[\d%％])\s?([<>])\s?(?=\d)",
            lambda found: found.group() if signs.is_bracket(found) else f" {_THAN[found[1]][0]} ",
            "2 > 1 -> 2 ダイナリ 1",
        ),
        rule(
            "less or more than a number",
            r"(?<![\d<>=＝-])(?<!<[A-Za-z])([<>])\s?(\d+(?:\.\d+)?%?)(?![\d.]|>)",
            lambda found: found.group() if signs.is_bracket(found) else f"{found[2]}{_THAN[found[1]][1]}",
            "<5% -> 5%未満",
        ),
        rule("a wide colon", r"(?<=\d)[：∶](?=\d)", ":", "5：3 -> 5:3"),
    ]


def equations() -> list[NamedRule]:
    """Letters among the signs of arithmetic; to be applied before all that has digits."""
    return [
        rule(
            "a letter before a sign",
            rf"(?<![A-Za-z\d])([A-Za-z])\s?([{_SIGN}])\s?(?=[A-Za-z\d](?![A-Za-z]))",
            lambda found: f"{_letter(found[1])} {_name(found[2])} ",
            "x≤5 -> エックス ショウナリイコール 5",
        ),
        rule(
            "a letter behind a sign",
            rf"(?<=([{_NAMED}]) )([A-Za-z])(?![A-Za-z\d])",
            lambda found: _letter(found[2]),
            "イコール b -> イコール ビー",
        ),
        rule(
            "a letter to a power",
            r"(?<![A-Za-z\d])([A-Za-z])(?=\^\d)",
            lambda found: _letter(found[1]),
            "c^2 -> シー^2",
        ),
        rule("a power", r"(?<=[\dァ-ヶー)])\^(\d{1,9})", r"の\1乗", "10^6 -> 10の6乗"),
        rule(
            "a multiple of a root over a number",
            r"(?<![\d/.])(\d{1,4})√(\d{1,4})/(\d{1,4})(?![\d/])",
            r"\3分の\1 ルート \2",
            "3√2/4 -> 4分の3 ルート 2",
        ),
        rule(
            "a letter over a number",
            r"(?<![A-Za-z\d/√])([xyzn])/(\d{1,4})(?![\d/A-Za-z])",
            lambda found: f"{cardinal.numeral(int(found[2]))}ブンノ{_letter(found[1])}",
            "x/2 -> ニブンノエックス",
        ),
        rule(
            "a root over a number",
            r"√(\d{1,4})/(\d{1,4})(?![\d/])",
            r"\2分のルート \1",
            "√1/2 -> 2分のルート 1",
        ),
        rule(
            "a number over a root",
            r"(?<![\d/])(\d{1,4})/√(\d{1,4})(?!\d)",
            r"ルート \2分の\1",
            "1/√3 -> ルート 3分の1",
        ),
        rule("a root", r"√\s?(?=\d)", "ルート ", "√2 -> ルート 2"),
    ]


def _letter(letter: str) -> str:
    return str(table("ja")["letters"][letter.upper()])


def _name(sign: str) -> str:
    return str(table("ja")["symbols"][sign])


def spaces() -> list[NamedRule]:
    """To be applied before telephones and dates."""
    return [
        rule(
            "a space beside a number",
            rf"(?<=\d)\s+(?=[{_SQUARE}])|(?<=[{_SQUARE}])\s+(?=\d)",
            "",
            "が 6 -> が6",
        ),
        rule("a number behind katakana", r"(?<=[ァ-ヶー])(?=\d)", " ", "グループ2 -> グループ 2"),
    ]
