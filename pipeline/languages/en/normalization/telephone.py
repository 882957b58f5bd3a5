"""Telephones in English text, digit by digit."""

import re

from pipeline.languages.normalization.counting import one_by_one
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def rules() -> list[NamedRule]:
    """To be applied before fractions, sums and dates."""
    return [
        rule(
            "a postcode behind its state",
            rf"(?<=[a-z], )({'|'.join(table('en')['states'])})\.? (\d{{5}})(?:-(\d{{4}}))?(?![\d-]|[.,]\d)",
            _postcode,
            "Palo Alto, CA 94301 -> Palo Alto, California nine four three zero one",
        ),
        rule(
            "a telephone in groups",
            r"(?<![\d-])(?:1-\d{3}-\d{3}-\d{4}|0\d{1,2}-\d{3,4}-\d{4})(?![\d-])",
            _groups,
            "020-1234-5678 -> zero two zero, one two three four, five six seven eight",
        ),
        rule(
            "a telephone without its area",
            r"\b((?:call|dial|phone|text|ring|fax|(?:phone|telephone|mobile|fax|contact|my|your|his|her|our|their) numbers?(?: is|:)) )?(\d{3,4})-(\d{4})(?![\d-])(?(1)|(?=,? ext))",
            _called,
            "call 555-1234 -> call five five five, one two three four",
            re.IGNORECASE,
        ),
    ]


def called() -> list[NamedRule]:
    """To be applied when years are said."""
    return [
        rule(
            "a short number to call",
            r"\b(call|dial|phone|text|dialled|dialed|called) (\d{3})\b(?! [a-z]+\b(?<! for)(?<! or)(?<! and)(?<! if)(?<! now))",
            _short,
            "call 999 -> call nine nine nine",
            re.IGNORECASE,
        ),
        rule(
            "a number to call",
            r"\b((?:on|call|dial|phone|text|ring) )(\d{3}) (\d{3,4})(?!\d|[.,]\d| [a-z]+s\b)",
            _pair,
            "call 555 1234 -> call five five five, one two three four",
        ),
    ]


def _postcode(found: re.Match[str]) -> str:
    state, area, rest = found.groups()
    said = f"{table('en')['states'][state]} {one_by_one(area, 'en')}"
    return f"{said}, {one_by_one(rest, 'en')}" if rest else said


def _groups(found: re.Match[str]) -> str:
    return ", ".join(one_by_one(group, "en") for group in found.group().split("-"))


def _called(found: re.Match[str]) -> str:
    if _YEAR.fullmatch(found[2]) and _YEAR.fullmatch(found[3]):
        return found.group()
    return f"{found[1] or ''}{one_by_one(found[2], 'en')}, {one_by_one(found[3], 'en')}"


def _short(found: re.Match[str]) -> str:
    return f"{found[1]} {one_by_one(found[2], 'en')}"


def _pair(found: re.Match[str]) -> str:
    return f"{found[1]}{one_by_one(found[2], 'en')}, {one_by_one(found[3], 'en')}"
