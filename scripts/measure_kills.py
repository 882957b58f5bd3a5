"""What a run loses when all that it needs is killed in the middle, again and again.

    python scripts/measure_kills.py [--articles 40] [--workers 50] [--conductors 10] [--schedulers 5] [--databases 5] [--stores 5]

Made-up articles are published in Korean twice, by the test translator and eSpeak NG. Once in peace by one process, into folders; once by
two workers of a Dask scheduler, with the memory in PostgreSQL and the store on a server that speaks S3, while one of the five
is killed every second or so, in an order that `--seed` chooses. What was killed is started again, as a system's supervisor does; a conductor
that ends with an error is started again with the same command. Ends with 1 when a file is missing or has other bytes, a
sentence of the memory is missing or stands twice, or a kill hit nothing.
"""

import hashlib
import os
import random
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from local_postgres import LocalPostgres
from local_s3 import LocalS3
from local_server import free_ports

from pipeline.config.database_url import DatabaseUrl
from pipeline.translation.memory import Memory

ROOT = Path(__file__).parents[1]
PARAGRAPHS = 6
NANNIES = 2
NAP_S = (0.5, 2.0)
"""Between two kills, at least and at most."""
WORKER_S = 60
"""How long a worker takes to start at most."""
LONGEST_S = 1800
"""A run that is not whole by then has lost something."""
SOURCE_DATE = {"SOURCE_DATE_EPOCH": "1717000000"}


def main() -> None:
    """Measure, print, and judge."""
    asked = _asked()
    with TemporaryDirectory() as name, LocalPostgres(durable=True) as server, LocalS3() as bucket:
        folder = Path(name)
        _write_articles(folder / "articles", asked.articles)
        peace, disturbed = folder / "memory.sqlite", DatabaseUrl(server.url("kills"))
        _begin(folder, "peace", {"MEMORY": str(peace), "STORE": str(folder / "store")}).wait()
        with Cluster(folder, bucket) as cluster, Conductor(folder, cluster, bucket, disturbed) as run:
            hits = _kill_all(_victims(asked, run, cluster, server, bucket), asked.seed)
            began = time.monotonic()
            while run.is_at_work() and time.monotonic() < began + LONGEST_S:
                cluster.mend()
                time.sleep(0.2)
        expected, found = _files(folder / "peace"), _files(folder / "kills")
        sentences = _sentences(peace) == _sentences(disturbed)
    differing = [each for each, digest in expected.items() if found.get(each) != digest]
    more = [each for each in found if each not in expected]
    print(
        f"{asked.articles} articles, killed: {dict(hits)}; conductors started {run.started}, their exit codes {dict(run.codes)}: "
        f"{len(expected)} files, {len(differing)} missing or different, {len(more)} too many; the memory's sentences are "
        f"{'the same' if sentences else 'not the same'}"
    )
    print(*(differing + more)[:20], sep="\n")
    wanted = asked.workers + asked.conductors + asked.schedulers + asked.databases + asked.stores
    raise SystemExit(
        bool(differing or more or not sentences or not run.has_ended_well or hits.total() < wanted)
    )


def _asked() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=40)
    for name, times in (
        ("workers", 50),
        ("conductors", 10),
        ("schedulers", 5),
        ("databases", 5),
        ("stores", 5),
    ):
        parser.add_argument(f"--{name}", type=int, default=times)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


class Cluster:
    """A scheduler and its workers, each below a nanny of Dask's that starts a killed one again."""

    def __init__(self, folder: Path, bucket: LocalS3) -> None:
        self._folder = folder
        self._environment = os.environ | bucket.environment() | {"PYTHONPATH": str(ROOT)}
        self._environment |= {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "20"}
        self.address = f"tcp://127.0.0.1:{free_ports(1)[0]}"
        self._scheduler: subprocess.Popen[bytes] | None = None
        self._nannies: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Cluster":
        self.mend()
        return self

    def __exit__(self, *_: object) -> None:
        workers = self.workers()
        for process in (*self._nannies, *workers, self._scheduler):
            if process is not None:
                _end(process)

    def mend(self) -> None:
        """Start what is not running."""
        if self._scheduler is None or self._scheduler.poll() is not None:
            port = self.address.rpartition(":")[2]
            self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", port)
        running = [each for each in self._nannies if each.poll() is None]
        more = NANNIES - len(running)
        own = ("--nthreads", "1", "--host", "127.0.0.1", "--local-directory", str(self._folder / "dask"))
        self._nannies = running + [self._start("worker", self.address, *own) for _ in range(more)]

    def workers(self) -> list[psutil.Process]:
        """The processes that speak."""
        return [worker for nanny in self._nannies for worker in _children(nanny.pid)]

    def kill_worker(self) -> bool:
        """End one of them; where none is left, the first that comes."""
        until = time.monotonic() + WORKER_S
        while not (workers := self.workers()) and time.monotonic() < until:
            self.mend()
            time.sleep(0.1)
        return bool(workers) and _end(random.choice(workers))

    def kill_scheduler(self) -> bool:
        """End it, and start it again."""
        hit = self._scheduler is not None and _end(self._scheduler)
        self.mend()
        return hit

    def _start(self, what: str, *given: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *given]
        command += ["--no-dashboard", "--preload", "manyvoices.node"]
        command += ["--preload-nanny", "manyvoices.node"] if what == "worker" else []
        with (self._folder / "dask.log").open("ab") as log:
            return subprocess.Popen(command, cwd=self._folder, env=self._environment, stdout=log, stderr=log)


class Conductor:
    """The run that is disturbed; whatever ends it but success, it is begun again."""

    def __init__(self, folder: Path, cluster: Cluster, bucket: LocalS3, memory: DatabaseUrl) -> None:
        self._folder = folder
        own = {"MEMORY": memory.secret, "STORE": str(folder / "here"), "STORE_URL": bucket.place()}
        self._own = own | {"SCHEDULER": cluster.address}
        self._environment = bucket.environment()
        self.codes: Counter[int] = Counter()
        self.started = 0

    def __enter__(self) -> "Conductor":
        self._begin()
        return self

    def __exit__(self, *_: object) -> None:
        _end(self._process)

    def _begin(self) -> None:
        self.started += 1
        self._process = _begin(self._folder, "kills", self._own, self._environment)

    def is_at_work(self) -> bool:
        """Whether it has not ended well yet."""
        code = self._process.poll()
        if code is None:
            return True
        if code:
            self.codes[code] += 1
            self._begin()
        return bool(code)

    @property
    def has_ended_well(self) -> bool:
        """Whether all is published."""
        return self._process.poll() == 0

    def kill(self) -> bool:
        """End it, and begin it again."""
        hit = _end(self._process)
        self.is_at_work()
        return hit


def _kill_server(server: LocalPostgres | LocalS3) -> bool:
    server.kill()
    time.sleep(0.5)
    server.start()
    return True


Victim = tuple[str, Callable[[], bool], Conductor, Cluster]


def _victims(
    asked: Namespace, run: Conductor, cluster: Cluster, server: LocalPostgres, bucket: LocalS3
) -> list[Victim]:
    kinds: list[tuple[str, int, Callable[[], bool]]] = [
        ("workers", asked.workers, cluster.kill_worker),
        ("conductors", asked.conductors, run.kill),
        ("schedulers", asked.schedulers, cluster.kill_scheduler),
        ("databases", asked.databases, lambda: _kill_server(server)),
        ("stores", asked.stores, lambda: _kill_server(bucket)),
    ]
    return [(name, kill, run, cluster) for name, times, kill in kinds for _ in range(times)]


def _kill_all(victims: list[Victim], seed: int) -> Counter[str]:
    """How many of each kind were hit while the run was at work."""
    random.seed(seed)
    random.shuffle(victims)
    hits: Counter[str] = Counter()
    for name, kill, run, cluster in victims:
        time.sleep(random.uniform(*NAP_S))
        cluster.mend()
        if not run.is_at_work():
            break
        hits[name] += kill()
    return hits


def _children(pid: int) -> list[psutil.Process]:
    try:
        found = psutil.Process(pid).children(recursive=True)
        return [each for each in found if "resource_tracker" not in " ".join(each.cmdline())]
    except psutil.Error:
        return []


def _end(process: "subprocess.Popen[bytes] | psutil.Process") -> bool:
    """Whether it was running, and was ended."""
    if isinstance(process, subprocess.Popen) and process.poll() is not None:
        return False
    try:
        process.kill()
        process.wait(30)
    except psutil.Error:
        return False
    return True


def _write_articles(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        head = f"---\ndate: 2024-05-{number % 28 + 1:02}\n---\n# Report number {number} of the river\n"
        said = [
            f"\nParagraph {each} of report {number} says that {number * 7 + each} people crossed. Nobody asked them.\n"
            for each in range(PARAGRAPHS)
        ]
        (folder / f"report-{number:03}.md").write_text(head + "".join(said), "utf-8")


def _begin(
    folder: Path, name: str, own: Mapping[str, str], more: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    # fmt: off
    options = {
        "TO": "ko", "OUTPUT": f"{folder}/{name}/output", "TRANSLATOR": "marker", "DOUBTFUL": "accept", "SPEAKER": "espeak",
        "JOBS": "2", **own,
    }
    # fmt: on
    environment = os.environ | {f"MANYVOICES_{option}": value for option, value in options.items()}
    command = [sys.executable, str(ROOT / "cli.py"), "publish", str(folder / "articles"), "--quiet"]
    with (folder / f"{name}.log").open("ab") as log:
        return subprocess.Popen(
            command, env={**environment, **SOURCE_DATE, **(more or {})}, stdout=log, stderr=log
        )


def _files(folder: Path) -> Mapping[str, str]:
    """All that was published, with the digest of each."""
    output = folder / "output"
    return {
        str(path.relative_to(output)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in output.rglob("*")
        if path.is_file()
    }


def _sentences(place: Path | DatabaseUrl) -> list[tuple[str, str]]:
    with closing(Memory(place)) as memory:
        return sorted((each.source.text, each.target.text) for each in memory.entries("en", "ko"))


if __name__ == "__main__":
    main()
