"""MP3 files: the episode with its chapters, and one file a page.

PCM flows into ffmpeg as a stream and is encoded once, into a seekable file, so that the LAME tag at its
head tells players how much the encoder put before and after: times counted in PCM hold in the MP3.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline import codec
from pipeline.document.sound import Timeline, Track
from pipeline.errors import writing
from pipeline.writers.id3 import ChapterMark, Tags, tag

VERSION = 1
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
"""How far the episode stays below `PEAK_DBTP`, so that the pages' own files, not measured, do too."""
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
class Episode:
    """The finished episode."""

    data: bytes = field(repr=False)
    """MP3."""
    level: Level
    """For the pages' own files, so that they are as loud."""
    loudness: Loudness
    """Measured in the decoded MP3."""


def episode(timeline: Timeline, play: Play, tags: Tags) -> Episode:
    """The episode as one MP3 with a chapter a page, at −19 LUFS ± 0.5 and with true peaks below −1 dBTP.

    Raises `CodecError`, `WriteError`, and whatever `play` raises.
    """
    level = Level(_first_gain_db(_spoken_lufs(timeline, play)))
    data = _encoded(timeline.rate, _sound(timeline, play), level)
    heard = loudness(data)
    for _ in range(CORRECTIONS):
        better = _corrected(level, heard)
        if better == level:
            break
        level = better
        data = _encoded(timeline.rate, _sound(timeline, play), level)
        heard = loudness(data)
    return Episode(tag(tags, _chapters(timeline)) + data, level, heard)


def again(timeline: Timeline, play: Play, tags: Tags, level: Level, quality: Quality) -> bytes:
    """The episode at a `level` that was found before, encoded as `quality` says."""
    return tag(tags, _chapters(timeline)) + _encoded(timeline.rate, _sound(timeline, play), level, quality)


def tracks(
    timeline: Timeline, play: Play, tags: Tags, level: Level, jobs: int = 2, quality: Quality = FULL
) -> tuple[bytes, ...]:
    """One MP3 a page, all pages, in the timeline's order.

    `tags` are the episode's: its title becomes the album, and a page's title the title. They have no cover.
    """
    total = len(timeline.tracks)

    def made(number: int, track: Track) -> bytes:
        own = replace(tags, title=track.page.title, album=tags.title, number=number, total=total, cover=b"")
        return tag(own) + _encoded(timeline.rate, play(track), level, quality)

    with ThreadPoolExecutor(jobs) as pool:
        return tuple(pool.map(made, range(1, total + 1), timeline.tracks))


def loudness(mp3: bytes) -> Loudness:
    """How loud an MP3 is once decoded."""
    source = ["-f", "mp3", "-i", "pipe:0", "-map", "0:a"]
    summary = _metered(source, [mp3], "ebur128=peak=true:framelog=quiet")
    return Loudness(_figure(r"I:\s+(\S+) LUFS", summary), _figure(r"Peak:\s+(\S+) dBFS", summary))


def _sound(timeline: Timeline, play: Play) -> Iterable[bytes]:
    return chain.from_iterable(play(track) for track in timeline.episode)


def _spoken_lufs(timeline: Timeline, play: Play) -> float:
    """Without the peak, whose search takes five times as long and decides nothing yet."""
    summary = _metered(codec.raw_input(timeline.rate), _sound(timeline, play), "ebur128=framelog=quiet")
    return _figure(r"I:\s+(\S+) LUFS", summary)


def _metered(source: Sequence[str], chunks: Iterable[bytes], meter: str) -> str:
    """The summary of one pass through ffmpeg's meter, mono taken as mono."""
    _, report = codec.run([*source, "-af", meter, "-f", "null", "-"], chunks)
    return report[report.rindex("Summary:") :]


def _figure(pattern: str, summary: str) -> float:
    found = re.search(pattern, summary)
    assert found is not None, summary
    return float(found[1])


def _first_gain_db(spoken_lufs: float) -> float:
    """Silence stays silence."""
    return round(LOUDNESS_LUFS - spoken_lufs - ENCODER_DB, 2) if spoken_lufs > -70 else 0.0


def _corrected(level: Level, heard: Loudness) -> Level:
    off_db = LOUDNESS_LUFS - heard.integrated_lufs if heard.integrated_lufs > -70 else 0.0
    over_db = heard.peak_dbtp - (PEAK_DBTP - PEAK_SLACK_DB)
    return Level(
        round(level.gain_db + off_db, 2) if abs(off_db) > LOUDNESS_TOLERANCE_LU else level.gain_db,
        round(level.limit_dbfs - over_db, 2) if over_db > 0 else level.limit_dbfs,
    )


def _encoded(rate: int, chunks: Iterable[bytes], level: Level, quality: Quality = FULL) -> bytes:
    """MPEG frames without tags. The same sound, level and quality give the same bytes."""
    with writing("the folder for temporary files"), TemporaryDirectory(prefix="manyvoices-") as folder:
        path = Path(folder) / "sound.mp3"
        codec.run([*codec.raw_input(rate), *_recipe(level, quality), str(path)], chunks)
        return path.read_bytes()


def _recipe(level: Level, quality: Quality) -> list[str]:
    limit = f"alimiter=limit={10 ** (level.limit_dbfs / 20):.6f}:level=false:latency=1"
    filters = f"aresample={quality.rate}:osf=dbl,volume={level.gain_db:.2f}dB:precision=double,{limit}"
    rate = str(quality.rate)
    coding = ["-c:a", "libmp3lame", "-b:a", quality.bitrate, "-ar", rate, "-ac", "1", "-threads", "1"]
    return ["-af", filters, *coding, "-map_metadata", "-1", "-bitexact", "-id3v2_version", "0", "-f", "mp3"]


def _chapters(timeline: Timeline) -> list[ChapterMark]:
    bounds = [sample * 1000 // timeline.rate for sample in (*timeline.begins, timeline.samples)]
    times = pairwise(bounds)
    return [ChapterMark(track.page.title, *time) for track, time in zip(timeline.episode, times, strict=True)]
