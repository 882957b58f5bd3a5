"""What Unicode's CLDR knows of a language, by Babel: for what its folder does not say."""

from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import get_currency_name


def plural(number: Decimal, tag: str) -> str:
    """The category of plural that a noun behind `number` has: one, few, many, other. One or other where CLDR is silent."""
    known = locale(tag)
    if known is None:
        return "one" if number == 1 else "other"
    return str(known.plural_form(number))


def long_date(day: date, tag: str) -> str | None:
    """The day as it is written out, or None."""
    known = locale(tag)
    return format_date(day, "long", locale=known) if known else None


def separators(tag: str) -> tuple[str, str]:
    """The sign before decimals and the one between thousands; a point and a comma where CLDR is silent."""
    known = locale(tag)
    signs = known.number_symbols["latn"] if known else {"decimal": ".", "group": ","}
    return signs["decimal"], signs["group"]


_AMOUNTS = (1, 2, 5, 0, 11, 100, 10**6, Decimal("1.5"))
"""Among them are all categories of plural that any language has."""


def currency(code: str, tag: str) -> dict[str, str]:
    """What is counted in the currency of ISO 4217's `code`, by CLDR's categories of plural; its code where CLDR is silent."""
    known = locale(tag)
    if known is None:
        return {"other": code}
    names = {known.plural_form(amount): get_currency_name(code, amount, known) for amount in _AMOUNTS}
    return names if len(set(names.values())) > 1 else {"other": get_currency_name(code, 5, known)}


@cache
def locale(tag: str) -> Locale | None:
    """What Babel knows of the language `tag`, or None."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
