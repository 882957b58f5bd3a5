"""The tag at the head of an MP3: ID3v2.3, its words in UTF-16, its chapters in order.

Written here because mutagen sorts frames by size, which scrambles chapters. There is no picture in it: browsers that read MP3
by ffmpeg take one for a video whose size they look for through half a megabyte of sound before they play, however small it is.
Apps show the feed's. The layout is ID3v2.3.0's and, for chapters, that of
the addendum "ID3v2 Chapter Frame" 1.0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.languages import languages

CHILDREN_AT_MOST = 255
"""A table of contents counts its chapters in one byte."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What an MP3 says of itself; what is empty is left out."""

    title: str
    artist: str = ""
    album: str = ""
    language: str = ""
    """BCP 47."""
    date: str = ""
    """ISO 8601, a day or a moment."""
    comment: str = ""
    """Who translated and who speaks, for instance."""
    number: int = 0
    """Place among `total` files, from 1."""
    total: int = 0


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """One chapter, in milliseconds from the beginning."""

    title: str
    begin_ms: int
    end_ms: int


def tag(tags: Tags, chapters: Sequence[ChapterMark] = ()) -> bytes:
    """The whole tag, to stand before the first MPEG frame."""
    frames = b"".join(_frames(tags, chapters))
    size = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\3\0\0" + size + frames


def _frames(tags: Tags, chapters: Sequence[ChapterMark]) -> Iterator[bytes]:
    yield _words("TIT2", tags.title)
    yield _words("TPE1", tags.artist)
    yield _words("TALB", tags.album)
    yield _code("TRCK", f"{tags.number}/{tags.total}" if tags.number else "")
    yield _code("TLAN", _three_letters(tags.language) if tags.language else "")
    yield _code("TYER", tags.date[:4])
    yield _code("TDAT", tags.date[8:10] + tags.date[5:7] if len(tags.date) >= 10 else "")
    if tags.comment:
        yield _frame("COMM", b"\1" + _three_letters(tags.language).encode() + _utf16("\0" + tags.comment))
    if chapters:
        yield _table(len(chapters))
    for number, chapter in enumerate(chapters):
        yield _chapter(number, chapter)


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + len(body).to_bytes(4, "big") + b"\0\0" + body


def _words(name: str, text: str) -> bytes:
    return _frame(name, b"\1" + _utf16(text)) if text else b""


def _code(name: str, text: str) -> bytes:
    return _frame(name, b"\0" + text.encode("ascii")) if text else b""


def _utf16(text: str) -> bytes:
    """Each string in a frame has a byte order mark of its own, and a zero between it and the next."""
    return b"\0\0".join(b"\xff\xfe" + part.encode("utf-16-le") for part in text.split("\0"))


def _table(count: int) -> bytes:
    children = [_element(number) for number in range(min(count, CHILDREN_AT_MOST))]
    top_and_ordered = b"\3"
    return _frame("CTOC", b"toc\0" + top_and_ordered + bytes([len(children)]) + b"".join(children))


def _chapter(number: int, chapter: ChapterMark) -> bytes:
    times = chapter.begin_ms.to_bytes(4, "big") + chapter.end_ms.to_bytes(4, "big")
    by_time_not_by_byte = b"\xff" * 8
    return _frame("CHAP", _element(number) + times + by_time_not_by_byte + _words("TIT2", chapter.title))


def _element(number: int) -> bytes:
    return f"chp{number}\0".encode()


def _three_letters(tag: str) -> str:
    """The language's code in ISO 639-2, which the table has among its names; `und` when it has none."""
    base = tag.partition("-")[0]
    kin = [language for language in languages().values() if language.base == base]
    names = [base, *(alias for language in kin for alias in language.aliases)]
    return next((name for name in names if len(name) == 3 and name.isascii() and name.isalpha()), "und")
