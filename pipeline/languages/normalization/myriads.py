"""English scales behind a number in Chinese and Japanese, which count by ten thousands: $1.2bn -> $12亿.

Machine translations copy such sums as they stand. The value is exact.
"""

import re

from pipeline.languages.normalization import currencies
from pipeline.languages.normalization.rules import NamedRule
from pipeline.languages.normalization.scales import POWERS, shift
from pipeline.languages.normalization.tables import table

_NUMBER = r"\d+(?:\.\d+)?"
_LETTERS = [name for name in POWERS if len(name) == 1]
"""Metres and memory too, unless a currency or people stand beside them."""


def rule(base: str, scales: tuple[tuple[int, str], ...], gap: str = "", *, example: str) -> NamedRule:
    """A number in figures with the signs of `scales`, the largest first, and `gap` for a lower thousand left out.

    It is of the language with the primary subtag `base`."""
    signs = currencies.pattern(base)
    own = table(base)["currencies"]
    names = "|".join(sorted({*own.values(), *map(re.escape, own)}, key=len, reverse=True))
    words = "|".join(sorted(POWERS.keys() - set(_LETTERS), key=len, reverse=True))
    scale = f"(?i:{words})|{'|'.join(_LETTERS)}"

    def verbalize(found: re.Match[str]) -> str:
        sign, low, between, high, by, counted = found.groups()
        if by in _LETTERS and not sign and counted is None:
            return found.group()
        power = POWERS.get(by) or POWERS[by.lower()]
        first = _figures(shift(low, power), scales, gap) + between if low else ""
        return (sign or "") + first + _figures(shift(high, power), scales, gap)

    span = rf"(?:({_NUMBER})(\s?(?:[-–—~～〜至到]|から)\s?))?"
    return NamedRule(
        re.compile(
            rf"(?<![\d.])((?:{signs})\s?|(?<![A-Za-z]))?{span}({_NUMBER})[\s-]?({scale})s?"
            rf"(?![A-Za-z\d])\s*(?=({names}|人|名)?)"
        ),
        verbalize,
        "an amount in an English scale",
        example,
    )


def _figures(number: str, scales: tuple[tuple[int, str], ...], gap: str) -> str:
    whole, point, part = number.partition(".")
    rest, said = int(whole), ""
    for value, sign in scales:
        count, rest = divmod(rest, value)
        if count:
            said += gap * (bool(said) and count < 1000) + f"{count}{sign}"
    if rest or part:
        said += gap * (bool(said) and rest < 1000) + f"{rest}{point}{part}"
    return said or "0"
