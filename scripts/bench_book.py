"""How long an hour of an edition takes from its sentences' sound to its files, how much memory, and what an edit costs.

Usage: python scripts/bench_book.py [--minutes 60] [--jobs N]

The article and its sound are made up: sentences of four seconds in ten sections, a voice's rise and fall for each.
First nothing but the sentences lies in the store, and all is encoded; then the recordings lie there too, and e-book
and all else are made of them; then nothing is to be made; then the article has one sentence more, in its middle. The
first two have the goal, for an hour on a quiet machine of two cores; of the processors' time of the first, the others
may take 3 %, with 130 minutes (20,000 words) or more. The memory is that of this process and its encoders, looked at
ten times a second (Linux). Ends with 1 when a goal is missed, on a busy machine but for its time.
"""

import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from pipeline.app.disclosures import disclosures
from pipeline.document.pages import pages
from pipeline.document.sound import Voice
from pipeline.infra import atomic_output
from pipeline.infra.ownership import Ledger
from pipeline.infra.runner import working
from pipeline.infra.store import Store
from pipeline.languages import words
from pipeline.narration.narrate import Script, laid_out, sound
from pipeline.narration.timeline import pcm
from pipeline.readers import read
from pipeline.translation.translate import original
from pipeline.writers.edition_files import Names, edition_files
from pipeline.writers.encoders import Encoders
from pipeline.writers.epub.metadata import Imprint

GOAL_S = 20.0
GOAL_MB = 400
EDIT = 0.03
"""Of the processors' time of the whole."""
LONG_MIN = 130
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
        print(*astuple(_worked(Path(asked.folder), asked.jobs, asked.publisher)))
        return
    with TemporaryDirectory() as folder:
        _laid(Path(folder), asked.minutes)
        runs = {
            "from sentences": _told(folder, asked.jobs, "first"),
            "from recordings": _told(folder, asked.jobs, "second"),
            "unchanged": _told(folder, asked.jobs, "second"),
        }
        _laid(Path(folder), asked.minutes, more=True)
        runs["a sentence more"] = _told(folder, asked.jobs, "second")
    _judge(runs)


def _judge(runs: Mapping[str, "Figures"]) -> None:
    whole, remade, *edits = runs.values()
    for what, run in runs.items():
        print(f"{run.minutes:.0f} minutes, {what:15}  {run}, {run.cpu / whole.cpu:.1%} of the first's")
    memory = max(run.megabytes for run in runs.values())
    print(
        f"goals: under {GOAL_S:g} s for an hour; at most {EDIT:.0%} for the last two, of {LONG_MIN} minutes"
    )
    print(f"memory, encoders included  {memory:.0f} MB, goal under {GOAL_MB} MB")
    dear = whole.minutes >= LONG_MIN and max(run.cpu for run in edits) > EDIT * whole.cpu
    slow = max(whole.took, remade.took) >= GOAL_S * max(whole.minutes / 60, 1)
    raise SystemExit(slow or dear or memory >= GOAL_MB)


@dataclass(frozen=True)
class Figures:
    """Of one process and those it started."""

    took: float
    own: float
    """CPU seconds, user's and system's."""
    encoders: float
    megabytes: float
    minutes: float

    @property
    def cpu(self) -> float:
        """Of all of them."""
        return self.own + self.encoders

    def __str__(self) -> str:
        return f"{self.took:.1f} s (CPU: {self.own:.1f} s, encoders {self.encoders:.1f} s)"


def _told(folder: str, jobs: int, publisher: str) -> Figures:
    command = [sys.executable, __file__, "--folder", folder, "--jobs", str(jobs), "--publisher", publisher]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Figures(*map(float, done.stdout.split()))


def _laid(folder: Path, minutes: int, *, more: bool = False) -> None:
    """An article of that length, and its sentences' sound in a store."""
    count = minutes * 60 // SENTENCE_S
    (folder / "hour.md").write_text("".join(_sections(count, more=more)), "utf-8")
    store = Store(folder / "store")
    for number, utterance in enumerate(_script(folder).utterances()):
        if not store.exists(utterance.key):
            store.put(utterance.key, RATE.to_bytes(4, "little") + _spoken(number))


def _sections(count: int, *, more: bool) -> Iterator[str]:
    yield "---\ntitle: An hour by the wells\ndate: 2024-03-01\nlang: en\n---\n"
    for number in range(count):
        if number % (count // SECTIONS or 1) == 0:
            yield f"\n\n## Part {number}\n"
        gap = "\n\n" if number % 5 == 0 else " "
        yield f"{gap}The well of house {number} was dug long ago, and nobody knows how deep it is."
        if more and number == count // 2:
            yield " There is another one."


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


def _worked(folder: Path, jobs: int, publisher: str) -> Figures:
    article, _ = read(folder / "hour.md")
    edition, script, store = original(article), _script(folder), Store(folder / "store")
    notes = disclosures(edition, {})
    before, began = _cpu(), time.perf_counter()
    timeline = laid_out(script, store)
    play = partial(pcm, get=partial(sound, store))
    imprint = Imprint(modified="2024-03-01", publisher=publisher)
    with (
        _watched() as seen,
        working(ThreadPoolExecutor(jobs)) as threads,
        atomic_output.bench(folder) as bench,
    ):
        names = Names("hour", "en")
        encoders = Encoders(threads)
        files, _ = edition_files(edition, timeline, play, names, imprint, notes, store, encoders, bench)
        atomic_output.place(folder / "output" / "en", files, Ledger(folder / "output"))
    took = time.perf_counter() - began
    own, others = (after - first for after, first in zip(_cpu(), before, strict=True))
    return Figures(took, own, others, max(seen), timeline.seconds(timeline.samples) / 60)


def _cpu() -> tuple[float, float]:
    """Seconds of this process, and of those that ended in it."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return used[0].ru_utime + used[0].ru_stime, used[1].ru_utime + used[1].ru_stime


@contextmanager
def _watched() -> Iterator[list[float]]:
    """The megabytes of this process and what it started, again and again until the block is left."""
    seen, over = [_megabytes()], Event()

    def watch() -> None:
        while not over.wait(0.1):
            seen.append(_megabytes())

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def _megabytes() -> float:
    started = " ".join(path.read_text() for path in Path("/proc/self/task").glob("*/children"))
    return sum(_resident(pid) for pid in ("self", *started.split()))


def _resident(pid: str) -> float:
    """One that has just ended holds nothing."""
    with suppress(OSError):
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 2**20
    return 0.0


if __name__ == "__main__":
    main()
