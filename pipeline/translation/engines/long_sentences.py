"""A sentence longer than an engine takes, cut where a reader would pause."""

import re
from collections.abc import Callable, Sequence

_PAUSES = (r"[;:；：][\s”’」』]*", r"[,，、—–][\s”’」』]*", r"\s+", r"(?s:.)")
"""Where to cut, the best first; at last anywhere."""


def clauses(text: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """`text` in pieces that each fit, cut at pauses near the middle; joined they are `text` again."""
    if len(text) < 2 or fits(text):
        return (text,)
    at = _cut(text)
    return (*clauses(text[:at], fits), *clauses(text[at:], fits))


def rejoin(pieces: Sequence[str], translations: Sequence[str], *, spaced: bool) -> str:
    """The translations of a sentence's `pieces` as one sentence.

    A full stop that an engine put at the end of a piece which has none is taken off again.
    """
    sentence = ""
    for number, (piece, words) in enumerate(zip(pieces, translations, strict=True)):
        last = number == len(pieces) - 1
        if not last and not re.search(r"[.。]\s*$", piece):
            words = words.rstrip(".。")
        sentence += words + (" " if spaced and not last else "")
    return sentence


def _cut(text: str) -> int:
    middle = len(text) / 2
    for pause in _PAUSES:
        places = [
            match.end()
            for match in re.finditer(pause, text)
            if len(text) * 0.2 < match.end() < len(text) * 0.8
        ]
        if places:
            return min(places, key=lambda place: (abs(place - middle), place))
    return len(text) // 2
