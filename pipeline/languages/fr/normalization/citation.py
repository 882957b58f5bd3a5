"""French numbers of parts and of laws: chapitre IV, article L. 511-1."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import NUMERAL, roman

_PARTS = "chapitre|tome|article|partie|acte|volume|titre|annexe|livre|section|saison"


def letters() -> list[NamedRule]:
    """To be applied when centuries are said."""
    return [
        rule(
            "a Roman numeral behind a name or a part",
            rf"\b([A-ZÉÈ][a-zéèêëïîôç-]{{2,}}|{_PARTS}) ({NUMERAL})\b(?!\.[A-Z])",
            _numbered,
            "Louis XIV -> Louis quatorze",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied before ranges."""
    return [
        rule(
            "a number with a hyphen in it",
            r"(\bnuméros? \d+|\b[LRD]\.? ?\d+)-(?=\d)",
            r"\1 tiret ",
            "L. 511-1 -> L. 511 tiret 1",
        ),
    ]


def _numbered(found: re.Match[str]) -> str:
    return f"{found[1]} {cardinal(str(roman(found[2])), 'fr')}"
