"""Notes in plain text as typists write them: `[1]` in the text, `[Footnote 1: …]` below it. And `▲` before a caption."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.document.article import BlockKind, Mark, MarkKind, Role, Span
from pipeline.readers.pieces import Piece, prose

_NOTE = re.compile(
    r"\[(?:footnote|note|각주|注|註|脚注)\s?(?P<name>\w{1,4})\s?[:：]\s*(?P<text>.*)\]",
    re.IGNORECASE | re.DOTALL,
)
_MARK = re.compile(r"\[(\w{1,4})\]")
_CAPTION = re.compile(r"[▲△]\s*")
_LONGEST_CAPTION = 300


def typed_notes(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` with such notes as notes, and their marks as marks."""
    found = [(piece, _NOTE.fullmatch(piece.text) if piece.text.startswith("[") else None) for piece in pieces]
    names = {match["name"] for _, match in found if match}
    return [
        replace(prose(BlockKind.NOTE, match["text"], line=piece.line), label=match["name"])
        if match
        else _captioned(_marked(piece, names))
        for piece, match in found
    ]


def _marked(piece: Piece, names: Iterable[str]) -> Piece:
    if not names:
        return piece
    return replace(
        piece,
        spans=tuple(part for span in piece.spans for part in _split(span, names)),
        pieces=tuple(_marked(inner, names) for inner in piece.pieces),
    )


def _split(span: Span, names: Iterable[str]) -> Iterator[Span]:
    last = 0
    for match in _MARK.finditer(span.text):
        if match[1] in names:
            yield Span(span.text[last : match.start()], span.marks)
            yield Span("", (Mark(MarkKind.NOTE, match[1]),))
            last = match.end()
    yield Span(span.text[last:], span.marks)


def _captioned(piece: Piece) -> Piece:
    sign = _CAPTION.match(piece.text)
    if piece.kind is not BlockKind.PARAGRAPH or not sign or len(piece.text) > _LONGEST_CAPTION:
        return piece
    return replace(prose(piece.kind, piece.text[sign.end() :], Role.CAPTION, line=piece.line))
