"""One amount, as it is given to the checks."""

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from pipeline.languages.numbers import Measure


class Certainty(IntEnum):
    """How sure it is that an amount must have its counterpart in a translation."""

    LOOSE = 0
    """It comes and goes: both, a, monthly."""
    CODE = 1
    """Digits in a name, which may be said by other words: Covid-19."""
    PASSING = 2
    """A small number in words: people leave some out, and add as many: the two of them."""
    LIKELY = 3
    """A month: people leave some out."""
    SURE = 4


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount as it stands in a text."""

    values: frozenset[Fraction]
    """What it may mean; one of them is meant."""
    also: frozenset[Fraction]
    """What a translation may give instead: a fifth for 20 %, 17 for 5 p.m."""
    certainty: Certainty
    text: str
    begin: int
    end: int
    worded: bool = False
    """Whether it is written without figures."""
    month: bool = False
    """A month of the year, which answers to no other number."""
    vague: bool = False
    """No exact number, which answers to no exact one: hundreds."""
    code: str = ""
    """The whole name in which its digits stand, in small letters."""
    unit: Measure | None = None
    """Its unit of measure, where one follows."""
    parts: tuple["Amount", ...] = ()
    """The amounts that it consists of, which a translation may give apart: the two of 3/4."""

    @property
    def firm(self) -> bool:
        """Whether it should have its counterpart in a translation."""
        return self.certainty >= Certainty.PASSING


@dataclass(frozen=True, slots=True)
class Made:
    """An amount, and how it was made."""

    amount: Amount
    sign: str
    """The class of its sign in the patterns of phrases."""
    times: Fraction = Fraction(1)
    """What its figures were multiplied by."""
    part: Fraction | None = None
    """What it means behind a count: third, 1/3."""
