"""A currency's sign or code before or behind a sum, as a word behind it: $5 million -> 5 million dollars."""

import re
from collections.abc import Mapping
from typing import Any

from pipeline.languages.normalization import currencies
from pipeline.languages.normalization.numerals import name_of_amount
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table

_MILLION = "1000000"
"""Behind a scale stands what stands behind a million."""


def rules(base: str, amount: str) -> list[NamedRule]:
    """To be applied when ranges are said; `amount` is a pattern for a number, which stays in digits."""
    names = table(base)
    sign = currencies.pattern(base)
    scale = "|".join(re.escape(name) for name in sorted(names["scales"], key=len, reverse=True))
    span = (
        rf"(?P<first>{amount})(?:(?P<between> {names['range']} )(?:{sign})?(?P<last>{amount}))?"
        rf"(?:\s?(?P<scale>{scale})(?!\w))?"
    )

    def verbalize(found: re.Match[str]) -> str:
        return _sum(found, names)

    return [
        shared_rule(
            base,
            "a currency before its sum",
            rf"(?P<sign>(?<![A-Za-z])(?:{sign}))\s?{span}",
            verbalize,
            es="$5 millones -> 5 millones de dólares",
            fr="$3,50 -> 3 dollars 50 cents",
            de="$1 -> 1 Dollar",
        ),
        shared_rule(
            base,
            "a currency behind its sum",
            rf"{span}\s?(?P<sign>{sign})(?!\w)",
            verbalize,
            es="3,50 € -> 3 euros con 50 céntimos",
            fr="3,50 € -> 3 euros 50 centimes",
            it="1 £ -> 1 sterlina",
        ),
    ]


def _sum(found: re.Match[str], names: Mapping[str, Any]) -> str:
    currency = currencies.name(found["sign"], names["language"])
    amount = f"{found['first']}{found['between'] or ''}{found['last'] or ''}"
    scale = names["scales"].get(found["scale"] or "", "")
    if scale:
        return f"{amount} {_scaled(scale, amount, names)} {name_of_amount(currency, _MILLION, names)}"
    return _with_cents(amount, currency, names)


def _scaled(scale: Any, amount: str, names: Mapping[str, Any]) -> str:
    """Million or the like, with what stands between it and the currency."""
    size = name_of_amount(scale, amount, names)
    return f"{size} {names['of']}" if names.get("of") and size not in names["plain_scales"] else size


def _millions(whole: str, names: Mapping[str, Any]) -> bool:
    """Whether what is counted stands behind a word like million, which asks for `of`: 1000000 €, un millón de euros."""
    return bool(names.get("of")) and whole.isdigit() and int(whole) > 0 and int(whole) % 10**6 == 0


def _with_cents(amount: str, currency: Any, names: Mapping[str, Any]) -> str:
    cents = currency.get("cents") if isinstance(currency, Mapping) else currency[2:]
    whole, _, part = amount.partition(names["decimal"])
    known = len(part) == 2 and whole.isdigit() and part.isdigit() and cents
    counted = whole if known else amount
    of = f" {names['of']}" if _millions(counted, names) else ""
    said = f"{counted}{of} {name_of_amount(currency, counted, names)}"
    if not known or part == "00":
        return said
    small = f"{int(part)} {name_of_amount(cents, str(int(part)), names)}"
    if int(whole) == 0:
        return small
    joined = f" {names['and']} " if names.get("and") else " "
    return f"{said}{joined}{small}"
