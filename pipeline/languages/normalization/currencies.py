"""Signs and codes of currencies, and what a language calls them: by its own table, else by CLDR's names."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.languages.normalization.names import name_of
from pipeline.languages.normalization.tables import table


@cache
def pattern(base: str) -> str:
    """An alternative that finds every sign and code that the language with the primary subtag `base` has a word for."""
    own = sorted(table(base)["currencies"], key=len, reverse=True)
    signs = "|".join(map(re.escape, dict.fromkeys([*own, *table(base)["currency_signs"]])))
    codes = [code for code in _codes(base) if code not in own]
    small = "|".join(table(base)["small_codes"].split())
    return (
        f"{signs}|(?=[A-Z]{{3}}(?![A-Za-z])|(?<![A-Za-z])[a-z]{{3}}(?![A-Za-z]))(?:{'|'.join([*codes, small])})"
        if codes
        else signs
    )


@cache
def name(sign: str, base: str) -> Any:
    """What the currency is called: one name, one and many, or a name for each of CLDR's categories of plural."""
    own: Mapping[str, Any] = table(base)["currencies"]
    if sign in table(base)["small_codes"].split():
        sign = sign.upper()
    return name_of(sign, own, lambda: _by_cldr(sign, base))


def _by_cldr(sign: str, base: str) -> Mapping[str, str]:
    from pipeline.languages import cldr

    return cldr.currency(table(base)["currency_signs"].get(sign, sign), base)


def _codes(base: str) -> list[str]:
    """Of ISO 4217, those that are no words or other things in capitals: TOP 10, COP 28, PHP 8, SDG 5."""
    return f"{table(base)['currency_codes']} {table(base).get('more_currency_codes', '')}".split()
