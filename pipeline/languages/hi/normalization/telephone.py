"""Indian mobile numbers: ten digits, in two groups."""

import re

from pipeline.languages.normalization.counting import one_by_one
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied before numbers and sums."""
    return [
        rule(
            "a mobile number",
            r"(?<![\d.,$₹€£])(?<![$₹€£] )([6-9]\d{4})[ -]?(\d{5})(?![\d%]|[.,]\d)",
            _groups,
            "9876543210 -> नौ आठ सात छह पाँच, चार तीन दो एक शून्य",
        ),
    ]


def _groups(found: re.Match[str]) -> str:
    return ", ".join(one_by_one(group, "hi") for group in found.groups())
