"""Rules of episodes: what Apple, PSP-1 and the podcast namespace say of an item."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline.document.podcasting import DESCRIPTION_BYTES, known_licence
from pipeline.validation.feed import Feed, tag, text
from pipeline.validation.findings import Finding, finding

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLAYED = {
    ".mp3": ("audio/mpeg",),
    ".m4a": ("audio/x-m4a", "audio/mp4"),
    ".mp4": ("video/mp4",),
    ".m4v": ("video/x-m4v",),
    ".mov": ("video/quicktime",),
    ".pdf": ("application/pdf",),
}
"""What Apple plays, by the end of a file's name."""
_READ = frozenset(
    [
        "text/vtt",
        "application/x-subrip",
        "application/srt",
        "text/srt",
        "application/json",
        "text/html",
        "text/plain",
    ]
)
_LONGEST_NAME, _LONGEST_TEXT, _LONGEST_PURPOSE = 128, 4000, 128


def check(feed: Feed) -> Iterator[Finding]:
    """Everything wrong with what a feed says of its episodes."""
    for item in feed.items:
        where = feed.where(item)
        yield from _check_words(item, where)
        yield from _enclosure(item, where)
        yield from _times(item, where)
        yield from _beside(item, where)
        yield from _people(item, where)
    yield from _alike(feed)
    yield from _order(feed)
    for element in feed.channel.iter(tag("podcast:license")):
        yield from _licence(element, f"{feed.name}, line {element.sourceline}")


def duration(clock: str) -> float | None:
    """Seconds that `83` or `1:02:03` mean; None where it means nothing."""
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", clock):
        return float(clock)
    if not re.fullmatch(r"(\d{1,6}:)?[0-5]?\d:[0-5]\d", clock):
        return None
    seconds = 0
    for part in clock.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def moment(date: str) -> datetime | None:
    """The moment that a date of RFC 2822 means; None where it means none."""
    try:
        time = parsedate_to_datetime(date)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _check_words(item: "_Element", where: str) -> Iterator[Finding]:
    if not text(item, "title"):
        yield finding("F20", where, "title is missing or empty.")
    description = text(item, "description")
    if not description and not text(item, "content:encoded"):
        yield finding("F65", where, "description is missing or empty.")
    if len(description.encode()) > DESCRIPTION_BYTES:
        yield finding("F41", where, f"{len(description.encode())} bytes.")
    guid = item.find("guid")
    if guid is None or not text(item, "guid"):
        yield finding("F25", where, "guid is missing or empty.")
    elif guid.get("isPermaLink", "true") == "true" and not re.match("https?://", text(item, "guid")):
        yield finding("F27", where, f"{text(item, 'guid')!r}, and isPermaLink is not false.")
    explicit = item.find(tag("itunes:explicit"))
    if explicit is not None and text(item, "itunes:explicit") not in ("true", "false"):
        yield finding("F09", where, f"itunes:explicit is {explicit.text!r}.")
    kind = text(item, "itunes:episodeType")
    if kind and kind.lower() not in ("full", "trailer", "bonus"):
        yield finding("F46", where, f"itunes:episodeType is {kind!r}.")


def _enclosure(item: "_Element", where: str) -> Iterator[Finding]:
    enclosures = item.findall("enclosure")
    if len(enclosures) != 1:
        yield finding("F21", where, f"There are {len(enclosures)}.")
    for one in enclosures:
        lacking = [name for name in ("url", "length", "type") if not one.get(name)]
        if lacking or not re.fullmatch(r"0*[1-9]\d*", one.get("length", "1")):
            yield finding("F22", where, f"{', '.join(lacking) or 'length'} is missing, or not a number.")
        ending = PurePosixPath(urlsplit(one.get("url", "")).path).suffix.lower()
        if one.get("url") and one.get("type") and one.get("type") not in _PLAYED.get(ending, ()):
            yield finding("F23", where, f"{one.get('type')} for a file that ends with {ending or 'nothing'}.")


def _times(item: "_Element", where: str) -> Iterator[Finding]:
    date, clock = text(item, "pubDate"), text(item, "itunes:duration")
    if not date:
        yield finding("F62", where, "pubDate is missing.")
    elif moment(date) is None:
        yield finding("F28", where, f"pubDate is {date!r}.")
    if not clock:
        yield finding("F63", where, "itunes:duration is missing.")
    elif not duration(clock):
        yield finding("F29", where, f"itunes:duration is {clock!r}.")


def _beside(item: "_Element", where: str) -> Iterator[Finding]:
    transcripts = item.findall(tag("podcast:transcript"))
    if not transcripts:
        yield finding("F64", where, "podcast:transcript is missing.")
    for one in transcripts:
        if not one.get("url") or one.get("type") not in _READ:
            yield finding("F31", where, f"url is {one.get('url')!r}, type {one.get('type')!r}.")
    for one in item.findall(tag("podcast:chapters")):
        if not one.get("url") or one.get("type") not in ("application/json+chapters", "application/json"):
            yield finding("F33", where, f"url is {one.get('url')!r}, type {one.get('type')!r}.")
    for one in item.findall(tag("podcast:alternateEnclosure")):
        sources = [source.get("uri") for source in one.findall(tag("podcast:source"))]
        if not one.get("type") or not sources or not all(sources):
            yield finding("F36", where, f"type is {one.get('type')!r}, with {len(sources)} sources.")


def _people(item: "_Element", where: str) -> Iterator[Finding]:
    for one in item.findall(tag("podcast:person")):
        name = (one.text or "").strip()
        if not 0 < len(name) <= _LONGEST_NAME:
            yield finding("F35", where, f"{len(name)} letters.")
    for one in item.findall(tag("podcast:txt")):
        if len(one.text or "") > _LONGEST_TEXT or len(one.get("purpose", "")) > _LONGEST_PURPOSE:
            yield finding("F45", where, f"{len(one.text or '')} letters.")


def _licence(element: "_Element", where: str) -> Iterator[Finding]:
    name = (element.text or "").strip()
    if not name or (not element.get("url") and not known_licence(name)):
        yield finding("F44", where, f"{name!r} without url.")


def _alike(feed: Feed) -> Iterator[Finding]:
    addresses = [item.find("enclosure") for item in feed.items]
    yield from _twice(feed, "F26", [text(item, "guid") for item in feed.items])
    yield from _twice(feed, "F50", [(one.get("url") or "") if one is not None else "" for one in addresses])


def _twice(feed: Feed, number: str, values: Sequence[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for item, value in zip(feed.items, values, strict=True):
        if value and value in seen:
            yield finding(number, feed.where(item), f"{value}, as an episode before.")
        seen.add(value)


def _order(feed: Feed) -> Iterator[Finding]:
    dated = [(item, when) for item in feed.items if (when := moment(text(item, "pubDate")))]
    if text(feed.channel, "itunes:type").lower() != "serial":
        for (_, before), (item, after) in pairwise(dated):
            if after > before:
                yield finding("F66", feed.where(item), f"{after:%Y-%m-%d} follows {before:%Y-%m-%d}.")
    stated = text(feed.channel, "lastBuildDate")
    built = moment(stated)
    if stated and built is None:
        yield finding("F28", feed.name, f"lastBuildDate is {stated!r}.")
    newest = max((when for _, when in dated), default=None)
    if built and newest and newest > built:
        yield finding(
            "F67", feed.name, f"lastBuildDate is {built:%Y-%m-%d}, an episode of {newest:%Y-%m-%d}."
        )
