"""Bytes to clean text: one encoding, one kind of line end, composed characters, nothing invisible and harmful."""

import codecs
import re
import stat
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

LONGEST = 2_000_000
"""Characters an article may have: some forty hours of sound, and about a minute to read."""
_LARGEST = 4 * (LONGEST + 2)
"""Bytes that are read: in every encoding they hold more characters than the longest article."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_OTHERS = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a Word document, an e-book or another kind of archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"ID3", "a sound file"),
    (b"\x7fELF", "a program"),
)
_WEB_PAGE = re.compile(r"\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_SAVE = "Save it as plain text or Markdown in UTF-8 and try again."


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file, ready to be read."""

    name: str
    """The file's name, printable."""
    text: str
    """NFC, lines ending in `\\n`, without a byte order mark and control characters."""
    notices: tuple[Notice, ...] = ()


def load(path: Path) -> Source:
    """The text in the file at `path`: UTF-8, or UTF-16 or UTF-32 with a byte order mark.

    Raises the `ArticleError` that says why there is none.
    """
    data = _bytes(path)
    text = _decoded(path, data)
    if not text.strip():
        raise ArticleEmpty(f"{path} is empty.", "Write the article into it and try again.")
    if len(text) > LONGEST:
        raise _too_long(path)
    if _WEB_PAGE.match(text):
        raise ArticleNotText(f"{path} is a web page (HTML), not Markdown or plain text.", _SAVE)
    return _cleaned(path, text)


def clean(text: str) -> str:
    """`text` in NFC without what XML forbids or a reader would trip over; line ends stay."""
    return unicodedata.normalize("NFC", _HARMFUL.sub("", text))


def printable(name: str) -> str:
    """`name` of a file as it can be shown and written anywhere."""
    return name.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\0")


def _bytes(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ArticleIsDirectory(f"{path} is a folder.", "Name the article's file inside it.")
        if not stat.S_ISREG(mode):
            raise ArticleUnreadable(
                f"{path} is not an ordinary file.", "Save the article to a file and name that."
            )
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
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


def _too_long(path: Path) -> ArticleError:
    return ArticleError(
        f"{path} is too long for an article: more than {LONGEST:,} characters.",
        "Divide it and publish the parts.",
    )


def _decoded(path: Path, data: bytes) -> str:
    for start, what in _OTHERS:
        if data.startswith(start):
            raise ArticleNotText(f"{path} is {what}, not Markdown or plain text.", _SAVE)
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data[len(mark) :], final=len(data) < _LARGEST)
    except UnicodeDecodeError as error:
        raise _undecodable(path, data, len(mark) + error.start, encoding) from error
    _refuse_controls(path, text)
    return text


def _undecodable(path: Path, data: bytes, at: int, encoding: str) -> ArticleNotText:
    if b"\x00" in data[: at + 1] and encoding == "utf-8":
        return _binary(path)
    line, column = data.count(b"\n", 0, at) + 1, at - data.rfind(b"\n", 0, at)
    return ArticleNotText(
        f"{path} is not text in {encoding.upper()}: line {line}, byte {column} (0x{data[at]:02x}) has no meaning in it.",
        f"{_SAVE} On the command line: iconv -f ITS-ENCODING -t UTF-8.",
    )


def _refuse_controls(path: Path, text: str) -> None:
    if "\x00" in text or len(_CONTROLS.findall(text)) > 20 + len(text) // 100:
        raise _binary(path)


def _binary(path: Path) -> ArticleNotText:
    return ArticleNotText(f"{path} is not text but binary.", _SAVE)


def _cleaned(path: Path, text: str) -> Source:
    lines = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    dropped = len(_CONTROLS.findall(lines))
    cleaned = clean(lines)
    if not cleaned.strip():
        raise ArticleEmpty(f"{path} is empty.", "Write the article into it and try again.")
    name = printable(path.name)
    notice = Notice(
        "reading.control-characters", Level.INFO, name, f"{dropped} control characters were dropped."
    )
    return Source(name, cleaned, (notice,) if dropped else ())
