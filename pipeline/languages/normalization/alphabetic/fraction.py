"""Fractions with a slash: those that have a name, and one number over another."""

import re
from collections.abc import Mapping
from typing import Any

from pipeline.languages.normalization.numerals import name_of_amount
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
            de="3/8 -> 3 Achtel",
        ),
    ]


def _verbalize(found: re.Match[str], base: str) -> str:
    names, (whole, top, bottom) = table(base), found.groups()
    known = names["fractions"].get(f"{top}/{bottom}") or _parts(top, bottom, names)
    joined = f"{whole} {names['with']} " if whole else ""
    return joined + (known or f"{top} {names['over']} {bottom}")


def _parts(top: str, bottom: str, names: Mapping[str, Any]) -> str:
    """So many fifths, where the language has a name for them in `denominators`; empty for what is more than one."""
    forms = names.get("denominators", {}).get(bottom)
    if not forms or not 0 < int(top) < int(bottom):
        return ""
    return f"{top} {name_of_amount(forms, top, names)}"
