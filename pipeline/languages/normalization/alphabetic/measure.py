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

_MILLION = "1000000"
_POWERS = {"2": "square", "3": "cubic"}


def rules(base: str, amount: str) -> list[NamedRule]:
    """To be applied when sums are said; `amount` is a pattern for a number, which stays in digits."""
    names = table(base)
    unit = units.pattern(base)
    times, between = f" {names['times']} ", f" {names['range']} "
    kelvin = "Kk" if "°K" in names["units"] else ""
    return [
        shared_rule(
            base,
            "degrees with spaces",
            rf"(?<=\d)\s?[°º]\s?([CFcf{kelvin}])\b(?!['’])",
            lambda found: f" °{found[1].upper()}",
            "20 ° C -> 20 °C",
        ),
        shared_rule(
            base,
            "one length by another",
            r"(?<=\d)(\s?(?:[mcdk]?m|ft|px))\s?[x×]\s?(?=\d)",
            rf"\1{times}",
            f"5 m x 3 m -> 5 m{times}3 m",
        ),
        shared_rule(
            base,
            "from one measure to another",
            rf"(?<=\d)(\s?(?:{unit}))(?:[-–—]|\s[-–—]\s)(?=[-−]?\d[\d.,]*\s?(?:{unit})(?![\w/]))",
            rf"\1{between}",
            f"5 kg - 10 kg -> 5 kg{between}10 kg",
        ),
        *_of_millions(base, unit),
        *_part_of(base, unit),
        *_put_together(base, amount),
        shared_rule(
            base,
            "a number with its unit",
            rf"(?<![A-Z\d])({amount})[\s\u00a0\u202f]?({unit})(?!\w)",
            lambda found: f"{found[1]} {name_of_amount(units.name(found[2], base), found[1], names)}",
            es="1 km -> 1 kilómetro",
            fr="3,5 % -> 3,5 pour cent",
            de="50 km/h -> 50 Kilometer pro Stunde",
        ),
    ]


def _of_millions(base: str, unit: str) -> list[NamedRule]:
    """Units behind a word like million. Some letters alone are too often something else there."""
    names = table(base)
    scale = _any_of(name for name in names["scales"] if len(name) > 2 and not name.endswith("."))
    of = names.get("of") or "(?!)"
    return [
        shared_rule(
            base,
            "millions of a unit",
            rf"(?<=\d )((?i:{scale}))(?: {of})? (?![hs]\b)({unit})(?![\w/'’-]|\.\s?[A-Za-z]|\s[A-Z]\b)",
            lambda found: (
                f"{_of(found[1], names)} {name_of_amount(units.name(found[2], base), _MILLION, names)}"
            ),
            es="3 millones km -> 3 millones de kilómetros",
            de="90 Millionen g -> 90 Millionen Gramm",
            en="100 million kg -> 100 million kilograms",
        )
    ]


def _of(scale: str, names: Mapping[str, Any]) -> str:
    return f"{scale} {names['of']}" if names.get("of") and scale not in names["plain_scales"] else scale


def _part_of(base: str, unit: str) -> list[NamedRule]:
    """A fraction of a unit, where the language says of what it is: `part_of`."""
    names = table(base)
    if "part_of" not in names:
        return []
    return [
        shared_rule(
            base,
            "a part of a unit",
            rf"(?<![\d/])(?<!\d )(\d{{1,2}}/\d{{1,3}})\s?({unit})(?![\w/'’])",
            lambda found: (
                f"{found[1]} {_part(found[1], names).format(name_of_amount(units.name(found[2], base), '1', names))}"
            ),
            es="3/4 km -> 3/4 de kilómetro",
            en="3/4 km -> 3/4 of a kilometre",
            it="3/4 km -> 3/4 di chilometro",
        )
    ]


def _part(fraction: str, names: Mapping[str, Any]) -> str:
    return "{}" if fraction == "1/2" else str(names["part_of"])


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
            rf"(?<![A-Z\d])({amount})[\s\u00a0\u202f]?(?:({lengths})([23])|({unit}))(?:/({per}))?(?![\w/])",
            lambda found: _compound(found, names),
            es="3 m/s -> 3 metros por segundo",
            fr="3 cm2 -> 3 centimètres carrés",
            de="5 mg/kg -> 5 Milligramm pro Kilogramm",
        ),
        shared_rule(
            base,
            "so many in a unit",
            rf"(?<=\d)\s?/\s?({per})(?![\w/'’])",
            lambda found: f" {names['per'][found[1]]}",
            es="56 /km2 -> 56 por kilómetro cuadrado",
            fr="56/km2 -> 56 par kilomètre carré",
            de="56/km2 -> 56 pro Quadratkilometer",
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
