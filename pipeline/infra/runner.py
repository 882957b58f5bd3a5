"""Where work is done: in this process, or in several of this machine.

A runner is an `Executor` and nothing more, and there is one for a whole run: its processes load an engine once, however
many articles come. Work must be functions of a module and values that can be pickled; what it returns should be small.
Work that is a `Task` says of itself what a runner of several machines (`distributed_runner`) goes by.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.synchronize import Event
from threading import Lock, Thread, Timer
from typing import Generic, ParamSpec, TypeVar

from pipeline.errors import WorkerLost

T = TypeVar("T")
Given = ParamSpec("Given")
Working = TypeVar("Working", bound=Executor)

_SECONDS_TO_END = 1.0
"""That a worker which is told to end has to take away what it was writing."""


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """Work that can be done anywhere, once for all who ask for it: a function without arguments, as every executor takes."""

    work: Callable[[], T]
    key: str
    """A digest of what it is made from: equal tasks of several runs are done once."""
    name: str
    """For a person, where it is told what could not be done."""
    needs: str = ""
    """The engine that a worker must have."""
    priority: int = 0
    """A higher one is done before those of a lower one that have not begun."""

    def __call__(self) -> T:
        return self.work()


class Serial(ThreadPoolExecutor):
    """Task by task in a thread of this process: the serial twin, for small machines and for tests."""

    def __init__(self) -> None:
        super().__init__(1)


class LocalPool(Executor):
    """So many processes of this machine, which are started with the first task and end when their parent ends.

    `submit` raises `WorkerLost` once one of them has died, and so does `outcome` of what it was given.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._ended: Event | None = None
        self._starting = Lock()

    def submit(self, work: Callable[Given, T], /, *given: Given.args, **named: Given.kwargs) -> Future[T]:
        """As every executor."""
        with self._starting, _workers_alive():
            pool = self._pool = self._pool or self._start()  # before: what it starts lets interrupts in again
            with deaf_to_interrupts():  # here processes are started
                return pool.submit(_unless_ended, work, *given, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As every executor; with `cancel_futures` not even what a process was handed already is begun."""
        if self._ended is not None and cancel_futures:
            self._ended.set()
        if self._pool is not None:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        self._ended = context.Event()
        _latest[:] = [self._ended]
        return ProcessPoolExecutor(
            self._jobs, mp_context=context, initializer=_begin_worker, initargs=(self._ended,)
        )


def runner(jobs: int) -> Executor:
    """The runner for so many processes side by side; one does without further processes."""
    return Serial() if jobs == 1 else LocalPool(jobs)


@contextmanager
def working(executor: Working) -> Iterator[Working]:
    """An executor for a block, which does nothing any more once the block is left, however it is left.

    When it is left early, what has not begun is dropped. Threads that wait for those of another block must be that
    block's outer ones: the inner ones end first, and what waits for them learns of it.
    """
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=True, cancel_futures=True)
        raise
    executor.shutdown()


def outcome(done: Future[T]) -> T:
    """What a task returned. Raises what it raised, and `WorkerLost` when its process died."""
    with _workers_alive():
        return done.result()


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
def deaf_to_interrupts() -> Iterator[None]:
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


def _unless_ended(work: Callable[Given, T], /, *given: Given.args, **named: Given.kwargs) -> T:
    if any(ended.is_set() for ended in _ended):
        raise CancelledError
    return work(*given, **named)


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
