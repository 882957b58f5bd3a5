"""Fractions with a slash: those that have a name, and one number over another."""

import re

from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table


def rules(base: str) -> list[NamedRule]:
    """To be applied when dates and units are said."""
    return [
        shared_rule(
            base,
            "a fraction",
            r"(?:(?<![\d/])(\d+) )?(?<![\d/])(\d{1,3})/(\d{1,4})(?![\d/])",
            lambda found: _verbalize(found, base),
            es="2 1/2 -> 2 y un medio",
            fr="2/3 -> deux tiers",
            de="3/4 -> drei Viertel",
        ),
    ]


def _verbalize(found: re.Match[str], base: str) -> str:
    names = table(base)
    known = names["fractions"].get(f"{found[2]}/{found[3]}")
    joined = f"{found[1]} {names['with']} " if found[1] else ""
    return joined + (known or f"{found[2]} {names['over']} {found[3]}")
