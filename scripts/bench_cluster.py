"""What a cluster adds to the work itself, and whether each further worker does as much as the first.

Usage: python scripts/bench_cluster.py [--articles N] [--speaker hum] [--models] [--workers 1,2] [--short N] [--sleepers 1,2,4,8,16]

Three tables. Articles published by one process and by so many workers of this machine: processor time of all processes,
which other work on the machine changes little, and the conductor's own (its scheduler's included, which lives
in the same process here) as a share of its workers'. Both once with their start and once without it: by what the second half of
the articles takes, as a run of half of them tells. All share one core there: where two are two halves of one, as most machines'
are, a process takes up to a third more processor time while the other one is busy, cluster or not. With `--models` Firefox's translate, into Portuguese; else nobody does, into Spanish. Short tasks, by a pool of one process and by one worker: processor time that each adds to its
own. Then tasks that sleep as long as a sentence is spoken: how many a worker does in a second.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from pipeline.document.notices import Notice
from pipeline.infra.distributed_cluster import connected, started
from pipeline.infra.distributed_runner import DistributedRunner
from pipeline.infra.distributed_workers import Node, Workforce
from pipeline.infra.runner import LocalPool, Task, working

ROOT = Path(__file__).parents[1]
SENTENCES = 12
"""Of an article."""
COMMAND = """
import atexit, resource, runpy, sys

def write():
    spent = resource.getrusage(resource.RUSAGE_SELF)
    with open("spent", "w") as file:
        file.write(str(spent.ru_utime + spent.ru_stime))

atexit.register(write)
del sys.argv[0]
sys.path.insert(0, sys.argv[0].removesuffix("cli.py"))
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""The program, which writes down what its own process took."""
SHORT_S = 0.02
ASLEEP_S = 1.0
EACH = 12
"""Tasks a worker."""


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--speaker", default="hum")
    parser.add_argument("--models", action="store_true")
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--short", type=int, default=200)
    parser.add_argument("--sleepers", default="1,2,4,8,16")
    asked = parser.parse_args()
    if asked.articles:
        with on_one_core():
            publish_all(asked.articles, asked.speaker, numbers(asked.workers), models=asked.models)
    if asked.short:
        hurry(asked.short)
    sleep_all(numbers(asked.sleepers))


def numbers(text: str) -> list[int]:
    """Of a list with commas."""
    return [int(each) for each in text.split(",") if each]


@contextmanager
def on_one_core() -> Iterator[None]:
    """Have this process, and all that it starts in the block, share a core, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    yield
    os.sched_setaffinity(0, cores)


@dataclass(frozen=True)
class Spent:
    """Processor time of a run, in seconds."""

    conductor: float
    workers: float
    """And all others that it started."""

    @property
    def whole(self) -> float:
        """Of all processes."""
        return self.conductor + self.workers

    def __sub__(self, other: "Spent") -> "Spent":
        return Spent(self.conductor - other.conductor, self.workers - other.workers)

    def __str__(self) -> str:
        return f"{self.whole:.1f} s, of it {self.conductor:.1f} s the conductor's"


def publish_all(articles: int, speaker: str, workers: list[int], *, models: bool) -> None:
    """The first table."""
    print(f"{articles} articles of {SENTENCES} sentences in two languages, {speaker}")
    halves = [articles // 2, articles]
    fewer, alone = (publish(count, speaker, 1, "", models=models) for count in halves)
    print(f"  one process: {alone}; without its start {alone - fewer}")
    for count in workers:
        half, spent = (publish(each, speaker, count, "local", models=models) for each in halves)
        more = 100 * (spent.whole / alone.whole - 1)
        later = spent - half
        without = 100 * (later.whole / (alone - fewer).whole - 1)
        print(f"  {count} workers: {spent}, {more:+.1f} %; without their start {later}, {without:+.1f} %")
        shares = [100 * each.conductor / each.workers for each in (spent, later)]
        print(
            f"    the conductor takes {shares[0]:.1f} % of what they take, and {shares[1]:.1f} % without the start"
        )


def publish(articles: int, speaker: str, jobs: int, scheduler: str, *, models: bool) -> Spent:
    """What a run takes."""
    with TemporaryDirectory() as folder:
        for number in range(articles):
            text = " ".join(
                f"Sentence {each} of article {number} tells of the well." for each in range(SENTENCES)
            )
            (Path(folder) / f"article-{number}.md").write_text(f"# Article {number}\n\n{text}\n", "utf-8")
        own = {"store": "store", "memory": "memory.sqlite", "output": "output", "scheduler": scheduler}
        environment = os.environ | {f"MANYVOICES_{name.upper()}": value for name, value in own.items()}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        words = (
            ["--to", "pt", "--translator", "firefox"] if models else ["--to", "es", "--translator", "marker"]
        )
        command = [sys.executable, "-c", COMMAND, str(ROOT / "cli.py"), "publish", "."]
        command += [*words, "--speaker", speaker, "--doubtful", "accept", "--offline", "--quiet"]
        done = subprocess.run(
            [*command, "--jobs", str(jobs)], cwd=folder, env=environment, check=False, capture_output=True
        )
        if done.returncode:  # what it took says nothing
            print(f"  ended with exit code {done.returncode}: {done.stderr.decode().strip()[-300:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        whole = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        conductor = float((Path(folder) / "spent").read_text("utf-8"))
    return Spent(conductor, whole - conductor)


def describe(_: Collection[str]) -> Node:
    """Every machine sleeps alike."""
    return Node("bench")


def hurry(count: int) -> None:
    """The second table."""
    print(f"{count} tasks of {1000 * SHORT_S:g} ms")
    with working(LocalPool(1)) as pool:
        print(f"  a pool of one process adds {1000 * added(pool, count):.1f} ms to each")
    with started(1, (), dashboard=False) as address, connected(address) as client:
        workforce = Workforce(client, address, describe, _ignore)
        with working(DistributedRunner(client, workforce, 600)) as runner:
            print(f"  a cluster of one worker adds {1000 * added(runner, count):.1f} ms to each")


def added(runner: Executor, count: int) -> float:
    """Processor time of all processes for a task beyond its own, in seconds; what starts them is not counted."""
    runner.submit(Task(partial(work, 0.0), "first", "")).result()
    before = spent_by_all()
    tasks = [Task(partial(work, SHORT_S), f"short {each}", "") for each in range(count)]
    [each.result() for each in [runner.submit(each) for each in tasks]]
    return (spent_by_all() - before) / count - SHORT_S


def spent_by_all() -> float:
    """Processor time of this process and all that it started, in seconds."""
    own = psutil.Process()
    times = [each.cpu_times() for each in (own, *own.children(recursive=True))]
    return float(sum(each.user + each.system for each in times))


def work(seconds: float) -> None:
    """Be busy for so much processor time."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        sum(range(1000))


def sleep_all(sleepers: list[int]) -> None:
    """The third table."""
    print(f"tasks that sleep {ASLEEP_S:g} s, {EACH} a worker")
    first = 0.0
    for count in sleepers:
        rate, spent = sleep(count)
        first = first or rate
        print(
            f"  {count} workers: {rate:.3f} tasks a second and worker, {rate / first:.3f} of the first one's; "
            f"conductor with scheduler {100 * spent:.2f} % of the time slept"
        )


def sleep(workers: int) -> tuple[float, float]:
    """Tasks a second and worker once all are there, and the processor time spent here for a second slept."""
    with started(workers, (), dashboard=False) as address, connected(address) as client:
        workforce = Workforce(client, address, describe, _ignore)
        with working(DistributedRunner(client, workforce, 600)) as runner:
            warm = [
                runner.submit(Task(partial(time.sleep, 0.01), f"warm {each}", "")) for each in range(workers)
            ]
            [each.result() for each in warm]
            while runner.slots() < workers:
                time.sleep(0.1)
            begin, own = time.monotonic(), time.process_time()
            tasks = (
                Task(partial(time.sleep, ASLEEP_S), f"asleep {each}", "") for each in range(EACH * workers)
            )
            [each.result() for each in [runner.submit(each) for each in tasks]]
            took, spent = time.monotonic() - begin, time.process_time() - own
    return EACH / took, spent / (EACH * workers * ASLEEP_S)


def _ignore(_: Notice) -> None:
    """Nobody is told."""


if __name__ == "__main__":
    main()
