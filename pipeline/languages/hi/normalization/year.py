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
            "a year of our era",
            r"(?<![\d.,:/-])(\d{3,4})(?:\s?[-–]\s?(\d{3,4}))?\s?(?:ई\.|ई०|ई(?=\s|$|[,।)]))(?!\s?पू)",
            _of_our_era,
            "1526 ई. -> पंद्रह सौ छब्बीस ईसवी",
        ),
        rule(
            "a year before the word for our era",
            rf"{_NOT_WITHIN}{_YEAR}(?=\s?(?:ईस्वी|ईसवी|ई॰))",
            _year,
            "1526 ईस्वी -> पंद्रह सौ छब्बीस ईस्वी",
        ),
        rule(
            "from year to year",
            rf"{_NOT_WITHIN}{_YEAR}\s?[-–—]\s?(\d{{4}})(?!\d|[.,]\d)",
            lambda found: f"{by_hundreds(found[1])} से {by_hundreds(found[2])}",
            "1947-1950 -> उन्नीस सौ सैंतालीस से उन्नीस सौ पचास",
        ),
        rule(
            "from year to year of its century",
            rf"{_NOT_WITHIN}{_YEAR}\s?[-–—]\s?(\d\d)(?=\s?(?:में|के|की|का|से|तक|वाले|,|।|\)|$))",
            lambda found: f"{by_hundreds(found[1])} से {cardinal(found[2], 'hi')}",
            "1920-26 तक -> उन्नीस सौ बीस से छब्बीस तक",
        ),
        rule(
            "a year behind a word that says so",
            rf"(?:(?<=सन )|(?<=सन् )|(?<=वर्ष )|(?<=साल )){_YEAR}(?!\d|[.,]\d)",
            _year,
            "सन 1947 -> सन उन्नीस सौ सैंतालीस",
        ),
        rule(
            "a year behind its month and day",
            rf"((?:{month}) \d{{1,2}},? ){_YEAR}(?!\d|[.,]\d)",
            lambda found: found[1] + by_hundreds(found[2]),
            "अगस्त 15, 1947 -> अगस्त 15, उन्नीस सौ सैंतालीस",
        ),
        rule(
            "an English decade",
            rf"{_NOT_WITHIN}((?:1[1-9]|20)\d0)['’]?s(?!\w)",
            lambda found: f"{by_hundreds(found[1])} का दशक",
            "1950s -> उन्नीस सौ पचास का दशक",
        ),
        rule(
            "a year without its century",
            rf"((?:{month}) )['’](\d\d)(?!\d)",
            lambda found: found[1] + cardinal(found[2], "hi"),
            "जून '20 -> जून बीस",
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


def _of_our_era(found: re.Match[str]) -> str:
    first, last = found.groups()
    return by_hundreds(first) + (f" से {by_hundreds(last)}" if last else "") + " ईसवी"


def _year(found: re.Match[str]) -> str:
    return by_hundreds(found[1])
