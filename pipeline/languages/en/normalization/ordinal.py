"""English ordinals: in digits, of centuries, kings and popes."""

import re

from pipeline.languages.normalization.counting import ordinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import NUMERAL, roman

_CROWNED = "King|Queen|Pope|Emperor|Empress|Tsar|Czar|Sultan|Kaiser|Shah|Emir|Patriarch"
_REIGNED = "Elizabeth|Charles|James|Napoleon|Nicholas|Francis|Wilhelm|Henry|Edward|Philip|Frederick|Leopold|George|Rama"


def nth(digits: str) -> str:
    """The ordinal of a number in digits."""
    return ordinal(int(digits), "en")


def rules() -> list[NamedRule]:
    """To be applied when dates are said."""
    return [
        rule(
            "from ordinal to ordinal",
            r"(?<![\d.,-])(\d+(?:st|nd|rd|th))\s?[-–]\s?(?=\d+(?:st|nd|rd|th)\b)",
            r"\1 to ",
            "5th-7th -> 5th to 7th",
        ),
        rule("an ordinal in digits", r"(?<![\d.,])(\d+)-?(?:st|nd|rd|th)\b", _in_digits, "5th -> fifth"),
        rule(
            "an ordinal in capitals",
            r"(?<![\d.,-])(\d+)(?:ST|ND|RD|TH)\b",
            _in_digits,
            "21ST -> twenty-first",
        ),
    ]


def letters() -> list[NamedRule]:
    """Where one letter may be a numeral; to be applied before longer ones."""
    return [
        rule(
            "a Roman numeral with its ending",
            rf"\b((?=[IVX]{{2}}){NUMERAL})(?:st|nd|rd|th)\b",
            lambda found: ordinal(roman(found[1]), "en"),
            "XXIst -> twenty-first",
        ),
        rule(
            "a century or a congress",
            rf"\b({NUMERAL})(?= (?:century|centuries|Olympi|Congress|Summit)\w*)",
            _of_century,
            "XXI century -> twenty-first century",
        ),
        rule(
            "a ruler with a title",
            rf"\b((?:{_CROWNED}) [A-Z][a-zé]+) ([IVX])\b(?!['’](?:m|ve|d|ll)\b|\.[A-Z])",
            _monarch,
            "King Charles I -> King Charles the first",
        ),
        rule(
            "the first of a name",
            rf"\b({_REIGNED}) (I)(?= (?:of|died|reigned|ruled|became|was)\b|['’]s|[,.;)]|$)",
            _monarch,
            "Elizabeth I of -> Elizabeth the first of",
        ),
        rule(
            "the fifth or tenth of a name",
            rf"\b({_REIGNED}) (V|X)\b(?!\.[A-Z])",
            _monarch,
            "Henry V -> Henry the fifth",
        ),
    ]


def rulers() -> list[NamedRule]:
    """To be applied when chapters are numbered."""
    return [
        rule(
            "a ruler",
            rf"\b([A-Z][a-zé]{{2,}}) ((?=[IVX]{{2}}){NUMERAL})\b",
            _monarch,
            "Henry VIII -> Henry the eighth",
        ),
    ]


def _in_digits(found: re.Match[str]) -> str:
    return nth(found[1])


def _of_century(found: re.Match[str]) -> str:
    return ordinal(roman(found[1]), "en")


def _monarch(found: re.Match[str]) -> str:
    return f"{found[1]} the {ordinal(roman(found[2]), 'en')}"
