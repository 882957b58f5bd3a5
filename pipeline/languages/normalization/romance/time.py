"""Romance times of day, with a colon or h."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.local import verbalize_count
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table


def rules(base: str) -> list[NamedRule]:
    """To be applied when ordinals are said."""
    return [
        shared_rule(
            base,
            "a time of day",
            r"(?<![\d:.,])([01]?\d|2[0-4])[:hH]([0-5]\d)(?![\d:])(?:\s?(?:h|hs|hrs)\b\.?)?",
            lambda found: _clock(found, base),
            es="14:30 h -> catorce treinta",
            pt="14h30 -> catorze e trinta",
            it="1:15 -> una e quindici",
        ),
    ]


def _clock(found: re.Match[str], base: str) -> str:
    names, number, minutes = table(base), str(int(found[1])), int(found[2])
    hour = names["hour_one"] if number == "1" else verbalize_count(number, "horas", base)
    if minutes:
        return f"{hour} {names['clock_and']} {cardinal(str(minutes), base)}".replace("  ", " ")
    return f"{hour} {names['hours'][number != '1']}" if "hours" in names else hour
