"""Names that begin in one script and end in another: 金敏-su."""

import re
from collections.abc import Iterator

from pipeline.languages import Language
from pipeline.languages.scripts import LETTERS
from pipeline.translation.checks.codes import Code

_FOREIGN = f"{LETTERS['Hans']}{LETTERS['Kore']}{LETTERS['Kana']}"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_JOINED = re.compile(rf"(?:[{_FOREIGN}][-·・‧]?(?P<end>[{_LATIN}]+))|(?P<begin>[{_LATIN}]+)[-·・‧]?[{_FOREIGN}]")
_WORD = re.compile(rf"[{_LATIN}]+")
_NAME = re.compile(rf"(?<![{_LATIN}])[A-ZÀ-Þ][a-zß-ɏ]+(?:-[{_LATIN}]+)*(?![{_LATIN}])")
_OTHER = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def mixed(source: str, target: str, to: Language) -> Iterator[tuple[Code, str, str]]:
    """The first name of `target` of which one part only is in the script of its language."""
    found = _in_latin(source, target) if to.script == "Latn" else _in_other(source, target)
    if found:
        yield Code.MIXED, f"A name is written half in another script: {found}", found


def _in_other(source: str, target: str) -> str:
    """Latin letters beside others, that are a part of a name of the source."""
    names = _NAME.findall(source)
    words = {word.casefold() for word in _WORD.findall(source)}
    for match in _JOINED.finditer(target):
        part = (match["end"] or match["begin"]).casefold()
        behind = bool(match["end"]) and match["end"].islower()
        if any(_part(part, name, whole=behind or part not in words) for name in names):
            return match[0]
    return ""


def _part(part: str, name: str, *, whole: bool) -> bool:
    """Whether `part` is one of a name that is written with hyphens, or the beginning or end of one that is not.

    `whole` says that it can hardly be a word by itself.
    """
    pieces = name.casefold().split("-")
    if len(pieces) > 1 and part in pieces:
        return True
    longer = (piece for piece in pieces if len(piece) >= len(part) + 2 and len(part) > 1)
    return whole and any(piece.startswith(part) or piece.endswith(part) for piece in longer)


def _in_latin(source: str, target: str) -> str:
    for match in _OTHER.finditer(target):
        word = match[0]
        if re.search(f"[{_LATIN}]", word) and re.search(r"[^\W\d_]", re.sub(f"[{_LATIN}ªº]", "", word)):
            if word not in source:
                return word
    return ""
