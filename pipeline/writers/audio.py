"""MP3 files: the episode with its chapters, and one file a page, of the same frames.

The sound is cut at pauses into pieces, and each is encoded once, side by side, into a seekable file, so that the tag
at its head tells how much the encoder put before and after. Joined, they are the pages and the episode; times
counted in PCM hold in both.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, pairwise
from pathlib import Path

from pipeline import codec
from pipeline.document.sound import Timeline, Track
from pipeline.writers import meter
from pipeline.writers.frames import Encoding, joined, lead
from pipeline.writers.id3 import ChapterMark, Tags, tag
from pipeline.writers.pieces import Piece, parts

VERSION = 3
"""Raised when the same timeline and tags would give other bytes; for whoever keeps them in the store."""

RATE = 44_100

LOUDNESS_LUFS = -19.0
"""Of a mono file; the same as −16 in stereo."""
LOUDNESS_TOLERANCE_LU = 0.3
"""Nearer than half of what is promised; another encoding for less would be heard by nobody."""
PEAK_DBTP = -1.0
LIMIT_DBFS = -2.0
"""Where the limiter holds samples at first: between them, and through MP3, peaks rise by up to about a decibel."""
PEAK_SLACK_DB = 0.2
"""How far the sound stays below `PEAK_DBTP`: peaks are told in tenths, and each decoder has its own."""
ENCODER_DB = -0.45
"""LAME makes sound softer at this bit rate, to 0.95 of what it was, so that it does not clip."""
CORRECTIONS = 4
"""Encodings at most after the first; a voice needs none or one, only rare loud bursts over a murmur more."""

Play = Callable[[Track], Iterable[bytes]]
"""Gives a track's PCM in pieces, exactly as long as its cues say."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How finely sound is encoded; the bit rate is constant, as EPUB advises for overlays."""

    rate: int
    """Samples a second."""
    bitrate: str


FULL = Quality(RATE, "96k")
"""Apple recommends 44.1 kHz mono from 96 kbps up."""
SMALL = Quality(22_050, "32k")
"""For slow lines: a third of the bytes, speech is heard clearly."""


@dataclass(frozen=True, slots=True)
class Level:
    """What an edition's sound is put through: one gain from its first to its last word, then a limiter."""

    gain_db: float
    limit_dbfs: float = LIMIT_DBFS


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud some sound is, by EBU R 128."""

    integrated_lufs: float
    """−70 for silence."""
    peak_dbtp: float


@dataclass(frozen=True, slots=True)
class Recording:
    """The finished sound of an edition."""

    episode: Iterator[bytes] = field(repr=False)
    """MP3 with a chapter a page, part by part, as long as its `folder` is there."""
    pages: tuple[Iterator[bytes], ...] = field(repr=False)
    """One MP3 a page likewise, all pages, in the timeline's order; without a cover."""
    level: Level
    """What made it loud enough; for other qualities of the same sound."""


def recorded(timeline: Timeline, play: Play, tags: Tags, work: Executor, folder: Path) -> Recording:
    """The episode and its pages, at −19 LUFS ± 0.5 over the episode and with true peaks below −1 dBTP in all.

    `tags` are the episode's: its title becomes the pages' album. `work` has a thread for each core to be used; the
    same sound and tags give the same bytes however many there are. What is encoded lies in `folder`. Raises `CodecError`, `WriteError`, and whatever
    `play` raises.
    """
    session = _Session(timeline, play, work, folder)
    level = Level(_first_gain_db(session.foretold()))
    encodings, heard = session.measured(level)
    for _ in range(CORRECTIONS):
        better = _corrected(level, heard)
        if better == level:
            break
        level = better
        encodings, heard = session.measured(level)
    return session.recording(encodings, tags, level, FULL)


def again(
    timeline: Timeline,
    play: Play,
    tags: Tags,
    level: Level,
    quality: Quality,
    work: Executor,
    folder: Path,
) -> Recording:
    """The same at a `level` that was found before, encoded as `quality` says."""
    session = _Session(timeline, play, work, folder)
    return session.recording(session.encoded(level, quality), tags, level, quality)


class _Session:
    """The pieces of one edition, and what is done with each of them beside the others."""

    def __init__(self, timeline: Timeline, play: Play, work: Executor, folder: Path) -> None:
        self._timeline = timeline
        self._play = play
        self._work = work
        self._plan = parts(timeline)
        self._paths = {piece: folder / f"{number}.mp3" for number, piece in enumerate(self._plan.all)}

    def foretold(self) -> float:
        """How loud the episode will be before anything is done to it."""
        heard = self._work.map(self._foretold, self._plan.episode)
        return meter.integrated([value for one in heard for value in one])

    def encoded(self, level: Level, quality: Quality) -> dict[Piece, Encoding]:
        """All pieces at that level."""
        encode = partial(self._encoded, level=level, quality=quality)
        return dict(zip(self._plan.all, self._work.map(encode, self._plan.all), strict=True))

    def measured(self, level: Level) -> tuple[dict[Piece, Encoding], Loudness]:
        """All pieces at that level, how loud the episode is, and how high the peak of any piece."""
        heard = list(self._work.map(partial(self._encoded_and_measured, level=level), self._plan.all))
        found = dict(zip(self._plan.all, heard, strict=True))
        momentary = [value for piece in self._plan.episode for value in found[piece][1]]
        peak_dbtp = max(peak for _, _, peak in heard)
        made = {piece: encoding for piece, (encoding, _, _) in found.items()}
        return made, Loudness(meter.integrated(momentary), peak_dbtp)

    def recording(self, made: dict[Piece, Encoding], tags: Tags, level: Level, quality: Quality) -> Recording:
        """The files."""
        whole = self._file(self._plan.episode, made, quality)
        pages = tuple(
            chain([tag(own)], self._file(pieces, made, quality))
            for own, pieces in zip(_page_tags(self._timeline, tags), self._plan.pages, strict=True)
        )
        return Recording(chain([tag(tags, _chapters(self._timeline))], whole), pages, level)

    def _file(
        self, pieces: Sequence[Piece], made: dict[Piece, Encoding], quality: Quality
    ) -> Iterator[bytes]:
        end = self._at(pieces[-1].begin + pieces[-1].track.samples, quality)
        return joined([made[piece] for piece in pieces], end, quality.rate)

    def _foretold(self, piece: Piece) -> list[float]:
        return meter.momentary(meter.samples(b"".join(self._play(piece.track))), self._timeline.rate)

    def _encoded(self, piece: Piece, level: Level, quality: Quality) -> Encoding:
        begin = self._at(piece.begin, quality)
        recipe = _recipe(level, quality, lead(begin, quality.rate))
        path = self._paths[piece]
        codec.run([*codec.raw_input(self._timeline.rate), *recipe, str(path)], self._play(piece.track))
        return Encoding(path, begin)

    def _encoded_and_measured(self, piece: Piece, level: Level) -> tuple[Encoding, list[float], float]:
        encoding = self._encoded(piece, level, FULL)
        return encoding, *_measured(encoding.path)

    def _at(self, samples: int, quality: Quality) -> int:
        return round(samples * quality.rate / self._timeline.rate)


def _measured(mp3: Path) -> tuple[list[float], float]:
    """The loudness of each 0.4 s once decoded, a tenth of a second apart, and the true peak."""
    import numpy as np

    sound = mp3.with_suffix(".f32")
    codec.run(["-f", "mp3", "-i", str(mp3), "-map", "0:a", "-f", "f32le", str(sound)])
    try:
        heard = np.memmap(sound, "<f4", "r") if sound.stat().st_size else np.zeros(0, np.float32)
        found = meter.momentary(heard, RATE), meter.peak(heard)
        del heard
        return found
    finally:
        sound.unlink()


def _first_gain_db(spoken_lufs: float) -> float:
    """Silence stays silence."""
    return round(LOUDNESS_LUFS - spoken_lufs - ENCODER_DB, 2) if spoken_lufs > meter.SILENCE_LUFS else 0.0


def _corrected(level: Level, heard: Loudness) -> Level:
    off_db = LOUDNESS_LUFS - heard.integrated_lufs if heard.integrated_lufs > meter.SILENCE_LUFS else 0.0
    over_db = heard.peak_dbtp - (PEAK_DBTP - PEAK_SLACK_DB)
    return Level(
        round(level.gain_db + off_db, 2) if abs(off_db) > LOUDNESS_TOLERANCE_LU else level.gain_db,
        round(level.limit_dbfs - over_db, 2) if over_db > 0 else level.limit_dbfs,
    )


def _recipe(level: Level, quality: Quality, silence: int) -> list[str]:
    """MPEG frames without tags, with so many samples of silence first. The same sound gives the same bytes.

    LAME works at its usual level: 7 takes half the time and keeps to the sound more closely on the whole (24.6 dB for
    22.4 over it), but one frame in twenty has 8 dB more noise below 1.3 kHz, where speech is.
    """
    first = f"aresample={quality.rate}:osf=dbl" + (f",adelay={silence}S" if silence else "")
    limit = f"alimiter=limit={10 ** (level.limit_dbfs / 20):.6f}:level=false:latency=1"
    filters = f"{first},volume={level.gain_db:.2f}dB:precision=double,{limit}"
    rate = str(quality.rate)
    coding = ["-c:a", "libmp3lame", "-b:a", quality.bitrate, "-ar", rate, "-ac", "1", "-threads", "1"]
    return ["-af", filters, *coding, "-map_metadata", "-1", "-bitexact", "-id3v2_version", "0", "-f", "mp3"]


def _page_tags(timeline: Timeline, tags: Tags) -> Iterator[Tags]:
    total = len(timeline.tracks)
    for number, track in enumerate(timeline.tracks, 1):
        title = track.page.title
        yield replace(tags, title=title, album=tags.title, number=number, total=total, cover=b"")


def _chapters(timeline: Timeline) -> list[ChapterMark]:
    bounds = [sample * 1000 // timeline.rate for sample in (*timeline.begins, timeline.samples)]
    times = pairwise(bounds)
    return [ChapterMark(track.page.title, *time) for track, time in zip(timeline.episode, times, strict=True)]
