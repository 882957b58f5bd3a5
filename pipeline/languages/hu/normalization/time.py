"""Hungarian times of day, with the ending behind them."""

import re

from pipeline.languages.hu.normalization.cardinal import counted, numeral
from pipeline.languages.hu.normalization.suffix import WRITTEN, attach
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied when dates are said."""
    hour, minutes = r"(?<![\d:.,])([01]?\d|2[0-4])", r"([0-5]\d)"
    return [
        rule(
            "a time of day",
            rf"{hour}:{minutes}(?![\d:])(?:{WRITTEN})?",
            _time,
            "14:30-kor -> tizennégy óra harminc perckor",
        ),
        rule(
            "a time with a full stop",
            rf"{hour}\.{minutes}-(kor|ig|t[óő]l|r[ae])(?!\w)",
            _time,
            "14.30-ig -> tizennégy óra harminc percig",
        ),
    ]


def _time(found: re.Match[str]) -> str:
    hours, minutes, ending = int(found[1]), int(found[2]), found[3] or ""
    said = f"{counted(numeral(hours))} óra"
    if minutes:
        return f"{said} {counted(numeral(minutes))} perc{ending}"
    return f"{said}kor" if ending == "kor" else attach(said, ending)
