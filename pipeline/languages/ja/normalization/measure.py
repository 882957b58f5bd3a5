"""Units in Japanese text."""

import re

from pipeline.languages.normalization import units
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """Units behind a number, before it is said."""
    unit = units.pattern("ja")
    return [
        rule("a unit", rf"(?<=\d)\s?({unit})(?![A-Za-z\d])", _unit, "5km -> 5キロメートル"),
    ]


def _unit(found: re.Match[str]) -> str:
    return str(units.name(found[1], "ja"))
