"""Quotations that go on over several sentences."""

import re
from collections.abc import Sequence

from pipeline.translation.checks.pair import Pair

_MARK = re.compile('[“”„"「」『』«»〝〟]')
_OPENING, _CLOSING = frozenset("“„「『«〝"), frozenset("”」』»〟")
_FAR = 6
"""Sentences that one quotation may have."""


def quoted_together(pairs: Sequence[Pair]) -> frozenset[str]:
    """The ids of the translations in which a quotation begins that ends in a later one, and of those in which it ends."""
    together: set[str] = set()
    begun: tuple[int, str] | None = None
    for place, pair in enumerate(pairs):
        side = _lone_mark(pair.target or "")
        if side == "closing" and begun and place - begun[0] < _FAR:
            together |= {begun[1], pair.id}
        if side:
            begun = (place, pair.id) if side == "opening" else None
    return frozenset(together)


def _lone_mark(text: str) -> str:
    """Whether the mark of `text` that has no other half is an opening or a closing one; "" where all have."""
    marks = _MARK.findall(text)
    if len(marks) % 2 == 0:
        return ""
    surplus = sum(mark in _OPENING for mark in marks) - sum(mark in _CLOSING for mark in marks)
    if surplus:
        return "opening" if surplus > 0 else "closing"
    return "opening" if text.lstrip().startswith('"') else "closing"
