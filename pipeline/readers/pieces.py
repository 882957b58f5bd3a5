"""What the readers agree on before ids are minted: pieces in reading order, whatever the mark-up was."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.document.article import BlockKind, Heads, Mark, Picture, Role, Span, SpokenBy
from pipeline.document.notices import Notice
from pipeline.readers.front_matter import Front
from pipeline.readers.sources.source import clean

_SPACES = re.compile("[ \t]+")
_AROUND_BREAK = re.compile(r"(?<![ \t])[ \t]*+\n[ \t\n]*+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block to be: what it is and says, without an id and not yet in sentences."""

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    pieces: tuple["Piece", ...] = ()
    role: Role = Role.BODY
    level: int = 0
    """Of a heading: as in the mark-up, 1 to 6."""
    ordered: bool = False
    start: int = 1
    """Of a numbered list: its first number."""
    checked: bool | None = None
    """Of an item in a list of tasks."""
    heads: Heads = Heads.NOTHING
    """Of a cell; likewise `columns` and `rows`, over how many it reaches."""
    columns: int = 1
    rows: int = 1
    label: str = ""
    """Of a note: the name that marks in the text call it by."""
    picture: Picture | None = None
    spoken_by: SpokenBy = SpokenBy.UNSAID
    """Of a quotation."""
    line: int = 0
    """Of the file, from 1, for notices; 0 when not known."""

    @property
    def text(self) -> str:
        """Its own text without marks."""
        if len(self.spans) == 1:
            return self.spans[0].text
        return "".join(span.text for span in self.spans)

    def walk(self) -> Iterator["Piece"]:
        """This piece, then all below it."""
        yield self
        for piece in self.pieces:
            yield from piece.walk()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What one reader found in a text."""

    front: Front
    """The front matter, with what the lines under the title add to it."""
    pieces: tuple[Piece, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def text(self) -> str:
        """All of it without marks, a piece a line."""
        return "\n".join(part.text for piece in self.pieces for part in piece.walk())


def prose(kind: BlockKind, text: str, role: Role = Role.BODY, level: int = 0, line: int = 0) -> Piece:
    """A piece of unmarked text."""
    return Piece(kind, tidy([Span(text)]), role=role, level=level, line=line)


def tidy(spans: Iterable[Span], *, breaks: bool = True) -> tuple[Span, ...]:
    """`spans` cleaned: runs of spaces made one, none at the ends and around line breaks, equal neighbours joined.

    Without `breaks` a line break becomes a space.
    """
    joined = _join(spans)
    if len(joined) == 1 and not joined[0].is_point:
        text = _even(joined[0].text, breaks).strip()
        return (Span(text, joined[0].marks),) if text else ()
    made: list[Span] = []
    last = ""
    for span in joined:
        text = _even(span.text, breaks)
        if text.startswith("\n"):
            made = _strip_end(made)
        if last in ("", " ", "\n"):
            text = text.lstrip(" \n") if last else text.lstrip()
        if text or span.is_point:
            made.append(Span(text, span.marks))
        last = (text or last)[-1:]
    return tuple(_strip_end(made))


def is_marked(spans: Sequence[Span], mark: Mark) -> bool:
    """Whether all of the text stands under `mark`."""
    worded_spans = [span for span in spans if span.text.strip()]
    return bool(worded_spans) and all(mark in span.marks for span in worded_spans)


def without(spans: Iterable[Span], mark: Mark) -> tuple[Span, ...]:
    """`spans` with `mark` taken off."""
    return tuple(Span(span.text, tuple(other for other in span.marks if other != mark)) for span in spans)


def _even(text: str, breaks: bool) -> str:
    if text.isascii() and text.isprintable():
        return _SPACES.sub(" ", text) if "  " in text else text
    cleaned = clean(text)
    return _SPACES.sub(" ", _AROUND_BREAK.sub("\n", cleaned) if breaks else cleaned.replace("\n", " "))


def _join(spans: Iterable[Span]) -> list[Span]:
    parts: list[tuple[list[str], tuple[Mark, ...]]] = []
    for span in spans:
        if parts and parts[-1][1] == span.marks:
            parts[-1][0].append(span.text)
        else:
            parts.append(([span.text], span.marks))
    return [Span("".join(texts), marks) for texts, marks in parts]


def _strip_end(spans: Sequence[Span]) -> list[Span]:
    """`spans` without white space at the end; the marks of notes stay."""
    made: list[Span] = []
    ended = False
    for span in reversed(spans):
        text = span.text if ended else span.text.rstrip()
        ended = ended or bool(text)
        if text or span.is_point:
            made.append(Span(text, span.marks))
    return made[::-1]
