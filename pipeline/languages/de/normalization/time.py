"""German times of day, with Uhr."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied when dates are said."""
    return [
        rule(
            "a time with Uhr and seconds",
            r"(?<![\d:.])([01]?\d|2[0-4]):([0-5]\d):([0-5]\d)\s?Uhr\b",
            _to_the_second,
            "10:30:05 Uhr -> zehn Uhr dreißig und fünf Sekunden",
        ),
        rule(
            "a time with Uhr",
            r"(?<![\d:.])([01]?\d|2[0-4])[:.]([0-5]\d)\s?Uhr\b",
            _clock,
            "13.10 Uhr -> dreizehn Uhr zehn",
        ),
        rule(
            "a time of day",
            r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])",
            _clock,
            "13:10 -> dreizehn Uhr zehn",
        ),
    ]


def _clock(found: re.Match[str]) -> str:
    hour, minutes = int(found[1]), int(found[2])
    said = "ein" if hour == 1 else cardinal(str(hour), "de")
    return f"{said} Uhr" + (f" {cardinal(str(minutes), 'de')}" if minutes else "")


def _to_the_second(found: re.Match[str]) -> str:
    seconds = int(found[3])
    if not seconds:
        return _clock(found)
    counted = "eine Sekunde" if seconds == 1 else f"{cardinal(str(seconds), 'de')} Sekunden"
    return f"{_clock(found)} und {counted}"
