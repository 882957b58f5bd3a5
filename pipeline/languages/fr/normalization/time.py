"""French times of day, with heures."""

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule


def minutes() -> list[NamedRule]:
    """Of a match; to be applied before durations."""
    return [
        rule(
            "a minute of a match behind an article",
            r"\b([àÀ] la|[Dd]e la|[Dd]ès la) (\d{1,3})['’′](?!\w|['’\d])",
            r"\1 \2e minute",
            "à la 90' -> à la 90e minute",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied when dates and ordinals are said."""
    hour = r"(?<![\d:.,/])([01]?\d|2[0-4])"
    return [
        rule("hours of the day", r"\b24 ?h ?/ ?24\b", "24 heures sur 24", "24h/24 -> 24 heures sur 24"),
        rule("days of the week", r"\b([5-7]) ?j ?/ ?7\b", r"\1 jours sur 7", "7j/7 -> 7 jours sur 7"),
        rule(
            "a time of day",
            rf"{hour}\s?(?:[hH]|:)\s?([0-5]\d)(?![\d:])(?:\s?min\b)?",
            lambda found: _clock(found[1], found[2]),
            "14 h 21 -> quatorze heures vingt et une",
        ),
        rule("a full hour", rf"{hour}\s?h\b", lambda found: _clock(found[1], "0"), "1 h -> une heure"),
    ]


def _clock(hour: str, minutes: str) -> str:
    number, rest = int(hour), int(minutes)
    said = "une heure" if number == 1 else f"{_counted(number)} heure" + "s" * (number > 1)
    if not rest:
        return said
    return f"{said} {_counted(rest)}"


def _counted(number: int) -> str:
    """Hours and minutes are feminine."""
    return cardinal(str(number), "fr") + "e" * (number in (1, 21, 31, 41, 51))
