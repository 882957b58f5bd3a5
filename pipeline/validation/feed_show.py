"""Rules of a show: what Apple and PSP-1 require of a channel and recommend."""

import re
from collections.abc import Iterator
from uuid import UUID

from pipeline.document.podcasting import CATEGORIES, DESCRIPTION_BYTES, EPISODES_A_PAGE, show_guid
from pipeline.languages import languages
from pipeline.validation.feed import Feed, NoFeed, open_feed, tag, text
from pipeline.validation.findings import Finding, finding

_MEDIUMS = frozenset(
    [
        "podcast",
        "music",
        "video",
        "film",
        "audiobook",
        "newsletter",
        "blog",
        "publisher",
        "course",
        "mixed",
        "podcastL",
        "musicL",
        "videoL",
        "filmL",
        "audiobookL",
        "newsletterL",
        "blogL",
        "publisherL",
        "courseL",
    ]
)
_MOST_PAGES = 1000


def check(feed: Feed) -> Iterator[Finding]:
    """Everything wrong with what a feed says of its show."""
    yield from _check_required(feed)
    yield from _apple(feed)
    yield from _podcast(feed)
    yield from _pages(feed)


def _check_required(feed: Feed) -> Iterator[Finding]:
    channel = feed.channel
    for number, name in (("F04", "title"), ("F05", "description"), ("F06", "link"), ("F60", "itunes:author")):
        if not text(channel, name):
            yield finding(number, feed.name, f"{name} is missing or empty.")
    size = len(text(channel, "description").encode())
    if size > DESCRIPTION_BYTES:
        yield finding("F41", feed.name, f"{size} bytes.")
    language = text(channel, "language")
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        yield finding("F07", feed.name, f"language is {language!r}.")
    named = feed.path.name.partition(".")[0]
    if named in languages() and language and language.lower() != named.lower():
        yield finding("F73", feed.name, f"language is {language!r}.")


def _apple(feed: Feed) -> Iterator[Finding]:
    channel = feed.channel
    yield from _categories(feed)
    explicit = text(channel, "itunes:explicit")
    if explicit not in ("true", "false"):
        yield finding("F09", feed.name, f"itunes:explicit is {explicit!r}.")
    image = channel.find(tag("itunes:image"))
    if image is None or not image.get("href"):
        yield finding("F10", feed.name, "itunes:image is missing, or names no href.")
    kind = text(channel, "itunes:type")
    if kind and kind.lower() not in ("episodic", "serial"):
        yield finding("F16", feed.name, f"itunes:type is {kind!r}.")
    owner = channel.find(tag("itunes:owner"))
    address = "" if owner is None else text(owner, "itunes:email")
    if not address:
        yield finding("F61", feed.name, "itunes:owner has no itunes:email.")
    elif not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", address):
        yield finding("F17", feed.name, f"itunes:email is {address!r}.")


def _categories(feed: Feed) -> Iterator[Finding]:
    above = feed.channel.findall(tag("itunes:category"))
    if not above:
        yield finding("F08", feed.name, "itunes:category is missing.")
    for category in above:
        name = category.get("text", "")
        below = [inner.get("text", "") for inner in category.findall(tag("itunes:category"))]
        if name not in CATEGORIES or not set(below) <= set(CATEGORIES[name]):
            yield finding("F08", feed.name, f"{' > '.join([name, *below])!r}.")


def _podcast(feed: Feed) -> Iterator[Finding]:
    yield from _guid(feed, text(feed.channel, "podcast:guid"))
    locked = feed.channel.find(tag("podcast:locked"))
    if locked is None:
        yield finding("F71", feed.name, "podcast:locked is missing.")
    elif text(feed.channel, "podcast:locked") not in ("yes", "no"):
        yield finding("F14", feed.name, f"podcast:locked is {locked.text!r}.")
    medium = text(feed.channel, "podcast:medium")
    if medium and medium not in _MEDIUMS:
        yield finding("F15", feed.name, f"podcast:medium is {medium!r}.")


def _guid(feed: Feed, guid: str) -> Iterator[Finding]:
    if not guid:
        yield finding("F70", feed.name, "podcast:guid is missing.")
        return
    try:
        stated = UUID(guid)
    except ValueError:
        yield finding("F13", feed.name, f"podcast:guid is {guid!r}.")
        return
    first = next((link.get("href", "") for link in feed.links("first")), feed.address)
    moved = feed.channel.find(tag("itunes:new-feed-url")) is not None
    if first and not moved and stated != show_guid(first):
        message = (
            f"It is {guid}, and {show_guid(first)} by the address; that is right only if the show has moved."
        )
        yield finding("F72", feed.name, message)


def _pages(feed: Feed) -> Iterator[Finding]:
    if not feed.address:
        yield finding("F12", feed.name, "There is no atom:link with rel self and href.")
    if not feed.items:
        yield finding("F19", feed.name, "There is no item.")
    if len(feed.items) > EPISODES_A_PAGE:
        yield finding(
            "F69", feed.name, f"{len(feed.items)}; page them by atom:link with rel next (RFC 5005)."
        )
    seen, page = {feed.path.resolve()}, feed
    while (address := next((link.get("href", "") for link in page.links("next")), None)) is not None:
        path = feed.local(address)
        if path is None or len(seen) > _MOST_PAGES:
            return
        if path.resolve() in seen:
            yield finding("F47", feed.name, f"{address} was a page before.")
            return
        seen.add(path.resolve())
        try:
            page = open_feed(path)
        except NoFeed as error:
            yield finding("F47", feed.name, f"{address} is not a page of a feed: {error}")
            return
