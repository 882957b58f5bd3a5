"""What abbreviations stand for, as PHP Markdown Extra writes it: `*[EU]: European Union` on a line of its own.

Everywhere in the text the abbreviation then says it, in the element `<abbr>`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

FOUND = "abbreviations"
"""Key in the parser's environment: by abbreviation, its meaning and its line from 0."""
USED = "abbreviations used"
"""Key of the set of those that the text holds."""
_MOST = 200
"""Abbreviations; what is beyond stays as text."""
_MOST_USES = 10_000
"""Marks; the text behind them is read without."""
_DEFINED = re.compile(r"\*\[(?P<short>[^\[\]\n]{1,100})\]:[ \t]+(?P<long>\S.*[^*\s]|[^*\s])\s*")
_SQUARE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_HANGUL = "\uac00-\ud7a3"
_WORD = rf"[^\W{_SQUARE}]"


def abbreviations(parser: "MarkdownIt") -> None:
    """Teach the `parser` to read abbreviations."""
    parser.block.ruler.before("reference", "abbreviation", _define, {"alt": ["paragraph", "reference"]})
    parser.core.ruler.push("abbreviations", _mark)


def _define(state: "StateBlock", line: int, end: int, silent: bool) -> bool:
    if state.is_code_block(line):
        return False
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("*[", begin):
        return False
    match = _DEFINED.fullmatch(state.src, begin, state.eMarks[line])
    found = state.env.setdefault(FOUND, {})
    if not match or not match["short"].strip() or len(found) >= _MOST:
        return False
    if not silent:
        found.setdefault(match["short"].strip(), (match["long"], line))
        state.line = line + 1
    return True


def _mark(state: "StateCore") -> None:
    found = state.env.get(FOUND)
    if not found:
        return
    pattern, used = _pattern(found), state.env.setdefault(USED, set())
    marked = 0
    for token in state.tokens:
        if token.type == "inline" and token.children and marked < _MOST_USES:
            token.children = list(_each(token.children, pattern, found, used))
            marked += sum(child.type == "abbr_open" for child in token.children)


def _pattern(found: Iterable[str]) -> re.Pattern[str]:
    """The abbreviations, the longest first, each a whole word."""
    return re.compile(
        "|".join(_whole(short) for short in sorted(found, key=lambda short: (-len(short), short)))
    )


def _whole(short: str) -> str:
    """A pattern of `short` as a word: Hangul may follow it as a particle, and Chinese has no gaps between words."""
    first = rf"(?<![{_HANGUL}])" if re.match(f"[{_HANGUL}]", short) else ""
    if re.match(_WORD, short):
        first = f"(?<!{_WORD})"
    last = f"(?!{_WORD})" if re.match(_WORD, short[-1]) else ""
    return first + re.escape(short) + last


def _each(
    tokens: Iterable["Token"], pattern: re.Pattern[str], found: dict[str, tuple[str, int]], used: set[str]
) -> Iterator["Token"]:
    for token in tokens:
        last = 0
        for match in islice(pattern.finditer(token.content), _MOST_USES) if token.type == "text" else ():
            used.add(match[0])
            yield _new(token, "text", 0, token.content[last : match.start()])
            opened = _new(token, "abbr_open", 1)
            opened.attrSet("title", found[match[0]][0])
            yield from (opened, _new(token, "text", 0, match[0]), _new(token, "abbr_close", -1))
            last = match.end()
        yield _new(token, "text", 0, token.content[last:]) if last else token


def _new(like: "Token", kind: str, nesting: int, content: str = "") -> "Token":
    """A token of the class of `like`, at its level."""
    tag = "" if kind == "text" else "abbr"
    return type(like)(kind, tag, nesting, content=content, level=like.level)  # type: ignore[arg-type]
