"""Links within an article: from names that its author or Markdown gave to places, to the ids of its blocks.

A place travels with its text as a mark without text, until ids are minted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.document.article import Article, Block, Mark, MarkKind, Section, Sentence, Span
from pipeline.document.notices import Level, Notice
from pipeline.readers.pieces import Piece

WITHIN = "#"
"""How the value of a link within the article begins."""


def anchor(name: str) -> Span:
    """The place of this name."""
    return Span("", (Mark(MarkKind.ANCHOR, name),))


def anchors(piece: Piece) -> tuple[Span, ...]:
    """The places in the text of a piece."""
    return tuple(span for span in piece.spans if _names(span))


def land(piece: Piece) -> tuple[tuple[str, ...], Piece]:
    """The names of the places in a piece's own text, and the piece without them."""
    names = tuple(name for span in piece.spans for name in _names(span))
    return names, replace(
        piece, spans=tuple(span for span in piece.spans if not _names(span))
    ) if names else piece


def lead(name: str, article: Article, places: Mapping[str, str]) -> tuple[Article, tuple[Notice, ...]]:
    """The article of the file `name` with its links leading to ids, by `places`; those to none are left out and told."""
    leading = _Leading(places)
    if not any(
        _within(mark) for sentence in article.sentences() for span in sentence.spans for mark in span.marks
    ):
        return article, ()
    made = replace(
        article,
        title=leading.block(article.title),
        front=leading.blocks(article.front),
        sections=tuple(map(leading.section, article.sections)),
        back=leading.blocks(article.back),
    )
    return made, tuple(_dead(name, lost) for lost in leading.lost)


class _Leading:
    """The way from names to ids."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places
        self.lost: dict[str, None] = {}
        """What leads nowhere, in order."""

    def section(self, section: Section) -> Section:
        return replace(
            section,
            title=self.block(section.title),
            blocks=self.blocks(section.blocks),
            sections=tuple(map(self.section, section.sections)),
        )

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(map(self.block, blocks))

    def block(self, block: Block) -> Block:
        return replace(
            block, sentences=tuple(map(self._sentence, block.sentences)), blocks=self.blocks(block.blocks)
        )

    def _sentence(self, sentence: Sentence) -> Sentence:
        spans = (Span(span.text, tuple(self._marks(span.marks))) for span in sentence.spans)
        return replace(sentence, spans=tuple(spans))

    def _marks(self, marks: Sequence[Mark]) -> Iterator[Mark]:
        for mark in marks:
            if not _within(mark):
                yield mark
            elif id := self._places.get(mark.value.removeprefix(WITHIN)):
                yield Mark(MarkKind.LINK, f"{WITHIN}{id}")
            else:
                self.lost[mark.value] = None


def _names(span: Span) -> tuple[str, ...]:
    return tuple(mark.value for mark in span.marks if mark.kind is MarkKind.ANCHOR) if not span.text else ()


def _within(mark: Mark) -> bool:
    return mark.kind is MarkKind.LINK and mark.value.startswith(WITHIN)


def _dead(where: str, link: str) -> Notice:
    message = f"The link to {link[:80]} was left out, its text kept: what it leads to is not in the text."
    return Notice("reading.link", Level.INFO, where, message)
