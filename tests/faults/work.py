"""Tries played side by side, each in a process of its own, until time is up."""

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path

from tests.faults.trial import Outcome

Try = Callable[[Path], Outcome]
"""Plays in a new folder."""
_FORK = multiprocessing.get_context("fork")


def played(tries: Iterable[Try], folder: Path, jobs: int, until: float) -> Iterator[Outcome]:
    """What comes of each try, as they end. After the moment `until`, by the monotonic clock, nothing is begun but a first.

    Tries are forked from this process, which must have no other thread.
    """
    running: dict[Connection, multiprocessing.process.BaseProcess] = {}
    begun = 0
    coming = iter(tries)
    while True:
        while len(running) < jobs and (not begun or time.monotonic() < until):
            if (each := next(coming, None)) is None:
                break
            begun += 1
            here, there = _FORK.Pipe(duplex=False)
            process = _FORK.Process(target=_play, args=(each, folder / f"try-{begun}", there))
            process.start()
            there.close()
            running[here] = process
        if not running:
            return
        for ready in wait(list(running)):
            assert isinstance(ready, Connection)
            yield ready.recv()
            ready.close()
            running.pop(ready).join()


def _play(each: Try, folder: Path, pipe: Connection) -> None:
    try:
        outcome = each(folder)
    except BaseException as error:
        outcome = Outcome("harness", "harness", repr(each), (), 0.0, wrong=(repr(error),))
    pipe.send(outcome)
