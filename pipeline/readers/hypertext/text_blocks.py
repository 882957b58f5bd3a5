"""The lines of a page as a reader sees them, in reading order, with what each is made of: what is kept or set aside as one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pipeline.readers.hypertext import elements

_APART = elements.BLOCKS | {"td", "th", "tr", "br", "caption"}
"""Elements at whose edges a line ends."""
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff]")
_WORTH = 1.5
"""What a sign of Chinese, Japanese or Korean says beyond a letter."""


@dataclass(slots=True, eq=False)
class TextBlock:
    """One line of text between the edges of blocks."""

    element: Any
    """The nearest element around it that stands apart."""
    text: str = ""
    linked: int = 0
    """How many of its signs are in links."""
    parts: list[tuple[Any, bool]] = field(default_factory=list)
    """Elements whose text it is made of; or, where True, the text behind them."""
    confirmed: bool = False
    """Whether an extraction holds it for the article's."""

    @property
    def key(self) -> str:
        """The text without white space."""
        return "".join(self.text.split())

    @property
    def size(self) -> int:
        """How much it says, in letters of an alphabet."""
        return size_of(self.key)

    @property
    def line(self) -> str:
        """The text with single spaces."""
        return " ".join(self.text.split())

    @property
    def link_share(self) -> float:
        """Share of its signs that is in links."""
        return self.linked / max(len(self.key), 1)


def size_of(key: str) -> int:
    """How much a text without white space says, in letters of an alphabet."""
    return len(key) if key.isascii() else len(key) + int(_WORTH * len(_WIDE.findall(key)))


def text_blocks(root: Any) -> list[TextBlock]:
    """The lines below `root` that are shown; silent, hidden and embedded elements are passed over."""
    return [block for block in _blocks(root) if block.key]


def _blocks(root: Any) -> Iterator[TextBlock]:
    block, around, links = TextBlock(root), [root], 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        apart = node.tag in _APART
        if event == "start":
            if node is not root and is_unseen(node):
                walk.skip_subtree()
                around.append(around[-1])
                continue
            around.append(node if apart and node.tag != "br" else around[-1])
        else:
            around.pop()
        if apart:
            yield block
            block = TextBlock(around[-1])
        links += (1 if event == "start" else -1) if node.tag == "a" else 0
        if event == "start":
            _add(block, node, node.text, links, behind=False)
        elif node is not root:
            _add(block, node, node.tail, links, behind=True)
    yield block


def is_unseen(node: Any) -> bool:
    """Whether nothing in `node` is part of a page's text."""
    return (
        node.tag in elements.SILENT
        or node.tag in elements.EMBEDDED
        or node.tag in elements.CONTROLS
        or node.tag in (elements.SVG, "noscript")
        or elements.is_hidden(node)
    )


def _add(block: TextBlock, node: Any, text: str | None, links: int, *, behind: bool) -> None:
    if text and not text.isspace():
        block.text += text
        block.parts.append((node, behind))
        block.linked += len("".join(text.split())) if links else 0
    elif text:
        block.text += " "
