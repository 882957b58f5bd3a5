"""Which amounts of two texts answer to each other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from pipeline.translation.checks.amounts import Amount
from pipeline.translation.checks.measures import is_converted

Key = tuple[str, Fraction | str]
Amounts = Sequence[Amount]

_LARGE = 13
_FULL = 1000
"""From here on, a number that is said once more on one side is a year, or as telling."""


def same(said: Amount, target: Amount) -> bool:
    """Whether two amounts may be one: what one of them means is what the other means or may stand for."""
    return not (_own(said).isdisjoint(_keys(target)) and _own(target).isdisjoint(_keys(said)))


def settle(said: Amounts, target_amounts: Amounts) -> tuple[Amounts, Amounts]:
    """Both sides, with the parts of what the other side does not have as a whole: 5 and 1 for 5명 중 1명."""
    one, other = _all_keys(said), _all_keys(target_amounts)
    return list(_split_parts(said, other, target_amounts)), list(_split_parts(target_amounts, one, said))


def alone(wanted: Amounts, there: Amounts) -> list[Amount]:
    """The firm amounts of `wanted` for which nothing is left in `there`, each taken once; codes as often as wanted."""
    alike = _partners(wanted, there)
    partner: dict[int, int] = {}
    return [
        amount
        for number, amount in enumerate(wanted)
        if amount.firm and not _match(number, there, alike, partner, set())
    ]


def _partners(wanted: Amounts, there: Amounts) -> Sequence[Sequence[int]]:
    """For each of `wanted`, which of `there` may be its partner; those with its unit of measure first."""
    meant: dict[Key, list[int]] = defaultdict(list)
    named: dict[Key, list[int]] = defaultdict(list)
    for number, amount in enumerate(there):
        for places, keys in ((meant, _own(amount)), (named, _keys(amount))):
            for key in keys:
                places[key].append(number)
    return [
        sorted(
            {
                *(other for key in _own(amount) for other in named.get(key, ())),
                *(other for key in _keys(amount) for other in meant.get(key, ())),
            },
            key=lambda other: (there[other].unit is not amount.unit, other),
        )
        for amount in wanted
    ]


def matched_by_digits(said: Amounts, target_amounts: Amounts) -> tuple[list[Amount], list[Amount]]:
    """Names that the translation has with other digits only, and what it has for them: Covid-19, Covid-91."""
    known = {digits: each for each in said if (digits := _digits(each)) is not None}
    there = {digits for each in target_amounts if (digits := _digits(each)) is not None}
    lost: list[Amount] = []
    other: list[Amount] = []
    for each in target_amounts:
        named = _digits(each)
        if named is None or named in known:
            continue
        gone = [here for digits, here in known.items() if digits[0] == named[0] and digits not in there]
        if gone and not any(same(here, each) for here in said):
            lost, other = [*lost, *(here for here in gone if here not in lost)], [*other, each]
    return lost, other


def _digits(amount: Amount) -> tuple[str, str] | None:
    """The letters that a name with digits begins with, and its digits."""
    match = re.match(r"([^\W\d_]+)\D*(\d+)", amount.code)
    return (match[1], match[2]) if match else None


class Said:
    """How often each amount stands on one side."""

    def __init__(self, side: Amounts) -> None:
        self._counts = Counter(key for amount in side for key in _keys(amount))

    def times(self, amount: Amount) -> int:
        """How often `amount`, or what answers to it, stands there."""
        return max((self._counts[key] for key in _keys(amount)), default=0)


def again(amount: Amount, mine: Said, others: Said) -> bool:
    """Whether a number is only said once more on one side: a year, a date, what this side says twice anyway."""
    if not others.times(amount):
        return False
    least = min(amount.values | amount.also, default=Fraction(0))
    return least >= _FULL or (mine.times(amount) > 1 and (amount.month or least >= _LARGE))


def _keys(amount: Amount) -> set[Key]:
    """What an amount and its partner have in common."""
    return _own(amount) | {(_kind(amount), value) for value in amount.also}


def _own(amount: Amount) -> set[Key]:
    """What an amount means itself, or as a part; two others may both stand for a third: 1860 and 1960 for the sixties."""
    parts = (value for value in amount.also if value < 1)
    keys: set[Key] = {(_kind(amount), value) for value in (*amount.values, *parts)}
    return keys | {("code", amount.code)} if amount.code else keys


def _kind(amount: Amount) -> str:
    return "month" if amount.month else "vague" if amount.vague else ""


def _all_keys(side: Iterable[Amount]) -> set[Key]:
    return {key for amount in side for key in (*_keys(amount), *_all_keys(amount.parts))}


def _split_parts(side: Iterable[Amount], known: set[Key], others: Amounts) -> Iterator[Amount]:
    for amount in side:
        if _comes_apart(amount, known) and not is_converted(amount, others):
            yield from _split_parts(amount.parts, known, others)
        else:
            yield amount


def _comes_apart(amount: Amount, known: set[Key]) -> bool:
    """Whether the other side has no such whole, and each of its parts; a one needs no counterpart."""
    return (
        bool(amount.parts)
        and _keys(amount).isdisjoint(known)
        and all(1 in part.values or not _all_keys([part]).isdisjoint(known) for part in amount.parts)
    )


def _match(
    number: int,
    there: Amounts,
    alike: Sequence[Sequence[int]],
    partner: dict[int, int],
    tried: set[int],
) -> bool:
    """Give the amount `number` a partner, moving others to another one where need be."""
    for other in alike[number]:
        if other in tried:
            continue
        tried.add(other)
        free = there[other].code or other not in partner
        if free or _match(partner[other], there, alike, partner, tried):
            partner[other] = number
            return True
    return False
