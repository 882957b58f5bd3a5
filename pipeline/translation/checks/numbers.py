"""Whether a translation speaks of the same numbers as its source."""

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
    said, told = amounts(source, of), amounts(target, to)
    missing = _unmatched(said, told, frozenset({Fraction(2)}) if to.base == "ar" else frozenset())
    counted = [replace(each, firm=each.firm and not _in_passing(each)) for each in told]
    return missing, _unmatched(counted, said, _ALWAYS)


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
        if other in tried or not _same(wanted[number], amount):
            continue
        tried.add(other)
        if other not in partner or _match(partner[other], wanted, there, partner, tried):
            partner[other] = number
            return True
    return False


def _same(said: Amount, told: Amount) -> bool:
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
