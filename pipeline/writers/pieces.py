"""An edition's sound cut into pieces of a minute or more, which are encoded side by side and joined again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document.sound import Cue, Timeline, Track

PIECE_S = 75
"""Short enough that all cores are busy to the end, long enough that starting an encoder is a small part of it."""
SILENCE_S = 0.1
"""Between two pieces at least: twice as much as two frames of any rate, and what they overlap."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Some sentences of a page; two are equal only when they are one."""

    track: Track
    begin: int
    """Where it begins in the recording whose frames it shares, in samples of the timeline."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What each recording is joined of."""

    pages: tuple[tuple[Piece, ...], ...]
    """Of each page, in the timeline's order."""
    episode: tuple[Piece, ...]
    """Those of its pages, or its own, where pages follow each other with hardly a pause."""

    @property
    def all(self) -> tuple[Piece, ...]:
        """Each once."""
        return tuple(dict.fromkeys((*self.episode, *(piece for page in self.pages for piece in page))))


def parts(timeline: Timeline) -> Parts:
    """How the timeline's sound is cut: at pauses only."""
    silence = int(SILENCE_S * timeline.rate)
    own = timeline.episode
    if all(_rest(track, len(track.clips) - 1) >= silence for track in own[:-1]):
        begins = dict(zip((track.page.id for track in own), timeline.begins, strict=True))
        pages = [_cut(track, begins.get(track.page.id, 0), timeline.rate) for track in timeline.tracks]
        shared = (page for page, track in zip(pages, timeline.tracks, strict=True) if track.page.episode)
        return Parts(tuple(pages), tuple(piece for page in shared for piece in page))
    alone = (_cut(track, 0, timeline.rate) for track in timeline.tracks)
    return Parts(tuple(alone), _cut(_merged(own, timeline.begins), 0, timeline.rate))


def _cut(track: Track, begin: int, rate: int) -> tuple[Piece, ...]:
    bounds = [0, *_cuts(track, rate), len(track.clips)]
    return tuple(_piece(track, bounds[at], bounds[at + 1], begin) for at in range(len(bounds) - 1))


def _cuts(track: Track, rate: int) -> Iterator[int]:
    """Before which clips: so that no piece is much shorter than a piece should be, nor the last one."""
    last = 0
    for number, cue in enumerate(track.cues[:-1]):
        long = min(cue.end - last, track.samples - cue.end) >= PIECE_S * rate
        if long and _rest(track, number) >= SILENCE_S * rate:
            yield number + 1
            last = cue.end


def _rest(track: Track, number: int) -> int:
    """How long the silence is after that clip; an empty track has none."""
    if not track.clips:
        return 0
    begin = track.cues[number - 1].end if number else track.head
    return track.cues[number].end - begin - track.clips[number].samples


def _piece(track: Track, first: int, end: int, begin: int) -> Piece:
    before = track.cues[first - 1].end if first else 0
    cues = tuple(Cue(cue.sentence, cue.begin - before, cue.end - before) for cue in track.cues[first:end])
    head = 0 if first else track.head
    return Piece(replace(track, clips=track.clips[first:end], cues=cues, head=head), begin + before)


def _merged(tracks: Sequence[Track], begins: Sequence[int]) -> Track:
    """As one page, the first one's."""
    clips = tuple(clip for track in tracks for clip in track.clips)
    cues = tuple(
        Cue(cue.sentence, cue.begin + begin, cue.end + begin)
        for track, begin in zip(tracks, begins, strict=True)
        for cue in track.cues
    )
    return replace(tracks[0], clips=clips, cues=cues)
