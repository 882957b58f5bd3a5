"""Units behind a number: 1 km, 3.5 %, 3 cm², 5 mg/kg.

A unit that has no row of its own is put together from those that have: `square` and `cubic` are patterns for its name,
one for each form; `per` says what stands behind the stroke.
"""

import re
from collections.abc import Mapping
from typing import Any

from pipeline.languages.normalization import units
from pipeline.languages.normalization.numerals import name_of_amount
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table

_POWERS = {"2": "square", "3": "cubic"}


def rules(base: str, amount: str) -> list[NamedRule]:
    """To be applied when sums are said; `amount` is a pattern for a number, which stays in digits."""
    names = table(base)
    unit = units.pattern(base)
    return [
        *_put_together(base, amount),
        shared_rule(
            base,
            "a number with its unit",
            rf"(?<!\d)({amount})[\s\u00a0\u202f]?({unit})(?!\w)",
            lambda found: f"{found[1]} {name_of_amount(units.name(found[2], base), found[1], names)}",
            es="1 km -> 1 kilómetro",
            fr="3,5 % -> 3,5 pour cent",
            de="50 km/h -> 50 Kilometer pro Stunde",
        ),
    ]


def _put_together(base: str, amount: str) -> list[NamedRule]:
    """None where the language has neither lengths nor what stands behind a stroke."""
    names = table(base)
    if not names.keys() & {"lengths", "per"}:
        return []
    lengths, per = (_any_of(names.get(row, ())) for row in ("lengths", "per"))
    unit = units.pattern(base)
    return [
        shared_rule(
            base,
            "a number with a unit that is put together",
            rf"(?<!\d)({amount})[\s\u00a0\u202f]?(?:({lengths})([23])|({unit}))(?:/({per}))?(?![\w/])",
            lambda found: _compound(found, names),
            es="3 m/s -> 3 metros por segundo",
            fr="3 cm2 -> 3 centimètres carrés",
            de="5 mg/kg -> 5 Milligramm pro Kilogramm",
        ),
    ]


def _any_of(signs: Any) -> str:
    return "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True)) or "(?!)"


def _compound(found: re.Match[str], names: Mapping[str, Any]) -> str:
    amount, length, power, unit, per = found.groups()
    if f"{length or unit}{power or ''}{'/' + per if per else ''}" in names["units"]:
        return found.group()
    said = name_of_amount(units.name(length or unit, names["language"]), amount, names)
    if power:
        said = name_of_amount(names[_POWERS[power]], amount, names).format(said)
    return f"{amount} {said}" + (f" {names['per'][per]}" if per else "")
