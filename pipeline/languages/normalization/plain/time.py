"""Times of day, by the patterns `clock` and `clock_whole`."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.numerals import agreeing, name_of_amount
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table

_HOUR, _MINUTES = r"([01]?\d|2[0-4])", r"([0-5]\d)"


def rules(base: str) -> list[NamedRule]:
    """To be applied when years are said."""
    names = table(base)
    if "clock" not in names:
        return []
    unit = rf"(?:\s?(?:{names['clock_marks']})(?!\w))?" if "clock_marks" in names else ""
    return [
        shared_rule(
            base,
            "a time behind a word that says so",
            rf"(?<!\w)({names.get('clock_before', '(?!)')})\s?{_HOUR}[.:]{_MINUTES}(?![\d:%]|[.,]\d){unit}",
            lambda found: f"{found[1]} {_time(found[2], found[3], base)}",
            flags=re.IGNORECASE,
            da="kl. 14.30 -> kl. fjorten tredive",
        ),
        shared_rule(
            base,
            "a time of day",
            rf"(?<![\d:.,]){_HOUR}:{_MINUTES}(?![\d:]){unit}",
            lambda found: _time(found[1], found[2], base),
            cs="14:30 -> čtrnáct hodin třicet minut",
        ),
    ]


def _time(hour: str, minutes: str, base: str) -> str:
    names, hour, minutes = table(base), str(int(hour)), str(int(minutes))
    gender = names.get("clock_gender", "")
    pattern: str = names["clock_whole" if minutes == "0" else "clock"]
    said = cardinal(minutes, base)
    return pattern.format(
        hour=agreeing(cardinal(hour, base), gender, names),
        hours=name_of_amount(names.get("hours", ""), hour, names),
        minute=agreeing(said, names.get("minute_gender", ""), names),
        minutes=name_of_amount(names.get("minutes", ""), minutes, names),
        zero=f"{names['clock_zero']} " if "clock_zero" in names and len(minutes) == 1 else "",
    )
