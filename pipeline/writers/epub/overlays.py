"""Media overlays: which span or picture is highlighted while which part of a page's sound plays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.document.article import Block, BlockKind
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Track
from pipeline.writers.epub.pages import alternative

_PAGE_TYPES = {
    PageKind.COVER: "cover",
    PageKind.CONTENTS: "toc",
    PageKind.SECTION: "chapter",
    PageKind.END: "backmatter",
}

_BLOCK_TYPES = {
    BlockKind.LIST: ' epub:type="list"',
    BlockKind.ITEM: ' epub:type="list-item"',
    BlockKind.FIGURE: ' epub:type="figure"',
    BlockKind.TABLE: ' epub:type="table"',
    BlockKind.ROW: ' epub:type="table-row"',
    BlockKind.CELL: ' epub:type="table-cell"',
    BlockKind.NOTE: ' epub:type="footnote"',
    BlockKind.DEFINITIONS: "",
    BlockKind.QUOTATION: "",
}
"""Blocks that a reader may skip or step out of, with their names in the EPUB vocabulary, if it has one."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """One page's overlay."""

    smil: bytes = field(repr=False)
    duration_ms: int
    """Where its last clip ends."""


def overlay(track: Track, rate: int) -> Overlay:
    """The overlay of a track whose samples come `rate` a second.

    A clip ends where the next begins. Times are rounded down, so the last one never lies beyond the sound.
    """
    page = track.page
    clips = _clips(track, rate)
    body = "\n".join(_block(inner, clips, page) for inner in page.blocks if any(_targets(inner)))
    smil = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">\n'
        f'<body epub:textref="../text/{page.id}.xhtml" epub:type="{_page_type(page)}">\n'
        f"{body}\n"
        "</body>\n"
        "</smil>\n"
    )
    return Overlay(smil.encode(), _ms(track.samples, rate))


def _page_type(page: Page) -> str:
    return "bibliography" if page.id == "references" else _PAGE_TYPES[page.kind]


def clock(ms: int) -> str:
    """Milliseconds as a clock value of SMIL, in seconds."""
    return f"{ms // 1000}.{ms % 1000:03}s"


def _clips(track: Track, rate: int) -> dict[str, tuple[int, int]]:
    """Begin and end of each target in milliseconds."""
    begins = {cue.sentence: cue.begin for cue in track.cues}
    targets = [target for block in track.page.blocks for target in _targets(block)]
    times = [*(_ms(begins[target], rate) for target in targets), _ms(track.samples, rate)]
    return dict(zip(targets, pairwise(times), strict=True))


def _ms(samples: int, rate: int) -> int:
    return samples * 1000 // rate


def _targets(block: Block) -> Iterator[str]:
    """Ids of what is highlighted in a block and below it, in reading order.

    All sentences that tell a picture are one target, the picture itself, since a text may be
    highlighted once only; it bears the first one's id.
    """
    description = alternative(block) if block.picture else None
    yield from _shown_ids(block)
    for inner in block.blocks:
        yield from list(_targets(inner))[: 1 if inner is description else None]


def _shown_ids(block: Block) -> Sequence[str]:
    return [sentence.id for sentence in block.sentences if sentence.text.strip()]


def _block(block: Block, clips: dict[str, tuple[int, int]], page: Page) -> str:
    own = [_par(target, clips[target], page) for target in _shown_ids(block) if target in clips]
    below = [_block(inner, clips, page) for inner in block.blocks if any(_targets(inner))]
    content = "\n".join([*own, *below])
    if block.kind not in _BLOCK_TYPES:
        return content
    reference = f'epub:textref="../text/{page.id}.xhtml#{block.id}"'
    return f"<seq {reference}{_BLOCK_TYPES[block.kind]}>\n{content}\n</seq>"


def _par(target: str, times: tuple[int, int], page: Page) -> str:
    begin, end = times
    return (
        f'<par id="par-{target}"><text src="../text/{page.id}.xhtml#{target}"/>'
        f'<audio src="../audio/{page.id}.mp3" clipBegin="{clock(begin)}" clipEnd="{clock(end)}"/></par>'
    )
