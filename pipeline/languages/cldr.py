"""What Unicode's CLDR knows of a language, by Babel: for what its folder does not say."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, localcontext
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_name
from babel.units import format_unit


def plural(number: Decimal, tag: str) -> str:
    """The category of plural that a noun behind `number` has: one, few, many, other. One or other where CLDR is silent."""
    known = locale(tag)
    if known is None:
        return "one" if number == 1 else "other"
    with localcontext(
        prec=max(len(number.as_tuple().digits), 28)
    ):  # its rules divide, which needs all digits
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


_AMOUNTS = tuple(map(Decimal, ("1", "2", "5", "0", "11", "100", "1000000", "1.5")))
"""Among them are all categories of plural that any language has."""


def currency(code: str, tag: str) -> dict[str, str]:
    """What is counted in the currency of ISO 4217's `code`, by CLDR's categories of plural; its code where CLDR is silent.

    A currency with one name for all amounts has it as `other` alone.
    """
    return _by_category(tag, lambda count, known: get_currency_name(code, count, known)) or {"other": code}


def unit(identifier: str, tag: str) -> dict[str, str]:
    """What is counted in the unit that CLDR calls so (`length-mile`), as `currency` has it; nothing where CLDR is silent."""

    def called(count: Decimal, known: Locale) -> str:
        written = format_unit(count, identifier, "long", locale=known)
        return written.replace(format_decimal(count, locale=known), "").strip()

    names = _by_category(tag, called)
    known = {
        category: name for category, name in names.items() if name != identifier
    }  # Babel's word for the unknown
    return known if "other" in known else {}


def _by_category(tag: str, called: Callable[[Decimal, Locale], str]) -> dict[str, str]:
    known = locale(tag)
    if known is None:
        return {}
    counts = {known.plural_form(count): count for count in _AMOUNTS}
    names = {category: called(count, known) for category, count in counts.items()}
    return names if len(set(names.values())) > 1 else {"other": called(_AMOUNTS[0], known)}


def amount(count: Decimal, unit: str, tag: str) -> str:
    """`count` hours, minutes or seconds, as it is written out; the unit's English name where CLDR is silent."""
    known = locale(tag)
    return format_unit(count, f"duration-{unit}", "long", locale=known) if known else f"{count} {unit}"


@cache
def locale(tag: str) -> Locale | None:
    """What Babel knows of the language `tag`, or None."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def english_name(tag: str) -> str:
    """What the language of a tag is called in English; empty where CLDR knows none."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    names = Locale("en").languages
    try:
        return str(names.get(tag.replace("-", "_"), "") or names.get(tag.partition("-")[0].lower(), ""))
    except (UnknownLocaleError, ValueError):
        return ""
