"""Work spread over the workers of a Dask cluster: separate processes on this machine, killed and lost like any others."""

import importlib
import json
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from dask import config
from distributed import Client

from pipeline.document.notices import Notice
from pipeline.errors import ClusterLost, PublishError, WorkerMissing, WorkersEnded
from pipeline.infra import distributed_cluster
from pipeline.infra.distributed_cluster import be_frugal, connected, started
from pipeline.infra.distributed_runner import DistributedRunner
from pipeline.infra.distributed_workers import Describe, Node, Workforce
from pipeline.infra.runner import Task, working
from pipeline.infra.work_queue import WorkQueue

LONGEST_S = 120
ROOT = Path(__file__).parents[2]

WORK = """
import os
import signal
import time
from pathlib import Path

from distributed import get_worker

from pipeline.errors import NarrationError
from pipeline.infra.distributed_workers import Node

def here(wanted) -> Node:
    return Node("ours 1", {"bell": {"ko": "bell 1"}, "drum": {"ko": "drum 1"}})

def unlike(conductor: int, wanted) -> Node:
    return Node("ours 1" if os.getpid() == conductor else "ours 0", {"bell": {"ko": "1"}})

def without_drum(conductor: int, wanted) -> Node:
    if os.getpid() == conductor:
        return Node("ours 1", {"bell": {"ko": "1"}, "drum": {"ko": "1"}})
    return Node("ours 1", {"bell": {"ko": "1", "zh": "1"}}, {"drum": "its skin is missing"})

def ring(folder: Path, number: int, seconds: float = 0.0) -> int:
    (folder / f"{number}-{os.getpid()}").touch()
    time.sleep(seconds)
    return number

def end(folder: Path, number: int) -> int:
    (folder / f"{number}-{os.getpid()}").touch()
    os.kill(os.getpid(), signal.SIGKILL)
    return number

def note(folder: Path, number: int) -> int:
    with (folder / f"noted-{os.getpid()}").open("a") as noted:
        noted.write(f"{get_worker().get_current_task()} {number}\\n")
    return number

def note_and_fall(folder: Path, number: int) -> int:
    note(folder, number)
    if number == 25:
        os.kill(os.getpid(), signal.SIGKILL)
    return number

def note_and_refuse(folder: Path, number: int) -> int:
    note(folder, number)
    if number == 25:
        refuse()
    return number

def note_and_sleep(folder: Path, number: int) -> int:
    time.sleep(0.3 if number >= 20 else 0)
    return note(folder, number)

def refuse() -> None:
    raise NarrationError("우물 could not be said.", "Write something else.")
"""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A module that workers find."""
    folder = tmp_path_factory.mktemp("modules")
    (folder / "cluster_work.py").write_text(WORK, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield importlib.import_module("cluster_work")


@pytest.fixture(scope="module")
def address(work: Any) -> Iterator[str]:
    """A scheduler with two workers."""
    with started(2, (), dashboard=False) as found:
        yield found


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[Callable[..., tuple[str, subprocess.Popen[bytes]]]]:
    """Starts a scheduler alone, as a person does; its address, and its process."""
    running = []

    def start(port: str = "0") -> tuple[str, subprocess.Popen[bytes]]:
        file = tmp_path / f"scheduler-{len(running)}.json"
        command = [
            sys.executable,
            "-m",
            "distributed.cli.dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            port,
        ]
        process = subprocess.Popen(
            [*command, "--no-dashboard", "--scheduler-file", file],
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        running.append(process)
        until(lambda: file.is_file() and file.read_text("utf-8").endswith("}"))
        return json.loads(file.read_text("utf-8"))["address"], process

    yield start
    for process in running:
        process.kill()
        process.wait()


@pytest.fixture
def worker(work: Any, tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[bytes]]]:
    """Starts a worker of a scheduler, as a person does."""
    running = []
    folders = [str(Path(work.__file__).parent), str(ROOT)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(folders)}

    def start(address: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--host", "127.0.0.1"]
        process = subprocess.Popen(
            [*command, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", tmp_path],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.wait()


@contextmanager
def runner_at(
    address: str,
    describe: Describe,
    patience_s: float = LONGEST_S,
    told: list[Notice] | None = None,
) -> Iterator[DistributedRunner]:
    notices: list[Notice] = [] if told is None else told
    with connected(address) as client:
        workforce = Workforce(client, address, describe, notices.append)
        with working(DistributedRunner(client, workforce, patience_s)) as runner:
            yield runner


def until(there: Callable[[], object]) -> None:
    end = time.monotonic() + LONGEST_S
    while not there():
        assert time.monotonic() < end
        time.sleep(0.02)


def done(folder: Path, number: int) -> list[int]:
    """The processes that began a number."""
    return [int(path.name.partition("-")[2]) for path in folder.glob(f"{number}-*")]


def test_what_each_of_many_tasks_returned_comes_back(address: str, work: Any, tmp_path: Path) -> None:
    with runner_at(address, work.here) as runner:
        futures = [
            runner.submit(Task(partial(work.ring, tmp_path, number), f"many {number}", str(number), "bell"))
            for number in range(30)
        ]
        assert [future.result(LONGEST_S) for future in futures] == list(range(30))
        assert runner.submit(work.ring, tmp_path, 77).result(LONGEST_S) == 77
    pids = {path.name.partition("-")[2] for path in tmp_path.iterdir()}
    assert len(pids) == 2
    assert str(os.getpid()) not in pids


def parcels(folder: Path) -> dict[str, list[int]]:
    """What was done in each of Dask's tasks, by their keys."""
    found: dict[str, list[int]] = {}
    for line in (line for file in folder.glob("noted-*") for line in file.read_text("utf-8").splitlines()):
        name, _, number = line.rpartition(" ")
        found.setdefault(name, []).append(int(number))
    return found


def given(runner: DistributedRunner, work: Callable[[Path, int], int], folder: Path) -> list[Future[int]]:
    """Forty short tasks; the first ones are measured before the others are there."""
    futures = []
    for number in range(40):
        if number == 8:
            [each.result(LONGEST_S) for each in futures]
        name = f"{work.__name__} {number}"
        futures.append(runner.submit(Task(partial(work, folder, number), name, f"“우물 {number}”", "bell")))
    return futures


def test_short_tasks_travel_together_and_each_comes_back_by_itself(
    address: str, work: Any, tmp_path: Path
) -> None:
    with runner_at(address, work.here) as runner:
        assert [each.result(LONGEST_S) for each in given(runner, work.note, tmp_path)] == list(range(40))
    found = parcels(tmp_path)
    assert sorted(number for numbers in found.values() for number in numbers) == list(range(40))
    assert max(map(len, found.values())) > 3
    assert all(numbers == sorted(numbers) for numbers in found.values())


def test_long_tasks_travel_alone_however_short_those_before_them_were(
    address: str, work: Any, tmp_path: Path
) -> None:
    with runner_at(address, work.here) as runner:
        futures = given(runner, work.note_and_sleep, tmp_path)
        assert [each.result(LONGEST_S) for each in futures] == list(range(40))
    long = [[number for number in numbers if number >= 20] for numbers in parcels(tmp_path).values()]
    assert max(map(len, long)) <= 2
    assert sum(map(len, long)) == 20


def test_of_tasks_that_travel_together_the_one_that_fails_is_the_only_one(
    address: str, work: Any, tmp_path: Path
) -> None:
    with runner_at(address, work.here) as runner:
        futures = given(runner, work.note_and_refuse, tmp_path)
        with pytest.raises(PublishError, match="우물 could not be said"):
            futures.pop(25).result(LONGEST_S)
        assert [each.result(LONGEST_S) for each in futures] == [*range(25), *range(26, 40)]


@pytest.mark.slow
def test_of_tasks_that_travel_together_the_one_that_ends_workers_is_the_only_one_given_up(
    address: str, work: Any, tmp_path: Path
) -> None:
    with runner_at(address, work.here) as runner:
        futures = given(runner, work.note_and_fall, tmp_path)
        with pytest.raises(WorkersEnded, match="“우물 25”"):
            futures.pop(25).result(LONGEST_S)
        assert [each.result(LONGEST_S) for each in futures] == [*range(25), *range(26, 40)]
    with_it = [numbers for numbers in parcels(tmp_path).values() if 25 in numbers]
    assert sum(numbers.count(25) for numbers in with_it) == 3


def test_a_killed_worker_loses_nothing_of_what_travels_together(
    address: str, work: Any, tmp_path: Path
) -> None:
    with runner_at(address, work.here) as runner:
        futures = given(runner, work.ring, tmp_path)
        until(lambda: len(list(tmp_path.iterdir())) > 10)
        os.kill(int(next(tmp_path.iterdir()).name.partition("-")[2]), signal.SIGKILL)
        assert [future.result(LONGEST_S) for future in futures] == list(range(40))


def test_what_cannot_travel_is_refused_when_it_is_given(address: str, work: Any) -> None:
    with runner_at(address, work.here) as runner:
        with pytest.raises((AttributeError, pickle.PicklingError)):
            runner.submit(Task(lambda: 1, "no function of a module", "1", "bell"))
        assert runner.submit(len, "우물").result(LONGEST_S) == 2


def test_what_two_runs_ask_for_at_once_is_done_once(address: str, work: Any, tmp_path: Path) -> None:
    with runner_at(address, work.here) as first, runner_at(address, work.here) as second:
        task = Task(partial(work.ring, tmp_path, 5, 1.0), "the same of two", "5", "bell")
        one, other = first.submit(task), second.submit(task)
        assert one.result(LONGEST_S) == other.result(LONGEST_S) == 5
    assert len(done(tmp_path, 5)) == 1


def test_an_error_of_ours_comes_back_as_it_is(address: str, work: Any) -> None:
    with runner_at(address, work.here) as runner:
        future = runner.submit(Task(work.refuse, "refused", "우물"))
        with pytest.raises(PublishError, match="우물 could not be said") as raised:
            future.result(LONGEST_S)
    assert raised.value.advice == "Write something else."


def test_what_a_killed_worker_had_is_done_by_another(address: str, work: Any, tmp_path: Path) -> None:
    with runner_at(address, work.here) as runner:
        futures = [
            runner.submit(Task(partial(work.ring, tmp_path, number, 0.3), f"killed {number}", "", "bell"))
            for number in range(6)
        ]
        until(lambda: list(tmp_path.iterdir()))
        os.kill(int(next(tmp_path.iterdir()).name.partition("-")[2]), signal.SIGKILL)
        assert [future.result(LONGEST_S) for future in futures] == list(range(6))


@pytest.mark.slow
def test_a_task_that_ends_three_workers_is_given_up_by_its_name_and_those_beside_it_are_done(
    address: str, work: Any, tmp_path: Path
) -> None:
    with runner_at(address, work.here) as runner:
        bad = runner.submit(Task(partial(work.end, tmp_path, 0), "poison", "sentence s1-k3, “우물”", "bell"))
        good = [
            runner.submit(Task(partial(work.ring, tmp_path, number), f"beside {number}", "", "bell"))
            for number in range(1, 12)
        ]
        assert [future.result(LONGEST_S) for future in good] == list(range(1, 12))
        with pytest.raises(WorkersEnded, match="sentence s1-k3, “우물”"):
            bad.result(LONGEST_S)
    assert len(done(tmp_path, 0)) == 3


def test_what_nobody_waits_for_any_more_is_not_begun(address: str, work: Any, tmp_path: Path) -> None:
    def task(number: int) -> Task[int]:
        return Task(partial(work.ring, tmp_path, number, 0.5), f"dropped {number}", "", "bell")

    with runner_at(address, work.here) as runner, WorkQueue(task, runner) as queue:
        for number in range(20):
            queue.give(number)
        next(queue.outcomes())
        queue.stop()
        begun = len(list(tmp_path.iterdir()))
    time.sleep(1)
    assert len(list(tmp_path.iterdir())) <= begun + 2


def test_workers_of_another_version_are_refused_by_name(address: str, work: Any, tmp_path: Path) -> None:
    told: list[Notice] = []
    describe = partial(work.unlike, os.getpid())
    with runner_at(address, describe, 3, told) as runner:
        future = runner.submit(Task(partial(work.ring, tmp_path, 1), "refused", "1", "bell"))
        with pytest.raises(WorkerMissing, match="it has ours 0, and this is ours 1"):
            future.result(LONGEST_S)
    assert told
    assert {notice.where for notice in told} <= {"0", "1"}
    assert not list(tmp_path.iterdir())


def test_workers_without_an_engine_say_so_and_get_other_work(address: str, work: Any, tmp_path: Path) -> None:
    told: list[Notice] = []
    with runner_at(address, partial(work.without_drum, os.getpid()), 3, told) as runner:
        drum = runner.submit(Task(partial(work.ring, tmp_path, 1), "drum", "1", "drum"))
        bell = runner.submit(Task(partial(work.ring, tmp_path, 2), "bell", "2", "bell"))
        assert bell.result(LONGEST_S) == 2
        with pytest.raises(WorkerMissing, match="its skin is missing"):
            drum.result(LONGEST_S)
    assert any("no work of drum: its skin is missing" in notice.text for notice in told)


def test_dask_takes_little_time_for_itself_unless_somebody_asked_it_to(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    profiling, ticking = "distributed.worker.profile.enabled", "distributed.admin.tick.interval"
    with connected(address) as client:
        for name, usual in ((profiling, False), (ticking, "1s")):
            assert set(client.run(config.get, name).values()) == {usual}  # type: ignore[no-untyped-call]
        trimming = client.run(os.getenv, "MALLOC_TRIM_THRESHOLD_").values()  # type: ignore[no-untyped-call]
        assert set(trimming) == {None}
    monkeypatch.setenv("DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL", "50ms")
    with config.set({ticking: "50ms"}):
        be_frugal()
        assert config.get(ticking) == "50ms"


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is there takes a second to answer."""
    monkeypatch.setattr("pipeline.infra.distributed_cluster._PATIENCE_S", 1)


@pytest.mark.usefixtures("hasty")
def test_a_scheduler_that_is_not_there_is_named() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        free = taken.getsockname()[1]
    with pytest.raises(ClusterLost, match=f"127.0.0.1:{free}"), connected(f"tcp://127.0.0.1:{free}"):
        pass


@pytest.mark.usefixtures("hasty")
def test_what_is_no_scheduler_is_none() -> None:
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as silent,
        pytest.raises(ClusterLost, match="No scheduler of Dask answers"),
        connected(f"tcp://127.0.0.1:{silent.getsockname()[1]}"),
    ):
        pass


def test_a_scheduler_of_another_version_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.infra.distributed_cluster.version", lambda _: "1999.1.0")
    with pytest.raises(ClusterLost, match=r"this is 1999\.1\.0"), connected(address):
        pass


def test_a_scheduler_that_dies_ends_what_is_waited_for_and_what_comes_later(
    scheduler: Callable[[], tuple[str, subprocess.Popen[bytes]]], work: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed_cluster, "_ABSENT_S", 1)
    address, process = scheduler()
    with runner_at(address, work.here) as runner:
        future = runner.submit(Task(work.refuse, "lost", "1", "bell"))
        process.kill()
        with pytest.raises(ClusterLost, match="the same command again"):
            future.result(LONGEST_S)
        with pytest.raises(ClusterLost):
            runner.submit(Task(work.refuse, "late", "2", "bell"))


@pytest.mark.slow
def test_a_scheduler_that_is_started_again_is_given_again_what_it_had(
    scheduler: Callable[..., tuple[str, subprocess.Popen[bytes]]],
    worker: Callable[[str], subprocess.Popen[bytes]],
    work: Any,
    tmp_path: Path,
) -> None:
    address, process = scheduler()
    worker(address)
    told: list[Notice] = []
    with runner_at(address, work.here, told=told) as runner:
        rings = [
            runner.submit(Task(partial(work.ring, tmp_path, number, 0.3), f"{number}", "", "bell"))
            for number in range(8)
        ]
        assert rings[0].result(LONGEST_S) == 0
        process.kill()
        process.wait()
        late = runner.submit(Task(partial(work.ring, tmp_path, 8), "8", "", "bell"))
        scheduler(address.rpartition(":")[2])
        worker(address)
        assert [each.result(LONGEST_S) for each in (*rings, late)] == list(range(9))
    assert [notice.where for notice in told if notice.code == "cluster.away"] == [address]


@pytest.mark.slow
def test_a_scheduler_that_says_nothing_for_seconds_costs_seconds(
    scheduler: Callable[..., tuple[str, subprocess.Popen[bytes]]],
    worker: Callable[[str], subprocess.Popen[bytes]],
    work: Any,
    tmp_path: Path,
) -> None:
    address, process = scheduler()
    worker(address)
    with runner_at(address, work.here) as runner:
        assert (
            runner.submit(Task(partial(work.ring, tmp_path, 0), "first", "", "bell")).result(LONGEST_S) == 0
        )
        process.send_signal(signal.SIGSTOP)
        rings = [
            runner.submit(Task(partial(work.ring, tmp_path, number), f"{number}", "", "bell"))
            for number in range(1, 5)
        ]
        time.sleep(3)
        process.send_signal(signal.SIGCONT)
        assert [each.result(LONGEST_S) for each in rings] == [1, 2, 3, 4]


class Deserted:
    """A scheduler without workers."""

    status = "running"

    def scheduler_info(self, n_workers: int) -> dict[str, Any]:
        return {"workers": {}}


def test_who_asks_how_many_can_speak_has_nobody_looked_for() -> None:
    looked = []

    def describe(wanted: Collection[str]) -> Node:
        looked.append(None)
        return Node("ours 1", {"bell": {"ko": "bell 1"}})

    workforce = Workforce(cast(Client, Deserted()), "tcp://127.0.0.1:1", describe, lambda _: None)
    assert workforce.slots("a server") == 0
    for _ in range(3):
        workforce.look()
    assert len(looked) == 1
    workforce.want("a drum")
    workforce.look()
    assert len(looked) == 2


def test_what_ended_the_last_worker_is_named_and_not_taken_for_what_nobody_tried(work: Any) -> None:
    describe: Describe = partial(work.here)
    workforce = Workforce(cast(Client, Deserted()), "tcp://127.0.0.1:1", describe, lambda _: None)
    with working(DistributedRunner(cast(Client, Deserted()), workforce, 0.1)) as runner:
        deadly = runner.submit(Task(work.refuse, "deadly", "sentence 1, “우물”", "bell"))
        runner._orders()[0].tries = 1
        untried = runner.submit(Task(work.refuse, "untried", "sentence 2, “井”", "bell"))
        with pytest.raises(WorkersEnded, match="sentence 1, “우물”"):
            deadly.result(LONGEST_S)
        with pytest.raises(WorkerMissing):
            untried.result(LONGEST_S)


class OneWorker:
    """A scheduler with one worker, of which something more is wanted while it says what it has."""

    def __init__(self) -> None:
        self.workforce: Workforce | None = None

    def scheduler_info(self, n_workers: int) -> dict[str, Any]:
        return {"workers": {"tcp://127.0.0.1:2": {"name": "0", "resources": {}}}}

    def _run(self) -> None:
        """Named by who asks."""

    def sync(
        self, _: Any, join: Any, describe: Describe, wanted: Collection[str], *rest: Any, **named: Any
    ) -> Any:
        assert self.workforce is not None
        self.workforce.want("firefox en ko")
        return {"tcp://127.0.0.1:2": describe(wanted)}


def test_nobody_is_said_to_lack_what_he_was_not_asked_for_yet() -> None:
    def describe(wanted: Collection[str]) -> Node:
        return Node("ours 1", {each: {"": "1"} for each in wanted if each})

    told: list[Notice] = []
    client = OneWorker()
    workforce = client.workforce = Workforce(cast(Client, client), "tcp://127.0.0.1:1", describe, told.append)
    for _ in range(3):
        workforce.look()
    assert told == []


def test_who_drops_everything_is_given_nothing_more_by_threads_that_do_not_know_yet(work: Any) -> None:
    workforce = Workforce(cast(Client, Deserted()), "tcp://127.0.0.1:1", partial(work.here), lambda _: None)
    runner = DistributedRunner(cast(Client, Deserted()), workforce, 1)
    refusals: list[str] = []

    def go_on(_: Future[Any]) -> None:
        try:
            runner.submit(Task(work.refuse, "next", "sentence 2, “井”", "bell"))
        except RuntimeError as error:
            refusals.append(str(error))

    runner.submit(Task(work.refuse, "first", "sentence 1, “우물”", "bell")).add_done_callback(go_on)
    runner.shutdown(cancel_futures=True)
    assert refusals == ["The runner was shut down."]


class Growing:
    """A scheduler with workers that ring as well as anybody; notes what is known while a new one is asked."""

    def __init__(self) -> None:
        self.workers: dict[str, dict[str, Any]] = {}
        self.workforce: Workforce | None = None
        self.known: list[int] = []

    def join(self, address: str) -> None:
        self.workers[address] = {"name": address, "resources": {}}

    def scheduler_info(self, n_workers: int) -> dict[str, Any]:
        return {"workers": self.workers}

    def _run(self) -> None:
        """Named by who asks."""

    def sync(
        self,
        _: Any,
        join: Any,
        describe: Describe,
        wanted: Any,
        expected: Node,
        *,
        workers: Any,
        **named: Any,
    ) -> Any:
        assert self.workforce is not None
        self.known.append(self.workforce.slots("bell"))
        for each in workers:
            self.workers[each]["resources"] = {expected.resource("bell"): 4}
        return {each: describe(wanted) for each in workers}


def test_while_one_worker_takes_long_to_answer_it_is_known_which_others_went_away() -> None:
    client = Growing()
    workforce = client.workforce = Workforce(
        cast(Client, client),
        "tcp://127.0.0.1:1",
        lambda _: Node("ours 1", {"bell": {"ko": "1"}}),
        lambda _: None,
    )
    workforce.want("bell")
    client.join("tcp://127.0.0.1:2")
    client.join("tcp://127.0.0.1:3")
    workforce.look()
    assert workforce.slots("bell") == 8
    del client.workers["tcp://127.0.0.1:2"]
    client.join("tcp://127.0.0.1:4")
    workforce.look()
    assert client.known == [0, 4]
    assert workforce.slots("bell") == 8
