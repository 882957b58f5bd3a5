"""The names by which links in Markdown lead to its headings, as GitHub gives them.

All in small letters, spaces as hyphens, and nothing but letters, figures, hyphens and underscores of any script; a name
that was given before gets a number.
"""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_KEPT = ("L", "M", "Nd", "Pc")
"""General categories of Unicode that are words."""
_SHOWN = ("text", "code_inline")


def name_headings(tokens: Sequence["Token"]) -> None:
    """Give each heading its name as its id."""
    given: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            shown = (child.content for child in inline.children or () if child.type in _SHOWN)
            opening.attrSet("id", _unique(heading_name("".join(shown)), given))


def heading_name(text: str) -> str:
    """What a heading of this text is called."""
    kept = (
        sign for sign in text.strip().lower() if sign in " -" or unicodedata.category(sign).startswith(_KEPT)
    )
    return "".join(kept).replace(" ", "-")


def _unique(name: str, given: dict[str, int]) -> str:
    made = name
    while made in given:
        given[name] += 1
        made = f"{name}-{given[name]}"
    given[made] = 0
    return made
