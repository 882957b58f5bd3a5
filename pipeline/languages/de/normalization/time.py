"""German times of day, with Uhr."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied when dates are said."""
    hour = r"([01]?\d|2[0-4])"
    return [
        rule(
            "from one time to another before Uhr",
            rf"(?<![\d:.,]){hour}[.:]([0-5]\d)(?:\s?Uhr)?( ?[-–] ?| bis | und ){hour}[.:]([0-5]\d)\s?(?:Uhr\b|h\b)",
            _span,
            "9.30 bis 14.30 Uhr -> neun Uhr dreißig bis vierzehn Uhr dreißig",
        ),
        rule(
            "a time with h",
            rf"(?<![\d:.,]){hour}[.:h]([0-5]\d)\s?h\b|(?<![\d:.,]){hour}h([0-5]\d)(?!\w)",
            lambda found: _spoken(found[1] or found[3], found[2] or found[4]),
            "14.30 h -> vierzehn Uhr dreißig",
        ),
        rule(
            "hours and minutes",
            r"(?<![\d:.,])(\d{1,2}):([0-5]\d)\s?(?:Std\.?|Stunden)(?!\w)",
            r"\1 h \2 min",
            "1:30 Std. -> 1 h 30 min",
        ),
        rule(
            "a time with Uhr and seconds",
            r"(?<![\d:.])([01]?\d|2[0-4]):([0-5]\d):([0-5]\d)\s?Uhr\b",
            _to_the_second,
            "10:30:05 Uhr -> zehn Uhr dreißig Minuten und fünf Sekunden",
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


def _span(found: re.Match[str]) -> str:
    joint = "und" if "und" in found[3] else "bis"
    return f"{_spoken(found[1], found[2])} {joint} {_spoken(found[4], found[5])}"


def _clock(found: re.Match[str]) -> str:
    return _spoken(found[1], found[2])


def _spoken(hours: str, rest: str) -> str:
    hour, minutes = int(hours), int(rest)
    said = "ein" if hour == 1 else cardinal(str(hour), "de")
    return f"{said} Uhr" + (f" {cardinal(str(minutes), 'de')}" if minutes else "")


def _to_the_second(found: re.Match[str]) -> str:
    seconds = int(found[3])
    if not seconds:
        return _clock(found)
    counted = "eine Sekunde" if seconds == 1 else f"{cardinal(str(seconds), 'de')} Sekunden"
    minutes = int(found[2])
    if not minutes:
        return f"{_clock(found)} und {counted}"
    hour = _clock(found).partition(" Uhr")[0]
    return f"{hour} Uhr {'eine Minute' if minutes == 1 else cardinal(str(minutes), 'de') + ' Minuten'} und {counted}"
