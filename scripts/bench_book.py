"""How long an hour of an edition takes from stored sound to its files, and how much memory.

Usage: python scripts/bench_book.py [--minutes 60] [--jobs N]

The article and its sound are made up: sentences of four seconds in ten sections, a voice's rise and fall for each.
First nothing but the sentences lies in the store: the episode and each page are encoded, and the level is found for
which the episode is encoded more than once. Then the recordings lie there too, and e-book and all else are made of
them. That has a goal, and so has the memory of the process, in both. Ends with 1 when one is missed.
"""

import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline import shelf
from pipeline.disclosures import disclosures
from pipeline.document.pages import pages
from pipeline.document.sound import Voice
from pipeline.jobs import threads
from pipeline.languages import words
from pipeline.narration.narrate import Script, laid_out, sound
from pipeline.narration.timeline import pcm
from pipeline.readers import read
from pipeline.store import Store
from pipeline.translation.translate import original
from pipeline.writers.edition import Names, edition_files
from pipeline.writers.epub.metadata import Imprint

GOAL_S = 20.0
GOAL_MB = 400
RATE = 24_000
SENTENCE_S = 4
SECTIONS = 10
VOICE = Voice("hum", "hum", "en", "bench")


def main() -> None:
    """Measure in processes of their own, print, and judge."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--folder", help="Do the work in this folder, and tell its figures; for this script itself."
    )
    parser.add_argument(
        "--publisher", default="", help="Whom the e-book names; another one, and it is made anew."
    )
    asked = parser.parse_args()
    if asked.folder:
        print(*_worked(Path(asked.folder), asked.jobs, asked.publisher))
        return
    with TemporaryDirectory() as folder:
        _laid(Path(folder), asked.minutes)
        first, least, minutes = _told(folder, asked.jobs, "first")
        again, most, _ = _told(folder, asked.jobs, "second")
    memory = max(least, most)
    print(f"{minutes:.0f} minutes from sentences     {first:.1f} s")
    print(f"{minutes:.0f} minutes from stored sound  {again:.1f} s, goal under {GOAL_S:g} s")
    print(f"memory                     {memory:.0f} MB, goal under {GOAL_MB} MB")
    raise SystemExit(again >= GOAL_S or memory >= GOAL_MB)


def _told(folder: str, jobs: int, publisher: str) -> tuple[float, float, float]:
    command = [sys.executable, __file__, "--folder", folder, "--jobs", str(jobs), "--publisher", publisher]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    took, memory, minutes = map(float, done.stdout.split())
    return took, memory, minutes


def _laid(folder: Path, minutes: int) -> None:
    """An article of that length, and its sentences' sound in a store."""
    count = minutes * 60 // SENTENCE_S
    (folder / "hour.md").write_text("".join(_sections(count)), "utf-8")
    store = Store(folder / "store")
    for number, utterance in enumerate(_script(folder).utterances()):
        store.put(utterance.key, RATE.to_bytes(4, "little") + _spoken(number))


def _sections(count: int) -> Iterator[str]:
    yield "---\ntitle: An hour by the wells\ndate: 2024-03-01\nlang: en\n---\n"
    for number in range(count):
        if number % (count // SECTIONS or 1) == 0:
            yield f"\n\n## Part {number}\n"
        gap = "\n\n" if number % 5 == 0 else " "
        yield f"{gap}The well of house {number} was dug long ago, and nobody knows how deep it is."


def _spoken(number: int) -> bytes:
    """Four seconds, less their pause, that rise and fall as syllables do."""
    import numpy as np

    times = np.arange(RATE * SENTENCE_S - RATE // 4) / RATE
    tone = np.sin(2 * np.pi * (110 + number % 40) * times) + 0.3 * np.sin(2 * np.pi * 730 * times)
    loud = 0.5 + 0.5 * np.sin(2 * np.pi * 4 * times) ** 2
    return bytes((6000 * tone * loud).astype("<i2").tobytes())


def _script(folder: Path) -> Script:
    article, _ = read(folder / "hour.md")
    edition = original(article)
    return Script(pages(edition, words("en"), disclosures(edition, {})), VOICE)


def _worked(folder: Path, jobs: int, publisher: str) -> tuple[float, float, float]:
    """Seconds, peak megabytes, and minutes of sound."""
    article, _ = read(folder / "hour.md")
    edition, script, store = original(article), _script(folder), Store(folder / "store")
    told = disclosures(edition, {})
    began = time.perf_counter()
    timeline = laid_out(script, store)
    play = partial(pcm, get=partial(sound, store))
    imprint = Imprint(modified="2024-03-01", publisher=publisher)
    with threads(jobs) as encoders:
        files, _ = edition_files(edition, timeline, play, Names("hour", "en"), imprint, told, store, encoders)
    shelf.place(folder / "output" / "en", files)
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return took, peak, timeline.seconds(timeline.samples) / 60


if __name__ == "__main__":
    main()
