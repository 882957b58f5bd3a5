"""Compare two ways to make one MP3 of many sentences: PCM streamed into ffmpeg, and pydub's join.

python scripts/bench_join.py [MINUTES]
"""

import sys
import tempfile
import warnings
from array import array
from collections.abc import Callable
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from pipeline.document.article import Block, BlockKind, Sentence, Span
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Clip, Sound, Timeline, Voice
from pipeline.infra import codec
from pipeline.narration.timeline import pcm, timeline

RATE = 24_000
SECONDS = 5
"""Of each sentence."""


def main() -> None:
    minutes = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    spoken = Sound(array("h", Random(1).choices(range(-3000, 3000), k=SECONDS * RATE)).tobytes(), RATE)
    with tempfile.TemporaryDirectory() as folder:
        ours = _timed(lambda: _streamed(_laid(minutes * 60 // SECONDS), spoken, Path(folder) / "ours.mp3"))
        theirs = _timed(lambda: _joined(minutes * 60 // SECONDS, spoken, Path(folder) / "theirs.mp3"))
    print(
        f"{minutes} min: streamed {_told(*ours)}; pydub {_told(*theirs)}; {theirs[0] / ours[0]:.1f} times as long"
    )


def _laid(sentences: int) -> Timeline:
    names = tuple(Sentence(f"s1-b1-k{number}", (Span("-"),)) for number in range(sentences))
    page = Page(
        "s1", PageKind.SECTION, "-", (Block("s1-b1", BlockKind.PARAGRAPH, sentences=names),), episode=True
    )
    clips = {name.id: Clip(name.id, "-", SECONDS * RATE, RATE) for name in names}
    return timeline((page,), clips, Voice("hum", "hum", "en", "1"))


def _streamed(laid: Timeline, spoken: Sound, path: Path) -> None:
    arguments = [*codec.raw_input(RATE), "-c:a", "libmp3lame", "-b:a", "96k", "-ar", "44100", str(path)]
    codec.run(arguments, pcm(laid.tracks[0], lambda _: spoken))


def _joined(sentences: int, spoken: Sound, path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    AudioSegment.converter = codec.ffmpeg()
    joined = AudioSegment.empty()
    for _ in range(sentences):
        clip = AudioSegment(data=spoken.pcm, sample_width=2, frame_rate=RATE, channels=1)
        joined += clip.fade_in(12).fade_out(12)
        joined += AudioSegment.silent(280, RATE)
    joined.export(str(path), "mp3", bitrate="96k", parameters=["-ar", "44100"]).close()


def _timed(make: Callable[[], None]) -> tuple[float, float]:
    """Seconds, and the highest memory of this process so far in MB."""
    begun = perf_counter()
    make()
    return perf_counter() - begun, getrusage(RUSAGE_SELF).ru_maxrss / 1024


def _told(seconds: float, megabytes: float) -> str:
    return f"{seconds:.1f} s, {megabytes:.0f} MB"


if __name__ == "__main__":
    main()
