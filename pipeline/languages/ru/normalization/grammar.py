"""Russian: the order in which its classes are said. Numbers are declined where what stands around them asks for one case
and no other; elsewhere they are in the nominative."""

from functools import cache

from pipeline.languages.normalization.signs import Rule
from pipeline.languages.ru.normalization import (
    abbreviation,
    citation,
    compounds,
    counter,
    date,
    measure,
    money,
    ordinal,
    symbol,
    telephone,
    time,
    verbatim,
    year,
)
from pipeline.languages.ru.normalization.counter import verbalize_count

__all__ = ["grouped", "letters", "rules", "verbalize_count"]


@cache
def grouped(base: str) -> list[Rule]:
    """What is written in groups of figures that are no thousands."""
    return [*telephone.rules()]


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    return [
        *date.quarters(),
        *abbreviation.before_numbers(),
        *citation.digits(),
        *date.rules(),
        *year.rules(),
        *time.rules(),
        *compounds.rules(),
        *ordinal.rules(),
        *symbol.rules(),
        *money.rules(),
        *measure.rules(),
        *counter.rules(),
    ]


@cache
def letters(base: str) -> list[Rule]:
    """Roman numerals, nouns that are shortened, initials."""
    return [*citation.letters(), *abbreviation.before_names(), *verbatim.letters()]
