"""MP3 files: the episode with its chapters, and one file a page, of the same frames.

The sound is cut at pauses into pieces, and each is encoded once, side by side, into a seekable file, so that the tag
at its head tells how much the encoder put before and after. Joined, they are the pages and the episode; times
counted in PCM hold in both.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from pipeline.document.sound import Timeline
from pipeline.document.sound_pieces import Parts, Piece, parts
from pipeline.infra import loudness_meter
from pipeline.infra.store import Store, key
from pipeline.writers.encoder import CORRECTIONS, FULL, Encoder, Measured, Play, Quality
from pipeline.writers.encoders import Encoders
from pipeline.writers.encoding_progress import Steps
from pipeline.writers.id3 import ChapterMark, Tags, tag
from pipeline.writers.mp3_frames import Encoding, join

Made = TypeVar("Made")

VERSION = 4
"""Raised when the same pieces and tags would give other bytes; for whoever keeps them in the store."""

LOUDNESS_LUFS = -19.0
"""Of a mono file; the same as −16 in stereo."""
LOUDNESS_TOLERANCE_LU = 0.3
"""Nearer than half of what is promised; another encoding for less would be heard by nobody."""
ENCODER_DB = -0.45
"""LAME makes sound softer at this bit rate, to 0.95 of what it was, so that it does not clip."""


@dataclass(frozen=True, slots=True)
class Mp3:
    """A file, joined as it is read."""

    head: bytes
    """Its tag."""
    encodings: Sequence[Encoding]
    samples: int
    """Its length, at `rate`."""
    rate: int

    @property
    def key(self) -> str:
        """Of what it is made from, for the store."""
        digests = [encoding.kept.digest for encoding in self.encodings]
        return key("mp3", VERSION, head=self.head.hex(), pieces=digests, samples=self.samples)

    def blocks(self) -> Iterator[bytes]:
        """Its bytes in order."""
        yield self.head
        yield from join(self.encodings, self.samples, self.rate)


@dataclass(frozen=True, slots=True)
class Recording:
    """The finished sound of an edition."""

    episode: Mp3
    """With a chapter a page."""
    pages: tuple[Mp3, ...]
    """One a page likewise, all pages, in the timeline's order."""


def record(
    timeline: Timeline,
    play: Play,
    tags: Tags,
    store: Store,
    encoders: Encoders,
    folder: Path,
    quality: Quality = FULL,
    steps: Steps | None = None,
) -> Recording:
    """The episode and its pages, at −19 LUFS ± 0.5 over the episode and with true peaks below −1 dBTP in all.

    The `timeline` is `aligned`. `tags` are the episode's: its title becomes the pages' album. `encoders` have a thread for
    each core to be used; the same sound and tags give the same bytes however many there are, and whatever the `store`
    holds. What is in the making lies in `folder`. Another `quality` has the level that was found for the full one.
    What is done of it is counted in `steps`. Raises `CodecError`, `WriteError`, and whatever `play` raises.
    """
    plan, encoder = parts(timeline), Encoder(play, store, folder, encoders)
    steps = steps or Steps()
    measured = _level(plan, encoder, encoders.threads, steps)
    encodings = [each.encoding for each in measured.values()]
    if quality != FULL:
        levels = [each.level for each in measured.values()]
        lighter = encoders.threads.map(partial(encoder.encode, quality=quality), measured, levels)
        encodings = list(_count_progress(measured, lighter, steps))
    return _files(timeline, plan, dict(zip(measured, encodings, strict=True)), tags, quality)


def _level(plan: Parts, encoder: Encoder, work: Executor, steps: Steps) -> Mapping[Piece, Measured]:
    """All pieces at one gain, by which the episode is as loud as it should be."""
    measurements = list(work.map(encoder.foretold, plan.episode))
    gain_db = _first_gain_db(_integrate(measurements))
    measured = _at(gain_db, plan, encoder, work, steps)
    for _ in range(CORRECTIONS):
        off_db = _off_db(_integrate([measured[piece].momentary for piece in plan.episode]))
        if abs(off_db) <= LOUDNESS_TOLERANCE_LU:
            break
        gain_db += off_db
        steps.more(sum(map(_seconds, plan.all)))
        measured = _at(gain_db, plan, encoder, work, steps)
    return measured


def _at(
    gain_db: float, plan: Parts, encoder: Encoder, work: Executor, steps: Steps
) -> Mapping[Piece, Measured]:
    measurements = work.map(partial(encoder.measure, gain_db=gain_db), plan.all)
    return dict(zip(plan.all, _count_progress(plan.all, measurements, steps), strict=True))


def _count_progress(pieces: Iterable[Piece], results: Iterable[Made], steps: Steps) -> Iterator[Made]:
    for piece, one in zip(pieces, results, strict=True):
        steps.advance(_seconds(piece))
        yield one


def _seconds(piece: Piece) -> float:
    return piece.samples / piece.rate


def _integrate(momentary: Sequence[Sequence[float]]) -> float:
    return loudness_meter.integrate([value for one in momentary for value in one])


def _first_gain_db(spoken_lufs: float) -> float:
    """Silence stays silence."""
    return LOUDNESS_LUFS - spoken_lufs - ENCODER_DB if spoken_lufs > loudness_meter.SILENCE_LUFS else 0.0


def _off_db(heard_lufs: float) -> float:
    return LOUDNESS_LUFS - heard_lufs if heard_lufs > loudness_meter.SILENCE_LUFS else 0.0


def _files(
    timeline: Timeline, plan: Parts, encodings: Mapping[Piece, Encoding], tags: Tags, quality: Quality
) -> Recording:
    def file(head: bytes, pieces: Sequence[Piece], samples: int) -> Mp3:
        length = round(samples * quality.rate / timeline.rate)
        return Mp3(head, [encodings[piece] for piece in pieces], length, quality.rate)

    pages = zip(_page_tags(timeline, tags), plan.pages, timeline.tracks, strict=True)
    return Recording(
        file(tag(tags, _chapters(timeline)), plan.episode, timeline.samples),
        tuple(file(tag(own), pieces, track.samples) for own, pieces, track in pages),
    )


def _page_tags(timeline: Timeline, tags: Tags) -> Iterator[Tags]:
    total = len(timeline.tracks)
    for number, track in enumerate(timeline.tracks, 1):
        title = track.page.title
        yield replace(tags, title=title, album=tags.title, number=number, total=total)


def _chapters(timeline: Timeline) -> list[ChapterMark]:
    bounds = [sample * 1000 // timeline.rate for sample in (*timeline.begins, timeline.samples)]
    times = pairwise(bounds)
    return [ChapterMark(track.page.title, *time) for track, time in zip(timeline.episode, times, strict=True)]
