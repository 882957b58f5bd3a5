"""Thai sums: a sign or code before or behind a sum is a word behind it."""

from pipeline.languages.normalization import currencies
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.th.normalization.abbreviation import THAI
from pipeline.languages.th.normalization.cardinal import numeral

_NUMBER = r"\d+(?:\.\d+)?"
_SCALE = r"(?:\s?(?:ร้อย|พัน|หมื่น|แสน|ล้าน)+)?"


def rules() -> list[NamedRule]:
    """To be applied when dates and parts are said."""
    sign = currencies.pattern("th")
    return [
        rule(
            "a currency before its sum",
            rf"(?<![A-Za-z])({sign})\s?({_NUMBER}{_SCALE})(?!\s?[-–]\s?\d)(?:\s?บาท)?",
            lambda found: _sum(found[2].rstrip(), found[1]),
            "$5 ล้าน -> 5 ล้านดอลลาร์",
        ),
        rule(
            "a currency behind its sum",
            rf"(?<![\d.])({_NUMBER})\s?({sign})(?![A-Za-z])",
            lambda found: _sum(found[1], found[2]),
            "12.50 บาท -> สิบสองบาทห้าสิบสตางค์",
        ),
    ]


def signs() -> list[NamedRule]:
    """To be applied when numbers are said, whether the text had one in digits or not."""
    return [
        rule(
            "a currency's code or sign behind a word",
            rf"(?<=[{THAI}\d])\s?({currencies.pattern('th')})(?![A-Za-z\d])",
            lambda found: _names(found[1])[0],
            "ห้าล้าน USD -> ห้าล้านดอลลาร์",
        ),
    ]


def _sum(amount: str, sign: str) -> str:
    (one, cent), (whole, _, part) = _names(sign), amount.partition(".")
    if len(part) == 2 and part.isdecimal() and cent:
        return f"{numeral(int(whole))}{one}" + (f"{numeral(int(part))}{cent}" if int(part) else "")
    return f"{amount}{one}"


def _names(sign: str) -> tuple[str, str]:
    """Of the currency and its cent, which is empty where the table does not say."""
    known = currencies.name(sign, "th")
    name, cent = (known, "") if isinstance(known, str) else known
    return str(name), str(cent)
