"""French telephone numbers: five pairs, each a number."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied before ranges."""
    return [
        rule(
            "a telephone number in pairs",
            r"(?<![\d.,+-])0[1-9](?:([ .-])\d\d)(?:\1\d\d){3}(?![\d-]|[.,]\d)",
            _pairs,
            "06-12-34-56-78 -> zéro six douze trente-quatre cinquante-six soixante-dix-huit",
        ),
    ]


def _pairs(found: re.Match[str]) -> str:
    return " ".join(cardinal(part, "fr") for part in re.findall(r"\d\d", found.group()))
