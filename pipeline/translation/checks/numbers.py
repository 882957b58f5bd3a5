"""Whether a translation speaks of the same numbers as its source."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.languages import Language
from pipeline.translation.checks.amounts import Amount, Certainty, amounts
from pipeline.translation.checks.measures import converted, covered, measured

_ALWAYS = frozenset({Fraction(1)})
"""Every sentence may say: a, one, single, per; Arabic says two by an ending."""
_NONE = Fraction(0)
_TWO_DIGITS = 10
_LARGE = 13
_FULL = 1000
_MOST = 300
"""Amounts of one side: where there are more, the first partner that fits is taken."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two texts do not have in common."""

    missing: tuple[Amount, ...] = ()
    """Of the source, without a partner in the translation."""
    added: tuple[Amount, ...] = ()
    """Of the translation, without a partner in the source."""
    certain: bool = False
    """Whether it is no way of saying the same: people left out small numbers, months and the like in good ones."""


def compare(source: str, target: str, of: Language, to: Language) -> Comparison:
    """The amounts that only one of `source` and `target` speaks of."""
    said, told = _settled(amounts(source, of), _without_originals(target, amounts(target, to), to))
    free = frozenset({Fraction(2)}) if to.base == "ar" else frozenset[Fraction]()
    missing = [each for each in _alone(said, told) if not (each.values & free) or each.month]
    added = [each for each in _alone(told, said) if each.month or not (each.values & _ALWAYS)]
    missing, added, rough = converted(missing, added, told)
    doubts = [*rough, *(each for each in missing if covered(each, said, missing, added))]
    missing = [each for each in missing if each not in doubts and not _again(each, said, told)]
    added = [
        each for each in added if not covered(each, told, added, missing) and not _again(each, told, said)
    ]
    counted = tuple(each for each in added if missing or each.certainty is not Certainty.PASSING)
    return Comparison((*missing, *doubts), counted, certain=_certain(missing, counted))


def disagreement(
    source: str, target: str, of: Language, to: Language
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of `source` that `target` lacks, and those of `target` that `source` lacks, as written."""
    found = compare(source, target, of, to)
    return tuple(each.text for each in found.missing), tuple(each.text for each in found.added)


def same(said: Amount, told: Amount) -> bool:
    """Whether two amounts may be one."""
    return not _keys(said).isdisjoint(_keys(told))


def _certain(missing: Sequence[Amount], added: Sequence[Amount]) -> bool:
    if missing and added:
        return True
    return any(each.certainty is Certainty.SURE for each in missing) or any(
        each.certainty is Certainty.SURE
        and min(each.values, default=_NONE) >= _TWO_DIGITS
        and not _is_year(each)
        for each in added
    )


def _is_year(amount: Amount) -> bool:
    return all(value.denominator == 1 and 1900 <= value <= 2100 for value in amount.values)


_ORIGINAL = re.compile(r"[(（](?=[^()（）]*[A-Za-z]{3})[A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9 .,'’\-]*[)）]")


def _without_originals(target: str, told: Sequence[Amount], to: Language) -> Sequence[Amount]:
    """`told`, those loose that stand with Latin names in brackets and so a second time perhaps."""
    if to.script == "Latn":
        return told
    originals = [found.group() for found in _ORIGINAL.finditer(target)]
    return [
        replace(each, certainty=Certainty.LOOSE) if any(each.text in found for found in originals) else each
        for each in told
    ]


def _again(amount: Amount, mine: Sequence[Amount], others: Sequence[Amount]) -> bool:
    """Whether a number is said once more on one side: a year, or what this side says twice."""
    if not any(same(amount, other) for other in others):
        return False
    least = min(amount.values | amount.also, default=Fraction(0))
    twice = sum(same(amount, other) for other in mine) > 1
    return least >= _FULL or (twice and (amount.month or least >= _LARGE))


Key = tuple[str, Fraction | str]


def _keys(amount: Amount) -> set[Key]:
    """What an amount and its partner have in common."""
    kind = "month" if amount.month else "vague" if amount.vague else ""
    keys: set[Key] = {(kind, value) for value in amount.values | amount.also}
    return keys | {("code", amount.code)} if amount.code else keys


def _settled(said: Sequence[Amount], told: Sequence[Amount]) -> tuple[Sequence[Amount], Sequence[Amount]]:
    """Both sides, with the parts of what the other side does not have as a whole."""
    one, other = _all_keys(said), _all_keys(told)
    return list(_parted(said, other, told)), list(_parted(told, one, said))


def _all_keys(side: Iterable[Amount]) -> set[Key]:
    return {key for amount in side for key in (*_keys(amount), *_all_keys(amount.parts))}


def _parted(side: Iterable[Amount], known: set[Key], others: Sequence[Amount]) -> Iterator[Amount]:
    for amount in side:
        if amount.parts and _keys(amount).isdisjoint(known) and not measured(amount, others):
            yield from _parted(amount.parts, known, others)
        else:
            yield amount


def _alone(wanted: Sequence[Amount], there: Sequence[Amount]) -> list[Amount]:
    """The firm amounts of `wanted` for which nothing is left in `there`, each taken once."""
    places: dict[Key, list[int]] = defaultdict(list)
    for number, amount in enumerate(there):
        for key in _keys(amount):
            places[key].append(number)
    partner: dict[int, int] = {}
    deep = len(wanted) <= _MOST and len(there) <= _MOST
    return [
        amount
        for number, amount in enumerate(wanted)
        if amount.firm and not _match(number, wanted, there, places, partner, set(), deep=deep)
    ]


def _match(
    number: int,
    wanted: Sequence[Amount],
    there: Sequence[Amount],
    places: Mapping[Key, list[int]],
    partner: dict[int, int],
    tried: set[int],
    *,
    deep: bool,
) -> bool:
    for key in _keys(wanted[number]):
        for other in places.get(key, ()) if deep else places.get(key, [])[-1:]:
            if other in tried:
                continue
            tried.add(other)
            if there[other].code or other not in partner:
                partner[other] = number
                if not deep:
                    places[key].pop()
                return True
            if deep and _match(partner[other], wanted, there, places, partner, tried, deep=True):
                partner[other] = number
                return True
    return False
