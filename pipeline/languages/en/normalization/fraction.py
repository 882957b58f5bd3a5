"""English fractions: with a whole, before a noun, of a rating, and those known by name."""

import re

from pipeline.languages.normalization.counting import ordinal
from pipeline.languages.normalization.rules import NamedRule, rule

_PARTS = {"1/2": "a half", "1/4": "a quarter", "1/3": "a third"}
_FEWEST_PARTS = 11
"""Those with fewer have their names in the table."""
_LAST_DAY = 31
_BEFORE_NOUN = {"1/2": "half", "1/4": "quarter", "3/4": "three-quarter", "1/3": "third", "2/3": "two-thirds"}


def rules() -> list[NamedRule]:
    """To be applied before money, dates and times."""
    return [
        rule(
            "a whole and a fraction",
            r"(?<![\d./,$€£])(?<![$€£]\d)(\d+)[ -]+(1/[234])(?![\d/]|-\d)",
            _mixed,
            "5 1/2 -> 5 and a half",
        ),
        rule(
            "a fraction before a noun",
            r"(?<![\d./,])(?:(\d+) )?([1-3]/[2-4])-(?=[a-z])",
            _before_noun,
            "1/2-hour -> half-hour",
        ),
        rule(
            "a part of something",
            r"(?<![\d./,-])(\d{1,2})/(\d{1,2})(?=(?: of (?:an?|the)\b|[- ](?:inch|in\.|mile|cup|ounce|oz|pound|yard|share|stake|majority)))",
            _part,
            "3/16 of an -> 3 sixteenths of an",
        ),
        rule(
            "even chances with a hyphen", r"(?<![\d/-])50-50(?![\d/-])", "fifty fifty", "50-50 -> fifty fifty"
        ),
        rule("shares of a hundred", r"(?<![\d/])(\d0)/(\d0)(?![\d/])", _shares, "60/40 -> 60 40"),
        rule(
            "a rating with a decimal",
            r"(?<![\d/])(\d+\.\d)/(\d{1,3})(?![\d/])",
            r"\1 out of \2",
            "7.5/10 -> 7.5 out of 10",
        ),
        rule(
            "a rating",
            r"(?<![\d/])(\d{1,2})/(5|10)(?= (?:stars?|ratings?|score)\b)",
            r"\1 out of \2",
            "4/5 stars -> 4 out of 5 stars",
        ),
        rule(
            "a fraction with its ending",
            r"(?<![\d/])(\d/\d{1,2})(?:ths|rds|nds|th|rd)\b",
            r"\1",
            "3/4ths -> 3/4",
            re.IGNORECASE,
        ),
    ]


def names() -> list[NamedRule]:
    """To be applied before what is left with a stroke."""
    return [
        rule("even chances", r"(?<![\d/-])50/50(?![\d/-])", "fifty fifty", "50/50 -> fifty fifty"),
        rule("good sight", r"(?<![\d/])20/20(?![\d/])", "twenty twenty", "20/20 -> twenty twenty"),
    ]


def denominator(number: int) -> tuple[str, str] | None:
    """One and many of the parts: their ordinal. What may be a day is said as one number over another: 10/12."""
    if number <= _LAST_DAY:
        return None
    said = ordinal(number, "en").removeprefix("one ")
    return said, f"{said}s"


def _mixed(found: re.Match[str]) -> str:
    return f"{found[1]} and {_PARTS[found[2]]}"


def _part(found: re.Match[str]) -> str:
    top, bottom = int(found[1]), int(found[2])
    if not 0 < top < bottom or bottom < _FEWEST_PARTS:
        return found.group()
    return f"{top} {ordinal(bottom, 'en')}" + "s" * (top > 1)


def _before_noun(found: re.Match[str]) -> str:
    whole = f"{found[1]} and {'a ' * (found[2][0] == '1')}" if found[1] else ""
    return f"{whole}{_BEFORE_NOUN.get(found[2], found[2])}-"


def _shares(found: re.Match[str]) -> str:
    return f"{found[1]}{' ' if int(found[1]) + int(found[2]) == 100 else '/'}{found[2]}"
