"""Places on a map: 37°34′N, with the degrees, minutes and seconds of arc by name, and the side as the language has it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.languages.normalization.numerals import name_of_amount
from pipeline.languages.normalization.rules import shared_rule
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table

_PART = r"(\d+(?:[.,]\d+)?)\s?"
_PLACE = rf"(?<![\d.,]){_PART}°(?:\s?{_PART}[′'’](?:\s?{_PART}(?:[″\"”]|''))?)?(?:\s?([NSEWOL]))?(?![A-Za-z])"


@cache
def rules(base: str) -> list[Rule]:
    """The numbers stay digits; to be applied before the rules for units."""
    names = table(base)
    return [
        shared_rule(
            base,
            "a place on a map",
            _PLACE,
            lambda found: _verbalize(found, names),
            ko="37°34′ -> 37도 34분",
            zh="37°34′ -> 37度34分",
            ja="37°34′ -> 37度34分",
            es="37°34′N -> 37 grados 34 minutos norte",
            de="37°34′N -> 37 Grad 34 Minuten Nord",
        )
    ]


def _verbalize(found: re.Match[str], whole: Mapping[str, Any]) -> str:
    names = whole["coordinates"]
    *numbers, side = found.groups()
    known = side in names["sides"] if side else bool(numbers[1])
    if not known:
        return found.group()
    place = names["between"].join(
        number + names["gap"] + name_of_amount(units, number, whole)
        for number, units in zip(numbers, names["units"], strict=True)
        if number
    )
    return str(names["sides"][side]).format(place) if side else str(place)
