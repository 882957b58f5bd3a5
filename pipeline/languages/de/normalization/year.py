"""German years by hundreds, and decades."""

import re

from pipeline.languages.normalization.counting import cardinal, year
from pipeline.languages.normalization.rules import NamedRule, rule

_YEAR = r"(?:1[1-9]|20)\d\d"


def rules() -> list[NamedRule]:
    """To be applied when times are said."""
    return [
        rule(
            "a decade",
            r"(?<![\d.,$€£])(1[1-9]|20)(\d0)er(?=\b|-)(?:[ -]?(Jahren?))?",
            _decade,
            "1980er Jahre -> neunzehnhundertachtziger Jahre",
        ),
        rule("a decade without its century", r"(?<![\d.,])(\d\d)er\b", _bare_decade, "80er -> achtziger"),
        rule(
            "from year to year",
            rf"(?<![\d.,])({_YEAR})\s?[-–—]\s?(?={_YEAR}(?!\d|[.,]\d))",
            r"\1 bis ",
            "2010-2015 -> 2010 bis 2015",
        ),
        rule(
            "from year to year of a century",
            r"(?<![\d.,/-])((?:1[1-9]|20)(\d\d))-(\d\d)(?![\d-]|[.,]\d)",
            lambda found: f"{found[1]} bis {found[3]}" if found[3] > found[2] else found.group(),
            "2018-19 -> 2018 bis 19",
        ),
    ]


def single_years() -> list[NamedRule]:
    """To be applied when ranges are said."""
    return [
        rule(
            "a year",
            rf"(?<![\d.,$€£+])({_YEAR})\b(?![.,]\d|\s?(?:%|km|kg|m\b|°|Euro|USD|EUR|CHF|Millionen|Menschen))",
            _year,
            "2013 -> zweitausenddreizehn",
        ),
    ]


def _decade(found: re.Match[str]) -> str:
    return f"{year(int(found[1] + found[2]), 'de')}er" + (f" {found[3]}" if found[3] else "")


def _bare_decade(found: re.Match[str]) -> str:
    return f"{cardinal(found[1], 'de')}er"


def _year(found: re.Match[str]) -> str:
    return year(int(found[1]), "de")
