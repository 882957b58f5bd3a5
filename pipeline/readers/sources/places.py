"""Where an article comes from: a file, standard input, or an address of the web."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipeline.errors import ArticleNotFetched
from pipeline.readers.sources.addresses import readable
from pipeline.readers.sources.feed_item import FeedItem

INPUT = "-"
"""What is typed for standard input."""
_WEB = re.compile(r"https?://", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Place:
    """One of the three; a file when it has a `path`, the web when it has an `address`."""

    path: Path | None = None
    address: str = ""
    item: FeedItem | None = None
    """What the feed says of it that names it, where one does."""

    @property
    def name(self) -> str:
        """As notices call it: the file's name, or the last part of the address."""
        if self.path:
            return printable(self.path.name)
        if not self.address:
            return "standard input"
        parts = urlsplit(readable(self.address))
        return printable(unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.netloc)

    @property
    def source(self) -> str:
        """As reports call it; two articles of one source are one article."""
        return readable(self.address) if self.address else self.name

    def __str__(self) -> str:
        return printable(str(self.path)) if self.path else self.source

    @property
    def ending(self) -> str:
        """The ending of its name, in lower case, with its dot."""
        return (
            self.path.suffix.lower() if self.path else Path(self.name).suffix.lower() if self.address else ""
        )

    @property
    def folder(self) -> Path:
        """Where its pictures and its reviewed translations lie; the current folder when it is no file."""
        return self.path.parent if self.path else Path()

    def stem(self, title: str) -> str:
        """What its editions are called by: the file's name without its ending, else the article's title."""
        return self.path.stem if self.path else title

    def beside(self, slug: str) -> Path:
        """The path of the article's own file, or of one that would be called by its `slug`."""
        return self.path or Path(f"{slug}.md")


def place(typed: str | Path | Place) -> Place:
    """The place that a person means by `typed`. A `Path` is always a file.

    Raises `ArticleNotFetched` for an address that is not HTTP's.
    """
    if isinstance(typed, Place):
        return typed
    if isinstance(typed, Path):
        return Place(path=typed)
    if typed == INPUT:
        return Place()
    if _WEB.match(typed):
        return Place(address=typed.partition("#")[0])
    if _SCHEME.match(typed):
        raise ArticleNotFetched(
            f"{readable(typed)} is not fetched: only http and https are.", "Name a file by its path alone."
        )
    return Place(path=Path(typed))


def printable(name: str) -> str:
    """`name` of a file as it can be shown and written anywhere, on one line, and turning no terminal's colours."""
    shown = name.encode("utf-8", "backslashreplace").decode()
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], shown)
