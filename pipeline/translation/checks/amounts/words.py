"""A language's words for amounts: `words.toml`, read."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from functools import cache
from importlib.resources import files


class Kind(Enum):
    """What a token is: a number in figures or in words, a multiplier, a word that may be a number, a month."""

    FIGURE = auto()
    COUNT = auto()
    TIMES = auto()
    LOOSE = auto()
    MONTH = auto()


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words for amounts."""

    comma: bool
    joiner: str
    counts: Mapping[str, tuple[Fraction, ...]]
    times: Mapping[str, tuple[Fraction, ...]]
    short: Mapping[str, tuple[Fraction, ...]]
    loose: Mapping[str, tuple[Fraction, ...]]
    months: Mapping[str, tuple[Fraction, ...]]

    @property
    def tables(self) -> tuple[tuple[Kind, Mapping[str, tuple[Fraction, ...]]], ...]:
        """The tables of whole words, in the order in which they are asked."""
        return (
            (Kind.COUNT, self.counts),
            (Kind.TIMES, self.times),
            (Kind.MONTH, self.months),
            (Kind.LOOSE, self.loose),
        )


@cache
def words_of(base: str) -> Words:
    """The words of the language with the primary subtag `base`; none where the table has no row."""
    table = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    row = table.get(base, {})
    return Words(
        comma=row.get("comma", False),
        joiner=row.get("and", ""),
        counts=_entries(row.get("counts", "")),
        times=_entries(row.get("times", "")),
        short=_entries(row.get("short", "")),
        loose=_entries(row.get("loose", "")),
        months=_entries(row.get("months", "")),
    )


def _entries(written: str) -> dict[str, tuple[Fraction, ...]]:
    entries: dict[str, tuple[Fraction, ...]] = {}
    for entry in written.split():
        value, _, names = entry.partition(":")
        values = (
            (Fraction(value),) if re.fullmatch(r"\d/\d", value) else tuple(map(Fraction, value.split("/")))
        )
        for name in names.split(","):
            even = unicodedata.normalize("NFKC", name).casefold()
            entries[even] = (*entries.get(even, ()), *values)
    return entries
