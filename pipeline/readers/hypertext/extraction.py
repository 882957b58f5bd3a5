"""The door to trafilatura: which lines of a page it holds for its article's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.text_blocks import TextBlock, size_of

_SHORT = 20
"""Signs of a line that may stand in many places: it is confirmed only as a whole."""
_LONG = 60
_END = 40
"""Signs at either end of a long line that stand for the whole, where a note or a link within it is lost."""
_TRUSTED = 0.5
"""Share of the page's prose that an extraction has to hold to be believed."""
_LINE = 40
"""Letters of a line that says something."""
_PROSE = 80
"""Letters of a line that somebody wrote to be read."""
_FEW_LINKS = 0.3
_BESIDE = frozenset(["nav", "footer", "aside", "form", "header"])


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was extracted; its lines and all of them joined are without white space."""

    lines: frozenset[str]
    joined: str
    written: tuple[str, ...] = ()
    """The lines as they were extracted."""

    def holds(self, key: str) -> bool:
        """Whether a line, without white space, is among what was extracted."""
        if len(key) <= _SHORT:
            return key in self.lines
        if key in self.joined:
            return True
        return len(key) > _LONG and (key[:_END] in self.joined or key[-_END:] in self.joined)

    def without(self, hidden: str, shown: str) -> "Extraction":
        """What is left without the lines that stand in the text `hidden` alone, and not in `shown`; both are without white space."""
        return _extraction([line for line in self.written if not _is_only_in(line, hidden, shown)])


def extract(text: str) -> Extraction:
    """What trafilatura takes for the article of the page `text`."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            text, fast=True, favor_recall=True, include_comments=False, include_tables=True
        )
    except (RecursionError, ValueError):
        found = ""
    return _extraction([line.lstrip("-–—*|# ") for line in (found or "").splitlines()])


def _extraction(written: Sequence[str]) -> Extraction:
    lines = ["".join(line.split()) for line in written]
    return Extraction(frozenset(lines), "\n".join(lines), tuple(written))


def _is_only_in(line: str, hidden: str, shown: str) -> bool:
    """Whether a line stands in `hidden` alone; what stands there as it is, in `shown` as it is too, since lines may end alike."""
    key = "".join(line.split())
    if key in hidden:
        return key not in shown
    return stands(line, hidden) and not stands(line, shown)


def stands(line: str, text: str) -> bool:
    """Whether all that a line says, or the cells of a table's row, stands in a text without white space."""
    cells = [cell for cell in "".join(line.split()).split("|") if cell]
    whole = Extraction(frozenset(), text)
    return bool(cells) and all(cell in text or whole.holds(cell) for cell in cells)


def confirm(blocks: Sequence[TextBlock], extraction: Extraction) -> None:
    """Mark what of a page's `blocks` is confirmed; its prose is, where the extraction holds less than half of it."""
    for block in blocks:
        block.confirmed = extraction.holds(block.key)
    prose = [block for block in blocks if is_prose(block)]
    if weight(block for block in prose if block.confirmed) < _TRUSTED * weight(prose):
        for block in prose:
            block.confirmed = True


def share_kept(extraction: Extraction, blocks: Iterable[TextBlock]) -> float:
    """How much of the extraction's lines stands in these blocks, by letters; all of it where they are short."""
    kept = Extraction(frozenset(), "".join(block.key for block in blocks))
    lines = {
        key: size for line in extraction.lines for key in line.split("|") if (size := size_of(key)) >= _LINE
    }
    whole = sum(lines.values())
    return sum(size for key, size in lines.items() if kept.holds(key)) / whole if whole else 1.0


def weight(blocks: Iterable[TextBlock]) -> int:
    """Signs of text in all of them."""
    return sum(len(block.key) for block in blocks)


def is_prose(block: TextBlock) -> bool:
    """Whether it reads like a paragraph of an article: long, with few links, and in nothing that stands beside one."""
    if block.size < _PROSE or block.link_share > _FEW_LINKS:
        return False
    return not any(
        outer.tag in _BESIDE or elements.words(outer, "role") & {"navigation", "contentinfo", "complementary"}
        for outer in (block.element, *block.element.iterancestors())
    )
