"""Units of measurement behind a number, and what a language calls them: by its own table, else by CLDR's names."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.languages.normalization.names import name_of
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_ALSO_CAPITAL = frozenset(["kg", "km", "cm", "km/h"])
"""Units that are written in capitals too, or with one, where they can be nothing else: 12KG, 12 Km."""
_ALSO_SMALL = frozenset(
    ["kW", "kWh", "MWh", "GWh", "Hz", "kHz", "MHz", "GHz", "GB", "TB", "kB", "MB", "dB", "Mbps", "Gbps"]
)
"""Units that are written in small letters too, where they can be nothing else: 5 ghz."""


@cache
def pattern(base: str) -> str:
    """An alternative that finds every unit that the language with the primary subtag `base` has a word for."""
    known = {**table(base)["units"], **table(base)["cldr_units"]}
    known |= {
        form: unit for unit in _ALSO_CAPITAL if unit in known for form in (unit.upper(), unit.capitalize())
    }
    known |= {unit.lower(): unit for unit in _ALSO_SMALL if unit in known}
    return "|".join(re.escape(unit) for unit in sorted(known, key=len, reverse=True))


@cache
def name(unit: str, base: str) -> Any:
    """What the unit is called: one name, one and many, or a name for each of CLDR's categories of plural."""
    own: Mapping[str, Any] = table(base)["units"]
    if unit.lower() in _ALSO_CAPITAL:
        unit = unit.lower()
    if unit not in own:
        unit = next((full for full in _ALSO_SMALL if full.lower() == unit), unit)
    return name_of(unit, own, lambda: _by_cldr(unit, base))


def _by_cldr(unit: str, base: str) -> Mapping[str, str]:
    from pipeline.languages import cldr

    return cldr.unit(table(base)["cldr_units"][unit], base)


_OF = "μg|mg|kg|g|t|mL|ml|L|l|kJ|kWh|mmol|km|cm|m"
_IN = "kg|dL|L|l|mL|ml|cm[23]|m[23]|km2|m|ha|t|kWh|MWh|min"


def rate(base: str, said: str, example: str, in_words: str = "(?!)") -> NamedRule:
    """So many of a unit in another, in a language that puts the other before: 5mg/L, `said` with both in braces. What has a name of
    its own keeps it; `in_words` are those that are words already. To be applied before fractions."""
    own = table(base)["units"]

    def verbalize(found: re.Match[str]) -> str:
        number, of, per = found.groups()
        known = re.fullmatch(in_words, of) or _is_known(of, base)
        if f"{of}/{per}" in own or not (known and _is_known(per, base)):
            return found.group()
        return said.format(name(per, base), f"{number}{of}")

    return rule(
        "so many of a unit in another",
        rf"(?<![\d.,/A-Za-z])(\d+(?:\.\d+)?)\s?({_OF}|{in_words})/({_IN})(?![A-Za-z\d/])",
        verbalize,
        example,
    )


def _is_known(unit: str, base: str) -> bool:
    return unit in table(base)["units"] or unit in table(base)["cldr_units"]
