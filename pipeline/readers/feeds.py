"""The articles of a feed, RSS or Atom: its newest items, each once, with what the feed says of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from html import unescape
from io import BytesIO
from re import compile
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pipeline.document.excerpts import shorten
from pipeline.document.notices import Level, Notice
from pipeline.document.quantities import count_of
from pipeline.errors import ArticleError, ArticleMissing, ArticleUnreadable
from pipeline.readers.configuration import ReadingConfiguration
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
Entry = Mapping[str, Any]


def items(
    feed: Place, newest: int, configuration: ReadingConfiguration
) -> tuple[Sequence[FeedItem], tuple[Notice, ...]]:
    """The `newest` items of a feed in its own order, and what is to be said of the others.

    The feed is asked anew, unless nothing may be asked: then it is what came last. Raises `ArticleNotFetched`, and
    `ArticleError` for what is no feed.
    """
    data = Web(configuration).feed(feed.address) if feed.address else _read(feed)
    entries = _entries(data, feed)
    whole = _once([each for each in _items(entries) if each.address])
    return whole[:newest], tuple(_notices(feed, entries, whole, newest))


def _read(feed: Place) -> bytes:
    if feed.path is None:
        raise ArticleError("A feed cannot come by standard input.", "Name its address or its file.")
    try:
        return feed.path.read_bytes()
    except FileNotFoundError as error:
        raise ArticleMissing(f"There is no feed {feed}.", "Check its address.") from error
    except OSError as error:
        raise ArticleUnreadable(f"The feed {feed} cannot be read: {error.strerror or error}.") from error


def _entries(data: bytes, feed: Place) -> Sequence[Entry]:
    import feedparser

    parsed = feedparser.parse(BytesIO(data), response_headers={"content-location": feed.address})
    if not parsed.get("version"):
        raise ArticleError(
            f"{feed} is no feed of RSS or Atom.",
            "Name the address of the feed itself: its page may name it, often as /feed or /rss.",
        )
    entries: Sequence[Entry] = parsed.entries
    return entries


def _items(entries: Sequence[Entry]) -> Iterator[FeedItem]:
    for entry in entries:
        summary, content = _plain(entry.get("summary", "")), _content(entry)
        title = _plain(entry.get("title", ""))
        yield FeedItem(
            address=_address(entry.get("link", "")),
            title=title,
            authors=tuple(dict.fromkeys(_authors(entry))),
            date=_date(entry),
            description=summary if len(summary) < _WHOLE else "",
            tags=tuple(_plain(tag.get("term") or "") for tag in entry.get("tags", ())),
            picture=_picture(entry),
            content=content,
            state=_state(_updated(entry), title, summary, content),
        )


def _once(items: Sequence[FeedItem]) -> tuple[FeedItem, ...]:
    """The first of those that have one address, or one text."""
    addresses: set[str] = set()
    texts: set[str] = set()
    kept = []
    for each in items:
        if each.address not in addresses and _text_of(each) not in texts:
            kept.append(each)
        addresses.add(each.address)
        texts.add(_text_of(each))
    return tuple(kept)


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


def _notices(
    feed: Place, entries: Sequence[Entry], whole: Sequence[FeedItem], newest: int
) -> Iterator[Notice]:
    nowhere = [each for each in entries if not _address(each.get("link", ""))]
    if nowhere:
        titles = ", ".join(f"“{shorten(_plain(each.get('title', '')), 60)}”" for each in nowhere[:3])
        text = (
            f"{count_of(len(nowhere), 'item')} of the feed without an address on the web left out: {titles}."
        )
        yield Notice("reading.feed-address", Level.WARNING, str(feed), text)
    if twice := len(entries) - len(nowhere) - len(whole):
        text = f"{count_of(twice, 'item')} of the feed left out that another one repeats."
        yield Notice("reading.feed-twice", Level.INFO, str(feed), text)
    if len(whole) > newest:
        text = f"The {newest} newest of {len(whole):,} items are published; --feed-items takes more."
        yield Notice("reading.feed-older", Level.INFO, str(feed), text)
