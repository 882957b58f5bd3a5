"""Italian: the order in which its classes are said; most of it is shared with the other Romance languages."""

from functools import cache

from pipeline.languages.it.normalization import citation, counter, date, measure, ordinal, time
from pipeline.languages.it.normalization.counter import verbalize_count
from pipeline.languages.normalization.alphabetic import time as clock
from pipeline.languages.normalization.romance import grammar as romance
from pipeline.languages.normalization.romance import numeral
from pipeline.languages.normalization.signs import Rule

__all__ = ["letters", "rules", "verbalize_count"]


@cache
def letters(base: str) -> list[Rule]:
    """What all share, and thousands as one word."""
    return [
        *numeral.centuries(),
        *measure.letters(),
        *ordinal.letters(),
        *romance.letters(base),
        *counter.letters(),
    ]


@cache
def rules(base: str) -> list[Rule]:
    """Times, laws and ordinals as typewriters have them; then what all share."""
    return [
        *time.rules(),
        *clock.written_alike(base),
        *date.rules(),
        *citation.rules(),
        *ordinal.rules(),
        *romance.rules(base),
    ]
