"""The names by which links in Markdown lead to its headings, as GitHub gives them.

All in small letters, spaces as hyphens, and nothing but letters, figures, hyphens and underscores of any script; a name
that was given before gets a number.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_NAMED = re.compile(r"[ \t]*\{[^{}\n]*?#(?P<name>[\w:.-]{1,80})[^{}\n]*\}[ \t]*\Z")
_KEPT = ("L", "M", "Nd", "Pc")
"""General categories of Unicode that are words."""
_SHOWN = ("text", "code_inline")


def named_headings(parser: "MarkdownIt") -> None:
    """Have `parser` take the name that an author gave a heading (`## Visit {#visit}`) out of its text."""
    parser.core.ruler.before("inline", "named_headings", _take_names)


def _take_names(state: "StateCore") -> None:
    for opening, inline in pairwise(state.tokens):
        if opening.type != "heading_open" or not inline.content.endswith("}"):
            continue
        found = _NAMED.match(inline.content, max(0, inline.content.rfind("{")))
        if found:
            inline.content = inline.content[: found.start()].rstrip()
            opening.attrSet("id", found["name"])


def name_headings(tokens: Sequence["Token"]) -> None:
    """Give each heading that has no name of its author's its own as its id."""
    given: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and not opening.attrGet("id"):
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
