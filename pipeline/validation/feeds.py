"""Rules of a podcast's feed: Apple's guide to RSS, PSP-1, and podcastindex.org's namespace.

Whoever made it. What it says of files is held against them where they lie beside it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document.podcasting import ALLOWED, PODCAST
from pipeline.validation import feed_files, feed_items, feed_show
from pipeline.validation.feed import SPACES, Feed, NoFeed, open_feed, tag
from pipeline.validation.feed_files import Length
from pipeline.validation.findings import Finding, finding
from pipeline.validation.sound import length

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEAD_BYTES = 64 * 1024
_ENDINGS = (".xml", ".rss")
"""Of files that are feeds even if something stands before their first element that should not."""
_FIRST = re.compile(r"<rss[\s>]")
_BEFORE = {"<?": "?>", "<!--": "-->", "<!": ">"}
"""How what may stand before the first element begins and ends."""
_OLD_PODCAST = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
_KNOWN = frozenset(
    [
        "transcript",
        "locked",
        "funding",
        "chapters",
        "soundbite",
        "person",
        "location",
        "season",
        "episode",
        "trailer",
        "license",
        "alternateEnclosure",
        "source",
        "integrity",
        "guid",
        "value",
        "valueRecipient",
        "valueTimeSplit",
        "medium",
        "image",
        "images",
        "liveItem",
        "contentLink",
        "socialInteract",
        "block",
        "txt",
        "remoteItem",
        "podroll",
        "podping",
        "updateFrequency",
        "publisher",
        "chat",
    ]
)
_ONCE_IN_SHOW = [
    "title",
    "link",
    "description",
    "language",
    "itunes:author",
    "itunes:image",
    "itunes:explicit",
    "itunes:type",
    "itunes:owner",
    "podcast:guid",
    "podcast:locked",
    "podcast:medium",
]
_ONCE_IN_ITEM = [
    "title",
    "guid",
    "pubDate",
    "description",
    "itunes:duration",
    "itunes:image",
    "content:encoded",
]
_ADDRESSED = ("href", "url", "uri")
_ACTIVE = re.compile(
    r"<(script|iframe|object|embed|form|style|link|meta)\b|<[^>]+\son\w+\s*=|javascript:", re.IGNORECASE
)
_DAMAGED = re.compile("\ufffd|â€|Ã[\x80-\xbf]|í•|ë‹|ì—")


def is_feed(path: Path) -> bool:
    """Whether the file is a feed by what it holds: its first element is one of RSS, whatever its name ends with."""
    try:
        with path.open("rb") as file:
            begin = _decode(file.read(_HEAD_BYTES))
    except OSError:
        return False
    return _FIRST.match(_prologue(begin)) is not None or (path.suffix in _ENDINGS and "<rss" in begin[:2000])


def _decode(data: bytes) -> str:
    """The beginning of an XML file; ASCII is enough to know its elements by."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        order = "utf-16-be" if data.startswith((b"\xfe\xff", b"\0<")) else "utf-16-le"
        return data.decode(order, "replace").lstrip("\ufeff")
    return data.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _prologue(text: str) -> str:
    """`text` from its first element on: declarations, comments and instructions before it are passed by."""
    text = text.lstrip()
    while ends := next((end for begin, end in _BEFORE.items() if text.startswith(begin)), ""):
        _, _, text = text.partition(ends)
        text = text.lstrip()
    return text


def check(path: Path, length: Length = length) -> Iterator[Finding]:
    """Everything wrong with the feed at `path`; `length` says how long a recording lasts."""
    try:
        feed = open_feed(path)
    except NoFeed as error:
        yield error.found
        return
    yield from _names(feed)
    yield from feed_show.check(feed)
    yield from feed_items.check(feed)
    yield from _addresses(feed)
    yield from _texts(feed)
    yield from feed_files.check(feed, length)


def _names(feed: Feed) -> Iterator[Finding]:
    for prefix, space in feed.top.nsmap.items():
        wanted = SPACES.get(str(prefix), space)
        if space not in (wanted, _OLD_PODCAST):
            yield finding("F03", feed.name, f"xmlns:{prefix} is {space!r}, not {wanted!r}.")
    for element in feed.channel.iter(f"{{{PODCAST}}}*"):
        name = _local(element)
        if name not in _KNOWN:
            yield finding("F51", f"{feed.name}, line {element.sourceline}", f"podcast:{name}.")
    yield from _doubles(feed, feed.channel, _ONCE_IN_SHOW)
    for item in feed.items:
        yield from _doubles(feed, item, _ONCE_IN_ITEM)


def _doubles(feed: Feed, parent: "_Element", names: list[str]) -> Iterator[Finding]:
    count = Counter(child.tag for child in parent)
    for name in names:
        if count[tag(name)] > 1:
            yield finding(
                "F18", f"{feed.name}, line {parent.sourceline}", f"{name}, {count[tag(name)]} times."
            )


def _addresses(feed: Feed) -> Iterator[Finding]:
    insecure = []
    for element, address in _named_addresses(feed):
        if not re.fullmatch(r"https?://[!-~]+", address):
            where = f"{feed.name}, line {element.sourceline}"
            yield finding("F39", where, f"{_local(element)}: {address[:80]!r}.")
        elif address.startswith("http:"):
            insecure.append(address)
    if insecure:
        yield finding("F68", feed.name, f"{len(insecure)} of them, {insecure[0]} first.")


def _named_addresses(feed: Feed) -> Iterator[tuple["_Element", str]]:
    """Every address that is named, and where."""
    for element in feed.channel.iter("*"):
        for name in _ADDRESSED:
            if (address := element.get(name)) is not None:
                yield element, address
        if element.tag in ("link", "url"):
            yield element, (element.text or "").strip()
        for address in re.findall(r'<a\b[^>]*\bhref="([^"]*)"', element.text or ""):
            if not address.startswith("mailto:"):
                yield element, address.replace("&amp;", "&")


def _texts(feed: Feed) -> Iterator[Finding]:
    for element in feed.channel.iter("*"):
        words, where = element.text or "", f"{feed.name}, line {element.sourceline}"
        if _DAMAGED.search(words):
            yield finding("F49", where, f"{_local(element)}: {words.strip()[:60]!r}.")
        if element.tag == "title" and re.search(r"<\w+[^>]*>|&\w+;", words):
            yield finding("F48", where, f"{words.strip()[:60]!r}.")
        if element.tag in (tag("content:encoded"), "description"):
            yield from _notes(words, where)


def _notes(html: str, where: str) -> Iterator[Finding]:
    if match := _ACTIVE.search(html):
        yield finding("F43", where, f"{match.group()[:60]!r}.")
    used = {name.lower() for name in re.findall(r"</?([A-Za-z][A-Za-z0-9]*)\b", html)}
    if others := sorted(used - ALLOWED):
        yield finding("F42", where, f"{', '.join(others)}; all apps show {', '.join(sorted(ALLOWED))}.")


def _local(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]
