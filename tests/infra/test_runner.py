"""Work spread over processes."""

import importlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from pipeline.infra.runner import Task, runner, working
from pipeline.infra.work_queue import WorkQueue

LOADING = """
import sys
import time
import pipeline.app.publish  # as long as the command line's workers load
from pipeline.infra.runner import runner, working

if __name__ == "__main__":
    try:
        with working(runner(2)) as pool:
            pool.submit(print, 1)
            pool.submit(print, 2)
            print("given", flush=True)
            time.sleep(30)
    except KeyboardInterrupt:
        sys.exit(130)
"""


SLOW = """
import os
import time
from pathlib import Path

def begin(folder: Path, number: int) -> None:
    (folder / f"{number}").touch()
    time.sleep(0.5)

def write(path: Path) -> None:
    path.with_suffix(".begun").touch()
    time.sleep(1)
    path.touch()

def process(_: int) -> int:
    time.sleep(0.1)
    return os.getpid()
"""


@pytest.fixture
def slow_work(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> object:
    """A module that workers find."""
    folder = tmp_path_factory.mktemp("modules")
    (folder / "slow_work.py").write_text(SLOW, "utf-8")
    monkeypatch.syspath_prepend(folder)
    return importlib.import_module("slow_work")


@pytest.fixture
def begin(slow_work: object) -> Callable[..., None]:
    work: Callable[..., None] = slow_work.begin  # type: ignore[attr-defined]
    return work


def task(work: Callable[..., None], folder: Path, number: int) -> Task[None]:
    return Task(partial(work, folder, number), f"key of {number}", f"number {number}")


class Stopped(Exception):
    """Somebody stopped the run."""


def test_when_nobody_asks_any_more_nothing_else_is_begun(begin: Callable[..., None], tmp_path: Path) -> None:
    with (
        suppress(Stopped),
        working(runner(2)) as workers,
        WorkQueue(partial(task, begin, tmp_path), workers) as queue,
    ):
        for number in range(20):
            queue.give(number)
        next(queue.outcomes())
        begun = len(list(tmp_path.iterdir()))
        raise Stopped
    assert len(list(tmp_path.iterdir())) <= begun + 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_task_has_an_outcome(begin: Callable[..., None], tmp_path: Path, jobs: int) -> None:
    with working(runner(jobs)) as workers, WorkQueue(partial(task, begin, tmp_path), workers) as queue:
        for number in range(4):
            queue.give(number, "a server" if number == 3 else "")
        queue.complete()
        assert sorted(queue.outcomes()) == [(number, None) for number in range(4)]


def test_one_queue_after_the_other_is_worked_on_by_the_same_processes(slow_work: object) -> None:
    with working(runner(2)) as workers:
        seen = [
            {future.result() for future in [workers.submit(slow_work.process, each) for each in range(6)]}  # type: ignore[attr-defined]
            for _ in range(2)
        ]
    assert seen[0] | seen[1] == max(seen, key=len)
    assert os.getpid() not in seen[0]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_block_that_is_left_early_is_left_when_nothing_writes_any_more(
    slow_work: object, tmp_path: Path, jobs: int
) -> None:
    with suppress(Stopped), working(runner(jobs)) as workers:
        workers.submit(slow_work.write, tmp_path / "a")  # type: ignore[attr-defined]
        while not (tmp_path / "a.begun").exists():
            time.sleep(0.02)
        raise Stopped
    there = sorted(path.name for path in tmp_path.iterdir())
    assert there == ["a", "a.begun"]


@pytest.mark.skipif(
    not hasattr(signal, "pthread_sigmask"), reason="signals cannot be held back on this system"
)
@pytest.mark.parametrize("wait_s", [0.0, 0.1, 0.2, 0.3])
def test_ctrl_c_while_workers_load_says_nothing_of_them(tmp_path: Path, wait_s: float) -> None:
    program = tmp_path / "program.py"
    program.write_text(LOADING, "utf-8")
    with subprocess.Popen(
        [sys.executable, program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "given\n"
        time.sleep(wait_s)
        os.killpg(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=60)
    assert (run.returncode, said) == (130, "")
