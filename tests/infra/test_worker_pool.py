"""Work spread over processes."""

import importlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from pipeline.infra.worker_pool import Pool

LOADING = """
import sys
import time
import pipeline.app.publish  # as long as the command line's workers load
from pipeline.infra.worker_pool import Pool

if __name__ == "__main__":
    try:
        with Pool(print, 2) as pool:
            pool.give(1)
            pool.give(2)
            print("given", flush=True)
            time.sleep(30)
    except KeyboardInterrupt:
        sys.exit(130)
"""


SLOW = """
import time
from pathlib import Path

def begin(folder: Path, number: int) -> None:
    (folder / f"{number}").touch()
    time.sleep(0.5)
"""


@pytest.fixture
def begin(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Slow work in a module that workers find."""
    folder = tmp_path_factory.mktemp("modules")
    (folder / "slow_work.py").write_text(SLOW, "utf-8")
    monkeypatch.syspath_prepend(folder)
    work: Callable[..., None] = importlib.import_module("slow_work").begin
    return work


def test_when_nobody_asks_any_more_nothing_else_is_begun(begin: Callable[..., None], tmp_path: Path) -> None:
    with Pool(partial(begin, tmp_path), 2) as pool:
        for number in range(20):
            pool.give(number)
        next(pool.outcomes())
    begun = len(list(tmp_path.iterdir()))
    time.sleep(2)
    assert len(list(tmp_path.iterdir())) <= begun + 1


def test_every_task_has_an_outcome(begin: Callable[..., None], tmp_path: Path) -> None:
    with Pool(partial(begin, tmp_path), 2) as pool:
        for number in range(4):
            pool.give(number, "a server" if number == 3 else "")
        pool.complete()
        assert sorted(pool.outcomes()) == [(number, None) for number in range(4)]


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
