"""How a team stands, in English text."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied before ranges."""
    return [
        rule(
            "a formation",
            r"\b\d(?:-\d){2,4}(?= (?:formation|system|shape)\b)",
            _formation,
            "4-4-2 formation -> 4 4 2 formation",
        ),
    ]


def _formation(found: re.Match[str]) -> str:
    return found.group().replace("-", " ")
