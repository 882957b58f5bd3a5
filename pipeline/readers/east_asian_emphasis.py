"""Emphasis beside Korean, Chinese and Japanese letters: `**“봄”**고`, `他说**“春天”**然后`.

CommonMark lets a mark between a sign of punctuation and a letter neither open nor close, since with words between spaces it would
be on the wrong side. These scripts have no spaces there, so the letter beside it says nothing, as in the amendment that GitHub's
and others' parsers have begun to take over.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u303f\u3040-\u318f\u31a0-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)


def east_asian_emphasis(parser: "MarkdownIt") -> None:
    """Have `parser` read stars beside these letters as their author meant them."""
    parser.inline.ruler.at("emphasis", _emphasis)


def _emphasis(state: "StateInline", silent: bool) -> bool:
    from markdown_it.rules_inline.emphasis import tokenize

    if silent or state.src[state.pos] != "*":
        return tokenize(state, silent)
    first = len(state.delimiters)
    begin = state.pos
    if not tokenize(state, silent):
        return False
    before = state.src[begin - 1] if begin else " "
    behind = state.src[state.pos] if state.pos < state.posMax else " "
    for delimiter in state.delimiters[first:]:
        delimiter.open |= bool(_EAST_ASIAN.match(before)) and not behind.isspace()
        delimiter.close |= bool(_EAST_ASIAN.match(behind)) and not before.isspace()
    return True
