"""Headings in text without mark-up, told by their shape and by what follows.

The rule was measured on 62 news articles: a heading is short, starts like a title, does not end like
a sentence, and stands over something longer.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document.article import BlockKind
from pipeline.readers.pieces import Piece
from pipeline.readers.wraps import width

_MOST_WORDS = 10
_SIGNS_A_WORD = 2.5
"""Han characters and kana that say as much as one word."""
_SHORTEST_TEXT = 60
"""Columns under a heading, at least."""
_CLOSING = re.compile(r"[.!?:;,。！？：；，、…؟।][\"'“”’»)\]）」』】]*\Z")
_OPENING = re.compile(r"[\"'“‘«‹„「『《(\[（【<*•‣–—-]")
_NOT_A_TITLE = re.compile(r"https?://|www\.|\S@\S|\b\d{1,2}[:h]\d{2}\b", re.IGNORECASE)
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def infer(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """`pieces` with the paragraphs that are headings turned into headings of level 2.

    None is, when they would be so many over so little text that they are more likely a list.
    """
    found = [
        number for number, (piece, following) in enumerate(pairwise(pieces)) if _heading(piece, following)
    ]
    if _list_like(pieces, found):
        return tuple(pieces)
    headings = set(found)
    return tuple(
        replace(piece, kind=BlockKind.HEADING, level=2) if number in headings else piece
        for number, piece in enumerate(pieces)
    )


def words(text: str) -> float:
    """How many words `text` has, also where they are not set apart."""
    signs = len(_WIDE.findall(text))
    return len(_WIDE.sub(" ", text).split()) + signs / _SIGNS_A_WORD


def _heading(piece: Piece, following: Piece) -> bool:
    text = piece.text
    if piece.kind is not BlockKind.PARAGRAPH or "\n" in text or len(text) > 200 or words(text) > _MOST_WORDS:
        return False
    if _OPENING.match(text) or _NOT_A_TITLE.search(text) or text[0].islower() or not text[0].isalnum():
        return False
    told = "".join(inner.text for inner in following.walk())
    asks = text[-1] in "?？؟"
    if following.kind is BlockKind.HEADING or (_CLOSING.search(text) and not asks):
        return False
    return width(told) >= max(_SHORTEST_TEXT, (3 if asks else 1.3) * width(text))


def _list_like(pieces: Sequence[Piece], found: Sequence[int]) -> bool:
    """Whether over a third of all blocks would be headings, most of them over a single short sentence."""
    if len(found) * 3 <= len(pieces) or len(found) < 3:
        return False
    under = sorted(width(pieces[number + 1].text) for number in found)
    return under[len(under) // 2] < 2 * _SHORTEST_TEXT
