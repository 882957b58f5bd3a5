"""Hindi: the order in which its classes are said."""

from functools import cache

from pipeline.languages.hi.normalization import (
    cardinal,
    date,
    fraction,
    ordinal,
    symbol,
    telephone,
    time,
    verbatim,
    year,
)
from pipeline.languages.hi.normalization.cardinal import verbalize_count
from pipeline.languages.normalization.signs import Rule

__all__ = ["letters", "rules", "verbalize_count"]


@cache
def letters(base: str) -> list[Rule]:
    """Initials without dots, Roman numerals after a word, single Latin capitals by name."""
    return [*verbatim.initials(), *ordinal.letters(), *verbatim.letters()]


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    return [
        *telephone.rules(),
        *fraction.rules(),
        *date.names(),
        *cardinal.rules(),
        *symbol.rules(),
        *date.rules(),
        *time.rules(),
        *year.rules(),
        *ordinal.rules(),
    ]
