"""Web pages without what browsers never show: declarations, instructions, and a tag that the file breaks off in.

The parser that knows the elements' lines would show them as text.
"""

import re

_KEPT = (
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b.*?(?:</(?P=raw)\b|\Z)"
    r"|<plaintext\b.*"
    r"""|<[a-z](?:"[^"]{0,2000}+"|'[^']{0,2000}+'|[^<>"']++){0,100}+>"""
)
"""Where the same signs are text, or part of something else."""
_UNSEEN = r"(?P<unseen><!doctype[^<>\[]{0,500}+\[[^\]]{0,4000}+\]\s*+>|<[!?][^>]*(?:>|\Z)|<[a-z/][^<>]*\Z)"
_MARKUP = re.compile(f"(?P<doctype>\\A\\s*<!doctype[^<>\\[]*>)|{_KEPT}|{_UNSEEN}", re.IGNORECASE | re.DOTALL)


_CODE = re.compile(
    r"<(?P<name>script|style)\b(?![^>]{0,500}(?:json|template|math|html|markdown))[^>]*>(?P<code>.*)</(?P=name)\Z",
    re.IGNORECASE | re.DOTALL,
)
"""What a page does and how it looks; scripts may also hold what the page says of itself, formulas and text."""


def without_declarations(text: str) -> str:
    """The HTML `text` without them, and without the code of scripts and styles; its line ends are kept."""
    return _MARKUP.sub(_leave, text)


def _leave(found: re.Match[str]) -> str:
    if found["unseen"]:
        return "\n" * found[0].count("\n")
    code = _CODE.match(found[0]) if found["raw"] else None
    if code is None:
        return found[0]
    return found[0][: code.start("code")] + "\n" * code["code"].count("\n") + found[0][code.end("code") :]
