"""One amount, as it is given to the checks."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount as it stands in a text."""

    values: frozenset[Fraction]
    """What it may mean; one of them is meant."""
    firm: bool
    """Whether it must have its counterpart in a translation; an amount in words often has none."""
    text: str
    begin: int
    end: int
    worded: bool = False
    """Whether it is written without figures."""
    month: bool = False
    """A month of the year, which answers to no other number."""
    near: tuple[Fraction, ...] = ()
    """What it is in metric units, about, where it stands before others: 10 miles, 16 km."""


@dataclass(frozen=True, slots=True)
class Made:
    """An amount, and how it was made."""

    amount: Amount
    times: Fraction
    """What its figures were multiplied by."""
    loose: bool
