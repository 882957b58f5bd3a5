"""Sums of money in English text: in hyphens, in pence and cents, from sum to sum, and before a noun."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_SMALL = {"$": ("cent", "cents"), "€": ("cent", "cents"), "£": ("penny", "pence")}
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "(?:thir|four|fif|six|seven|eigh|nine)teen", "(?:twen|thir|for|fif|six|seven|eigh|nine)ty", "hundred", "thousand",
    "million", "billion", "trillion", "point", "and", "zero",
)  # fmt: skip
_BEHIND = (
    r"(?:and|or|for|in|to|on|from|of|a|an|at|per|by|with|more|less|each|every|worth|when|that|which|after|before|they|he"
    r"|she|we|it|you|I|was|were|is|are|had|has|will|would|could|can|may|might|paid|spent|raised|so|already|alone|into|as"
    r"|but|if|over|under|during|since|until|while|through|between|out|up|down|off)\b"
)
"""What follows a sum that is no adjective: a million dollars in cash, but a million dollar deal."""


def letters() -> list[NamedRule]:
    """Sums in words before a noun."""
    number = "|".join(_NUMBERS)
    return [
        rule(
            "a sum before a noun",
            rf"((?:\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]his)|['’]s) (?:(?:{number})(?:[- ](?:{number}))* ))(dollar|pound|euro)s(?=-| (?!{_BEHIND})[A-Za-z])",
            r"\1\2",
            "a million dollars deal -> a million dollar deal",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied before dates and times."""
    return [
        rule(
            "a scale behind a hyphen",
            r"(?<=\d)-(?=(?:million|billion|trillion|thousand|hundred)\b)",
            " ",
            "5-million -> 5 million",
        ),
        rule(
            "from sum to sum",
            r"(?<=\d)((?:\s?(?:million|billion|trillion|thousand|mn|m|bn|tn|k|K|M|B))?)\s?[-–—]\s?(?=(?:US|A|C)?[$£€¥₩₹]\s?\d)",
            r"\1 to ",
            "5m-$6m -> 5m to $6m",
        ),
        rule(
            "from sum to sum with cents",
            r"([$£€])(\d{1,9})\.(\d\d) to \1(\d{1,9})\.(\d\d)(?![\d.]\d|\d|\s?(?:[mb]n?|[mb]illion|trillion)\b)",
            lambda found: f"{_sum(found[1], found[2], found[3])} to {_sum(found[1], found[4], found[5])}",
            "$5.50 to $10.25 -> 5 dollars and 50 cents to 10 dollars and 25 cents",
        ),
        rule(
            "cents and pence",
            r"(?<![A-Z])([$€£])0?\.(\d\d)(?!\d|\s?(?:[mb]n?|[mb]illion|trillion)\b)",
            _small,
            "$.50 -> 50 cents",
        ),
    ]


def _sum(sign: str, whole: str, part: str) -> str:
    one, many = table("en")["currencies"][sign][:2]
    said = f"{whole} {one if whole == '1' else many}"
    small = _SMALL[sign][part != "01"]
    return said if part == "00" else f"{said} and {int(part)} {small}"


def pence() -> list[NamedRule]:
    """To be applied before units."""
    return [
        rule("pence", r"(?<![\d.,$€£:-])(\d{1,2})p\b(?!-)", _pence, "50p -> 50 pence"),
    ]


def _small(found: re.Match[str]) -> str:
    return f"{int(found[2])} {_SMALL[found[1]][found[2] != '01']}"


def _pence(found: re.Match[str]) -> str:
    return f"{found[1]} {'penny' if found[1] == '1' else 'pence'}"
