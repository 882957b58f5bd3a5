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
            "a sum on a note",
            r"\b(dollar|pound|euro)s(?= (?:bills?|notes?|coins?|banknotes?|stamps?|vouchers?)\b)",
            r"\1",
            "five dollars bills -> five dollar bills",
        ),
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
        *_signs(),
        rule(
            "a scale behind a hyphen",
            r"(?<=\d)-(?=(?:million|billion|trillion|thousand|hundred)\b)",
            " ",
            "5-million -> 5 million",
        ),
        rule(
            "from sum to sum",
            r"(?<=\d)((?:\s?(?:million|billion|trillion|thousand|mn|m|bn|b|tn|k|K|M|B))?)\s?[-–—]\s?(?=(?:US|A|C)?[$£€¥₩₹]\s?\d)",
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


def _signs() -> list[NamedRule]:
    """Signs and codes of currencies as other countries put them."""
    return [
        rule(
            "a sign behind its code",
            r"\b(AU|CA|NZ|US|HK|SG)D\s?\$(?=\s?\d)",
            lambda found: {"US": "$", "SG": "S$"}.get(found[1], f"{found[1]}$"),
            "AUD$5 -> AU$5",
        ),
        rule(
            "a sign and a code",
            r"\$\s?(\d[\d,]*(?:\.\d+)?(?: (?:million|billion|trillion))?) (USD|AUD|CAD|NZD|HKD|SGD)\b",
            r"\1 \2",
            "$30 USD -> 30 USD",
        ),
        rule(
            "a scale in short",
            r"([$€£]\s?\d[\d,]*(?:\.\d+)?)\s?(?:(MM|mil|mio|mln)|(?:bil|bln))(?:\b\.(?=\s[a-z])|(?![\w]))",
            lambda found: f"{found[1]} {'million' if found[2] else 'billion'}",
            "$1MM -> $1 million",
        ),
        rule(
            "a sum with a half or a quarter",
            r"([$€£])\s?(\d{1,3})[ -](1/2|1/4|3/4)( (?:million|billion|trillion)\b)?(?![\d/])",
            _with_half,
            "$1 1/2 million -> 1 and a half million dollars",
        ),
        rule("a negative sum", r"([$€£¥])\s?[-−](?=\d)", r"-\1", "$-5 -> -$5"),
        rule(
            "a decimal comma behind a sign",
            r"([€£$]\s?\d{1,3}),(\d\d)(?![\d,]|\.\d)",
            r"\1.\2",
            "€1,50 -> €1.50",
        ),
        rule(
            "a decimal comma before a sign",
            r"(?<![\d.,])(\d{1,3}),(\d\d)(?=\s?[€£])",
            r"\1.\2",
            "1,50 € -> 1.50 €",
        ),
    ]


_PARTS = {"1/2": "a half", "1/4": "a quarter", "3/4": "three quarters"}


def _with_half(found: re.Match[str]) -> str:
    many = table("en")["currencies"][found[1]][1]
    return f"{found[2]} and {_PARTS[found[3]]}{found[4] or ''} {many}"


def _sum(sign: str, whole: str, part: str) -> str:
    one, many = table("en")["currencies"][sign][:2]
    said = f"{whole} {one if whole == '1' else many}"
    small = _SMALL[sign][part != "01"]
    return said if part == "00" else f"{said} and {int(part)} {small}"


def pence() -> list[NamedRule]:
    """To be applied before units."""
    return [
        rule("pence", r"(?<![\d.,$€£:-])(\d{1,2})p\b(?!-|\.?m\b)", _pence, "50p -> 50 pence"),
    ]


def _small(found: re.Match[str]) -> str:
    return f"{int(found[2])} {_SMALL[found[1]][found[2] != '01']}"


def _pence(found: re.Match[str]) -> str:
    return f"{found[1]} {'penny' if found[1] == '1' else 'pence'}"
