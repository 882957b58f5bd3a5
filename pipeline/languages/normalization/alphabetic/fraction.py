"""Fractions with a slash: those that have a name, so many parts of a whole, and one number over another.

A language that names parts beyond tenths has `denominator(number)` in a module `fraction`: one and many of them, or nothing.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.languages import folders
from pipeline.languages.normalization.numerals import name_of_amount
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MANY = 100
_MARKS = frozenset(["20", "30", "50", "100"])
"""Of what marks are given, so many of them: 15/20."""


def rules(base: str) -> list[NamedRule]:
    """To be applied when dates and units are said."""
    return [
        shared_rule(
            base,
            "a fraction alone with spaces",
            r"^([-−]?(?:\d{1,3} )?\d{1,3}) / (\d{1,4})$",
            r"\1/\2",
            "2 / 3 -> 2/3",
        ),
        shared_rule(
            base,
            "a fraction",
            r"((?<![\w)/.,])[-−])?(?:(?<![\d/])(\d+) )?(?<![\d/])(\d{1,15})/(\d{1,15})(?![\d/])",
            lambda found: _verbalize(found, base),
            es="2 1/2 -> 2 y medio",
            fr="2/3 -> deux tiers",
            de="3/8 -> 3 Achtel",
        ),
    ]


def _verbalize(found: re.Match[str], base: str) -> str:
    names, (sign, *numbers) = table(base), found.groups()
    said = _unsigned(numbers, names)
    if not said:
        return found.group()
    return f"{names['minus']} {said}" if sign else said


def _unsigned(numbers: Sequence[str], names: Mapping[str, Any]) -> str:
    whole, top, bottom = numbers
    if not names.get("always_over") and _is_numbered(top, bottom):
        return ""
    if whole and f"{top}/{bottom}" == "1/2" and "with_half" in names:
        return f"{whole} {names['with_half']}"
    is_mark = bottom in _MARKS and not whole and top != "1"
    known = names["fractions"].get(f"{top}/{bottom}") or ("" if is_mark else _parts(top, bottom, names))
    joined = f"{whole} {names['with']} " if whole else ""
    return joined + (known or f"{top} {names['over']} {bottom}")


def _is_numbered(top: str, bottom: str) -> bool:
    """Whether it is the number of a law or a file by its year, 5/2018 and 4320/64, or a year beside the next."""
    is_dated = top != "1" and _YEAR.fullmatch(bottom)
    return bool(is_dated or _YEAR.fullmatch(top)) or (len(top) > 3 and len(bottom) == len("64"))


def _parts(top: str, bottom: str, names: Mapping[str, Any]) -> str:
    """So many fifths, where the language has a name for them; empty for what is more than one."""
    forms = names.get("denominators", {}).get(bottom)
    if not forms and len(top) == 1:  # two digits over two are a season, ages, rooms: 23/24
        forms = _beyond_tenths(int(bottom), names["language"])
    if not forms or top[0] == "0" or int(top) >= max(int(bottom), names.get("improper", 0) + 1):
        return ""
    return f"{top} {name_of_amount(forms, top, names)}"


def _beyond_tenths(number: int, base: str) -> Any:
    """None of more than a hundred parts that are no round number: they are clearest as one number over another."""
    if number > _MANY and set(str(number)[1:]) != {"0"}:
        return None
    own = folders.module(base, "normalization.fraction")
    return own.denominator(number) if own and hasattr(own, "denominator") else None
