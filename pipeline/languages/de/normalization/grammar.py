"""German: dates and ordinals by the word before them, years by hundreds, times with Uhr, ein and eine."""

from functools import cache

from pipeline.languages.de.normalization import (
    citation,
    counter,
    date,
    money,
    ordinal,
    range,
    time,
    verbatim,
    year,
)
from pipeline.languages.de.normalization.counter import verbalize_count
from pipeline.languages.normalization.alphabetic import time as clock
from pipeline.languages.normalization.signs import Rule

__all__ = ["letters", "rules", "verbalize_count"]


@cache
def letters(base: str) -> list[Rule]:
    """Roman numerals of rulers and of what is numbered."""
    return [*verbatim.letters(), *citation.letters(), *ordinal.letters(), *counter.halves()]


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number, in the order in which it is said."""
    return [
        *date.names(),
        *money.rules(),
        *ordinal.first(),
        *clock.written_alike(base),
        *counter.rules(),
        *citation.rules(),
        *date.rules(),
        *time.rules(),
        *year.rules(),
        *range.rules(),
        *year.single_years(),
        *ordinal.rules(),
        *counter.compounds(),
    ]
