"""Places on a map: 37°34′N, with the degrees, minutes and seconds of arc by name, and the side as the language has it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.languages.normalization.rules import NamedRule
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table

_PART = r"(\d+(?:[.,]\d+)?)\s?"
_PLACE = re.compile(
    rf"(?<![\d.,]){_PART}°(?:\s?{_PART}[′'’](?:\s?{_PART}(?:[″\"”]|''))?)?(?:\s?([NSEWOL]))?(?![A-Za-z])"
)


@cache
def rules(base: str, example: str = "") -> list[Rule]:
    """The numbers stay digits; to be applied before the rules for units."""
    names = table(base)["coordinates"]
    return [NamedRule(_PLACE, lambda found: _verbalize(found, names), "a place on a map", example)]


def _verbalize(found: re.Match[str], names: Mapping[str, Any]) -> str:
    *numbers, side = found.groups()
    known = side in names["sides"] if side else bool(numbers[1])
    if not known:
        return found.group()
    place = names["between"].join(
        number + names["gap"] + units[number != "1"]
        for number, units in zip(numbers, names["units"], strict=True)
        if number
    )
    return str(names["sides"][side]).format(place) if side else str(place)
