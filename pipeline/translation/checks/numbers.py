"""Whether a translation speaks of the same numbers as its source."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from pipeline.languages import Language
from pipeline.translation.checks.amounts import Amount, amounts

_ALWAYS = frozenset({Fraction(1)})
"""Every sentence may say: a, one, single, per; Arabic says two by an ending."""


def disagreement(
    source: str, target: str, of: Language, to: Language
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of `source` that `target` lacks, and those of `target` that `source` lacks, as written."""
    said, told = amounts(source, of), amounts(_without_originals(target, to), to)
    if _SOME_MONTH.search(target):
        said = tuple(replace(each, firm=False) if each.month else each for each in said)
    missing = _unmatched(said, told, frozenset({Fraction(2)}) if to.base == "ar" else frozenset())
    counted = [replace(each, firm=each.firm and not _in_passing(each)) for each in told]
    return missing, _unmatched(counted, said, _ALWAYS)


_SOME_MONTH = re.compile(r"지난달|이달|이번 달|다음 달|上个月|上個月|本月|上月|下个月|下個月|先月|今月|来月")
"""Stands for a month by name, seen from the day of writing."""
_ORIGINAL = re.compile(r"[(（](?=[^()（）]*[A-Za-z]{3})[A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9 .,'’\-]*[)）]")


def _without_originals(target: str, to: Language) -> str:
    """`target` without names in Latin letters in brackets, whose numbers stand before them already."""
    return target if to.script == "Latn" else _ORIGINAL.sub(" ", target)


def _in_passing(amount: Amount) -> bool:
    """Whether it is a small number in words, which a translation may add: two of them, the seventh hour."""
    return amount.worded and not amount.month and min(amount.values) < _LARGE


_LARGE = 13


def _unmatched(
    wanted: Sequence[Amount], there: Sequence[Amount], free: frozenset[Fraction]
) -> tuple[str, ...]:
    """The firm amounts of `wanted` for which nothing is left in `there`, each taken once."""
    partner: dict[int, int] = {}
    return tuple(
        amount.text
        for number, amount in enumerate(wanted)
        if amount.firm
        and (amount.month or not amount.values & free)
        and not _match(number, wanted, there, partner, set())
    )


def _match(
    number: int, wanted: Sequence[Amount], there: Sequence[Amount], partner: dict[int, int], tried: set[int]
) -> bool:
    for other, amount in enumerate(there):
        if other in tried or not same(wanted[number], amount):
            continue
        tried.add(other)
        if other not in partner or _match(partner[other], wanted, there, partner, tried):
            partner[other] = number
            return True
    return False


def same(said: Amount, told: Amount) -> bool:
    """Whether two amounts may be one."""
    if said.month or told.month:
        return said.month and told.month and bool(said.values & told.values)
    if said.values & told.values:
        return True
    return _near(said, told) or _near(told, said)


def _near(said: Amount, told: Amount) -> bool:
    return any(
        abs(value - near) <= near * _ROUNDED for near in said.near if near > 0 for value in told.values
    )


_ROUNDED = Fraction(8, 100)
"""So much a measure may be rounded when it is told in other units."""
