"""The entries of a feed's document, some at a time: of ten thousand the first is there as soon as the document is taken apart.

What is well-formed is taken apart by lxml, and each part, with the feed's own head around it, read by feedparser, which is slow and
knows all that feeds are written like. What is not, or brings entities of its own, feedparser reads whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from lxml import etree

from pipeline.errors import ArticleError
from pipeline.readers.sources.places import Place

Entry = Mapping[str, Any]
_AT_ONCE = 16
"""Entries that are read together: so many cost little more than one."""
_ITEMS = ("item", "entry")


class FeedEntries:
    """The entries of a feed, in its order, to be gone through once. Raises `ArticleError` for what is no feed."""

    def __init__(self, data: bytes, feed: Place) -> None:
        self._feed = feed
        self._root = _taken_apart(data)
        self._items = [] if self._root is None else _items(self._root)
        self._whole = None if self._items else _parse(data, feed)
        self.count = len(self._items) if self._whole is None else len(self._whole.entries)
        """How many there are."""

    def __iter__(self) -> Iterator[tuple[Entry, str]]:
        """Each with the language that it, or the feed, declares; empty where neither does."""
        for parsed in (self._whole,) if self._whole is not None else self._parts():
            for entry in parsed.entries:
                yield entry, _language(entry) or str(parsed.feed.get("language") or "")

    def _parts(self) -> Iterator[Any]:
        holder = self._items[0].getparent()
        for each in self._items:
            each.getparent().remove(each)
        self._items.reverse()
        while self._items:
            part = [self._items.pop() for _ in range(min(_AT_ONCE, len(self._items)))]
            holder.extend(part)
            yield _parse(etree.tostring(self._root, encoding="utf-8", xml_declaration=True), self._feed)
            for each in part:
                holder.remove(each)


def _taken_apart(data: bytes) -> Any:
    """The document's root; None where it is to be read whole."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if root.getroottree().docinfo.internalDTD is not None else root


def _items(root: Any) -> list[Any]:
    """Of RSS those of its channel, or beside it in RDF; of Atom those of the feed itself."""
    holders = (root, *(each for each in root if _name(each) == "channel"))
    return [each for holder in holders for each in holder if _name(each) in _ITEMS]


def _name(element: Any) -> str:
    return str(etree.QName(element).localname).lower() if isinstance(element.tag, str) else ""


def _parse(data: bytes, feed: Place) -> Any:
    import feedparser

    parsed = feedparser.parse(BytesIO(data), response_headers={"content-location": feed.address})
    if not parsed.get("version"):
        raise ArticleError(
            f"{feed} is no feed of RSS or Atom.",
            "Name the address of the feed itself: its page may name it, often as /feed or /rss.",
        )
    return parsed


def _language(entry: Entry) -> str:
    """That of its text, else of its title, each with what it has from around it (Atom's xml:lang)."""
    parts: Sequence[Entry] = (*entry.get("content", ()), entry.get("title_detail") or {})
    return next((str(each["language"]) for each in parts if each.get("language")), "")
