"""Measures in other units: 10 miles and 16 km, two months and 60 days, six metres (20 feet)."""

from collections.abc import Sequence, Set
from fractions import Fraction

from pipeline.languages.numbers import Measure
from pipeline.translation.checks.amounts import Amount

_EXACT, _ROUGH = Fraction(2, 100), Fraction(25, 100)
"""How far a measure in other units may be off: nothing is said of it, or no more than a warning."""
_FINE, _FINEST = Fraction(1, 100), Fraction(5, 10_000)
"""A number whose last place is less than a hundredth of it was reckoned, not estimated, and may be off by less."""
_BESIDE = 25
"""Signs between a measure and the same in other units."""


def without_converted(
    missing: Sequence[Amount],
    added: Sequence[Amount],
    target_amounts: Sequence[Amount],
    spare: Sequence[Amount],
) -> tuple[list[Amount], list[Amount], list[Amount]]:
    """`missing` and `added` without measures that are the same in other units; and those that are only about the same.

    The partner of what is missing may be one of `spare`, which need not have one; one without a unit may have that of
    another of `target_amounts`, as the 10 in “2 to 5 cm, in places 10”.
    """
    lost, left, rough = list(missing), list(added), []
    units = {each.unit for each in target_amounts if each.unit}
    for each in missing:
        near = _nearest(each, [*left, *spare], set()) or _nearest(each, left, units)
        if near is None:
            continue
        off, partner = near
        lost.remove(each)
        if partner in left:
            left.remove(partner)
        if off > _tolerance(partner):
            rough.append(each)
    return lost, left, rough


def _tolerance(partner: Amount) -> Fraction:
    """How far `partner` may be off: 12,149 hectares are not 30,000 acres, and 12,000 are."""
    value = max(partner.values, default=Fraction(0))
    fineness = _last_place(value) / max(abs(value), Fraction(1))
    return _EXACT if fineness >= _FINE else max(fineness / 2, _FINEST)


def _nearest(amount: Amount, others: Sequence[Amount], units: Set[Measure]) -> tuple[Fraction, Amount] | None:
    """The one of `others` that is about `amount` in another unit, which may be of `units` where it has none."""
    pairs = [
        (off, other)
        for other in others
        for unit in ({other.unit} if other.unit else units)
        if (off := _off(amount, other, unit)) is not None and off <= _ROUGH
    ]
    return min(pairs, key=lambda pair: pair[0], default=None)


def is_converted(amount: Amount, others: Sequence[Amount]) -> bool:
    """Whether one of `others` is about `amount` in another unit."""
    return amount.unit is not None and _nearest(amount, others, set()) is not None


def is_repeated(
    amount: Amount, mine: Sequence[Amount], alone: Sequence[Amount], others: Sequence[Amount]
) -> bool:
    """Whether `amount` only repeats in other units what stands beside it and has its partner: six metres (20 feet).

    `alone`, which are some of `mine` themselves, have no partner, and `others` none on the other side.
    """
    unit = amount.unit
    if unit is None or any(each.unit and each.unit.dimension == unit.dimension for each in others):
        return False
    left = {id(each) for each in alone}
    return any(
        id(other) not in left
        and other.unit is not None
        and other.unit.metric != unit.metric
        and (off := _off(amount, other, other.unit)) is not None
        and off <= _ROUGH
        and min(abs(other.begin - amount.end), abs(amount.begin - other.end)) <= _BESIDE
        for other in mine
    )


def _off(one: Amount, other: Amount, unit: Measure | None) -> Fraction | None:
    """How far two measures of one dimension in different units lie apart, as a part of the first; None for others.

    `unit` is that of `other`.
    """
    if one.unit is None or unit is None or one.unit is unit or one.unit.dimension != unit.dimension:
        return None
    distances = (
        max(Fraction(0), abs(_size(a, one.unit) - _size(b, unit)) - _rounding(b, unit))
        / max(abs(_size(a, one.unit)), Fraction(1, 10**9))
        for a in one.values
        for b in other.values
    )
    return min(distances, default=None)


def _size(value: Fraction, unit: Measure) -> Fraction:
    return value * unit.factor + unit.offset


def _rounding(value: Fraction, unit: Measure) -> Fraction:
    """Half of the last place of `value`, by which its author may have rounded it."""
    return _last_place(value) * unit.factor / 2


def _last_place(value: Fraction) -> Fraction:
    """What the last figure of `value` that is no nought counts: 10 for 320, and a tenth for 3.5."""
    if value.denominator > 1:
        return Fraction(1, 10)
    place = Fraction(1)
    while value % (place * 10) == 0 and place * 100 <= abs(value):
        place *= 10
    return place * 5 if value % (place * 10) == place * 5 and place * 50 <= abs(value) else place
