"""What kind of article bytes are: by their content first, by the file's ending where content leaves it open."""

import re
import zipfile
from enum import Enum
from io import BytesIO

from pipeline.errors import ArticleNotText


class Kind(Enum):
    """How an article is written."""

    MARKDOWN = "Markdown"
    PLAIN = "plain text"
    WEB = "a web page (HTML)"
    WORD = "a Word document (DOCX)"
    OPEN_DOCUMENT = "an OpenDocument text (ODT)"
    RTF = "an RTF document"

    @property
    def is_written_here(self) -> bool:
        """Whether its pictures' names are the author's own, and lead to files beside it."""
        return self in (Kind.MARKDOWN, Kind.PLAIN)

    @property
    def is_bytes(self) -> bool:
        """Whether it is read from bytes and not from text."""
        return self in (Kind.WORD, Kind.OPEN_DOCUMENT, Kind.RTF)


MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
"""Endings of files that are read as Markdown; any other text is read as plain."""
PAGES = (".html", ".htm", ".xhtml")
"""Endings of files that are read as web pages."""
ENDINGS = (*MARKDOWN, ".txt", *PAGES, ".docx", ".odt", ".fodt", ".rtf")
"""By which an article is known among other files; one that a person names may have any."""
_SILENT = re.compile("<(script|style)", re.IGNORECASE)
_MOST_TAGS = 200_000
_START = 100_000
"""Characters in which a page says that it is one, after comments."""
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED = re.compile(
    rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{1,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_MOST_ENTRIES = 10_000
"""Files in a Word document; each takes memory before one of them is read."""
_SAVE = "Save it as plain text, Markdown, HTML or Word (.docx), and try again."
_KINDS = "[Content_Types].xml"
_WORD_PART = re.compile(
    rb"wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled\.main\+xml"
)
"""What the main part of a Word document is said to be, whatever it is called."""
_OTHERS = (
    (b"%PDF", "a PDF document", "Open the article where it was written and save it as Word (.docx) or text."),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Word document (.doc)",
        "Open it in Word or LibreOffice and save it as .docx.",
    ),
    (b"\x89PNG", "a picture", _SAVE),
    (b"\xff\xd8\xff", "a picture", _SAVE),
    (b"GIF8", "a picture", _SAVE),
    (b"ID3", "a sound file", _SAVE),
    (b"\x7fELF", "a program", _SAVE),
    (b"\x1f\x8b", "packed (gzip)", "Unpack it and name the file in it."),
)
_RTF = b"{\\rtf"
PACKED = b"PK\x03\x04"
"""How an archive begins, and so every document that is one."""
_FLAT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<office:document\s[^>]{0,8000}opendocument\.text\b",
    re.DOTALL,
)
"""An OpenDocument text in one file of XML."""
_OPEN_TEXTS = ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template")
_ARCHIVES = (("application/epub+zip", "an e-book (EPUB)", "Publish the article it was made from."),)


def of_bytes(data: bytes, name: str) -> Kind | None:
    """A kind that is read from bytes, or None when it is text, if anything.

    Raises `ArticleNotText`, which calls the file `name`, for what is known to be something else.
    """
    if data.startswith(_RTF):
        return Kind.RTF
    for start, what, advice in _OTHERS:
        if data.startswith(start):
            raise ArticleNotText(f"{name} is {what}, not an article that can be read.", advice)
    if _FLAT.match(data):
        return Kind.OPEN_DOCUMENT
    return _archive_kind(data, name) if data.startswith(PACKED) else None


def of_text(text: str, ending: str, media_type: str = "", *, otherwise: Kind = Kind.PLAIN) -> Kind:
    """The kind of `text`, whose file has this `ending`, or came as `media_type`; `otherwise` when nothing tells."""
    if _PAGE.match(text[:_START]) or ending in PAGES or media_type in ("text/html", "application/xhtml+xml"):
        return Kind.WEB
    if ending in MARKDOWN or media_type == "text/markdown":
        return Kind.MARKDOWN
    return otherwise


def declared_encoding(data: bytes, ending: str, media_type: str = "") -> str:
    """The encoding that the mark-up in `data` declares, when there is mark-up in it."""
    start = data[:4096]
    marked_up = (
        ending in PAGES
        or media_type.endswith(("html", "xml"))
        or re.match(rb"(?:\xef\xbb\xbf)?\s*<[!?h]", start, re.IGNORECASE)
    )
    found = _DECLARED.search(start) if marked_up else None
    return (found[1] or found[2]).decode("ascii") if found else ""


def text_size(page: str) -> int:
    """About how many characters of a web page are text; what scripts and styles hold is none.

    0 for more tags than any article has: others refuse those.
    """
    if page.count("<") > _MOST_TAGS:
        return 0
    place, found = 0, 0
    while (opening := page.find("<", place)) >= 0:
        found += opening - place
        silent = _SILENT.match(page, opening)
        closing = page.find(f"</{silent[1]}" if silent else ">", opening)
        if closing < 0:
            return found
        place = closing + (0 if silent else 1)
    return found + len(page) - place


def _archive_kind(data: bytes, name: str) -> Kind:
    if data.count(b"PK\x01\x02") > _MOST_ENTRIES:
        raise ArticleNotText(f"{name} is an archive of more than {_MOST_ENTRIES:,} files.", "Save it anew.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = (
                archive.open("mimetype").read(100).decode("ascii", "replace") if "mimetype" in names else ""
            )
            kinds = archive.open(_KINDS).read(100_000) if _KINDS in names else b""
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise ArticleNotText(
            f"{name} is a damaged archive, Word document or OpenDocument text.", "Save it anew."
        ) from error
    if "word/document.xml" in names or _WORD_PART.search(kinds):
        return Kind.WORD
    if kind.strip() in _OPEN_TEXTS:
        return Kind.OPEN_DOCUMENT
    for media_type, what, advice in _ARCHIVES:
        if kind.strip() == media_type:
            raise ArticleNotText(f"{name} is {what}, not an article that can be read.", advice)
    raise ArticleNotText(
        f"{name} is an archive (ZIP), not an article.", "Unpack it and name the article's file."
    )
