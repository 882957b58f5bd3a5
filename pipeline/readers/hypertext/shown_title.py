"""An article's title as its page shows it, where the metadata put the names of site and section behind it."""

import re
from collections.abc import Iterable
from typing import Any

from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.text_blocks import TextBlock

_PARTED = re.compile(r"\s*(?:::|__|--|[-–—|｜·•:：»_/／@<│])")
"""What stands between a title and the name of a site."""
_LEAST = 8
"""Letters of a title."""
_SHARE = 0.3
"""Share of what the metadata say that a title is at least."""


def has_parts(title: str) -> bool:
    """Whether there may be more in what the metadata call an article than its title."""
    return _PARTED.search(title) is not None


def shown_title(title: str, blocks: Iterable[TextBlock]) -> str:
    """The longest line of the page with which `title` begins, before the name of a site; `title` itself where there is none, or where the page shows all of it."""
    written = " ".join(title.split())
    blocks = list(blocks)
    if any(block.line == written for block in blocks):
        return title
    lines = {block.line for block in blocks if block.size >= max(_LEAST, _SHARE * len(written))}
    return max((line for line in lines if is_before_site(line, written)), key=len, default=title)


def is_before_site(line: str, title: str) -> bool:
    """Whether `title` is `line`, a mark that parts, and something more."""
    return title.startswith(line) and _PARTED.match(title, len(line)) is not None


def write_title(head: Any, title: str) -> None:
    """Have a heading say the title alone; in place."""
    tail = head.tail
    for child in list(head):
        head.remove(child)
    head.text, head.tail = title, tail


def heads_of(part: Any) -> list[Any]:
    """The headings of `part` that are seen and may be its title's."""
    return [head for head in part.iter("h1", "h2", "h3") if not elements.is_hidden(head)]
