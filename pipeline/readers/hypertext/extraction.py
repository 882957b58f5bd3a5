"""The door to trafilatura: which lines of a page it holds for its article's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.text_blocks import TextBlock

_SHORT = 20
"""Signs of a line that may stand in many places: it is confirmed only as a whole."""
_LONG = 60
_END = 40
"""Signs at either end of a long line that stand for the whole, where a note or a link within it is lost."""
_TRUSTED = 0.5
"""Share of the page's prose that an extraction has to hold to be believed."""
_PROSE = 80
_FEW_LINKS = 0.3
_BESIDE = frozenset(["nav", "footer", "aside", "form", "header"])


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was extracted, without white space."""

    lines: frozenset[str]
    joined: str

    def holds(self, key: str) -> bool:
        """Whether a line, without white space, is among what was extracted."""
        if len(key) <= _SHORT:
            return key in self.lines
        if key in self.joined:
            return True
        return len(key) > _LONG and (key[:_END] in self.joined or key[-_END:] in self.joined)


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
    lines = ["".join(line.lstrip("-–—*|# ").split()) for line in (found or "").splitlines()]
    return Extraction(frozenset(lines), "\n".join(lines))


def confirm(blocks: Sequence[TextBlock], extraction: Extraction) -> None:
    """Mark what of a page's `blocks` is confirmed; its prose is, where the extraction holds less than half of it."""
    for block in blocks:
        block.confirmed = extraction.holds(block.key)
    prose = [block for block in blocks if is_prose(block)]
    if weight(block for block in prose if block.confirmed) < _TRUSTED * weight(prose):
        for block in prose:
            block.confirmed = True


def weight(blocks: Iterable[TextBlock]) -> int:
    """Signs of text in all of them."""
    return sum(len(block.key) for block in blocks)


def is_prose(block: TextBlock) -> bool:
    """Whether it reads like a paragraph of an article: long, with few links, and in nothing that stands beside one."""
    if len(block.key) < _PROSE or block.link_share > _FEW_LINKS:
        return False
    return not any(
        outer.tag in _BESIDE or elements.words(outer, "role") & {"navigation", "contentinfo", "complementary"}
        for outer in (block.element, *block.element.iterancestors())
    )
