"""Tasks given from one thread, and their outcomes asked for in another."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from queue import SimpleQueue
from threading import Lock
from typing import Generic, TypeVar

from pipeline.errors import PublishError, WorkerLost
from pipeline.infra.exception_messages import in_words
from pipeline.infra.runner import Task, outcome

T = TypeVar("T")
R = TypeVar("R")


class WorkQueue(Generic[T, R]):
    """Has tasks worked on by a runner; what is given first is worked on while the rest is still being thought of.

    `task` makes the task of something that is given. To be used as a context, which ends what was given to the
    queue; the runner is its owner's.
    """

    def __init__(self, task: Callable[[T], Task[R]], runner: Executor) -> None:
        self._task = task
        self._runner = runner
        self._servers: dict[str, Executor] = {}
        self._pending: set[Future[R | PublishError]] = set()
        self._given = 0
        self._complete = self._stopped = False
        self._done: SimpleQueue[tuple[T, Future[R | PublishError]] | None] = SimpleQueue()
        """None for a change that whoever asks for outcomes should look at."""
        self._changing = Lock()

    def __enter__(self) -> "WorkQueue[T, R]":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        for server in self._servers.values():
            server.shutdown()

    def give(self, given: T, server: str = "", most: int = 1) -> None:
        """Have `given` worked on after those that came before; nothing happens any more once the queue has stopped.

        What waits for a `server` gets a thread, one of so many at `most`, since a server is best asked from one
        process, which alone knows its limits. Raises `WorkerLost`.
        """
        with self._changing:
            if not self._stopped:
                self._given += 1
                future = self._executor(server, most).submit(_safe(self._task(given)))
                self._pending.add(future)
                future.add_done_callback(lambda done: self._came(given, done))

    def complete(self) -> None:
        """Say that all tasks were given."""
        self._complete = True
        self._done.put(None)

    def outcomes(self) -> Iterator[tuple[T, R | PublishError]]:
        """What was given with what the work returned for it, or the error that it raised, as they are finished.

        Ends with the last of them once they are complete, or when the queue has stopped. Raises `WorkerLost`.
        """
        finished = 0
        while not self._stopped and not (self._complete and finished == self._given):
            item = self._done.get()
            if item is not None and not self._stopped:
                finished += 1
                if not item[1].cancelled():
                    yield item[0], _result(item[1])

    def stop(self) -> None:
        """Begin nothing more; what is in work is left to end by itself."""
        with self._changing:
            self._stopped = True
        for future in self._pending.copy():
            future.cancel()
        self._done.put(None)

    def _came(self, given: T, done: Future[R | PublishError]) -> None:
        self._pending.discard(done)
        self._done.put((given, done))

    def _executor(self, server: str, most: int) -> Executor:
        if not server:
            return self._runner
        if server not in self._servers:
            self._servers[server] = ThreadPoolExecutor(most)
        return self._servers[server]


def _result(done: Future[R | PublishError]) -> R | PublishError:
    """Of a task that a runner gave up for itself, its reason."""
    try:
        return outcome(done)
    except WorkerLost:
        raise
    except PublishError as error:
        return error


def _safe(task: Task[R]) -> Task[R | PublishError]:
    return replace(task, work=partial(_outcome, task.work))  # type: ignore[return-value, arg-type]


def _outcome(work: Callable[[], R]) -> R | PublishError:
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - a bug ends its own task
        return in_words(error)
