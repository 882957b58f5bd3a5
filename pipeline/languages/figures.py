"""Numbers, sizes of files and durations as a language writes them, by Unicode's CLDR.

Babel carries CLDR and takes a moment to load, so it is loaded when the first number is written.
"""

from functools import cache
from typing import TYPE_CHECKING, Literal

from pipeline.languages.dates import own_digits
from pipeline.languages.isolation import isolate
from pipeline.languages.language import find

if TYPE_CHECKING:
    from babel.core import Locale

_MEGABYTE, _KILOBYTE = "digital-megabyte", "digital-kilobyte"
_SMALL = 1e5
"""Bytes. Less is said in kilobytes."""
_TEN = 10
"""A number whose unit stands in a form that fits all: what is written short does not change with the number."""


def number(value: float, tag: str) -> str:
    """`value` with at most two decimals, the decimal sign and the digits of `tag`: 1.25, 1,25, ۱٫۲۵."""
    return _write(value, "0.##", tag)


def size(amount: int, tag: str) -> str:
    """A file's `amount` of bytes for people: 1.7 MB, 1,7 Mo, 1,7 МБ, ۱٫۷ مگابایت."""
    if amount >= _SMALL:
        return _unit(_MEGABYTE, tag).replace(number(_TEN, tag), _write(amount / 1e6, "0.0", tag))
    return _unit(_KILOBYTE, tag).replace(number(_TEN, tag), number(max(1, round(amount / 1e3)), tag))


def speed(factor: float, tag: str) -> str:
    """How many times as fast: 1.25×."""
    return isolate(f"{number(factor, tag)}×", tag)


def minutes(amount: int, tag: str) -> str:
    """A length of time for people: 15 min, 15분, 15 mínútur."""
    from babel.units import format_unit

    made = format_unit(amount, "duration-minute", "short", locale=_locale(tag), numbering_system="default")
    return own_digits(made, tag)


def digits(tag: str) -> str:
    """The ten figures that readers of the language `tag` use every day, nought first."""
    return own_digits("0123456789", tag)


def clock(seconds: float, tag: str) -> str:
    """A duration as players show it, 2:01 or 1:02:01, in the digits of `tag`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    shown = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return own_digits(shown, tag)


def _write(value: float, pattern: str, tag: str) -> str:
    from babel.numbers import format_decimal

    plain = format_decimal(value, format=pattern, locale=_locale(tag), numbering_system="default")
    return own_digits(plain, tag)


def _unit(unit: str, tag: str) -> str:
    """Ten of `unit`, short; written out in Arabic script, where CLDR has it so: Latin letters turn its lines."""
    from babel.units import format_unit

    lengths: tuple[Literal["long", "short"], ...] = (
        ("long", "short") if find(tag).script == "Arab" else ("short",)
    )
    made = (
        format_unit(_TEN, unit, each, locale=_locale(tag), numbering_system="default") for each in lengths
    )
    return own_digits(next(text for text in made if unit not in text), tag)


@cache
def _locale(tag: str) -> "Locale":
    """What CLDR says of `tag`, and of English where it is silent."""
    from babel.core import Locale

    from pipeline.languages import cldr

    return cldr.locale(find(tag).tag) or Locale("en")
