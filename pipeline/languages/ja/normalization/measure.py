"""Units in Japanese text."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table


def rules() -> list[NamedRule]:
    """Units behind a number, before it is said."""
    units = "|".join(re.escape(unit) for unit in sorted(table("ja")["units"], key=len, reverse=True))
    return [
        rule("a unit", rf"(?<=\d)\s?({units})(?![A-Za-z\d])", _unit, "5km -> 5キロメートル"),
    ]


def _unit(found: re.Match[str]) -> str:
    return str(table("ja")["units"][found[1]])
