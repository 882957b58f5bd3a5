"""Italian laws by their year."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule

_LAW = r"(?:legge|decreto|decreto legislativo|decreto legge|direttiva|regolamento|numero|sentenza)"


def rules() -> list[NamedRule]:
    """To be applied before dates and fractions."""
    return [
        rule(
            "a law by its year",
            rf"(\b{_LAW} \d{{1,4}})/((?:19|20)\d\d)(?!\d)",
            r"\1 del \2",
            "legge 40/1998 -> legge 40 del 1998",
            re.IGNORECASE,
        ),
    ]
