"""Captions that a page only calls so, in the class of what stands beside a picture."""

import re
from typing import Any

from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.text_blocks import size_of

_CALLED = re.compile(
    r"[a-z0-9_-]*(?:caption|cutline|(?:img|image|photo|pic|picture)[-_]?(?:desc|description|intro))"
    r"(?:[-_]+(?:text|txt|body|inner|content|wrap|wrapper|container|box|full|truncated|credit))*"
)
_TAGS = frozenset(["div", "p", "span", "em", "i", "small", "dd"])
_PICTURES = ("img", "picture", "video", elements.SVG)
_LONGEST_NAME = 60
_LONGEST = 600
"""Letters of a caption; what is longer is text."""
_FAR = 3
"""Elements around a caption among which its picture is."""
_BESIDE = 100
"""Letters that stand with a picture and its caption at most."""


def mark_captions(body: Any) -> None:
    """Make them the page's captions in name too; in place."""
    for element in list(body.iter(*_TAGS)):
        if _is_called_caption(element) and _is_beside_picture(element):
            element.tag = "figcaption"


def _is_called_caption(element: Any) -> bool:
    return any(
        len(name) <= _LONGEST_NAME and _CALLED.fullmatch(name) for name in elements.words(element, "class")
    )


def _is_beside_picture(element: Any) -> bool:
    size = _size(element)
    outers = [outer for outer, _ in zip(element.iterancestors(), range(_FAR), strict=False)]
    if not 0 < size <= _LONGEST or any(outer.tag == "figcaption" for outer in outers):
        return False
    if next(element.iter(*_PICTURES), None) is not None:
        return False
    near = next((outer for outer in outers if next(outer.iter(*_PICTURES), None) is not None), None)
    return near is not None and _size(near) <= size + _BESIDE


def _size(element: Any) -> int:
    return size_of("".join("".join(element.itertext()).split()))
