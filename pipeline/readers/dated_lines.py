"""A line of Markdown that is a date is no list, though it begins with a number and a full stop: 5. März 2024, 2024. 3. 5."""

import re
from typing import TYPE_CHECKING

from pipeline.languages.dates import iso_date

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_NUMBERED = re.compile(r"\d{1,4}\.\s.{2,40}")
_BROKEN_OFF = ["paragraph", "reference", "blockquote"]
"""By a list, as markdown-it has it."""


def dated_lines(parser: "MarkdownIt") -> None:
    """Have `parser` read such a line as text."""
    from markdown_it.rules_block import list_block

    def rule(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
        return not is_date(state, first) and list_block(state, first, last, silent)

    parser.block.ruler.at("list", rule, {"alt": _BROKEN_OFF})


def is_date(state: "StateBlock", line: int) -> bool:
    """Whether the line is a date that begins like an item of a numbered list."""
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src[begin : begin + 1].isdecimal():
        return False
    text = state.src[begin : state.eMarks[line]].strip()
    return bool(_NUMBERED.fullmatch(text)) and iso_date(text) is not None
