"""Media overlays: their clips, and the rules that hold between text, clips and recordings.

EPUB 3.3, section 9; what EPUBCheck does not look at, since it opens no recording: ends, gaps, overlaps,
order, text without a clip, lengths that do not add up.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf, isfinite
from typing import Any

from pipeline.validation.book import Book, Item, resolve
from pipeline.validation.content_documents import UNSEEN, alternative, body
from pipeline.validation.findings import Finding, finding

_CLOCK = re.compile(r"(?:(?:(\d{1,6}):)?([0-5]?\d):)?(\d{1,12}(?:\.\d{1,12})?)(h|min|s|ms)?\Z")
_UNITS = {"h": 3600.0, "min": 60.0, "s": 1.0, "ms": 0.001, None: 1.0}
_CLOSE_S = 0.002
"""Gaps and overlaps up to it are nobody's: half a millisecond of rounding on both sides."""
_PAST_S = 0.020
_SHORTEST_S = 0.25
"""Below it, readers that stop 50 ms before a clip's end leave words out."""
_TAIL_S = 0.5
_SHOWN = 20
"""Texts without a clip that are named of one overlay."""
_MUCH_S = 1.0
"""What EPUB 3.3, section 9.3.2.2, allows the lengths in the package to be off."""
_UNHEARD = ("doc-backlink", "doc-noteref", "doc-pagebreak")
"""Marks of notes and of printed pages, which readers let listeners skip."""

_TYPE = "{http://www.idpf.org/2007/ops}type"
_PAGEBREAK = "pagebreak"


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of a recording and the text that is highlighted while it sounds."""

    where: str
    """Overlay and line."""
    page: str
    target: str
    """Id within the page."""
    sound: str
    """Path of the recording, or its address where it stands elsewhere; empty where none is named."""
    begin: float | None
    """Seconds, 0 where nothing is said, None when what is said is not understood."""
    end: float | None
    """Likewise, and infinite where nothing is said: the clip goes on to the end of its recording."""
    recorded: bool = True
    """Whether it has a recording; else the reader's own voice speaks its text (EPUB 3.3, section 9.2.2.7)."""

    @property
    def times(self) -> tuple[float, float] | None:
        """From when to when it sounds, where that is known."""
        known = self.recorded and self.begin is not None and self.end is not None and isfinite(self.end)
        return (self.begin or 0.0, self.end or 0.0) if known else None


@dataclass(frozen=True, slots=True)
class Overlay:
    """One document of overlays, and the pages that it is for."""

    id: str
    path: str
    pages: tuple[Item, ...]
    clips: tuple[Clip, ...]

    @property
    def seconds(self) -> float:
        """The length of all its clips, as far as it is known."""
        return sum(times[1] - times[0] for clip in self.clips if (times := clip.times))

    @property
    def is_measured(self) -> bool:
        """Whether the lengths of all its clips are known; none is of what a reader's own voice speaks."""
        return all(clip.times for clip in self.clips)


def overlays(book: Book) -> tuple[Overlay, ...]:
    """The overlays of the pages that are read, in order."""
    pages: dict[str, list[Item]] = {}
    for page in dict.fromkeys(book.spine):
        if page.overlay in book.items:
            pages.setdefault(page.overlay, []).append(page)
    return tuple(_overlay(book, tuple(each), book.items[id]) for id, each in pages.items())


def end_open_clips(overlays: Sequence[Overlay], lengths: Mapping[str, float]) -> tuple[Overlay, ...]:
    """`overlays`, and clips that go on to the end of their recording end where it does, if its length is known."""
    return tuple(
        replace(
            overlay,
            clips=tuple(
                replace(clip, end=lengths[clip.sound]) if clip.end == inf and clip.sound in lengths else clip
                for clip in overlay.clips
            ),
        )
        for overlay in overlays
    )


def check(book: Book, overlays: Sequence[Overlay], lengths: Mapping[str, float]) -> Iterator[Finding]:
    """Everything wrong with the `overlays` of a book whose recordings last `lengths` seconds by path."""
    for overlay in overlays:
        yield from _clips(book, overlay, lengths)
        yield from _order(book, overlay)
        yield from _sequence(overlay)
    yield from _rest(overlays, lengths)
    if overlays:
        yield from _pages_without_overlay(book)
        yield from _lengths(book, overlays)
        yield from _highlight(book)
        if not book.values("media:narrator"):
            yield finding("O17", book.root, "The metadata names no media:narrator.")


def unnarrated_texts(book: Book, overlay: Overlay) -> Iterator[tuple[str, str]]:
    """Texts of the overlay's pages that no clip covers, alternatives of pictures among them, each with its place.

    Where a book names a second language, text that is marked to be in it stands beside the narrated one.
    """
    targets: dict[str, set[str]] = {}
    for clip in overlay.clips:
        targets.setdefault(clip.page, set()).add(clip.target)
    beside = {language.lower() for language in book.values("dc:language")[1:]}
    for page in overlay.pages:
        root = book.xml(page.path)
        if root is not None:
            for place, text in _uncovered_texts(body(root), targets.get(page.path, set()), beside, ""):
                yield f"{page.path}{place}", text


def seconds(clock: str | None) -> float | None:
    """A clock value of SMIL 3.0, section 5.4.3; None when it is none."""
    match = _CLOCK.match((clock or "").strip())
    if not match:
        return None
    hours, minutes, rest, unit = match.groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(rest) * _UNITS[unit]


def _overlay(book: Book, pages: tuple[Item, ...], item: Item) -> Overlay:
    root = book.xml(item.path)
    pars = [] if root is None else list(root.iter("{*}par"))
    return Overlay(item.id, item.path, pages, tuple(_clip(item, par) for par in pars))


def _clip(item: Item, par: Any) -> Clip:
    text, audio = par.find("{*}text"), par.find("{*}audio")
    page, target = resolve(item.path, text.get("src", "") if text is not None else "")
    where = f"{item.path}:{par.sourceline}"
    if audio is None:
        return Clip(where, page, target, "", None, None, recorded=False)
    src = audio.get("src", "")
    sound = (resolve(item.path, src)[0] or src) if src else ""
    begin, end = _time(audio.get("clipBegin"), 0.0), _time(audio.get("clipEnd"), inf)
    return Clip(where, page, target, sound, begin, end)


def _time(clock: str | None, otherwise: float) -> float | None:
    """What an attribute says, and `otherwise` where there is none (SMIL 3.0, section 7.4)."""
    return otherwise if clock is None else seconds(clock)


def _clips(book: Book, overlay: Overlay, lengths: Mapping[str, float]) -> Iterator[Finding]:
    ids = {(page, id) for page, id in _places(book, overlay)}
    for clip in overlay.clips:
        if (clip.page, clip.target) not in ids:
            message = f"{clip.page}#{clip.target} is not an element of the overlay's page."
            yield finding("O02", clip.where, message)
        if clip.recorded:
            yield from _check_clips(clip, book, lengths)


def _check_clips(clip: Clip, book: Book, lengths: Mapping[str, float]) -> Iterator[Finding]:
    if clip.sound not in book.names and clip.sound not in book.remote:
        yield finding("O03", clip.where, f"The recording {clip.sound or 'of the clip'} is not in the book.")
    if clip.begin is None or clip.end is None:
        yield finding("O04", clip.where, "clipBegin or clipEnd is not a time.")
    elif clip.end <= clip.begin:
        yield finding("O05", clip.where, f"It goes from {clip.begin:.3f} s to {clip.end:.3f} s.")
    elif clip.end - clip.begin < _SHORTEST_S:
        message = f"It lasts {clip.end - clip.begin:.3f} s, less than {_SHORTEST_S} s."
        yield finding("O15", clip.where, message)
    length = lengths.get(clip.sound)
    if length is not None and clip.times and clip.times[1] > length + _PAST_S:
        message = f"It ends at {clip.times[1]:.3f} s; {clip.sound} lasts {length:.3f} s."
        yield finding("O06", clip.where, message)


def _places(book: Book, overlay: Overlay) -> Mapping[tuple[str, str], tuple[int, int]]:
    """By page and id, the place of every element of the overlay's pages that has one, in the order of reading."""
    places = {}
    for at, page in enumerate(overlay.pages):
        root = book.xml(page.path)
        for number, element in enumerate(() if root is None else root.iter()):
            if element.get("id"):
                places[page.path, element.get("id")] = at, number
    return places


def _order(book: Book, overlay: Overlay) -> Iterator[Finding]:
    places = _places(book, overlay)
    known = [clip for clip in overlay.clips if (clip.page, clip.target) in places]
    for before, after in pairwise(known):
        if places[after.page, after.target] < places[before.page, before.target]:
            yield finding("O09", after.where, f"#{after.target} stands before #{before.target} on the page.")
    for (_, target), count in Counter((clip.page, clip.target) for clip in overlay.clips).items():
        if count > 1:
            yield finding("O10", overlay.path, f"#{target} has {count} clips.")
    for place, text in list(unnarrated_texts(book, overlay))[:_SHOWN]:
        yield finding("O11", place, f"“{text[:80]}” is seen and not heard.")


def _sequence(overlay: Overlay) -> Iterator[Finding]:
    for before, after in pairwise(overlay.clips):
        if before.sound != after.sound or not before.times or not after.times:
            continue
        gap = after.times[0] - before.times[1]
        if gap > _CLOSE_S:
            yield finding("O07", after.where, f"{gap:.3f} s of {after.sound} are skipped.")
        if gap < -_CLOSE_S:
            yield finding("O08", after.where, f"{-gap:.3f} s of {after.sound} play twice.")


def _rest(overlays: Sequence[Overlay], lengths: Mapping[str, float]) -> Iterator[Finding]:
    """What no clip of any overlay plays at the end of a recording, told where the last of them stands."""
    ends: dict[str, tuple[float, str]] = {}
    for overlay in overlays:
        for clip in overlay.clips:
            if clip.recorded and (end := clip.end or 0.0) >= ends.get(clip.sound, (0.0, ""))[0]:
                ends[clip.sound] = end, overlay.path
    for sound, (end, where) in ends.items():
        if sound in lengths and lengths[sound] > end + _TAIL_S:
            message = f"The last clip ends {lengths[sound] - end:.2f} s before {sound} does."
            yield finding("O16", where, message)


def _pages_without_overlay(book: Book) -> Iterator[Finding]:
    for page in book.spine:
        if page.media_type == "application/xhtml+xml" and page.overlay not in book.items:
            yield finding("O01", page.path, "Reading aloud stops at this page.")


def _lengths(book: Book, overlays: Sequence[Overlay]) -> Iterator[Finding]:
    stated = {one.refines: seconds(one.value) for one in book.statements if one.name == "media:duration"}
    for overlay in overlays:
        yield from _length("O12", overlay.path, stated.get(overlay.id), [overlay], "its clips last")
    yield from _length("O13", book.root, stated.get(""), overlays, "all clips last")


def _length(
    number: str, where: str, said: float | None, overlays: Sequence[Overlay], words: str
) -> Iterator[Finding]:
    """Nothing or much else is an error, a little else a warning; where not all is measured, more may be said."""
    total = sum(overlay.seconds for overlay in overlays)
    if said is None:
        yield finding(number, where, f"The package says nothing; {words} {total:.3f} s.")
        return
    open_ended = said > total and not all(overlay.is_measured for overlay in overlays)
    if abs(said - total) > _PAST_S * len(overlays) and not open_ended:
        off = number if abs(said - total) > _MUCH_S else "O18"
        yield finding(off, where, f"The package says {said:.3f} s; {words} {total:.3f} s.")


def _highlight(book: Book) -> Iterator[Finding]:
    classes = [name for said in book.values("media:active-class") for name in said.split()]
    if not classes:
        yield finding("O14", book.root, "The metadata names no media:active-class.")
    sheets = b"\n".join(_sheets(book))
    for name in classes:
        if not re.search(rb"\." + re.escape(name.encode()) + rb"(?![\w-])", sheets):
            yield finding("O14", book.root, f"No style sheet has a rule for the class “{name}”.")


def _sheets(book: Book) -> Iterator[bytes]:
    """All rules of style: the book's sheets, and those in its pages themselves."""
    for item in book.items.values():
        if item.media_type == "text/css":
            yield book.read(item.path)
    for page in (page for page in book.spine if page.is_page):
        root = book.xml(page.path)
        for style in () if root is None else root.iter("{*}style"):
            yield "".join(style.itertext()).encode()


def _uncovered_texts(
    element: Any, targets: set[str], beside: set[str], place: str
) -> Iterator[tuple[str, str]]:
    if not isinstance(element.tag, str) or element.get("hidden") is not None or element.get("id") in targets:
        return
    name = element.tag.rpartition("}")[2]
    if element.get("role") in _UNHEARD or _PAGEBREAK in element.get(_TYPE, "").split():
        return
    if name in UNSEEN:
        return
    if (element.get("lang") or "").lower() in beside:
        return
    place = f"#{element.get('id')}" if element.get("id") else place
    for text in (alternative(element) if name == "img" else "", element.text):
        if text and any(sign.isalnum() for sign in text):
            yield place, " ".join(text.split())
    for child in element:
        yield from _uncovered_texts(child, targets, beside, place)
        if child.tail and any(sign.isalnum() for sign in child.tail):
            yield place, " ".join(child.tail.split())
