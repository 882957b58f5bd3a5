"""How long it takes from starting `cli.py publish` until the first sentence lies in the store.

Usage: python scripts/bench_start.py [ARTICLE] [--to LANGUAGES] [--runs 3]
Each run begins with an empty store and memory, Kokoro's voices installed, and is ended as soon as the sentence is
there. The median counts; one run before all warms the disk. The processor's seconds, of all its processes, tell how
much of the time was work, where the machine has other things to do. Ends with 1 when the goal is missed.
"""

import os
import resource
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

GOAL_S = 5.0
ROOT = Path(__file__).resolve().parents[1]
SOUND_BYTES = 10_000
"""An entry as large as this is sound; nothing else that a run keeps before is."""
LONGEST_S = 120.0


def main() -> None:
    """Measure, print, and judge."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?", type=Path, default=ROOT / "input/article.md")
    parser.add_argument("--to", default="ko,zh-Hans,zh-Hant,es,pt-BR")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    runs = [_run(asked.article, asked.to) for _ in range(asked.runs + 1)][1:]
    for took, worked in runs:
        print(f"first sentence kept after {took:5.2f} s; {worked:5.2f} s of processors until all had ended")
    took = median(run[0] for run in runs)
    print(f"median                    {took:5.2f} s, goal {GOAL_S:g} s")
    raise SystemExit(took > GOAL_S)


def _run(article: Path, languages: str) -> tuple[float, float]:
    """Seconds until the first sentence was kept, and processor seconds."""
    with TemporaryDirectory() as folder:
        store, before = Path(folder) / "store", _worked()
        own = {"MANYVOICES_STORE": str(store), "MANYVOICES_MEMORY": f"{folder}/memory.sqlite"}
        began = time.perf_counter()
        process = subprocess.Popen(
            [
                *(sys.executable, "cli.py", "publish", str(article.resolve()), "--to", languages),
                *("--speaker", "kokoro", "--offline", "--quiet", "--output", f"{folder}/output"),
            ],
            cwd=ROOT,
            env=os.environ | own,
            preexec_fn=_interruptible,
        )
        try:
            while not _kept(store):
                if process.poll() is not None or time.perf_counter() - began > LONGEST_S:
                    raise SystemExit(f"No sentence was kept; cli.py ended with {process.poll()}.")
                time.sleep(0.01)
            took = time.perf_counter() - began
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()
        return took, _worked() - before


def _interruptible() -> None:
    """What a shell starts in the background ignores Ctrl-C, and hands that on."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _kept(store: Path) -> bool:
    entries = (path for path in store.glob("??/*") if not path.name.startswith("."))
    return any(path.stat().st_size > SOUND_BYTES for path in entries)


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
