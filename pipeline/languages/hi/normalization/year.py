"""Hindi years, those of the second thousand by hundreds."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_NOT_WITHIN = r"(?<![\d.,:/₹$€£-])(?<!₹ )"
_YEAR = r"(1[1-9]\d\d)"


def rules() -> list[NamedRule]:
    """To be applied when dates and times are said."""
    month = "|".join(table("hi")["months"])
    return [
        rule(
            "from year to year",
            rf"{_NOT_WITHIN}{_YEAR}\s?[-–—]\s?(\d{{4}})(?!\d|[.,]\d)",
            lambda found: f"{by_hundreds(found[1])} से {by_hundreds(found[2])}",
            "1947-1950 -> उन्नीस सौ सैंतालीस से उन्नीस सौ पचास",
        ),
        rule(
            "a year behind a word that says so",
            rf"(?:(?<=सन )|(?<=सन् )|(?<=वर्ष )|(?<=साल )){_YEAR}(?!\d|[.,]\d)",
            _year,
            "सन 1947 -> सन उन्नीस सौ सैंतालीस",
        ),
        rule(
            "a year behind its month",
            rf"((?:{month}),? ){_YEAR}(?!\d|[.,]\d)",
            lambda found: found[1] + by_hundreds(found[2]),
            "अगस्त 1947 -> अगस्त उन्नीस सौ सैंतालीस",
        ),
        rule(
            "a year before a word that goes with years",
            rf"{_NOT_WITHIN}{_YEAR}(?=\s?(?:में|के|की|का|से|तक|वाले|,|।|\)))",
            _year,
            "1947 में -> उन्नीस सौ सैंतालीस में",
        ),
    ]


def by_hundreds(digits: str) -> str:
    """1947 is nineteen hundred and forty-seven, 2013 two thousand and thirteen."""
    if not 1100 <= int(digits) < 2000:
        return cardinal(digits, "hi")
    rest = int(digits[2:])
    return f"{cardinal(digits[:2], 'hi')} सौ" + (f" {cardinal(str(rest), 'hi')}" if rest else "")


def _year(found: re.Match[str]) -> str:
    return by_hundreds(found[1])
