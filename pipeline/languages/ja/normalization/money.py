"""Sums of money in Japanese text, the currency behind the amount."""

import re

from pipeline.languages.normalization import currencies
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_NUMBER = r"\d+(?:\.\d+)?"
_AMOUNT = rf"{_NUMBER}\s?[千万億兆]*(?:\d+[千万億兆]+)*"


def rules() -> list[NamedRule]:
    """To be applied when English scales are put into Japanese ones."""
    names = table("ja")["currencies"]
    sign = currencies.pattern("ja")
    name = "|".join(dict.fromkeys(names.values()))
    return [
        rule(
            "a sum",
            rf"({sign})\s?(?:({_AMOUNT})\s?[-–—~～〜]\s?)?({_AMOUNT})",
            _sum,
            "£1億2500万 -> 1億2500万ポンド",
        ),
        rule(
            "a sum with its sign behind",
            rf"(?<=[\d万億兆])\s?({sign})(?![A-Za-z])",
            _name,
            "5万 USD -> 5万ドル",
        ),
        rule(
            "from sum to sum",
            rf"(?<=[円元ルロドンリソツ])\s?[-~〜～–—]\s?(?={_AMOUNT}(?:{name}|元))",
            "から",
            "500ドル〜1000ドル -> 500ドルから1000ドル",
        ),
    ]


def _sum(found: re.Match[str]) -> str:
    first = f"{found[2].rstrip()}から" if found[2] else ""
    return first + found[3].rstrip() + _name(found)


def _name(found: re.Match[str]) -> str:
    return str(currencies.name(found[1], "ja"))
