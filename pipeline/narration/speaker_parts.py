"""Which parts of a page another voice may speak."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from pipeline.document.article import Block, BlockKind, Sentence


class Part(StrEnum):
    """What a sentence stands in; the names are those of the options in `[voices.<language>]`."""

    TEXT = "text"
    HEADING = "headings"
    QUOTATION = "quotations"
    NOTE = "notes"


_PARTS = {
    BlockKind.HEADING: Part.HEADING,
    BlockKind.QUOTATION: Part.QUOTATION,
    BlockKind.NOTE: Part.NOTE,
}


def with_parts(blocks: Iterable[Block], within: Part = Part.TEXT) -> Iterator[tuple[Part, Sentence]]:
    """Every sentence in reading order and the part it belongs to, which is that of the innermost block that has one."""
    for block in blocks:
        own = _PARTS.get(block.kind, within)
        for sentence in block.sentences:
            yield own, sentence
        yield from with_parts(block.blocks, own)
