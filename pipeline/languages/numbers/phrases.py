"""Phrases that make one amount of others, or say more of one: two thirds, one in five, 3분의 1, 7 p.m.

A phrase is a pattern over a text in which every amount is one sign: `{a}` stands for a number, `{a:part}` for a
word such as `thirds`, and so on.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.languages.numbers.formula import Formula, formula

SIGNS = {
    "figure": "\ue000",
    "word": "\ue001",
    "scale": "\ue002",
    "ordinal": "\ue003",
    "part": "\ue004",
    "third": "\ue005",
    "group": "\ue006",
    "month": "\ue007",
    "vague": "\ue008",
    "loose": "\ue009",
    "code": "\ue00a",
    "joint": "\ue00b",
}
"""The sign that stands for an amount of each class: in figures, in words, a scale alone, an ordinal, a part, what is
both (third), a group, a month, a vague one, one in passing, a code, and what a phrase made of others."""
_CLASSES = {
    "": ("figure", "word", "scale", "joint"),
    "figure": ("figure",),
    "scale": ("scale",),
    "ordinal": ("ordinal", "third"),
    "part": ("part", "third"),
    "joint": ("joint",),
    "group": ("group",),
    "month": ("month",),
    "vague": ("vague",),
    "loose": ("loose",),
    "plain": ("figure", "word", "scale"),
    "any": ("figure", "word", "scale", "joint", "ordinal", "third", "loose", "group", "part"),
}
_PLACE = re.compile(r"\{([abcd])(?::(\w+))?\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a table."""

    name: str
    pattern: re.Pattern[str]
    value: tuple[Formula, ...]
    """What it makes of its amounts together, alternatives in order. Empty where they stay apart."""
    also: tuple[Formula, ...]
    """What the amount `of` may mean besides."""
    of: str
    when: Formula | None
    becomes: str
    """What the amount is then: month, loose, vague, firm; "" when that stays."""
    unit: str
    """Its unit, where that stands within the phrase."""
    example: str
    means: str
    """The amounts of the example, as the tests write them."""

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Phrase":
        """The phrase of a table's row; raises `ValueError`, `KeyError` or `re.error` when it is none."""
        return cls(
            name=row["name"],
            pattern=re.compile(_PLACE.sub(_place, row["pattern"]), re.IGNORECASE),
            value=_formulas(row.get("value")),
            also=_formulas(row.get("also")),
            of=row.get("of", "a"),
            when=formula(row["when"]) if "when" in row else None,
            becomes=row.get("becomes", ""),
            unit=row.get("unit", ""),
            example=row["example"],
            means=row["means"],
        )


def _place(found: re.Match[str]) -> str:
    signs = "".join(SIGNS[name] for name in _CLASSES[found[2] or ""])
    return f"(?P<{found[1]}>[{signs}])"


def _formulas(written: str | None) -> tuple[Formula, ...]:
    return tuple(formula(each) for each in written.split("|")) if written else ()
