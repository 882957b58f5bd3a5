"""What a feed says of one of its articles."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item of RSS or an entry of Atom; empty where the feed says nothing."""

    address: str
    """Of the page with the article."""
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    """On which it appeared, ISO 8601."""
    description: str = ""
    tags: tuple[str, ...] = ()
    picture: str = ""
    """Address of the picture that stands for it."""
    content: str = ""
    """The article's own HTML where the feed holds the whole of it."""
    language: str = ""
    """The tag of the one that the item or its feed declares, where this program knows it."""
    state: str = ""
    """Another one once the item has changed."""

    @property
    def page(self) -> bytes:
        """The article as a web page, where the feed holds it."""
        head = f"<!doctype html><meta charset=utf-8><title>{escape(self.title)}</title>"
        return f"{head}<article><h1>{escape(self.title)}</h1>{self.content}</article>".encode()
