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


def written_alike(base: str) -> list[NamedRule]:
    """Sums in the one way in which the other rules look for them; to be applied first of what has digits."""
    names = table(base)
    sign, decimal, minus = currencies.pattern(base), names["decimal"], f"{names['minus']} "
    between = f" {names['range']} "
    return [
        shared_rule(
            base,
            "a sum without cents",
            rf"(?<=\d)[.,]\s?[-–—]{{1,2}}(?=\s?(?:{sign})(?!\w)|\s(?![a-zà-ÿ]+ \d)[A-ZÀ-Þ]?[a-zà-ÿ]|[.;)]|$)(?!\s?\d)",
            "",
            "5,- € -> 5 €",
        ),
        shared_rule(
            base,
            "a sum with its sign for a comma",
            r"(?<=\d)€(?=\d\d(?!\d))(\d\d)",
            rf"{decimal}\1 €",
            f"5€50 -> 5{decimal}50 €",
        ),
        shared_rule(
            base,
            "a sum below zero behind its sign",
            rf"(?<![\w.-])((?:{sign})\s?)[-−](?=\d)",
            rf"{minus}\1",
            f"$-5 -> {minus}$5",
        ),
        shared_rule(
            base,
            "a sum with its sign and its code",
            rf"(?<![\w$])[$€£]\s?(\d[\d.,]*(?<=\d)) ?({'|'.join(_CODES & {*str(names['currency_codes']).split(), 'COP'})})(?!\w)",
            lambda found: f"COP$ {found[1]}" if found[2] == "COP" else f"{found[1]} {found[2]}",
            "$100 MXN -> 100 MXN",
        ),
        *([_with_point(base, sign)] if decimal == "," else []),
        shared_rule(
            base,
            "from one sum to another",
            rf"(?<!\w)((?:{sign})\s?\d[\d.,]*)\s?[-–—]\s?(?=(?:{sign})\s?\d)",
            rf"\1{between}",
            f"$5-$10 -> $5{between}$10",
        ),
        shared_rule(
            base,
            "from one sum to another, with their signs behind",
            rf"(?<=\d)(\s?(?:{sign}))\s?[-–—]\s?(?=\d[\d.,]*\s?(?:{sign})(?!\w))",
            rf"\1{between}",
            f"5 € - 10 € -> 5 €{between}10 €",
        ),
    ]


_CODES = frozenset(
    ["ARS", "AUD", "BRL", "CAD", "CLP", "COP", "EUR", "GBP", "HKD", "MXN", "NIO", "NZD", "SGD", "USD", "UYU"]
)
"""Of currencies whose sign is also another's."""


def _with_point(base: str, sign: str) -> NamedRule:
    """Cents as English papers write them; three digits behind a point are thousands."""
    return shared_rule(
        base,
        "a sum with a point before its cents",
        rf"(?<!\w)((?:{sign})\s?\d+)\.(\d\d?)(?![\d.,]*\d)|(?<![\d.,])(\d+)\.(\d\d)(?=\s?(?:{sign})(?!\w))",
        lambda found: f"{found[1] or found[3]},{found[2] or found[4]}",
        "$1.50 -> $1,50",
    )


def rules(base: str, amount: str) -> list[NamedRule]:
    """To be applied when ranges are said; `amount` is a pattern for a number, which stays in digits."""
    names = table(base)
    sign = currencies.pattern(base)
    scale = "|".join(re.escape(name) for name in sorted(names["scales"], key=len, reverse=True))
    span = (
        rf"(?P<first>{amount})(?:(?P<between> {names['range']} )(?:{sign})?(?P<last>{amount}))?"
        rf"(?:\s?(?P<scale>{scale})(?!\w))?"
    )
    per = "|".join(re.escape(unit) for unit in sorted(names.get("per", ()), key=len, reverse=True)) or "(?!)"
    each = rf"(?:\s?/\s?(?P<per>{per})(?![\w/]))?"

    def verbalize(found: re.Match[str]) -> str:
        return _sum(found, names) + (f" {names['per'][found['per']]}" if found["per"] else "")

    return [
        shared_rule(
            base,
            "a currency before its sum",
            rf"(?P<sign>(?<![A-Za-z])(?:{sign}))\s?{span}{each}",
            verbalize,
            es="$5 millones -> 5 millones de dólares",
            fr="$3,50 -> 3 dollars 50 cents",
            de="$1 -> 1 Dollar",
        ),
        shared_rule(
            base,
            "a currency behind its sum",
            rf"{span}\s?(?P<sign>{sign})(?!\w){each}",
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
    return _with_cents(amount, currency, _cents(currency) or _small_change(found["sign"], names), names)


def _scaled(scale: Any, amount: str, names: Mapping[str, Any]) -> str:
    """Million or the like, with what stands between it and the currency."""
    size = name_of_amount(scale, amount, names)
    return f"{size} {names['of']}" if names.get("of") and size not in names["plain_scales"] else size


def _millions(whole: str, names: Mapping[str, Any]) -> bool:
    """Whether what is counted stands behind a word like million, which asks for `of`: 1000000 €, un millón de euros."""
    return bool(names.get("of")) and whole.isdigit() and int(whole) > 0 and int(whole) % 10**6 == 0


def _cents(currency: Any) -> Any:
    """What a hundredth is called, nothing where CLDR alone names the currency, with one name for one and many."""
    if isinstance(currency, str):
        return ""
    return currency.get("cents") if isinstance(currency, Mapping) else currency[2:]


def _small_change(sign: str, names: Mapping[str, Any]) -> Any:
    """What the language calls a hundredth of a currency that CLDR names: a row of `small_change` for the codes that share it."""
    code = names["currency_signs"].get(sign, sign.upper())
    return next(
        (forms for codes, forms in names.get("small_change", {}).items() if code in codes.split()), ""
    )


def _with_cents(amount: str, currency: Any, cents: Any, names: Mapping[str, Any]) -> str:
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
