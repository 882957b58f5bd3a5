"""Lines that were broken to fit a width, put together again."""

import re
import unicodedata
from collections.abc import Sequence

NARROWEST, WIDEST = 40, 120
"""Columns between which a column of text is taken for one that was wrapped."""
_WIDE_END = re.compile(r"[⺀-〿぀-ヿ㐀-䶿一-鿿豈-﫿！-｠]\Z")
_WIDE_START = re.compile(r"[⺀-〿぀-ヿ㐀-䶿一-鿿豈-﫿！-｠]")
_WORD = re.compile(r"\S+")
_FINAL = re.compile(r"[.!?…:;。！？：；؟।۔][\"'”’»)\]）」』】]*\Z")


def width(text: str) -> int:
    """Columns that `text` takes in a fixed-width font: wide characters count two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def goes_on(line: str, following: str, column: int) -> bool:
    """Whether `following` continues `line`, where the lines around them are at most `column` wide.

    It does when its first word had no room left in the column, or when `line` stops at a comma or
    before a small letter without a mark that ends a sentence.
    """
    if not NARROWEST <= column <= WIDEST:
        return False
    if not _FINAL.search(line) and (line[-1] in ",，、،" or following[0].islower()):
        return True
    word = _WORD.match(following)
    if word is None or _WIDE_START.match(following):
        return width(line) >= column - 4
    return width(line) + 1 + width(word[0]) > column


def joined(lines: Sequence[str]) -> str:
    """`lines` as one, with the space between two that their scripts ask for."""
    parts: list[str] = []
    for line in lines:
        if parts and not closed_up(parts[-1], line) and not _hyphened(parts[-1], line):
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def closed_up(line: str, following: str) -> bool:
    """Whether no space belongs between two lines: within Chinese or Japanese."""
    return bool(_WIDE_END.search(line) and _WIDE_START.match(following))


def _hyphened(line: str, following: str) -> bool:
    return line.endswith("-") and line[-2:-1].isalnum() and following[:1].isalnum()
