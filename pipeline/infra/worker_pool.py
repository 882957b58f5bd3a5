"""Work spread over processes and attempts."""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.synchronize import Event
from queue import SimpleQueue
from threading import Lock, Thread, Timer
from typing import Generic, TypeVar

from pipeline.errors import EngineBusy, PublishError, WorkerLost
from pipeline.infra.faults import in_words

T = TypeVar("T")

LONGEST_WAIT_S = 60.0
_SECONDS_TO_END = 1.0
"""That a worker which is told to end has to take away what it was writing."""


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
    """Threads for work that waits for other programs; none works any more once the block is left, however it is left.

    When it is left early, what has not begun is dropped. Threads that wait for those of another block must be that
    block's outer ones: the inner ones end first, and what waits for them learns of it.
    """
    executor = ThreadPoolExecutor(jobs)
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=True, cancel_futures=True)
        raise
    executor.shutdown()


class Pool(Generic[T]):
    """Processes that work through tasks side by side, and end when their parent ends.

    Tasks are given from one thread, and their outcomes asked for in another: what is given first is worked on while
    the rest is still being thought of. A pool of one does everything in this process, task by task: the serial twin,
    for small machines and for tests. To be used as a context, which ends all work.
    """

    def __init__(self, work: Callable[[T], object], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._executors: dict[str, Executor] = {}
        self._given = 0
        self._complete = self._stopped = False
        self._done: SimpleQueue[tuple[T, Future[PublishError | None]] | None] = SimpleQueue()
        """None for a change that whoever asks for outcomes should look at."""
        self._changing = Lock()
        self._ended: Event | None = None

    def __enter__(self) -> "Pool[T]":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def give(self, task: T, server: str = "", most: int = 1) -> None:
        """Have `task` worked on after those that were given before; nothing happens any more once the pool has stopped.

        A task that waits for a `server` gets a thread, one of so many at `most`, since a server is best asked from one
        process, which alone knows its limits. Other tasks must be picklable, and the pool's work with them.
        """
        with self._changing, _workers_alive():
            if not self._stopped:
                self._given += 1
                executor = self._executor(server, most)
                with _deaf_to_interrupts():  # here processes are started
                    future = executor.submit(_work, self._work, task)
                future.add_done_callback(lambda done: self._done.put((task, done)))

    def complete(self) -> None:
        """Say that all tasks were given."""
        self._complete = True
        self._done.put(None)

    def outcomes(self) -> Iterator[tuple[T, PublishError | None]]:
        """Each task with None, or with the error that the work raised for it, as they are finished.

        Ends with the last of them once they are complete, or when the pool has stopped.
        """
        finished = 0
        while not self._stopped and not (self._complete and finished == self._given):
            found = self._done.get()
            if found is not None and not self._stopped:
                finished += 1
                if found[1].cancelled():
                    continue
                with _workers_alive():
                    error = found[1].result()
                yield found[0], error

    def stop(self) -> None:
        """Begin nothing more, not even what workers were handed already; what is in work is left to end by itself."""
        with self._changing:
            self._stopped = True
            if self._ended is not None:
                self._ended.set()
            for executor in self._executors.values():
                executor.shutdown(wait=False, cancel_futures=True)
        self._done.put(None)

    def _executor(self, server: str, most: int) -> Executor:
        if server not in self._executors:
            alone = server or self._jobs == 1
            self._executors[server] = ThreadPoolExecutor(most) if alone else self._processes()
        return self._executors[server]

    def _processes(self) -> Executor:
        context = multiprocessing.get_context("spawn")
        self._ended = context.Event()
        _latest[:] = [self._ended]
        return ProcessPoolExecutor(
            self._jobs, mp_context=context, initializer=_begin_worker, initargs=(self._ended,)
        )


@contextmanager
def _workers_alive() -> Iterator[None]:
    """Raises `WorkerLost` when they are not."""
    try:
        yield
    except BrokenProcessPool as error:
        raise WorkerLost(
            "A process that was working for this run ended unexpectedly, perhaps for want of memory.",
            "Run the same command again with --jobs 1; what was finished is kept.",
        ) from error


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes that are started here never hear Ctrl-C, not even while they load; this one hears it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_latest: list[Event] = []
"""Held, so that a worker which is still loading when its pool is gone finds it."""
_ended: list[Event] = []
"""In a worker: set when nobody waits for its work any more."""


def _work(work: Callable[[T], object], task: T) -> PublishError | None:
    return None if any(ended.is_set() for ended in _ended) else _error_of(work, task)


def _error_of(work: Callable[[T], object], task: T) -> PublishError | None:
    try:
        work(task)
    except Exception as error:  # noqa: BLE001 - a bug ends its own task
        return in_words(error)
    return None


def _begin_worker(ended: Event) -> None:
    """Leave Ctrl-C and a hang-up to the parent, and end when the parent is gone, however it went."""
    _ended.append(ended)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_soon)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_soon(*_: object) -> None:
    """Leave what is in work in order. The pool's own loop takes any exception for its task's, and would go on."""
    last = Timer(_SECONDS_TO_END, os._exit, (1,))
    last.daemon = True
    last.start()
    sys.exit(1)


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
