"""Thai sums: a sign or code before or behind a sum is a word behind it."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table
from pipeline.languages.th.normalization.abbreviation import THAI
from pipeline.languages.th.normalization.cardinal import numeral

_NUMBER = r"\d+(?:\.\d+)?"
_SCALE = r"(?:\s?(?:ร้อย|พัน|หมื่น|แสน|ล้าน)+)?"


def rules() -> list[NamedRule]:
    """To be applied when dates and parts are said."""
    names = table("th")["currencies"]
    sign = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return [
        rule(
            "a currency before its sum",
            rf"(?<![A-Za-z])({sign})\s?({_NUMBER}{_SCALE})(?!\s?[-–]\s?\d)(?:\s?บาท)?",
            lambda found: _sum(found[2].rstrip(), names[found[1]]),
            "$5 ล้าน -> 5 ล้านดอลลาร์",
        ),
        rule(
            "a currency behind its sum",
            rf"(?<![\d.])({_NUMBER})\s?({sign})(?![A-Za-z])",
            lambda found: _sum(found[1], names[found[2]]),
            "12.50 บาท -> สิบสองบาทห้าสิบสตางค์",
        ),
        rule(
            "a currency's code or sign behind a word",
            rf"(?<=[{THAI}\d])\s?(THB|USD|EUR|[฿$€£¥])(?![A-Za-z\d])",
            lambda found: names[found[1]][0],
            "ห้าล้าน USD -> ห้าล้านดอลลาร์",
        ),
    ]


def _sum(amount: str, names: list[str]) -> str:
    whole, _, part = amount.partition(".")
    if len(part) == 2 and part.isdecimal() and names[1]:
        small = f"{numeral(int(part))}{names[1]}" if int(part) else ""
        return f"{numeral(int(whole))}{names[0]}{small}"
    return f"{amount}{names[0]}"
