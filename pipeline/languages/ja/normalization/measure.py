"""Units in Japanese text."""

import re

from pipeline.languages.normalization import units
from pipeline.languages.normalization.rules import NamedRule, rule


def rates() -> list[NamedRule]:
    """To be applied before fractions."""
    return [units.rate("ja", "{}あたり{}", "5mg/L -> リットルあたり5mg")]


def rules() -> list[NamedRule]:
    """Units behind a number, before it is said."""
    unit = units.pattern("ja")
    return [
        rule(
            "a unit",
            rf"(?:(?<=\d)|(?<=\d[百千万億兆]))\s?({unit})(?![A-Za-z\d])",
            _unit,
            "3万km -> 3万キロメートル",
        ),
    ]


def _unit(found: re.Match[str]) -> str:
    return str(units.name(found[1], "ja"))
