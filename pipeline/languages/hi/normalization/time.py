"""Hindi times of day, with बजे and बजकर."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied when dates are said."""
    return [
        rule(
            "a time of day",
            r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])(?:\s?बजे)?",
            _clock,
            "14:30 बजे -> चौदह बजकर तीस मिनट",
        ),
    ]


def _clock(found: re.Match[str]) -> str:
    hour, minutes = cardinal(str(int(found[1])), "hi"), int(found[2])
    return f"{hour} बजकर {cardinal(str(minutes), 'hi')} मिनट" if minutes else f"{hour} बजे"
