"""Spanish telephones in threes, with their area before a stroke or in brackets, from abroad, and with their extension."""

import re

from pipeline.languages.normalization.counting import one_by_one
from pipeline.languages.normalization.rules import NamedRule, rule

_AMOUNT = r" ?(?:[%€$£]|[a-zà-ÿ]|\()"
"""What follows an amount, and ends no number of a telephone."""


def rules() -> list[NamedRule]:
    """To be applied while numbers have the signs between their groups. Nine digits in threes are an amount where a noun follows
    them or where they are round."""
    return [
        rule(
            "a telephone in threes",
            rf"(?<![\w.,/+$€£-])(?<!\d )(?<!\d\) )(?<![$€£] )([679]\d\d \d{{3}} (?!000)\d{{3}})(?![\w-]|[.,/]\d| \d|{_AMOUNT})",
            _groups,
            "612 345 678 -> seis uno dos, tres cuatro cinco, seis siete ocho",
        ),
        rule(
            "a telephone behind its area",
            r"(?<![\w.,/+-])(\(9\d{1,2}\) \d{2,3}(?: \d{2,3}){2}|9\d{1,2}/\d{2,3}(?: \d{2,3}){2}|9\d{1,2}[/-]\d{6,7})(?![\w-]|[.,/]\d| \d)",
            _groups,
            "91-1234567 -> nueve uno, uno dos tres cuatro cinco seis siete",
        ),
        rule(
            "a telephone from abroad",
            r"(?<![\w.,/+-])(00 ?[1-9]\d(?: ?\d{9}|(?: \d{2,3}){3,4}))(?![\w-]|[.,/]\d| \d)",
            _groups,
            "0034 912 345 678 -> cero cero tres cuatro, nueve uno dos, tres cuatro cinco, seis siete ocho",
        ),
        rule(
            "a free number with spaces",
            r"(?<![\w.,/+-])(1 8\d\d \d{3} \d{4})(?![\w-]|[.,/]\d| \d)",
            _groups,
            "1 800 555 0143 -> uno, ocho cero cero, cinco cinco cinco, cero uno cuatro tres",
        ),
        rule(
            "an extension, shortened",
            r"(?:(?<=\d\d)(?=,? ext)|(?<=\d[ -]\d{3})|(?<=\d[ -]\d{4})|(?<=\d{7}))(,? )(?:ext|int)\.?:? ?(?=\d{1,5}(?!\d))",
            r"\1extensión ",
            "456-7890 ext 12 -> 456-7890 extensión 12",
            re.IGNORECASE,
        ),
    ]


def _groups(found: re.Match[str]) -> str:
    return ", ".join(one_by_one(group, "es") for group in re.findall(r"\d+", found[1]))
