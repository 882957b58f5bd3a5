"""Work spread over the workers of a Dask cluster: separate processes on this machine, killed and lost like any others."""

import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline.document.notices import Notice
from pipeline.errors import ClusterLost, PublishError, WorkerMissing, WorkersEnded
from pipeline.infra.distributed_cluster import connected, started
from pipeline.infra.distributed_runner import DistributedRunner
from pipeline.infra.distributed_workers import Node, Workforce
from pipeline.infra.runner import Task, working
from pipeline.infra.work_queue import WorkQueue

LONGEST_S = 120

WORK = """
import os
import signal
import time
from pathlib import Path

from pipeline.errors import NarrationError
from pipeline.infra.distributed_workers import Node

def here() -> Node:
    return Node("ours 1", {"bell": {"ko": "bell 1"}, "drum": {"ko": "drum 1"}})

def unlike(conductor: int) -> Node:
    return Node("ours 1" if os.getpid() == conductor else "ours 0", {"bell": {"ko": "1"}})

def without_drum(conductor: int) -> Node:
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
def scheduler(tmp_path: Path) -> Iterator[Callable[[], tuple[str, subprocess.Popen[bytes]]]]:
    """Starts a scheduler alone, as a person does; its address, and its process."""
    running = []

    def start() -> tuple[str, subprocess.Popen[bytes]]:
        file = tmp_path / "scheduler.json"
        command = [
            sys.executable,
            "-m",
            "distributed.cli.dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
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


@contextmanager
def runner_at(
    address: str,
    describe: Callable[[], Node],
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
    scheduler: Callable[[], tuple[str, subprocess.Popen[bytes]]], work: Any
) -> None:
    address, process = scheduler()
    with runner_at(address, work.here) as runner:
        future = runner.submit(Task(work.refuse, "lost", "1", "bell"))
        process.kill()
        with pytest.raises(ClusterLost, match="the same command again"):
            future.result(LONGEST_S)
        with pytest.raises(ClusterLost):
            runner.submit(Task(work.refuse, "late", "2", "bell"))
