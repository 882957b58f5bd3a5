"""Units behind a number: 1 km, 5 km/h, 3.5 %."""

import re

from pipeline.languages.normalization.numerals import name_of_amount
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table


def rules(base: str, amount: str) -> list[NamedRule]:
    """To be applied when sums are said; `amount` is a pattern for a number, which stays in digits."""
    names = table(base)
    units = names["units"]
    unit = "|".join(re.escape(name) for name in sorted(units, key=len, reverse=True))
    return [
        shared_rule(
            base,
            "a number with its unit",
            rf"(?<!\d)({amount})[\s\u00a0\u202f]?({unit})(?!\w)",
            lambda found: f"{found[1]} {name_of_amount(units[found[2]], found[1], names)}",
            es="1 km -> 1 kilómetro",
            fr="3,5 % -> 3,5 pour cent",
            de="50 km/h -> 50 Kilometer pro Stunde",
        ),
    ]
