"""Japanese decimals: ニーテンゴ."""

import re

from pipeline.languages.ja.normalization.cardinal import decimal_number
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied when dates and versions are known."""
    return [
        rule("a decimal", r"(?<![\d.])(\d+)\.(\d+)(?!\.?\d)", _decimal, "5.6 -> ゴーテンロク"),
    ]


def _decimal(found: re.Match[str]) -> str:
    return decimal_number(found[1], found[2])
