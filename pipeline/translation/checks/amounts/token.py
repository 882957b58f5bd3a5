"""A piece of an amount."""

from dataclasses import dataclass
from fractions import Fraction

from pipeline.languages.numbers import Kind


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an amount, and what it may be worth."""

    kind: Kind
    values: tuple[Fraction, ...]
    begin: int
    end: int
    part: Fraction | None = None
    short: bool = False
    """A sign behind figures that may be a unit of measure as well: 10m."""
    written: bool = False
    """A numeral sign by sign, Han or Hangul."""
    named: bool = False
    """Perhaps a part of a name: Six Flags."""
    whole: bool = False
    """Joins no other: a native Korean number."""
