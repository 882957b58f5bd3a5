"""Which amounts of two texts answer to each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from pipeline.translation.checks.amounts import Amount
from pipeline.translation.checks.measures import measured

Key = tuple[str, Fraction | str]
Amounts = Sequence[Amount]

_LARGE = 13
_FULL = 1000
"""From here on, a number that is said once more on one side is a year, or as telling."""


def same(said: Amount, told: Amount) -> bool:
    """Whether two amounts may be one."""
    return not _keys(said).isdisjoint(_keys(told))


def settled(said: Amounts, told: Amounts) -> tuple[Amounts, Amounts]:
    """Both sides, with the parts of what the other side does not have as a whole: 5 and 1 for 5명 중 1명."""
    one, other = _all_keys(said), _all_keys(told)
    return list(_parted(said, other, told)), list(_parted(told, one, said))


def alone(wanted: Amounts, there: Amounts) -> list[Amount]:
    """The firm amounts of `wanted` for which nothing is left in `there`, each taken once; codes as often as wanted."""
    places: dict[Key, list[int]] = defaultdict(list)
    for number, amount in enumerate(there):
        for key in _keys(amount):
            places[key].append(number)
    partner: dict[int, int] = {}
    return [
        amount
        for number, amount in enumerate(wanted)
        if amount.firm and not _match(number, wanted, there, places, partner, set())
    ]


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
    kind = "month" if amount.month else "vague" if amount.vague else ""
    keys: set[Key] = {(kind, value) for value in amount.values | amount.also}
    return keys | {("code", amount.code)} if amount.code else keys


def _all_keys(side: Iterable[Amount]) -> set[Key]:
    return {key for amount in side for key in (*_keys(amount), *_all_keys(amount.parts))}


def _parted(side: Iterable[Amount], known: set[Key], others: Amounts) -> Iterator[Amount]:
    for amount in side:
        if amount.parts and _keys(amount).isdisjoint(known) and not measured(amount, others):
            yield from _parted(amount.parts, known, others)
        else:
            yield amount


def _match(
    number: int,
    wanted: Amounts,
    there: Amounts,
    places: Mapping[Key, list[int]],
    partner: dict[int, int],
    tried: set[int],
) -> bool:
    """Give the amount `number` a partner, moving others to another one where need be."""
    for key in _keys(wanted[number]):
        for other in places.get(key, ()):
            if other in tried:
                continue
            tried.add(other)
            free = there[other].code or other not in partner
            if free or _match(partner[other], wanted, there, places, partner, tried):
                partner[other] = number
                return True
    return False
