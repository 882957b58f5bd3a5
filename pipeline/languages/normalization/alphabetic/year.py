"""Years behind a word that says so, while numbers still have the signs of their thousands: en 2021 murieron."""

import re

from pipeline.languages.normalization.counting import year
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table


def rules(base: str) -> list[NamedRule]:
    """To be applied before thousands are joined."""
    before = table(base).get("year_before")
    if not before:
        return []
    return [
        shared_rule(
            base,
            "a year and what happened in it",
            rf"(?<!\w)((?:{before}) )((?:19|20)\d\d)(?= [^\W\d_])",
            lambda found: found[1] + year(int(found[2]), base),
            flags=re.IGNORECASE,
            es="en 2021 murieron -> en dos mil veintiuno murieron",
            pt="em 2021 morreram -> em dois mil e vinte e um morreram",
            it="nel 2021 morirono -> nel duemilaventuno morirono",
        ),
    ]
