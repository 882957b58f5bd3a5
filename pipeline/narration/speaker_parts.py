"""Which parts of a page another voice may speak."""

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum

from pipeline.document.article import Block, BlockKind, Sentence, SpokenBy


class Part(StrEnum):
    """What a sentence stands in; the names are those of the options in `[voices.<language>]`."""

    TEXT = "text"
    HEADING = "headings"
    QUOTATION = "quotations"
    FEMALE_QUOTATION = "quotations_female"
    MALE_QUOTATION = "quotations_male"
    NOTE = "notes"
    ANSWER = "answers"


_PARTS = {
    BlockKind.HEADING: Part.HEADING,
    BlockKind.QUOTATION: Part.QUOTATION,
    BlockKind.NOTE: Part.NOTE,
}
_QUOTATIONS = {SpokenBy.FEMALE: Part.FEMALE_QUOTATION, SpokenBy.MALE: Part.MALE_QUOTATION}


def with_parts(
    blocks: Iterable[Block], within: Part = Part.TEXT, answers: Collection[str] = ()
) -> Iterator[tuple[Part, Sentence]]:
    """Every sentence in reading order and the part it belongs to, which is that of the innermost block that has one.

    The blocks with the ids `answers` are such parts too.
    """
    for block in blocks:
        own = _part(block) or (Part.ANSWER if block.id in answers else within)
        for sentence in block.sentences:
            yield own, sentence
        yield from with_parts(block.blocks, own, answers)


def _part(block: Block) -> Part | None:
    return _QUOTATIONS.get(block.spoken_by, _PARTS.get(block.kind))
