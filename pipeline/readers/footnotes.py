"""Notes and their marks: numbered through the article, and put at the end of the section that marks them.

A note that two sections mark stands in both, so that nobody has to leave a section to read it.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.document.article import Block, BlockKind, Mark, MarkKind, Span
from pipeline.document.notices import Level, Notice
from pipeline.readers.pieces import Piece


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note on its way into a section."""

    id: str
    """Of the block to be."""
    label: str
    """Its number, as shown."""
    piece: Piece


class Footnotes:
    """The notes of one article, by the name that marks in the text call them by."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.text = tuple(piece for piece in pieces if piece.kind is not BlockKind.NOTE)
        """What is no note."""
        self._notes = {piece.label: piece for piece in pieces if piece.kind is BlockKind.NOTE}
        self._numbers: dict[str, int] = {}

    def marked_in(self, pieces: Iterable[Piece], section: str) -> tuple[Footnote, ...]:
        """The notes that are marked in the `pieces` of the section with that id, marks in these notes included."""
        names: dict[str, None] = {}
        waiting = deque(name for piece in pieces for name in _names(piece) if name in self._notes)
        while waiting:
            name = waiting.popleft()
            if name not in names:
                names[name] = None
                waiting.extend(inner for inner in _names(self._notes[name]) if inner in self._notes)
        return tuple(
            Footnote(f"{section}-n{place}", str(self._number(name)), self._notes[name])
            for place, name in enumerate(names, 1)
        )

    def unmarked_notes(self) -> tuple[Piece, ...]:
        """The notes that nothing in the text leads to, as paragraphs."""
        left = (piece for name, piece in self._notes.items() if name not in self._numbers)
        return tuple(replace(piece, kind=BlockKind.PARAGRAPH) for piece in left)

    def _number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers) + 1)


Links = Mapping[str, Mark]
"""The mark that leads to a note, by the note's name."""


def links_to(notes: Iterable[Footnote]) -> Links:
    """The marks that lead to `notes`."""
    return {note.piece.label: Mark(MarkKind.NOTE, note.id, note.label) for note in notes}


def link(piece: Piece, links: Links) -> Piece:
    """`piece` with its marks made `links`; a mark that leads nowhere is taken out."""
    if not piece.pieces and all(_name(span) is None for span in piece.spans):
        return piece
    return replace(
        piece,
        spans=tuple(_spans(piece.spans, links)),
        pieces=tuple(link(inner, links) for inner in piece.pieces),
    )


def bearers(blocks: Iterable[Block]) -> Mapping[str, str]:
    """The block that bears the first mark of each note, by the note's id."""
    found: dict[str, str] = {}
    for block in blocks:
        for span in (span for sentence in block.sentences for span in sentence.spans if span.is_point):
            found.setdefault(span.marks[-1].value, block.id)
    return found


def told_unmarked(name: str, notes: Iterable[Piece]) -> Iterator[Notice]:
    """A notice for each of the `notes` in the file `name` that no mark leads to."""
    for piece in notes:
        where = f"{name}:{piece.line}" if piece.line else name
        text = "Nothing in the text leads to this note; it stands at the end of the last section."
        yield Notice("reading.note-unmarked", Level.WARNING, where, text, evidence=piece.text)


def _names(piece: Piece) -> Iterator[str]:
    for part in piece.walk():
        yield from (name for span in part.spans if (name := _name(span)) is not None)


def _name(span: Span) -> str | None:
    """What a note is called by the mark that stands here, if one does."""
    if not span.marks:
        return None
    return next((mark.value for mark in span.marks if mark.kind is MarkKind.NOTE), None)


def _spans(spans: Iterable[Span], links: Links) -> Iterator[Span]:
    for span in spans:
        name = _name(span)
        if name is None:
            yield span
        elif name in links:
            yield Span("", (links[name],))
