"""Hungarian: the order in which its classes are said: dates begin with the year, figures bear endings (2024. március 5-én, a 3. nap, 1956-ban)."""

from functools import cache

from pipeline.languages.hu.normalization import date, fraction, measure, ordinal, range, suffix, time
from pipeline.languages.normalization.plain.cardinal import verbalize_count
from pipeline.languages.normalization.signs import Rule

__all__ = ["letters", "rules", "verbalize_count"]


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    return [
        *date.rules(),
        *time.rules(),
        *measure.rules(),
        *fraction.rules(),
        *range.rules(),
        *suffix.rules(),
        *ordinal.rules(),
    ]


@cache
def letters(base: str) -> list[Rule]:
    """Roman numerals."""
    return [*ordinal.letters()]
