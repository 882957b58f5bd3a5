"""Lines that were broken to fit a width, put together again."""

import re
import unicodedata
from collections.abc import Sequence

_NARROWEST, _WIDEST = 40, 120
"""Columns between which text is taken for text that was wrapped."""
_WIDE = "\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
_WIDE_END = re.compile(rf"[{_WIDE}]\Z")
_WIDE_START = re.compile(rf"[{_WIDE}]")
_WORD = re.compile(r"\S+")
_FINAL = re.compile(r"[.!?…:;。！？：；؟।۔][\"'“”’»)\]）」』】]*\Z")


def width(text: str) -> int:
    """Columns that `text` takes in a fixed-width font: wide characters count two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def column(pairs: Sequence[tuple[str, str]]) -> int:
    """The width to which a text was wrapped, or 0 when its lines are paragraphs of their own.

    `pairs` are its lines, each with the one right below it. In wrapped text many lines stop within a
    sentence: the next one starts with a small letter, or, where there are none, the line is full.
    """
    widths = sorted(width(line) for pair in pairs for line in pair)
    widest = widths[len(widths) * 95 // 100] if widths else 0
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    broken = sum(_broken(line, following, widest) for line, following in pairs)
    return widest if broken * 5 >= len(pairs) * 2 else 0


def goes_on(line: str, following: str, column: int) -> bool:
    """Whether `following` continues `line` in a text that was wrapped to `column`.

    It does when its first word had no room left above, and when a line that is not short stops at a
    comma, before a small letter, or without any mark.
    """
    if not column:
        return False
    word = _WORD.match(following)
    if not _FINAL.search(line) and (
        width(line) * 5 >= column * 3 or line[-1] in ",，、،" or following[0].islower()
    ):
        return True
    if word is None or _WIDE_START.match(following):
        return width(line) >= column - 4
    return width(line) + 1 + width(word[0]) > column


def join(lines: Sequence[str]) -> str:
    """`lines` as one, with the space between two that their scripts ask for."""
    parts: list[str] = []
    for line in lines:
        if parts and not closed_up(parts[-1], line) and not _is_hyphenated(parts[-1], line):
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def closed_up(line: str, following: str) -> bool:
    """Whether no space belongs between two lines: within Chinese or Japanese."""
    return bool(_WIDE_END.search(line) and _WIDE_START.match(following))


def _broken(line: str, following: str, widest: int) -> bool:
    if _FINAL.search(line) or following[0].isupper():
        return False
    return following[0].islower() or width(line) * 100 >= widest * 85


def _is_hyphenated(line: str, following: str) -> bool:
    return line.endswith("-") and line[-2:-1].isalnum() and following[:1].isalnum()
