"""Work spread over processes."""

import time
from functools import partial
from pathlib import Path

from pipeline.jobs import Pool


def _slowly(folder: Path, number: int) -> None:
    (folder / f"{number}").touch()
    time.sleep(0.5)


def test_when_nobody_asks_any_more_nothing_else_is_begun(tmp_path: Path) -> None:
    with Pool(partial(_slowly, tmp_path), 2) as pool:
        for number in range(20):
            pool.give(number)
        next(pool.outcomes())
    begun = len(list(tmp_path.iterdir()))
    time.sleep(2)
    assert len(list(tmp_path.iterdir())) <= begun + 1


def test_every_task_has_an_outcome(tmp_path: Path) -> None:
    with Pool(partial(_slowly, tmp_path), 2) as pool:
        for number in range(4):
            pool.give(number, "a server" if number == 3 else "")
        pool.complete()
        assert sorted(pool.outcomes()) == [(number, None) for number in range(4)]
