"""Headings in text without mark-up, told by their shape and by what follows.

The rule was measured on 62 news articles: a heading is short, starts like a title, does not end like
a sentence, and stands over something longer. One that says what it is, by a chapter's number or by
capitals throughout, may stand over less. A writer who sees it go wrong names the lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.document.article import BlockKind, Role
from pipeline.errors import SettingsError
from pipeline.readers.hard_wraps import width
from pipeline.readers.pieces import Piece

_MOST_WORDS = 10
_HAN_A_WORD, _KANA_A_WORD = 2.0, 2.5
"""Characters that say as much as one word; in the corpus a word of the English is 1.9 Han characters."""
_SHORTEST_TEXT = 60
"""Columns under a heading, at least."""
_SHORTEST_UNDER_SAID = 24
"""Columns under a heading that says what it is."""
_OPEN_ENDED = 1 / 4
"""The share of long paragraphs without a closing mark from which on lacking one says nothing; edited texts have none."""
_CLOSING = re.compile(r"[.!?:;,。！？：；，、…؟।][\"'“”’»)\]）」』】]*\Z")
_OPENING = re.compile(r"[\"'“‘«‹„「『《(\[（【<*•‣–—-]")
_NOT_A_TITLE = re.compile(r"https?://|www\.|\S@\S|\b\d{1,2}[:h]\d{2}\b", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile("[\u3040-\u30ff]")
_SPEECH = re.compile(r"(?:.*[:：,，]\s*[\"“”„«「『].*[\"“”»」』]\Z|و(?:قال|أضاف|أكد|ذكر|أوضح|أشار|صرح|تابع))")
"""Someone's words, or in Arabic the verb that brings them."""
_CHAPTER = re.compile(
    r"제\s?\d{1,3}\s?[부장절편](?![가-힣])|第\s?[一二三四五六七八九十百\d]{1,4}\s?[部章节節编編篇回](?![，。])"
    r"|(?:chapter|part|section|capítulo|parte|sección|chapitre|partie|kapitel|teil|capitolo|глава|часть|розділ|частина"
    r"|الفصل|hoofdstuk|rozdział|bölüm|chương|bab)\s+(?:\d{1,3}|[ivxlc]{1,6})\b",
    re.IGNORECASE,
)
_HAN_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]")
_CONNECTED = re.compile(
    r"(?:so|but|then|well|entonces|pero|pues|então|mas|alors|mais|allora|ma|aber|also|maar|dus|але|но)\b,? "
    r"|(?:إذن|إذا|لكن|ولكن)\b|那么|那麼|所以|但是|可是|では|しかし|そして|그렇다면|그런데|하지만|그러나|그래서",
    re.IGNORECASE,
)
"""Words that tie a sentence to the one before it."""
_SAYING = re.compile(f"{_CHAPTER.pattern}|{_HAN_NUMBER.pattern}", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s")
_SUBSECTION = re.compile(r"제\s?\d+\s?절|第\s?\S{1,4}?\s?[节節]|[（(][一二三四五六七八九十]")
_LINES = re.compile(r"\d{1,7}(?:\s*,\s*\d{1,7})*")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines of a text shall be headings."""

    inferred: bool = True
    """Whether the rules look for more than was marked."""
    lines: frozenset[int] | None = None
    """Those and no others, from 1; None when the marks in the text decide."""


def wanted_headings(asked: str, lines: Sequence[str], name: str) -> Wanted:
    """What `asked` (`auto`, `none`, or numbers of lines as `3,9,21`) means for the `lines` of the file `name`.

    Raises `SettingsError` when it means nothing, or a line that is empty or not there.
    """
    text = asked.strip().lower()
    if text in ("auto", "none"):
        return Wanted(inferred=text == "auto")
    if not _LINES.fullmatch(text):
        raise SettingsError(
            f"--headings cannot be “{asked}”.", "Say auto, none, or the numbers of lines: 3,9,21."
        )
    numbers = frozenset(int(part) for part in text.split(","))
    last = next((number for number in range(len(lines), 0, -1) if lines[number - 1].strip()), 0)
    absent = sorted(number for number in numbers if not 1 <= number <= last)
    if absent:
        raise SettingsError(
            f"--headings: {name} has no line {absent[0]}; its last one is {last}.",
            "Count from the top of the file, front matter included.",
        )
    empty = sorted(number for number in numbers if not lines[number - 1].strip())
    if empty:
        raise SettingsError(
            f"--headings: line {empty[0]} of {name} is empty or front matter, and no heading.",
            "Count from the top of the file, empty lines included.",
        )
    return Wanted(inferred=False, lines=numbers)


def infer(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """`pieces` with the paragraphs that are headings turned into headings, of level 2 or of their number's.

    Only those that say what they are, where paragraphs end without a mark as headings do, or where headings
    would be so many over so little text that they are more likely a list.
    """
    short = [(number, pair) for number, pair in enumerate(pairwise(pieces)) if _short(pair[0])]
    said = {number for number, pair in short if _says(*pair)}
    found = [number for number, pair in short if number in said or _heading(*pair)]
    headings = said if _open_ended(pieces) or _list_like(pieces, found) else set(found)
    ranked = sum(bool(_NUMBER.match(pieces[number].text)) for number in headings) > 1
    return tuple(
        replace(piece, kind=BlockKind.HEADING, level=_level(piece.text, ranked))
        if number in headings
        else piece
        for number, piece in enumerate(pieces)
    )


def words(text: str) -> float:
    """How many words `text` has, also where they are not set apart."""
    if text.isascii():
        return len(text.split())
    han, kana = len(_HAN.findall(text)), len(_KANA.findall(text))
    apart = _KANA.sub(" ", _HAN.sub(" ", text))
    return len(apart.split()) + han / _HAN_A_WORD + kana / _KANA_A_WORD


def _short(piece: Piece) -> bool:
    text = piece.text
    if (
        piece.kind is not BlockKind.PARAGRAPH
        or piece.role is not Role.BODY
        or len(text) > 200
        or "\n" in text
    ):
        return False
    return words(text) <= _MOST_WORDS


def _says(piece: Piece, following: Piece) -> bool:
    """Whether a short one says that it is a heading: the number of a chapter, or capitals throughout."""
    text = piece.text
    if following.kind is BlockKind.HEADING or _SAYING.match(following.text):
        return False
    if _CHAPTER.match(text) or _HAN_NUMBER.match(text):
        return not _CLOSING.search(text)
    return _capitals(text) and not _capitals(following.text) and _width(following) >= _SHORTEST_UNDER_SAID


def _capitals(text: str) -> bool:
    if not text.isupper() or text[-1] in '.!,;…"”’)' or _OPENING.match(text):
        return False
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) >= 4 and all(sign.isupper() for sign in letters)


def _width(piece: Piece) -> int:
    return width("".join(inner.text for inner in piece.walk()))


def _heading(piece: Piece, following: Piece) -> bool:
    text = piece.text
    if _OPENING.match(text) or text[0].islower() or not text[0].isalnum():
        return False
    if _NOT_A_TITLE.search(text) or _SPEECH.match(text) or _CONNECTED.match(text):
        return False
    asks = text[-1] in "?？؟"
    if following.kind is BlockKind.HEADING or (_CLOSING.search(text) and not asks):
        return False
    return _width(following) >= max(_SHORTEST_TEXT, (3 if asks else 1.3) * width(text))


def _open_ended(pieces: Sequence[Piece]) -> bool:
    """Whether so many long paragraphs lack a closing mark that the lack of one tells nothing."""
    long = [
        piece.text
        for piece in pieces
        if piece.kind is BlockKind.PARAGRAPH and width(piece.text) > _SHORTEST_TEXT
    ]
    return sum(not _CLOSING.search(text) for text in long) > _OPEN_ENDED * len(long)


def _level(text: str, ranked: bool) -> int:
    """2, or what the number says; one alone as `3.5` is no rank."""
    number = _NUMBER.match(text) if ranked else None
    return 2 + number[1].count(".") if number else 2 + bool(_SUBSECTION.match(text))


def _list_like(pieces: Sequence[Piece], found: Sequence[int]) -> bool:
    """Whether over a third of all blocks would be headings, most of them over a single short sentence."""
    if len(found) * 3 <= len(pieces) or len(found) < 3:
        return False
    under = sorted(width(pieces[number + 1].text) for number in found)
    return under[len(under) // 2] < 2 * _SHORTEST_TEXT
