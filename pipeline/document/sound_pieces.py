"""An edition's sound cut at pauses into pieces, which are encoded each for itself and joined again.

Where it is cut follows from the sentences around alone, and each piece begins where a frame of the recording does; so
a sentence more changes its own piece, and the others are what they were, wherever they stand now.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from itertools import accumulate

from pipeline.document.sound import Clip, Cue, Timeline, Track

FRAME = 1152
FRAMES_RATE = 44_100
"""A frame of MP3 is so many samples at that rate, and as long at half of it (ISO 11172-3 and 13818-3, layer III)."""
REACH_S = 15
"""Of speech, on either side of a cut, that decide where it is: pieces are as long at least and twice as long on the whole.
So little is encoded for a sentence more, and starting an encoder is still a small part of its work."""
LONGEST_S = 120
"""Of speech in a piece, where the same sentence comes again and again and no place is better than others."""
SILENCE_S = 0.1
"""Between two pieces at least: twice as much as two frames of any rate, and what they overlap."""
ROUNDING = 2
"""Samples by which a place may be off a frame's beginning, since frames begin between samples at most rates."""


@dataclass(frozen=True, eq=False)
class Piece:
    """Some sentences that follow each other, and the silence up to the next piece; two are equal only when they are one."""

    track: Track
    """Its sentences alone, from 0 on."""
    rate: int
    frames: int
    """How many frames of a recording it takes."""

    @property
    def samples(self) -> int:
        """Its length."""
        return self.track.samples

    @cached_property
    def content(self) -> Sequence[object]:
        """What its sound is made from: sounds by their keys and lengths, and when each begins; no ids, and not its place."""
        begins = [self.track.head, *(cue.end for cue in self.track.cues[:-1])]
        clips = [
            [clip.key, clip.samples, begin] for clip, begin in zip(self.track.clips, begins, strict=True)
        ]
        return self.rate, self.frames, clips


@dataclass(frozen=True, slots=True)
class Parts:
    """What each recording is joined of."""

    pages: tuple[tuple[Piece, ...], ...]
    """Of each page, in the timeline's order."""
    episode: tuple[Piece, ...]
    """Those of its pages; where a page ends with hardly a pause, one for what stands around its end."""

    @property
    def all(self) -> tuple[Piece, ...]:
        """Each once."""
        return tuple(dict.fromkeys((*self.episode, *(piece for page in self.pages for piece in page))))


def align(timeline: Timeline) -> Timeline:
    """`timeline` with each piece beginning where a frame does: pauses before them are longer by up to a fortieth of a
    second.
    """
    tracks, before = [], 0
    for track in timeline.tracks:
        own, frames = _align(track, timeline.rate, before if track.page.episode else 0)
        tracks.append(own)
        before += frames if track.page.episode else 0
    return replace(timeline, tracks=tuple(tracks))


def parts(timeline: Timeline) -> Parts:
    """How the sound of an `aligned` timeline is cut."""
    pages = [_pieces(track, timeline.rate) for track in timeline.tracks]
    own = (page for page, track in zip(pages, timeline.tracks, strict=True) if track.page.episode)
    return Parts(tuple(pages), tuple(_split(piece for page in own for piece in page)))


def _align(track: Track, rate: int, before: int) -> tuple[Track, int]:
    """The track, which begins with that frame of the recording, and how many frames it takes."""
    cues, moved, frames = list(track.cues), 0, 0
    for first, end in _bounds(track, rate) if cues else ():
        for at in range(first, end):
            cues[at] = replace(cues[at], begin=cues[at].begin + moved, end=cues[at].end + moved)
        length, silent = cues[end - 1].end - cues[first].begin, _rest(track, end - 1)
        frames += _frames(length, length - silent, rate)
        place = _samples(before + frames, rate) - _samples(before, rate)
        moved += place - cues[end - 1].end
        cues[end - 1] = replace(cues[end - 1], end=place)
    return replace(track, cues=tuple(cues)), frames


def _bounds(track: Track, rate: int) -> Sequence[tuple[int, int]]:
    """The first clip of each piece, and the one after its last."""
    cuts = [0, *_cuts(track, rate), len(track.clips)]
    return [(cuts[at], cuts[at + 1]) for at in range(len(cuts) - 1)]


def _cuts(track: Track, rate: int) -> Iterator[int]:
    """Before which clips: after any whose number, drawn from its key, is the highest as far as a cut reaches."""
    ends = list(accumulate(clip.samples for clip in track.clips))
    drawn = [_clip_number(track, number, rate) for number in range(len(ends))]
    last, reach = 0, REACH_S * rate
    for number, end in enumerate(ends[:-1]):
        if drawn[number] < 0 or min(end, ends[-1] - end) < reach:
            continue
        if _is_highest(number, drawn, ends, reach) or end - last >= LONGEST_S * rate:
            yield number + 1
            last = end


def _clip_number(track: Track, number: int, rate: int) -> int:
    """A clip's number; below zero where there is no silence after it."""
    own = sha256(track.clips[number].key.encode()).digest()
    return int.from_bytes(own[:8], "big") if _rest(track, number) >= SILENCE_S * rate else -1


def _is_highest(number: int, drawn: Sequence[int], ends: Sequence[int], reach: int) -> bool:
    """Whether it is, as far as that; of two that are equal the first."""
    before = drawn[bisect_left(ends, ends[number] - reach) : number]
    after = drawn[number + 1 : bisect_right(ends, ends[number] + reach)]
    return max(before, default=-1) < drawn[number] >= max(after, default=-1)


def _rest(track: Track, number: int) -> int:
    """How long the silence is after that clip."""
    begin = track.cues[number - 1].end if number else track.head
    return track.cues[number].end - begin - track.clips[number].samples


def _pieces(track: Track, rate: int) -> tuple[Piece, ...]:
    return tuple(_piece(track, rate, *bounds) for bounds in _bounds(track, rate))


def _piece(track: Track, rate: int, first: int, end: int) -> Piece:
    """Its last silence is as long as its frames, whatever rounding made of it in this place."""
    if not track.clips:
        return Piece(track, rate, 0)
    before = track.cues[first].begin
    cues = [Cue(cue.sentence, cue.begin - before, cue.end - before) for cue in track.cues[first:end]]
    frames = round(cues[-1].end * FRAMES_RATE / (FRAME * rate))
    cues[-1] = replace(cues[-1], end=_samples(frames, rate))
    own = replace(track, clips=track.clips[first:end], cues=tuple(cues), head=0 if first else track.head)
    return Piece(own, rate, frames)


def _split(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of the episode, those made one that have hardly a pause between them."""
    near: list[Piece] = []
    for piece in pieces:
        if near and _is_silent_at_its_end(near[-1]):
            yield _merge(near)
            near = []
        near.append(piece)
    if near:
        yield _merge(near)


def _is_silent_at_its_end(piece: Piece) -> bool:
    track = piece.track
    return not track.clips or _rest(track, len(track.clips) - 1) >= SILENCE_S * piece.rate


def _merge(pieces: Sequence[Piece]) -> Piece:
    """As one of the first one's page."""
    if len(pieces) == 1:
        return pieces[0]
    clips: list[Clip] = []
    cues: list[Cue] = []
    for piece in pieces:
        begin = cues[-1].end if cues else 0
        clips += piece.track.clips
        cues += [Cue(cue.sentence, cue.begin + begin, cue.end + begin) for cue in piece.track.cues]
    track = replace(pieces[0].track, clips=tuple(clips), cues=tuple(cues))
    return Piece(track, pieces[0].rate, sum(piece.frames for piece in pieces))


def _frames(samples: int, speech: int, rate: int) -> int:
    """How many frames have room for that, but for what is rounding, and for all of the speech in it."""
    needed = max(samples - ROUNDING, speech + ROUNDING)
    return -(-needed * FRAMES_RATE // (FRAME * rate))


def _samples(frames: int, rate: int) -> int:
    """How long so many frames are."""
    return round(frames * FRAME * rate / FRAMES_RATE)
