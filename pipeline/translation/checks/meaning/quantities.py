"""Numbers with another unit of measure or of time than in the source."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from pipeline.languages import Language
from pipeline.translation.checks.amounts import amounts
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.figures import normalize_digits
from pipeline.translation.checks.meaning.lexicon import Mention, find_mentions
from pipeline.translation.checks.meaning.swapped import sentence

_GAP = re.compile(r"[\s\-]?(?:个半|個半|[多余餘来來几幾个個여数數])?[个個]?\s?")
"""What may stand between a number and its unit."""
_COMMON = frozenset({Fraction(1)})
"""A week, one day: too common to be told apart."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit."""

    values: frozenset[Fraction]
    unit: Mention


def read_quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """The numbers of `text` that have a unit, in their order."""
    even = normalize_digits(text)
    units = {unit.begin: unit for unit in find_mentions(even, language).get("unit", ())}
    return (
        tuple(
            Quantity(amount.values - _COMMON, units[place])
            for amount in amounts(text, language)
            if (gap := _GAP.match(even, amount.end)) and (place := gap.end()) in units
        )
        if units
        else ()
    )


def compare_units(source: str, target: str, of: Language, to: Language) -> Iterator[tuple[Code, str, str]]:
    """Where `target` has a number of `source` with another unit of the same sort, and nowhere with its own."""
    said = _by_value(read_quantities(source, of))
    target_quantities = _by_value(read_quantities(target, to)) if said else {}
    for value, mine in said.items():
        theirs = target_quantities.get(value, ())
        for one, other in product(_without_answer(mine, theirs), _without_answer(theirs, mine)):
            if _dimension(one) == _dimension(other):
                yield Code.UNIT, sentence(one, other, of, to), f"{one.text} → {other.text}"
                return


def _by_value(found: Sequence[Quantity]) -> Mapping[Fraction, Collection[Mention]]:
    """The units that each number has, each once."""
    units: dict[Fraction, dict[str, Mention]] = defaultdict(dict)
    for each in found:
        for value in each.values:
            units[value].setdefault(each.unit.concept, each.unit)
    return {value: tuple(named.values()) for value, named in units.items()}


def _without_answer(wanted: Collection[Mention], there: Collection[Mention]) -> list[Mention]:
    return [unit for unit in wanted if not any(unit.answers(other) for other in there)]


def _dimension(unit: Mention) -> str:
    return unit.concept.partition("-")[0]
