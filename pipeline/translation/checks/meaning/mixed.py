"""Names that begin in one script and end in another: 金敏-su."""

import re
from collections.abc import Iterator

from pipeline.languages import Language
from pipeline.languages.scripts import LETTERS
from pipeline.translation.checks.codes import Code

_FOREIGN = f"{LETTERS['Hans']}{LETTERS['Kore']}{LETTERS['Kana']}"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_RUN = rf"[{_LATIN}]+(?:[-'’.·][{_LATIN}]+)*"
_JOINED = re.compile(rf"[{_FOREIGN}](?P<hyphen>[-·・‧]?)(?P<end>{_RUN})|(?P<begin>{_RUN})(?P<joint>[-·・‧]?)[{_FOREIGN}]")
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
        part, hyphen = match["end"] or match["begin"], match["hyphen"] or match["joint"]
        small = bool(match["end"]) and part.islower()
        alone = small or part.casefold() not in words
        if any((hyphen and _piece(part, name)) or (alone and _fragment(part, name)) for name in names):
            return match[0]
    return ""


def _piece(part: str, name: str) -> bool:
    """Whether `part` is one of those that hyphens part in `name`."""
    return "-" in name and part.casefold() in name.casefold().split("-")


def _fragment(part: str, name: str) -> bool:
    """Whether `part` is the beginning or the end of a piece of `name`, and no whole one."""
    small = part.casefold()
    pieces = [piece for piece in name.casefold().split("-") if len(piece) >= len(small) + 2]
    return len(small) > 1 and not part.isupper() and any(piece.startswith(small) or piece.endswith(small) for piece in pieces)


def _in_latin(source: str, target: str) -> str:
    for match in _OTHER.finditer(target):
        word = match[0]
        if re.search(f"[{_LATIN}]", word) and re.search(r"[^\W\d_]", re.sub(f"[{_LATIN}ªº]", "", word)):
            if word not in source:
                return word
    return ""
