"""English: the order in which its classes are said, and numbers before a noun."""

from functools import cache

from pipeline.languages.en.normalization import (
    citation,
    date,
    decimal,
    fraction,
    magnitude,
    measure,
    money,
    ordinal,
    range,
    symbol,
    telephone,
    time,
    verbatim,
    year,
)
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.signs import Rule


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`."""
    return cardinal(digits, base)


@cache
def grouped(base: str) -> list[Rule]:
    """What stands beside the digits of a telephone."""
    return [*telephone.extensions()]


@cache
def letters(base: str) -> list[Rule]:
    """Roman numerals: chapters are numbered, kings and popes are the second or the fourteenth."""
    return [
        *symbol.letters(),
        *telephone.letters(),
        *ordinal.letters(),
        *date.letters(),
        *verbatim.letters(),
        *money.letters(),
        *citation.letters(),
        *ordinal.rulers(),
    ]


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number, in the order in which it is said."""
    return [*_cited(), *_measured(), *_shortened(), *_dated(), *_marked()]


def _cited() -> list[Rule]:
    return [
        *time.always(),
        *symbol.lists(),
        *verbatim.streets(),
        *citation.plans(),
        *citation.rules(),
        *date.lives(),
        *date.digits(),
        *symbol.grouped(),
        *citation.versions(),
        *telephone.rules(),
    ]


def _measured() -> list[Rule]:
    return [
        *measure.sides(),
        *fraction.rules(),
        *money.rules(),
        *measure.pages(),
        *symbol.comparisons(),
        *time.spans(),
        *measure.shortened(),
        *symbol.differences(),
        *range.rules(),
        *symbol.round_numbers(),
        *time.durations(),
        *measure.areas(),
    ]


def _shortened() -> list[Rule]:
    return [
        *year.decades(),
        *date.shortened(),
        *measure.heights(),
        *verbatim.designations(),
        *money.pence(),
        *range.ages(),
        *decimal.rules(),
        *magnitude.rules(),
        *measure.before_nouns(),
        *verbatim.models(),
    ]


def _dated() -> list[Rule]:
    return [*date.rules(), *time.rules(), *year.rules(), *range.dashes(), *year.single_years()]


def _marked() -> list[Rule]:
    return [
        *ordinal.rules(),
        *date.names(),
        *fraction.names(),
        *measure.rules(),
        *telephone.called(),
        *symbol.rules(),
    ]
