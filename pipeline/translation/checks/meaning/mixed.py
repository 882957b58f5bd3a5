"""Names that begin in one script and end in another: 金敏-su."""

import re
from collections.abc import Iterator

from pipeline.languages import Language
from pipeline.languages.scripts import LETTERS
from pipeline.translation.checks.codes import Code

_FOREIGN = f"{LETTERS['Hans']}{LETTERS['Kore']}{LETTERS['Kana']}"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_LONGEST = 30
"""Letters of a name."""
_RUN = rf"[{_LATIN}]++(?:[-'’.·][{_LATIN}]++)*+"
_JOINED = re.compile(
    rf"[{_FOREIGN}](?P<hyphen>[-·・‧]?)(?P<end>{_RUN})|(?<![{_LATIN}])(?<![{_LATIN}][-'’.·])(?P<begin>{_RUN})(?P<joint>[-·・‧]?)[{_FOREIGN}]"
)
_WORD = re.compile(rf"[{_LATIN}]+")
_NAME = re.compile(rf"(?<![{_LATIN}])[A-ZÀ-Þ][a-zß-ɏ]+(?:-[{_LATIN}]+)*(?![{_LATIN}])")
_LETTER = re.compile(f"[{_LATIN}ªº]")
_OTHER = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def find_mixed_name(source: str, target: str, to: Language) -> Iterator[tuple[Code, str, str]]:
    """The first name of `target` of which one part only is in the script of its language."""
    found = _in_latin(source, target) if to.script == "Latn" else _in_other(source, target)
    if found:
        yield Code.MIXED, f"A name is written half in another script: {found}", found


def _in_other(source: str, target: str) -> str:
    """Latin letters beside others, that are a part of a name of the source."""
    joined = list(_JOINED.finditer(target))
    names = [name.casefold() for name in _NAME.findall(source)] if joined else []
    pieces = {piece for name in names if "-" in name for piece in name.split("-")}
    fragments = {fragment for name in names for piece in name.split("-") for fragment in _fragments(piece)}
    words = {word.casefold() for word in _WORD.findall(source)} if joined else set()
    for match in joined:
        written, hyphen = match["end"] or match["begin"], match["hyphen"] or match["joint"]
        part = written.casefold()
        alone = (bool(match["end"]) and written.islower()) or part not in words
        if (hyphen and part in pieces) or (alone and not written.isupper() and part in fragments):
            return match[0]
    return ""


def _fragments(name: str) -> Iterator[str]:
    """The beginnings and ends of `name` that are too short to be all of it."""
    for length in range(2, min(len(name), _LONGEST) - 1):
        yield name[:length]
        yield name[-length:]


def _in_latin(source: str, target: str) -> str:
    """A word of `target` in Latin letters and others, which `source` has not so."""
    return next((word for word in _OTHER.findall(target) if _both(word) and word not in source), "")


def _both(word: str) -> bool:
    others = _LETTER.sub("", word)
    return len(others) < len(word) and any(sign.isalpha() for sign in others)
