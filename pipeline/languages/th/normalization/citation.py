"""Thai parts of a law or a house: 25/3 is ทับ there, and a fraction where it is less than one; versions with points."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.th.normalization.cardinal import numeral


def rules() -> list[NamedRule]:
    """To be applied when dates are said."""
    return [
        rule(
            "a part of a law, or a fraction",
            r"((?:เลขที่|มาตรา|คดี|ฉบับที่|ข้อ|ครั้งที่|หมายเลข|ลำดับที่)\s?)?(?<![\d/])(\d{1,4})/(\d{1,4})(?![\d/])",
            _part,
            "มาตรา 112/1 -> มาตรา หนึ่งร้อยสิบสองทับหนึ่ง",
        ),
        rule(
            "a number with several points",
            r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){2,}(?![\d.])",
            lambda found: "จุด".join(numeral(int(part)) for part in found.group().split(".")),
            "2.0.1 -> สองจุดศูนย์จุดหนึ่ง",
        ),
    ]


def _part(found: re.Match[str]) -> str:
    before, one, other = found.groups()
    if before or int(one) >= int(other):
        return f"{before or ''}{numeral(int(one))}ทับ{numeral(int(other))}"
    return f"เศษ{numeral(int(one))}ส่วน{numeral(int(other))}"
