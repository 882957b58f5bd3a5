"""Units of measurement behind a number, and what a language calls them: by its own table, else by CLDR's names."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.languages.normalization.tables import table


@cache
def pattern(base: str) -> str:
    """An alternative that finds every unit that the language with the primary subtag `base` has a word for."""
    known = {**table(base)["units"], **table(base)["cldr_units"]}
    return "|".join(re.escape(unit) for unit in sorted(known, key=len, reverse=True))


@cache
def name(unit: str, base: str) -> Any:
    """What the unit is called: one name, one and many, or a name for each of CLDR's categories of plural."""
    own: Mapping[str, Any] = table(base)["units"]
    if unit in own:
        return own[unit]
    from pipeline.languages import cldr  # Babel takes 60 ms to load, and few languages need it

    names = cldr.unit(table(base)["cldr_units"][unit], base)
    return names if len(names) > 1 else names.get("other", unit)
