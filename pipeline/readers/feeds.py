"""The articles of a feed, RSS or Atom: its newest items, each once, with what the feed says of them."""

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from html import unescape
from re import compile
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pipeline.document.excerpts import shorten
from pipeline.document.notices import Level, Notice
from pipeline.document.quantities import count_of
from pipeline.errors import ArticleError, ArticleMissing, ArticleUnreadable, UnknownLanguage
from pipeline.languages import find
from pipeline.readers.configuration import ReadingConfiguration
from pipeline.readers.feed_entries import Entry, FeedEntries
from pipeline.readers.sources.feed_item import FeedItem
from pipeline.readers.sources.places import Place
from pipeline.readers.sources.source import clean
from pipeline.readers.sources.web import Web

_WHOLE = 500
"""Characters from which on the content in a feed is taken for an article, and not for the beginning of one."""
_CUT = ("…", "...", "[…]", "[...]", "&hellip;")
"""How the beginning of an article ends."""
_TAG = compile(r"<[^>]*>")
_CAMPAIGNS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
"""Of an address, what says where its reader came from; the page is the same without."""


class Feed:
    """The `newest` items of a feed in its own order, read as they are asked for, once; then what is to be said of the others.

    The feed is asked anew, unless nothing may be asked: then it is what came last. Raises `ArticleNotFetched`, and
    `ArticleError` for what is no feed.
    """

    def __init__(self, feed: Place, newest: int, configuration: ReadingConfiguration) -> None:
        data = Web(configuration).feed(feed.address) if feed.address else _read(feed)
        self._place = feed
        self._newest = newest
        self._entries = FeedEntries(data, feed)
        self._looked_at = self._taken = 0
        self._nowhere: list[str] = []
        """Titles of those without an address."""

    @property
    def count(self) -> int:
        """How many items there are to come at most."""
        return min(self._entries.count, self._newest)

    def items(self) -> Iterator[FeedItem]:
        """Each of those with an address on the web, and the first of those that have one address, or one text."""
        addresses: set[str] = set()
        texts: set[str] = set()
        for entry, language in self._entries:
            if self._taken == self._newest:
                return
            self._looked_at += 1
            item = _item(entry, language)
            if not item.address:
                self._nowhere.append(item.title)
                continue
            if item.address not in addresses and _text_of(item) not in texts:
                self._taken += 1
                yield item
            addresses.add(item.address)
            texts.add(_text_of(item))

    def notices(self) -> Iterator[Notice]:
        """What is to be said of those that were left out, once the items were taken."""
        if self._nowhere:
            titles = ", ".join(f"“{shorten(each, 60)}”" for each in self._nowhere[:3])
            count = count_of(len(self._nowhere), "item")
            text = f"{count} of the feed without an address on the web left out: {titles}."
            yield Notice("reading.feed-address", Level.WARNING, str(self._place), text)
        if twice := self._looked_at - len(self._nowhere) - self._taken:
            text = f"{count_of(twice, 'item')} of the feed left out that another one repeats."
            yield Notice("reading.feed-twice", Level.INFO, str(self._place), text)
        if self._entries.count > self._looked_at:
            text = f"The {self._newest} newest of {self._entries.count:,} items are published; --feed-items takes more."
            yield Notice("reading.feed-older", Level.INFO, str(self._place), text)


def _read(feed: Place) -> bytes:
    if feed.path is None:
        raise ArticleError("A feed cannot come by standard input.", "Name its address or its file.")
    try:
        return feed.path.read_bytes()
    except FileNotFoundError as error:
        raise ArticleMissing(f"There is no feed {feed}.", "Check its address.") from error
    except OSError as error:
        raise ArticleUnreadable(f"The feed {feed} cannot be read: {error.strerror or error}.") from error


def _item(entry: Entry, language: str) -> FeedItem:
    summary, content = _plain(entry.get("summary", "")), _content(entry)
    title = _plain(entry.get("title", ""))
    return FeedItem(
        address=_address(entry.get("link", "")),
        title=title,
        authors=tuple(dict.fromkeys(_authors(entry))),
        date=_date(entry),
        description=summary if len(summary) < _WHOLE else "",
        tags=tuple(_plain(tag.get("term") or "") for tag in entry.get("tags", ())),
        picture=_picture(entry),
        content=content,
        language=_known(language),
        state=_state(_updated(entry), title, summary, content),
    )


def _known(language: str) -> str:
    """The tag of a language as a feed names it (ko, zh_TW, en-us); empty for what is none."""
    try:
        return find(language.strip().replace("_", "-")).tag if language.strip() else ""
    except UnknownLanguage:
        return ""


def _address(link: str) -> str:
    """The page's address as its publisher would write it; empty for what is no page of the web."""
    try:
        parts = urlsplit(link.strip())
        query = [
            pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _is_of_campaign(pair[0])
        ]
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return ""
    kept = parts.query if len(query) == len(parts.query.split("&")) else urlencode(query)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, kept, ""))


def _is_of_campaign(name: str) -> bool:
    return name.lower().startswith(_CAMPAIGNS)


def _content(entry: Entry) -> str:
    """The article's HTML (RSS: `content:encoded`, Atom: `content`), empty when the feed holds less than all of it."""
    held = [each.get("value", "") for each in entry.get("content", ()) if "html" in each.get("type", "html")]
    longest = clean(max(held, key=len, default=""))
    text = _plain(longest)
    return longest if len(text) >= _WHOLE and not text.endswith(_CUT) else ""


def _plain(html: str) -> str:
    return clean(" ".join(unescape(_TAG.sub(" ", html)).split()))


def _authors(entry: Entry) -> Iterator[str]:
    for each in entry.get("authors", ()):
        if name := _plain(each.get("name", "")):
            yield name


def _date(entry: Entry) -> str:
    """The day on which it appeared where its publisher is: the same moment may be another day elsewhere."""
    written = str(entry.get("published") or _updated(entry)).strip()
    for parse in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            return parse(written).date().isoformat()
        except (ValueError, TypeError, OverflowError):
            continue
    parsed = entry.get("published_parsed")
    return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}" if parsed else ""


def _updated(entry: Entry) -> str:
    """Asked for in this way the library does not take when it appeared in its place."""
    return str(dict.get(entry, "updated") or "") if isinstance(entry, dict) else ""


def _picture(entry: Entry) -> str:
    """The largest of the pictures that stand for it (Media RSS), else one that is enclosed."""
    media = [each for each in entry.get("media_content", ()) if _is_picture(each)]
    media += entry.get("media_thumbnail", ())
    enclosed = [each.get("href", "") for each in entry.get("enclosures", ()) if _is_picture(each)]
    sized = sorted(media, key=_width, reverse=True)
    return next((each for each in [*(each.get("url", "") for each in sized), *enclosed] if each), "")


def _is_picture(media: Entry) -> bool:
    return media.get("medium") == "image" or str(media.get("type", "")).startswith("image/")


def _width(media: Entry) -> int:
    width = str(media.get("width", ""))
    return int(width) if width.isascii() and width.isdigit() and len(width) < 6 else 0


def _state(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _text_of(item: FeedItem) -> str:
    """What two items share that are one article under two addresses; an item without text is like no other."""
    said = item.content or item.description
    return _state(item.title, item.date, said) if said else item.address
