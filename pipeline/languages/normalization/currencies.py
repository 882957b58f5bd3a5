"""Signs and codes of currencies, and what a language calls them: by its own table, else by CLDR's names."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.languages.normalization.tables import table


@cache
def pattern(base: str) -> str:
    """An alternative that finds every sign and code that the language with the primary subtag `base` has a word for."""
    own = sorted(table(base)["currencies"], key=len, reverse=True)
    signs = "|".join(map(re.escape, dict.fromkeys([*own, *table(base)["currency_signs"]])))
    codes = "|".join(code for code in _codes(base) if code not in own)
    return f"{signs}|(?=[A-Z]{{3}}(?![A-Za-z]))(?:{codes})" if codes else signs


@cache
def name(sign: str, base: str) -> Any:
    """What the currency is called: one name, one and many, or a name for each of CLDR's categories of plural."""
    own: Mapping[str, Any] = table(base)["currencies"]
    if sign in own:
        return own[sign]
    from pipeline.languages import cldr

    names = cldr.currency(table(base)["currency_signs"].get(sign, sign), base)
    return names["other"] if len(names) == 1 else names


def _codes(base: str) -> list[str]:
    """Of ISO 4217, those that are no words or other things in capitals: TOP 10, COP 28, PHP 8, SDG 5."""
    return str(table(base)["currency_codes"]).split()
