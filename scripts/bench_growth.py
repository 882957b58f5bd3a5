"""How much memory the processes of a run take over a long text, and whether it grows.

Usage: python scripts/bench_growth.py [--words 4000] [--speaker kokoro] [--lang en] [--minutes 60] [--jobs 2]
An article of so many words, made up of the sample's own, is published; every half second the memory of the run and of
each process it started is read from /proc (Linux): resident, and proportional, where pages that several share are
shared out. Each process's peak is told, and how the last quarter of its time compares with the first after it had
started. After `--minutes` the run is ended; what was measured until then counts. `--speaker hum` shows the conductor
over a long text at little cost: a hundred thousand words are ten hours of sound. Ends with 1 when the peak of a
process is over 700 MB or a worker grows by over a tenth.
"""

import os
import random
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pipeline.languages import find
from pipeline.readers import read

ROOT = Path(__file__).resolve().parents[1]
GOAL_MB = 700
GOAL_GROWTH = 1.1
EVERY_S = 0.5
LEAST_SAMPLES = 40
"""A process with fewer lived too short for a first and a last quarter."""
SECTION_SENTENCES = 40
LENGTHS = (3, 45)
"""Words in a sentence, from and to, three middling ones for each long one."""

Memory = tuple[int, int]
"""Resident and proportional, MB."""


def main() -> None:
    """Publish, watch, print, and judge."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=4000)
    parser.add_argument("--speaker", default="kokoro")
    parser.add_argument("--lang", default="en", help="en, or a language the sample is reviewed in")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--jobs", default="2")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        article = Path(folder) / "article.md"
        article.write_text(_article(asked.lang, asked.words), "utf-8")
        began = time.perf_counter()
        process = _published(article, asked.lang, asked.speaker, asked.jobs)
        seen = _watched(process, asked.minutes * 60)
        print(
            f"{asked.words} words in {asked.lang} by {asked.speaker}: {time.perf_counter() - began:.0f} s,"
            f" ended with {process.returncode}"
        )
    met = [_told(name, samples) for name, samples in seen.items()]
    raise SystemExit(not (met and all(met)))


def _published(article: Path, language: str, speaker: str, jobs: str) -> "subprocess.Popen[bytes]":
    folder = article.parent
    own = {"MANYVOICES_STORE": f"{folder}/store", "MANYVOICES_MEMORY": f"{folder}/memory.sqlite"}
    return subprocess.Popen(
        [
            *(sys.executable, "cli.py", "publish", str(article), "--to", language, "--speaker", speaker),
            *("--jobs", jobs, "--offline", "--quiet", "--output", f"{folder}/output"),
        ],
        cwd=ROOT,
        env=os.environ | own,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def _watched(process: "subprocess.Popen[bytes]", most_s: float) -> Mapping[str, Sequence[Memory]]:
    """Samples by process, until the run ends or is ended."""
    seen: dict[str, list[Memory]] = defaultdict(list)
    until = time.monotonic() + most_s
    while process.poll() is None:
        for pid in (process.pid, *_children(process.pid)):
            if (memory := _memory(pid)) is not None:
                seen[f"conductor {pid}" if pid == process.pid else f"{_kind(pid)} {pid}"].append(memory)
        if time.monotonic() > until:
            process.send_signal(signal.SIGINT)
            process.wait()
        time.sleep(EVERY_S)
    return seen


def _told(name: str, samples: Sequence[Memory]) -> bool:
    """Print a process's line; whether it kept to the goals."""
    resident = [memory[0] for memory in samples]
    peak, shared_out = max(resident), max(memory[1] for memory in samples)
    if not name.startswith(("worker", "conductor")):
        return True
    print(f"{name:<18} peak {peak} MB resident, {shared_out} proportional, goal {GOAL_MB}")
    if len(samples) < LEAST_SAMPLES:
        return peak <= GOAL_MB
    started = resident[len(resident) // 10 :]
    first, last = started[: len(started) // 4], started[-(len(started) // 4) :]
    growth = _high(last) / _high(first)
    print(
        f"{'':<18} middle {median(first):.0f} MB in the first quarter, {median(last):.0f} in the last;"
        f" its high is {growth:.2f} times the first's, goal {GOAL_GROWTH} for a worker"
    )
    return peak <= GOAL_MB and (growth <= GOAL_GROWTH or not name.startswith("worker"))


def _high(values: Sequence[int]) -> int:
    """What nine in ten do not pass."""
    return sorted(values)[len(values) * 9 // 10]


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            yield from map(int, task.read_text().split())
        except OSError:
            continue


def _kind(pid: int) -> str:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace")
    except OSError:
        return "gone"
    if "spawn_main" in words:
        return "worker"
    return "ffmpeg" if "ffmpeg" in words.partition("\0")[0] else "other"


def _memory(pid: int) -> Memory | None:
    """None of one that has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    values = {words[0]: int(words[1]) // 1024 for line in lines if len(words := line.split()) == 3}
    return (values["Rss:"], values["Pss:"]) if "Rss:" in values else None


def _article(language: str, words: int) -> str:
    """Sections of sentences that differ, made of the sample's own clauses in `language`."""
    pieces = _clauses(language)
    dice = random.Random(words)
    lines = [f"---\ntitle: A long text\nlang: {language}\ndate: 2026-01-01\n---\n"]
    sentences = written = 0
    while written < words:
        if sentences % SECTION_SENTENCES == 0:
            lines.append(f"## {sentences // SECTION_SENTENCES + 1}\n")
        sentence, size = _sentence(pieces, language, dice)
        lines.append(sentence + ("\n" if sentences % 4 == 3 else ""))
        sentences, written = sentences + 1, written + size
    return "\n".join(lines)


def _sentence(pieces: Sequence[str], language: str, dice: random.Random) -> tuple[str, int]:
    """One sentence, and how many words it has; six characters count for three words where no spaces are."""
    spaced = find(language).spaced
    wanted = round(dice.triangular(*LENGTHS, 12))
    chosen: list[str] = []
    size = 0
    while size < wanted:
        piece = dice.choice(pieces)
        chosen.append(piece)
        size += len(piece.split()) if spaced else len(piece) // 2 + 1
    number = str(dice.randrange(2, 2000))
    text = (", " if spaced else "，").join(chosen)
    return (f"{text} {number}." if spaced else f"{text}{number}。"), size + 1


def _clauses(language: str) -> Sequence[str]:
    file = ROOT / "input" / ("article.md" if language == "en" else f"article.{language}.xlf")
    text = _english(file) if language == "en" else _reviewed(file)
    marked = text.translate(str.maketrans("，。、；：！？—", ",,,,,,,,"))
    parts = (part.strip(' .\n"“”()') for part in marked.replace(".", ",").split(","))
    return sorted({part for part in parts if 3 < len(part) < 90})


def _english(file: Path) -> str:
    article, _ = read(file)
    return ", ".join(sentence.text for sentence in article.sentences())


def _reviewed(file: Path) -> str:
    from lxml import etree

    return ", ".join(str(target.xpath("string()")) for target in etree.parse(file).iter("{*}target"))


if __name__ == "__main__":
    main()
