"""Headings of a Word document that uses no styles for them: short lines that are bold throughout.

A line counts when text that is longer and not bold follows it, and all count only while they are few beside the text.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document.article import BlockKind, Mark, MarkKind
from pipeline.readers.headings import words
from pipeline.readers.pieces import Piece, is_marked, without

_STRONG = Mark(MarkKind.STRONG)
_MOST_WORDS = 14
_CLOSING = re.compile(r"[.,;:。，、；：…।۔][\"'”’»)\]）」』]*\Z")
_SHARE, _TEXT_SHARE = 1 / 2, 1 / 3
"""Of all pieces, and of all text, that such lines may be; where there are more, bold means something else."""


def bold_headings(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """`pieces` with such lines as headings, the first one of the first rank when nothing stands before it."""
    if any(piece.kind is BlockKind.HEADING for piece in pieces):
        return tuple(pieces)
    found = {
        place for place, (piece, following) in enumerate(pairwise(pieces)) if _is_heading(piece, following)
    }
    bold = sum(len(pieces[place].text) for place in found)
    whole = sum(len(part.text) for piece in pieces for part in piece.walk())
    if len(found) > _SHARE * len(pieces) or bold > _TEXT_SHARE * whole:
        return tuple(pieces)
    return tuple(
        _heading(piece, 1 if not place else 2) if place in found else piece
        for place, piece in enumerate(pieces)
    )


def _is_heading(piece: Piece, following: Piece) -> bool:
    if not _is_bold_line(piece) or words(piece.text) > _MOST_WORDS or _CLOSING.search(piece.text):
        return False
    return (
        following.kind is not BlockKind.PARAGRAPH
        or _is_bold_line(following)
        or len(following.text) > len(piece.text)
    )


def _is_bold_line(piece: Piece) -> bool:
    return piece.kind is BlockKind.PARAGRAPH and "\n" not in piece.text and is_marked(piece.spans, _STRONG)


def _heading(piece: Piece, level: int) -> Piece:
    return replace(piece, kind=BlockKind.HEADING, level=level, spans=without(piece.spans, _STRONG))
