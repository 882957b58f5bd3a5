"""Work spread over processes and attempts."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.synchronize import Event
from threading import Thread
from typing import TypeVar

from pipeline.errors import EngineBusy, PublishError, WorkerLost

T = TypeVar("T")

LONGEST_WAIT_S = 60.0


def retried(
    call: Callable[[], T],
    attempts: int = 4,
    first_wait_s: float = 1.0,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """What `call` returns, tried again while it raises `EngineBusy`.

    Waits as long as the engine asks for, else twice as long each time, never over a minute.
    Raises the last `EngineBusy` when all attempts are used up.
    """
    for attempt in range(attempts - 1):
        try:
            return call()
        except EngineBusy as error:
            asked = first_wait_s * 2**attempt if error.seconds is None else error.seconds
            sleep(min(asked, LONGEST_WAIT_S))
    return call()


@contextmanager
def threads(jobs: int) -> Iterator[ThreadPoolExecutor]:
    """Threads for work that waits for other programs; when the block is left early, what has not begun is dropped."""
    executor = ThreadPoolExecutor(jobs)
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    executor.shutdown()


class Threads:
    """Threads that work through tasks side by side, for work that waits for servers."""

    def __init__(self, count: int) -> None:
        self.count = count

    def outcomes(
        self, work: Callable[[T], object], tasks: Sequence[T]
    ) -> Iterator[tuple[T, PublishError | None]]:
        """As `Pool.outcomes`; when the caller stops asking, what was begun is left to end by itself."""
        with threads(self.count) as workers:
            running = {workers.submit(_error_of, work, task): task for task in tasks}
            for future in as_completed(running):
                yield running[future], future.result()


class Pool:
    """Processes that work through tasks side by side, and end when their parent ends.

    A pool of one does everything in this process, task by task: the serial twin, for small machines
    and for tests.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def outcomes(
        self, work: Callable[[T], object], tasks: Sequence[T]
    ) -> Iterator[tuple[T, PublishError | None]]:
        """Each task with None, or with the error that `work` raised for it, as they are finished.

        Tasks begin in the order given. `work` and the tasks must be picklable. When the caller stops
        asking (an error, Ctrl-C), what has not begun is dropped, also what the workers were handed already.
        Other exceptions are bugs and pass.
        """
        if self.jobs == 1 or len(tasks) < 2:
            yield from ((task, _error_of(work, task)) for task in tasks)
            return
        context = multiprocessing.get_context("spawn")
        ended = context.Event()
        workers = ProcessPoolExecutor(
            min(self.jobs, len(tasks)), mp_context=context, initializer=_begin_worker, initargs=(ended,)
        )
        try:
            running = {workers.submit(_work, work, task): task for task in tasks}
            for future in as_completed(running):
                yield running[future], future.result()
        except BrokenProcessPool as error:
            raise WorkerLost(
                "A process that was working for this run ended unexpectedly, perhaps for want of memory.",
                "Run the same command again with --jobs 1; what was finished is kept.",
            ) from error
        finally:
            ended.set()
            workers.shutdown(wait=False, cancel_futures=True)


_ended: list[Event] = []
"""In a worker: set when nobody waits for its work any more."""


def _work(work: Callable[[T], object], task: T) -> PublishError | None:
    return None if any(ended.is_set() for ended in _ended) else _error_of(work, task)


def _error_of(work: Callable[[T], object], task: T) -> PublishError | None:
    try:
        work(task)
    except PublishError as error:
        return error
    return None


def _begin_worker(ended: Event) -> None:
    """Leave Ctrl-C to the parent, and end when the parent is gone, however it went."""
    _ended.append(ended)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
