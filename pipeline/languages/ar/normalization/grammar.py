"""Arabic: the order in which its classes are said."""

from functools import cache

from pipeline.languages.ar.normalization import (
    cardinal,
    case,
    citation,
    counter,
    date,
    measure,
    ordinal,
    symbol,
    time,
    verbatim,
)
from pipeline.languages.ar.normalization.counter import verbalize_count
from pipeline.languages.normalization.signs import Rule

__all__ = ["letters", "rules", "verbalize_count"]


@cache
def letters(base: str) -> list[Rule]:
    """Numbers in words as they stand in a sentence: two thousand in the dual, the genitive, the article."""
    return [
        *verbatim.letters(),
        *counter.pairs(),
        *case.joined(),
        *counter.letters(),
        *case.letters(),
    ]


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    return [
        *cardinal.separators(),
        *citation.rules(),
        *ordinal.rules(),
        *_grouped(),
        *symbol.rules(),
        *date.eras(),
        *measure.rules(),
        *symbol.vitamins(),
        *date.rules(),
        *time.rules(),
    ]


def _grouped() -> list[Rule]:
    """What has full stops, slashes and commas between digits."""
    return [
        *date.dotted(),
        *cardinal.millions(),
        *citation.versions(),
        *cardinal.thousands(),
        *citation.laws(),
        *cardinal.decimals(),
    ]
