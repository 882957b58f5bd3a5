"""Media overlays: their clips, and the rules that hold between text, clips and recordings.

EPUB 3.3, section 9; what EPUBCheck does not look at, since it opens no recording: ends, gaps, overlaps,
order, text without a clip, lengths that do not add up.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pipeline.proofing.book import Book, Item, resolved
from pipeline.proofing.findings import Finding, finding
from pipeline.proofing.texts import alternative, body

_CLOCK = re.compile(r"(?:(?:(\d{1,6}):)?([0-5]?\d):)?(\d{1,12}(?:\.\d{1,12})?)(h|min|s|ms)?\Z")
_UNITS = {"h": 3600.0, "min": 60.0, "s": 1.0, "ms": 0.001, None: 1.0}
_CLOSE_S = 0.002
"""Gaps and overlaps up to it are nobody's: half a millisecond of rounding on both sides."""
_PAST_S = 0.020
_SHORTEST_S = 0.25
"""Below it, readers that stop 50 ms before a clip's end leave words out."""
_TAIL_S = 0.5
_UNHEARD = ("doc-backlink", "doc-noteref")


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of a recording and the text that is highlighted while it sounds."""

    where: str
    """Overlay and line."""
    page: str
    target: str
    """Id within the page."""
    sound: str
    """Path of the recording."""
    begin: float | None
    """Seconds, None when not said or not understood; likewise `end`."""
    end: float | None


@dataclass(frozen=True, slots=True)
class Overlay:
    """The overlay of one page."""

    id: str
    path: str
    page: Item
    clips: tuple[Clip, ...]

    @property
    def seconds(self) -> float:
        """The length of all its clips."""
        return sum((clip.end or 0) - (clip.begin or 0) for clip in self.clips)


def overlays(book: Book) -> tuple[Overlay, ...]:
    """The overlays of the pages that are read, in order."""
    pages = [page for page in book.spine if page.overlay in book.items]
    return tuple(_overlay(book, page, book.items[page.overlay]) for page in pages)


def found(book: Book, made: Sequence[Overlay], lengths: Mapping[str, float]) -> Iterator[Finding]:
    """Everything wrong with the overlays `made` of a book whose recordings last `lengths` seconds by path."""
    for overlay in made:
        yield from _clips(book, overlay, lengths)
        yield from _order(book, overlay)
        yield from _sequence(overlay)
        yield from _rest(overlay, lengths)
    if made:
        yield from _unaccompanied(book)
        yield from _lengths(book, made)
        yield from _highlight(book)
        if not book.said("media:narrator"):
            yield finding("O17", book.root, "The metadata names no media:narrator.")


def unnarrated(book: Book, overlay: Overlay) -> Iterator[tuple[str, str]]:
    """Texts of the overlay's page that no clip covers, alternatives of pictures among them, each with its place.

    Where a book names a second language, text that is marked to be in it stands beside the narrated one.
    """
    root = book.xml(overlay.page.path)
    if root is not None:
        targets = {clip.target for clip in overlay.clips}
        beside = {language.lower() for language in book.said("dc:language")[1:]}
        yield from _uncovered(body(root), targets, beside, "")


def seconds(clock: str | None) -> float | None:
    """A clock value of SMIL 3.0, section 5.4.3; None when it is none."""
    match = _CLOCK.match((clock or "").strip())
    if not match:
        return None
    hours, minutes, rest, unit = match.groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(rest) * _UNITS[unit]


def _overlay(book: Book, page: Item, item: Item) -> Overlay:
    root = book.xml(item.path)
    pars = [] if root is None else list(root.iter("{*}par"))
    return Overlay(item.id, item.path, page, tuple(_clip(item, par) for par in pars))


def _clip(item: Item, par: Any) -> Clip:
    text, audio = par.find("{*}text"), par.find("{*}audio")
    page, target = resolved(item.path, text.get("src", "") if text is not None else "")
    sound = "" if audio is None else resolved(item.path, audio.get("src", ""))[0]
    begin, end = (None if audio is None else seconds(audio.get(name)) for name in ("clipBegin", "clipEnd"))
    return Clip(f"{item.path}:{par.sourceline}", page, target, sound, begin, end)


def _clips(book: Book, overlay: Overlay, lengths: Mapping[str, float]) -> Iterator[Finding]:
    root = book.xml(overlay.page.path)
    ids = set() if root is None else {element.get("id") for element in root.iter() if element.get("id")}
    for clip in overlay.clips:
        if clip.page != overlay.page.path or clip.target not in ids:
            yield finding(
                "O02", clip.where, f"{clip.page}#{clip.target} is no element of the overlay's page."
            )
        if clip.sound not in book.names:
            yield finding(
                "O03", clip.where, f"The recording {clip.sound or 'of the clip'} is not in the book."
            )
        if clip.begin is None or clip.end is None:
            yield finding("O04", clip.where, "clipBegin or clipEnd is missing or no time.")
        elif clip.end <= clip.begin:
            yield finding("O05", clip.where, f"It goes from {clip.begin:.3f} s to {clip.end:.3f} s.")
        elif clip.end - clip.begin < _SHORTEST_S:
            yield finding(
                "O15", clip.where, f"It lasts {clip.end - clip.begin:.3f} s, less than {_SHORTEST_S} s."
            )
        length = lengths.get(clip.sound)
        if length is not None and clip.end is not None and clip.end > length + _PAST_S:
            told = f"It ends at {clip.end:.3f} s; {clip.sound} lasts {length:.3f} s."
            yield finding("O06", clip.where, told)


def _order(book: Book, overlay: Overlay) -> Iterator[Finding]:
    root = book.xml(overlay.page.path)
    if root is None:
        return
    places = {element.get("id"): number for number, element in enumerate(root.iter()) if element.get("id")}
    known = [clip for clip in overlay.clips if clip.target in places]
    for before, after in pairwise(known):
        if places[after.target] < places[before.target]:
            yield finding("O09", after.where, f"#{after.target} stands before #{before.target} on the page.")
    for target, count in Counter(clip.target for clip in overlay.clips).items():
        if count > 1:
            yield finding("O10", overlay.path, f"#{target} has {count} clips.")
    uncovered = list(unnarrated(book, overlay))
    for place, text in uncovered[:20]:
        yield finding("O11", f"{overlay.page.path}{place}", f"“{text[:80]}” is seen and not heard.")


def _sequence(overlay: Overlay) -> Iterator[Finding]:
    timed = [clip for clip in overlay.clips if clip.begin is not None and clip.end is not None]
    for before, after in pairwise(timed):
        if before.sound != after.sound or before.end is None or after.begin is None:
            continue
        if after.begin > before.end + _CLOSE_S:
            yield finding(
                "O07", after.where, f"{after.begin - before.end:.3f} s of {after.sound} are skipped."
            )
        if after.begin < before.end - _CLOSE_S:
            yield finding(
                "O08", after.where, f"{before.end - after.begin:.3f} s of {after.sound} play twice."
            )


def _rest(overlay: Overlay, lengths: Mapping[str, float]) -> Iterator[Finding]:
    ends: dict[str, float] = {}
    for clip in overlay.clips:
        ends[clip.sound] = max(ends.get(clip.sound, 0.0), clip.end or 0.0)
    for sound, end in ends.items():
        if sound in lengths and lengths[sound] > end + _TAIL_S:
            yield finding(
                "O16", overlay.path, f"The last clip ends {lengths[sound] - end:.2f} s before {sound} does."
            )


def _unaccompanied(book: Book) -> Iterator[Finding]:
    for page in book.spine:
        if page.media_type == "application/xhtml+xml" and page.overlay not in book.items:
            yield finding("O01", page.path, "Reading aloud stops at this page.")


def _lengths(book: Book, made: Sequence[Overlay]) -> Iterator[Finding]:
    stated = {one.refines: seconds(one.value) for one in book.statements if one.name == "media:duration"}
    for overlay in made:
        said = stated.get(overlay.id)
        if said is None or abs(said - overlay.seconds) > _PAST_S:
            told = "nothing" if said is None else f"{said:.3f} s"
            yield finding(
                "O12", overlay.path, f"The package says {told}; its clips last {overlay.seconds:.3f} s."
            )
    whole, total = stated.get(""), sum(overlay.seconds for overlay in made)
    if whole is None or abs(whole - total) > _PAST_S * len(made):
        told = "nothing" if whole is None else f"{whole:.3f} s"
        yield finding("O13", book.root, f"The package says {told}; all clips last {total:.3f} s.")


def _highlight(book: Book) -> Iterator[Finding]:
    classes = [name for said in book.said("media:active-class") for name in said.split()]
    if not classes:
        yield finding("O14", book.root, "The metadata names no media:active-class.")
    sheets = b"\n".join(book.read(item.path) for item in book.items.values() if item.media_type == "text/css")
    for name in classes:
        if not re.search(rb"\." + re.escape(name.encode()) + rb"(?![\w-])", sheets):
            yield finding("O14", book.root, f"No style sheet has a rule for the class “{name}”.")


def _uncovered(element: Any, targets: set[str], beside: set[str], place: str) -> Iterator[tuple[str, str]]:
    if not isinstance(element.tag, str) or element.get("hidden") is not None or element.get("id") in targets:
        return
    name = element.tag.rpartition("}")[2]
    if element.get("role") in _UNHEARD or name in ("script", "style"):
        return
    if (element.get("lang") or "").lower() in beside:
        return
    place = f"#{element.get('id')}" if element.get("id") else place
    for text in (alternative(element) if name == "img" else "", element.text):
        if text and any(sign.isalnum() for sign in text):
            yield place, " ".join(text.split())
    for child in element:
        yield from _uncovered(child, targets, beside, place)
        if child.tail and any(sign.isalnum() for sign in child.tail):
            yield place, " ".join(child.tail.split())
