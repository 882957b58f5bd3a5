"""Spanish: the order in which its classes are said; most of it is shared with the other Romance languages."""

from functools import cache

from pipeline.languages.es.normalization import (
    date,
    magnitude,
    measure,
    money,
    ordinal,
    telephone,
    time,
    verbatim,
)
from pipeline.languages.es.normalization.counter import verbalize_count
from pipeline.languages.normalization.alphabetic import time as clock
from pipeline.languages.normalization.romance import grammar as romance
from pipeline.languages.normalization.romance import numeral
from pipeline.languages.normalization.signs import Rule

__all__ = ["letters", "rules", "verbalize_count"]


@cache
def letters(base: str) -> list[Rule]:
    """Centuries and streets, then what all share."""
    return [
        *numeral.centuries(),
        *date.letters(),
        *measure.letters(),
        *ordinal.letters(),
        *time.letters(),
        *verbatim.letters(),
        *romance.letters(base),
    ]


@cache
def rules(base: str) -> list[Rule]:
    """Hours and millions, then what all share."""
    return [
        *time.minutes(),
        *money.rules(),
        *clock.written_alike(base),
        *date.rules(),
        *measure.rules(),
        *time.rules(),
        *magnitude.rules(),
        *romance.rules(base),
    ]


@cache
def grouped(base: str) -> list[Rule]:
    """Telephones, before the digits of a chain are said one by one."""
    return [*telephone.rules()]
