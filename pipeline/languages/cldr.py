"""What Unicode's CLDR knows of a language, by Babel: for what its folder does not say."""

from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date


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
