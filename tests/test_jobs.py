"""Work spread over processes."""

import time
from functools import partial
from pathlib import Path

from pipeline.jobs import Pool


def _slowly(folder: Path, number: int) -> None:
    (folder / f"{number}").touch()
    time.sleep(0.5)


def test_when_nobody_asks_any_more_nothing_else_is_begun(tmp_path: Path) -> None:
    outcomes = Pool(2).outcomes(partial(_slowly, tmp_path), range(20))
    next(outcomes)
    del outcomes
    begun = len(list(tmp_path.iterdir()))
    time.sleep(2)
    assert len(list(tmp_path.iterdir())) <= begun + 1


def test_every_task_has_an_outcome(tmp_path: Path) -> None:
    outcomes = list(Pool(2).outcomes(partial(_slowly, tmp_path), range(4)))
    assert sorted(outcomes) == [(number, None) for number in range(4)]
