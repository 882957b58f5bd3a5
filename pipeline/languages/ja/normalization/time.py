"""Japanese clock times and results."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule


def durations() -> list[NamedRule]:
    """To be applied before times of day."""
    return [
        rule(
            "hours, minutes and seconds",
            r"(?<![\d:])(\d{1,2}):([0-5]\d):([0-5]\d)(?![\d:])",
            _duration,
            "2:05:30 -> 2時間5分30秒",
        ),
        rule("day and night", r"(?<![\d/])24/7(?![\d/])", "24時間365日", "24/7 -> 24時間365日"),
    ]


def rules() -> list[NamedRule]:
    """To be applied before scores, which have colons too."""
    return [
        rule(
            "a time of day with am or pm",
            r"(?:(午前|午後)\s?)?(?<![\d:])(\d{1,2})(?::([0-5]\d))?\s?([aApP])\.?[mM]\.?(?![A-Za-z])",
            _half_day,
            "3:30pm -> 午後3時30分",
        ),
        rule("a time of day", r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])", _clock, "10:15 -> 10時15分"),
    ]


def _duration(found: re.Match[str]) -> str:
    return f"{int(found[1])}時{'間' * (len(found[1]) == 1)}{int(found[2])}分{int(found[3])}秒"


def _half_day(found: re.Match[str]) -> str:
    """What stands before it is the same said twice."""
    half = found[1] or ("午前" if found[4] in "aA" else "午後")
    return f"{half}{int(found[2])}時" + (f"{int(found[3])}分" if int(found[3] or 0) else "")


def _clock(found: re.Match[str]) -> str:
    return f"{int(found[1])}時" + (f"{int(found[2])}分" if int(found[2]) else "")
