"""Numbers with another unit of measure or of time than in the source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pipeline.languages import Language
from pipeline.translation.checks.amounts import amounts
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.figures import evened
from pipeline.translation.checks.meaning.lexicon import Mention, mentions
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

    def equals(self, other: "Quantity") -> bool:
        """Whether the numbers are one, whatever the units."""
        return bool(self.values & other.values)


def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """The numbers of `text` that have a unit, in their order."""
    even = evened(text)
    units = {unit.begin: unit for unit in mentions(even, language).get("unit", ())}
    return tuple(
        Quantity(amount.values - _COMMON, units[place])
        for amount in amounts(text, language)
        if (gap := _GAP.match(even, amount.end)) and (place := gap.end()) in units
    ) if units else ()


def units(source: str, target: str, of: Language, to: Language) -> Iterator[tuple[Code, str, str]]:
    """Where `target` has a number of `source` with another unit of the same sort, and nowhere with its own."""
    said = quantities(source, of)
    told = quantities(target, to) if said else ()
    for one in said:
        if any(one.unit.answers(each.unit) and one.equals(each) for each in told):
            continue
        for other in told:
            alike = one.equals(other) and _dimension(one.unit) == _dimension(other.unit)
            own = any(other.unit.answers(each.unit) and other.equals(each) for each in said)
            if alike and not own and not one.unit.answers(other.unit):
                yield Code.UNIT, sentence(one.unit, other.unit, of, to), f"{one.unit.text} → {other.unit.text}"
                return


def _dimension(unit: Mention) -> str:
    return unit.concept.partition("-")[0]
