"""Hindi times of day, with बजे and बजकर."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied when dates are said."""
    return [
        rule(
            "a time with a full stop",
            r"(?<![\d:.,])([01]?\d|2[0-4])\.([0-5]\d)(?=\s?बजे)",
            r"\1:\2",
            "10.30 बजे -> 10:30 बजे",
        ),
        rule(
            "a time of day to the second",
            r"(\b(?:सुबह|रात|शाम|दोपहर|तड़के)(?: के)? )([01]?\d|2[0-4]):([0-5]\d):([0-5]\d)(?![\d:])(?:\s?बजे)?",
            _to_the_second,
            "सुबह 5:20:12 -> सुबह पाँच बजकर बीस मिनट बारह सेकंड",
        ),
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


def _to_the_second(found: re.Match[str]) -> str:
    hour, minutes, seconds = (cardinal(str(int(part)), "hi") for part in found.groups()[1:])
    return f"{found[1]}{hour} बजकर {minutes} मिनट {seconds} सेकंड"
