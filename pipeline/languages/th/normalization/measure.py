"""Thai units behind a number."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table


def rules() -> list[NamedRule]:
    """To be applied when spans are said."""
    names = table("th")["units"]
    units = "|".join(re.escape(unit) for unit in sorted(names, key=len, reverse=True))
    return [
        rule(
            "a number with its unit",
            rf"(?<=\d)\s?({units})(?![A-Za-z\d])",
            lambda found: str(names[found[1]]),
            "5 กม. -> 5กิโลเมตร",
        )
    ]
