"""A language with tables alone: the order in which its classes are said."""

from functools import cache

from pipeline.languages.normalization.plain import citation, date, ordinal, time, year
from pipeline.languages.normalization.plain.cardinal import verbalize_count
from pipeline.languages.normalization.signs import Rule

__all__ = ["letters", "rules", "verbalize_count"]


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    return [*date.rules(base), *year.rules(base), *time.rules(base), *ordinal.rules(base)]


@cache
def letters(base: str) -> list[Rule]:
    """Roman numerals: of centuries and the like, of parts, of kings."""
    return [*ordinal.centuries(base), *citation.letters(base), *ordinal.rulers(base)]
