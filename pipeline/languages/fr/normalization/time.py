"""French times of day, with heures."""

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied when dates and ordinals are said."""
    hour = r"(?<![\d:.,])([01]?\d|2[0-4])"
    return [
        rule(
            "a time of day",
            rf"{hour}\s?(?:h|:)\s?([0-5]\d)(?![\d:])(?:\s?min\b)?",
            lambda found: _clock(found[1], found[2]),
            "14 h 21 -> quatorze heures vingt et une",
        ),
        rule("a full hour", rf"{hour}\s?h\b", lambda found: _clock(found[1], "0"), "1 h -> une heure"),
    ]


def _clock(hour: str, minutes: str) -> str:
    number, rest = int(hour), int(minutes)
    said = "une heure" if number == 1 else f"{cardinal(str(number), 'fr')} heure" + "s" * (number > 1)
    if not rest:
        return said
    return f"{said} {cardinal(str(rest), 'fr')}" + "e" * (rest in (1, 21, 31, 41, 51))
