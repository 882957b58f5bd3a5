"""Lines that a check box begins, as a list of tasks."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.document.article import BlockKind, Span
from pipeline.readers.pieces import Piece, tidy

_BOX = re.compile(r"\s*(?P<box>[☒☑☐])\s*")
BOXES = str.maketrans("", "", "☒☑☐")
"""Takes the signs of check boxes out of a text."""


def task_lists(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """`pieces` with runs of such paragraphs as lists of tasks, and such items as tasks."""
    made: list[Piece] = []
    for boxed, run in groupby(
        pieces, key=lambda piece: piece.kind is BlockKind.PARAGRAPH and bool(_BOX.match(piece.text))
    ):
        members = list(run)
        if boxed:
            items = tuple(_task(replace(piece, kind=BlockKind.ITEM)) for piece in members)
            made.append(Piece(BlockKind.LIST, pieces=items, line=members[0].line))
        else:
            made += (_with_tasks(piece) for piece in members)
    return tuple(made)


def _with_tasks(piece: Piece) -> Piece:
    if piece.kind is not BlockKind.LIST:
        return piece
    return replace(
        piece, pieces=tuple(_task(item) if _BOX.match(item.text) else item for item in piece.pieces)
    )


def _task(item: Piece) -> Piece:
    found = _BOX.match(item.text)
    if found is None or not item.spans:
        return item
    first, *rest = item.spans
    spans = tidy([Span(_BOX.sub("", first.text, count=1), first.marks), *rest])
    return replace(item, spans=spans, checked=found["box"] != "☐")
