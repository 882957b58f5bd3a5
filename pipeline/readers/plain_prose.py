"""Markdown's plain prose, of which nothing need be asked: a line of its own that begins with a letter, text without signs.

The parser tries every rule at every paragraph, though most of an article is nothing else, and most of a long list.
"""

import re
from typing import TYPE_CHECKING

from pipeline.readers.dated_lines import is_date

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_DEFINES = ":~"
"""Begin what the line above them, with an empty line between or none, is a term of."""
_CODE = 4
"""Columns by which code is indented."""
_ITEM = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])[ \t]+\w")
_DEFINITION = re.compile(r"[:~][ \t]+\w")
"""The next item of the list, or definition, that the line above it is in."""


def plain_prose(parser: "MarkdownIt") -> None:
    """Have `parser` read a line of prose between empty lines before it asks what else the line may be."""
    from markdown_it.rules_block import paragraph

    def rule(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
        return not silent and _stands_alone(state, first) and paragraph(state, first, last, silent)

    parser.block.ruler.before("table", "plain_prose", rule)


def is_plain(text: str, parser: "MarkdownIt") -> bool:
    """Whether no rule of `parser` for text within a block finds anything in `text`."""
    # A w is a sign to it, but for the sake of www alone.
    return "www" not in text and not parser.inline.terminator_re.search(text.replace("w", ""))


def _stands_alone(state: "StateBlock", line: int) -> bool:
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src[begin].isalpha() or state.sCount[line] - state.blkIndent >= _CODE:
        return False
    below = line + 1
    if below < state.lineMax and not state.isEmpty(below):
        return _begins_next(state, below)
    below += 1
    return below >= state.lineMax or not state.src.startswith(tuple(_DEFINES), _text(state, below))


def _begins_next(state: "StateBlock", line: int) -> bool:
    """Whether the list, or what is defined, that the line above stands in goes on with this one, which ends its paragraph."""
    if state.sCount[line] >= state.blkIndent:
        return False
    if state.ddIndent >= 0 and _DEFINITION.match(state.src, _text(state, line)):
        return True
    indented = state.listIndent >= 0 and state.sCount[line] - state.listIndent >= _CODE
    return not indented and bool(_ITEM.match(state.src, _text(state, line))) and not is_date(state, line)


def _text(state: "StateBlock", line: int) -> int:
    return state.bMarks[line] + state.tShift[line]
