"""English scales behind a number in Chinese and Japanese, which count by ten thousands: $1.2bn -> $12亿.

Machine translations copy such sums as they stand. The value is exact, by decimal arithmetic.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from pipeline.narration.spoken.signs import Rule

_NUMBER = r"\d+(?:\.\d+)?"
_WORDS = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
_LETTERS = {"k": 10**3, "K": 10**3, "m": 10**6, "M": 10**6, "b": 10**9, "B": 10**9, "T": 10**12}
"""Metres and memory too, unless a currency or people stand beside them."""


def rule(currencies: Mapping[str, str], scales: tuple[tuple[int, str], ...], gap: str = "") -> Rule:
    """A number in figures with the signs of `scales`, the largest first, and `gap` for a lower thousand left out."""
    signs = "|".join(re.escape(sign) for sign in sorted(currencies, key=len, reverse=True))
    names = "|".join(sorted({*currencies.values(), *map(re.escape, currencies)}, key=len, reverse=True))
    scale = "|".join(sorted((*_WORDS, *_LETTERS), key=len, reverse=True))

    def said(found: re.Match[str]) -> str:
        sign, low, between, high, by, counted = found.groups()
        if by in _LETTERS and not sign and counted is None:
            return found.group()
        times = _LETTERS.get(by) or _WORDS[by.lower()]
        first = _figures(low, times, scales, gap) + between if low else ""
        return (sign or "") + first + _figures(high, times, scales, gap)

    span = rf"(?:({_NUMBER})(\s?(?:[-–—~～〜至到]|から)\s?))?"
    return (
        re.compile(
            rf"(?<![\d.])((?:{signs})\s?|(?<![A-Za-z]))?{span}({_NUMBER})[\s-]?((?i:{'|'.join(_WORDS)})|{scale})s?"
            rf"(?![A-Za-z\d])\s*(?=({names}|人|名)?)"
        ),
        said,
    )


def _figures(number: str, times: int, scales: tuple[tuple[int, str], ...], gap: str) -> str:
    rest, said = Decimal(number) * times, ""
    for value, sign in scales:
        count = int(rest // value)
        rest -= count * value
        if count:
            said += gap * (bool(said) and count < 1000) + f"{count}{sign}"
    if rest:
        said += gap * (bool(said) and rest < 1000) + f"{rest.normalize():f}"
    return said or "0"
