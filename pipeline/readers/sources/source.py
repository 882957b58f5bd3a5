"""Bytes to clean text: one encoding, one kind of line end, composed characters, nothing invisible and harmful."""

import re
import stat
import sys
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pipeline.document.notices import Level, Notice
from pipeline.errors import (
    ArticleEmpty,
    ArticleError,
    ArticleIsDirectory,
    ArticleMissing,
    ArticleNotText,
    ArticleUnreadable,
)
from pipeline.readers.sources import media_kinds
from pipeline.readers.sources.encodings import Decoded, decode
from pipeline.readers.sources.fetch import Fetched
from pipeline.readers.sources.media_kinds import Kind
from pipeline.readers.sources.places import Place, printable
from pipeline.readers.sources.web import Web

LONGEST = 2_000_000
"""Characters an article may have: some forty hours of sound, and about a minute to read."""
_LARGEST_TEXT = 4 * (LONGEST + 2)
"""Bytes of text that are read: in every encoding they hold more characters than the longest article."""
_LARGEST_PAGE = 20_000_000
_LARGEST = 50_000_000
"""Bytes of a Word document, pictures included."""

_LINE_ENDS = ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MOST_NULS = 3
"""Of a text that was damaged on its way; what is no text has many."""
_HARMFUL = re.compile(
    "[^\t\n\r -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    + "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 17))
    + "]+"
)
"""By what is none of it: most signs are found among the first of these, where they would be held against each of the others."""
_HOW = {"marked": "by its byte order mark", "declared": "as it declares", "found": "by what its bytes show"}


@dataclass(frozen=True, slots=True)
class Source:
    """What stands at an article's place, ready to be read."""

    name: str
    """As notices call it, printable."""
    kind: Kind
    text: str = ""
    """NFC, lines ending in `\\n`, without a byte order mark and control characters."""
    data: bytes = b""
    """Of a document of a word processor, instead of text."""
    address: str = ""
    """Of the web page it came from."""
    notices: tuple[Notice, ...] = ()


def load(place: Place, web: Web) -> Source:
    """What stands at `place`. Raises the `ArticleError` that says why there is no article."""
    fetched, notices = _fetch(place, web)
    name = place.name
    kind = media_kinds.of_bytes(fetched.data, name)
    if kind is not None and kind.is_bytes:
        if len(fetched.data) > _LARGEST:
            raise _too_large(name)
        return Source(name, kind, data=fetched.data, address=fetched.address, notices=notices)
    declared = fetched.charset or media_kinds.declared_encoding(
        fetched.data, place.ending, fetched.media_type
    )
    kind, found = _text(fetched, place, declared)
    lines = _with_one_line_end(found.text)
    text = clean(lines)
    if not text.strip():
        raise ArticleEmpty(f"{name} is empty.", "Write the article into it and try again.")
    all_notices = [
        *notices,
        *(_controls(lines, name) if lines != text else ()),
        *_encoding(found, declared, name),
    ]
    return Source(name, kind, text, address=fetched.address, notices=tuple(all_notices))


def clean(text: str) -> str:
    """`text` in NFC without what XML forbids or a reader would trip over; line ends stay."""
    if text.isascii() and text.isprintable():
        return text
    if not text.replace("\n", "").replace("\t", "").isprintable():
        text = _HARMFUL.sub("", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _with_one_line_end(text: str) -> str:
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    return text.replace("\u2029", "\n\n")


def _fetch(place: Place, web: Web) -> tuple[Fetched, tuple[Notice, ...]]:
    """The bytes, and where they came from when it was the web."""
    if place.item and place.item.content:
        return Fetched(place.address, "text/html", "utf-8", place.item.page), ()
    if place.address:
        found, notice = web.article(place.address, place.item.state if place.item else "")
        return found, (notice,)
    return Fetched("", "", "", _bytes(place.path) if place.path else _standard_input()), ()


def _standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise ArticleUnreadable("There is no standard input.", "Name a file.")
    try:
        return sys.stdin.buffer.read(_LARGEST + 1)
    except OSError as error:
        raise ArticleUnreadable(f"Standard input cannot be read: {error.strerror or error}.") from error


def _bytes(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ArticleIsDirectory(
                f"{path} is a folder.", "Name an article's file inside it; publish takes whole folders too."
            )
        if not stat.S_ISREG(mode):
            raise ArticleUnreadable(
                f"{path} is not an ordinary file.", "Save the article to a file and name that."
            )
        with path.open("rb") as file:
            return file.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        if path.is_symlink():
            leads = (
                f"{printable(str(path))} is a link to {printable(str(path.readlink()))}, which is not there."
            )
            raise ArticleMissing(leads, "Correct the link, or take it away.") from error
        raise ArticleMissing(f"There is no file {printable(str(path))}.", _nearest(path)) from error
    except OSError as error:
        raise ArticleUnreadable(
            f"{printable(str(path))} cannot be read: {error.strerror or error}.",
            "Check its name and its permissions.",
        ) from error


def _nearest(path: Path) -> str:
    try:
        names = [other.name for other in path.parent.iterdir() if other.is_file()]
    except (OSError, ValueError):
        return "Check the folder's name."
    near = get_close_matches(path.name, names, n=1)
    return f"Did you mean {path.with_name(near[0])}?" if near else "Check its name."


def _text(fetched: Fetched, place: Place, declared: str) -> tuple[Kind, Decoded]:
    """The text, as much of it as can be an article, and how it is written."""
    data, name = fetched.data, place.name
    whole = len(data) <= _LARGEST_TEXT
    found = decode(data[:_LARGEST_TEXT], name, declared, whole=whole)
    _refuse_controls(name, found.text)
    otherwise = Kind.PLAIN if place.path or place.address else Kind.MARKDOWN
    kind = media_kinds.of_text(found.text, place.ending, fetched.media_type, otherwise=otherwise)
    if kind is Kind.WEB and not whole:
        if len(data) > _LARGEST_PAGE:
            raise _too_large(name)
        found = decode(data, name, declared)
    if not found.text.strip():
        raise ArticleEmpty(f"{name} is empty.", "Write the article into it and try again.")
    if len(found.text) > LONGEST and (kind is not Kind.WEB or media_kinds.text_size(found.text) > LONGEST):
        raise too_long(name)
    return kind, found


def too_long(name: str) -> ArticleError:
    """What is said of an article of more than `LONGEST` characters."""
    return ArticleError(
        f"{name} is too long for an article: more than {LONGEST:,} characters.",
        "Divide it and publish the parts.",
    )


def _too_large(name: str) -> ArticleError:
    return ArticleError(f"{name} is too large for an article.", "Save it with smaller pictures, or in parts.")


def _refuse_controls(name: str, text: str) -> None:
    if text.count("\x00") > _MOST_NULS or len(_CONTROLS.findall(text)) > 20 + len(text) // 100:
        raise ArticleNotText(
            f"{name} is not text but binary.", "Save it as plain text or Markdown in UTF-8 and try again."
        )


def _controls(lines: str, name: str) -> list[Notice]:
    dropped = len(_CONTROLS.findall(lines))
    if not dropped:
        return []
    if (at := lines.find("\x00")) >= 0:
        line = lines.count("\n", 0, at) + 1
        message = (
            f"It holds bytes that are zero, first on line {line}; they were dropped: look what stood there."
        )
        return [Notice("reading.control-characters", Level.WARNING, f"{name}:{line}", message)]
    return [
        Notice("reading.control-characters", Level.INFO, name, f"{dropped} control characters were dropped.")
    ]


def _encoding(found: Decoded, declared: str, name: str) -> list[Notice]:
    """What to say of the encoding: nothing of UTF-8, unless something else was declared or it is damaged."""
    if found.damaged:
        at = found.text.index("\ufffd")
        line = found.text.count("\n", 0, at) + 1
        message = f"{found.damaged} of its bytes are not valid UTF-8, and � stands for each, first on line {line}; look what stood there."
        return [Notice("reading.damaged-bytes", Level.WARNING, f"{name}:{line}", message)]
    if found.how == "found" and declared:
        message = f"It is in {found.encoding}, not in {declared[:40]} as it declares; its bytes show it."
        return [Notice("reading.encoding", Level.WARNING, name, message)]
    if found.encoding == "UTF-8":
        return []
    message = f"It was read as {found.encoding}, {_HOW[found.how]}."
    return [Notice("reading.encoding", Level.INFO, name, message)]
