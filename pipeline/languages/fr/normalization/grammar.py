"""French: the order in which its classes are said."""

from functools import cache

from pipeline.languages.fr.normalization import (
    citation,
    date,
    magnitude,
    measure,
    money,
    ordinal,
    telephone,
    time,
)
from pipeline.languages.fr.normalization.counter import verbalize_count
from pipeline.languages.normalization.alphabetic import time as clock
from pipeline.languages.normalization.romance import law, numeral, weekdays
from pipeline.languages.normalization.signs import Rule

__all__ = ["letters", "rules", "verbalize_count"]


@cache
def letters(base: str) -> list[Rule]:
    """Centuries are counted in order, kings and popes by number but for the first."""
    return [
        *money.letters(),
        *measure.letters(),
        *ordinal.letters(),
        *citation.letters(),
        *numeral.rules(base),
    ]


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    return [
        *time.minutes(),
        *clock.written_alike(base),
        *measure.rules(),
        *weekdays.rules(base),
        *law.rules(base),
        *date.shortened(),
        *date.in_digits(),
        *citation.rules(),
        *magnitude.rules(),
        *date.days(),
        *ordinal.rules(),
        *time.rules(),
    ]


@cache
def grouped(base: str) -> list[Rule]:
    """Days in a chain and telephones in pairs, before the digits of a chain are said one by one."""
    return [*date.chains(), *telephone.rules()]
