"""What a feed says of its files, held against those that lie beside it."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import CodecError
from pipeline.infra.ownership import digest_of
from pipeline.validation.feed import Feed, tag, text
from pipeline.validation.feed_items import duration
from pipeline.validation.findings import Finding, finding

if TYPE_CHECKING:
    from lxml.etree import _Element

Length = Callable[[Path], float]
"""How long a recording lasts, in seconds; raises `CodecError`."""

_SIDES = range(1400, 3001)
_CLOSE_S = 2.0
"""Apps show whole seconds, and some encoders count their own delay."""


def check(feed: Feed, length: Length) -> Iterator[Finding]:
    """Everything that differs; nothing when none of the site's files lie beside the feed."""
    if not any(path.is_file() for _, path in _files(feed)):
        return
    for element, path in _files(feed):
        if not path.is_file():
            yield finding("F40", f"{feed.name}, line {element.sourceline}", f"{path}.")
    yield from _artwork(feed)
    for item in feed.items:
        yield from _recording(feed, item, length)
        yield from _transcripts(feed, item)
        yield from _chapters(feed, item)
        for alternate in item.findall(tag("podcast:alternateEnclosure")):
            yield from _alternate(feed, item, alternate)


def _files(feed: Feed) -> Iterator[tuple["_Element", Path]]:
    for element in feed.channel.iter("*"):
        for name in ("href", "url", "uri"):
            path = feed.local(element.get(name) or "")
            if path is not None and path.resolve() != feed.path.resolve():
                yield element, path


def _there(feed: Feed, element: "_Element | None", name: str = "url") -> Path | None:
    path = feed.local(element.get(name) or "") if element is not None else None
    return path if path is not None and path.is_file() else None


def _artwork(feed: Feed) -> Iterator[Finding]:
    from PIL import Image

    for element in feed.channel.iter(tag("itunes:image")):
        if path := _there(feed, element, "href"):
            try:
                with Image.open(path) as picture:
                    width, height = picture.size
                    kind, mode = picture.format, picture.mode
            except OSError as error:
                yield finding("F11", path.name, f"It cannot be read: {error}.")
                continue
            good = kind in ("JPEG", "PNG") and mode == "RGB" and width == height and width in _SIDES
            if not good:
                yield finding("F11", path.name, f"{kind} {mode}, {width} by {height}.")


def _recording(feed: Feed, item: "_Element", length: Length) -> Iterator[Finding]:
    enclosure = item.find("enclosure")
    path = _there(feed, enclosure)
    if path is None or enclosure is None:
        return
    if enclosure.get("length") != str(path.stat().st_size):
        message = f"{enclosure.get('length')}, and {path.name} has {path.stat().st_size} bytes."
        yield finding("F24", feed.where(item), message)
    stated = duration(text(item, "itunes:duration"))
    if stated is None or path.suffix.lower() != ".mp3":
        return
    try:
        seconds = length(path)
    except CodecError as error:
        yield finding("F30", feed.where(item), f"{path.name} cannot be played: {error}")
        return
    if abs(stated - seconds) > _CLOSE_S:
        yield finding("F30", feed.where(item), f"{stated:.0f} s, and {path.name} lasts {seconds:.1f} s.")


def _transcripts(feed: Feed, item: "_Element") -> Iterator[Finding]:
    for element in item.findall(tag("podcast:transcript")):
        if path := _there(feed, element):
            begin = _begin(path).lstrip(b"\xef\xbb\xbf")
            wrong = (element.get("type") == "text/vtt" and not begin.startswith(b"WEBVTT")) or (
                element.get("type") == "text/html" and b"<html" not in begin.lower()
            )
            if wrong:
                yield finding("F32", feed.where(item), f"{path.name} is not {element.get('type')}.")


def _begin(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4000)


def _chapters(feed: Feed, item: "_Element") -> Iterator[Finding]:
    path = _there(feed, item.find(tag("podcast:chapters")))
    if path is None:
        return
    try:
        table = json.loads(path.read_text("utf-8"))
        version, times = table["version"], [float(one["startTime"]) for one in table["chapters"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield finding("F34", feed.where(item), f"{path.name} cannot be read: {error!r}.")
        return
    if any(after < before for before, after in pairwise(times)):
        yield finding("F34", feed.where(item), f"{path.name}, version {version}: the times are out of order.")
    seconds = duration(text(item, "itunes:duration"))
    if seconds and times and max(times) > seconds + 1:
        yield finding("F34", feed.where(item), f"{path.name}: a chapter begins after the end.")


def _alternate(feed: Feed, item: "_Element", alternate: "_Element") -> Iterator[Finding]:
    path = _there(feed, alternate.find(tag("podcast:source")), "uri")
    if path is None:
        return
    size = path.stat().st_size
    if alternate.get("length", str(size)) != str(size):
        yield finding(
            "F37", feed.where(item), f"{alternate.get('length')}, and {path.name} has {size} bytes."
        )
    integrity = alternate.find(tag("podcast:integrity"))
    if integrity is not None and integrity.get("type") == "sri":
        digest = f"sha256-{b64encode(bytes.fromhex(digest_of(path))).decode()}"
        if integrity.get("value") != digest:
            yield finding("F38", feed.where(item), f"{path.name} has {digest}.")
