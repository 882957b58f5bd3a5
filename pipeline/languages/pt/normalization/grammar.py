"""Portuguese: said as the other Romance languages, with numbers that agree with their noun in its own way."""

from functools import cache

from pipeline.languages.normalization.alphabetic import time as clock
from pipeline.languages.normalization.romance import grammar as romance
from pipeline.languages.normalization.romance import numeral
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.pt.normalization import measure, score, telephone, time
from pipeline.languages.pt.normalization.counter import verbalize_count

__all__ = ["letters", "rules", "verbalize_count"]


@cache
def letters(base: str) -> list[Rule]:
    """Centuries, parts and kings."""
    return [*numeral.centuries(), *measure.letters(), *romance.letters(base)]


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    return [
        *telephone.rules(),
        *score.rules(),
        *time.rules(),
        *clock.written_alike(base),
        *measure.rules(),
        *romance.rules(base),
    ]
