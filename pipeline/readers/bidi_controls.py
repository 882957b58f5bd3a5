"""Invisible signs that turn the direction of writing: kept where they are paired, dropped where they would turn what follows.

Overrides (U+202D, U+202E) show letters in another order than they are read in; no language needs
them in prose, so they always go. Marks of direction (U+200E, U+200F, U+061C) turn nothing and stay.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pipeline.document.article import Span
from pipeline.document.notices import Level, Notice
from pipeline.document.quantities import count_of
from pipeline.readers.front_matter import Front
from pipeline.readers.pieces import Manuscript, Piece

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OVERRIDES = "\u202d\u202e"
_CLOSED_BY = {
    "\u202a": "\u202c",
    "\u202b": "\u202c",
    "\u2066": "\u2069",
    "\u2067": "\u2069",
    "\u2068": "\u2069",
    "\u202d": "\u202c",
    "\u202e": "\u202c",
}


def straight(manuscript: Manuscript, name: str) -> Manuscript:
    """`manuscript` without signs that turn what they should not, block by block; a notice tells of them."""
    straightening = _Straightening()
    front = straightening.front(manuscript.front)
    pieces = tuple(straightening.piece(piece) for piece in manuscript.pieces)
    if not straightening.dropped:
        return manuscript
    count = count_of(straightening.dropped, "invisible sign")
    text = f"Dropped: {count}, which would turn the direction of what follows, or reverse letters."
    notice = Notice("reading.directions", Level.WARNING, name, text)
    return Manuscript(front, pieces, (*manuscript.notices, notice))


class _Straightening:
    """One pass over a manuscript."""

    def __init__(self) -> None:
        self.dropped = 0

    def front(self, front: Front) -> Front:
        """Line by line."""
        return replace(
            front,
            title=self.text(front.title),
            subtitle=self.text(front.subtitle),
            description=self.text(front.description),
            cover_alt=self.text(front.cover_alt),
            authors=tuple(self.text(name) for name in front.authors),
            tags=tuple(self.text(tag) for tag in front.tags),
        )

    def piece(self, piece: Piece) -> Piece:
        """A piece with all below it; most are given back as they are."""
        pieces = tuple(self.piece(inner) for inner in piece.pieces)
        spans = self.spans(piece.spans)
        if spans is piece.spans and all(new is old for new, old in zip(pieces, piece.pieces, strict=True)):
            return piece
        return replace(piece, spans=spans, pieces=pieces)

    def text(self, text: str) -> str:
        """One line."""
        return "".join(span.text for span in self.spans((Span(text),))) if _TURNS.search(text) else text

    def spans(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """One block's spans; a pair may reach over several."""
        if not any(_TURNS.search(span.text) for span in spans):
            return spans
        unpaired = _unpaired_signs(sign for span in spans for sign in _TURNS.findall(span.text))
        self.dropped += len(unpaired)
        number = -1

        def kept(match: "re.Match[str]") -> str:
            nonlocal number
            number += 1
            return "" if number in unpaired else match[0]

        made = (Span(_TURNS.sub(kept, span.text), span.marks) for span in spans)
        return tuple(span for span in made if span.text or span.is_point)


def _unpaired_signs(signs: Iterable[str]) -> frozenset[int]:
    """Which of `signs`, by number, open or close nothing, or reverse letters."""
    lost: set[int] = set()
    opened: list[tuple[int, str]] = []
    waiting: Counter[str] = Counter()
    for number, sign in enumerate(signs):
        closing = _CLOSED_BY.get(sign)
        if closing:
            opened.append((number, closing))
            waiting[closing] += 1
            if sign in _OVERRIDES:
                lost.add(number)
        elif not waiting[sign] or _opening_of(sign, opened, waiting, lost) in lost:
            lost.add(number)
    return frozenset(lost.union(number for number, _ in opened))


def _opening_of(sign: str, opened: list[tuple[int, str]], waiting: Counter[str], lost: set[int]) -> int:
    """The number of the nearest opening that `sign` closes; what was opened inside it and not closed is lost."""
    while True:
        number, closing = opened.pop()
        waiting[closing] -= 1
        if closing == sign:
            return number
        lost.add(number)
