"""Tasks given from one thread, and their outcomes asked for in another."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from queue import SimpleQueue
from threading import Lock
from typing import Generic, TypeVar

from pipeline.errors import PublishError
from pipeline.infra.exception_messages import in_words
from pipeline.infra.runner import outcome

T = TypeVar("T")


class WorkQueue(Generic[T]):
    """Has tasks worked on by a runner; what is given first is worked on while the rest is still being thought of.

    To be used as a context, which ends what was given to the queue; the runner is its owner's.
    """

    def __init__(self, work: Callable[[T], object], runner: Executor) -> None:
        self._work = work
        self._runner = runner
        self._servers: dict[str, Executor] = {}
        self._pending: set[Future[PublishError | None]] = set()
        self._given = 0
        self._complete = self._stopped = False
        self._done: SimpleQueue[tuple[T, Future[PublishError | None]] | None] = SimpleQueue()
        """None for a change that whoever asks for outcomes should look at."""
        self._changing = Lock()

    def __enter__(self) -> "WorkQueue[T]":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        for server in self._servers.values():
            server.shutdown()

    def give(self, task: T, server: str = "", most: int = 1) -> None:
        """Have `task` worked on after those that were given before; nothing happens any more once the queue has stopped.

        A task that waits for a `server` gets a thread, one of so many at `most`, since a server is best asked from one
        process, which alone knows its limits. Raises `WorkerLost`.
        """
        with self._changing:
            if not self._stopped:
                self._given += 1
                future = self._executor(server, most).submit(_error_of, self._work, task)
                self._pending.add(future)
                future.add_done_callback(lambda done: self._came(task, done))

    def complete(self) -> None:
        """Say that all tasks were given."""
        self._complete = True
        self._done.put(None)

    def outcomes(self) -> Iterator[tuple[T, PublishError | None]]:
        """Each task with None, or with the error that the work raised for it, as they are finished.

        Ends with the last of them once they are complete, or when the queue has stopped. Raises `WorkerLost`.
        """
        finished = 0
        while not self._stopped and not (self._complete and finished == self._given):
            found = self._done.get()
            if found is not None and not self._stopped:
                finished += 1
                if not found[1].cancelled():
                    yield found[0], outcome(found[1])

    def stop(self) -> None:
        """Begin nothing more; what is in work is left to end by itself."""
        with self._changing:
            self._stopped = True
        for future in self._pending.copy():
            future.cancel()
        self._done.put(None)

    def _came(self, task: T, done: Future[PublishError | None]) -> None:
        self._pending.discard(done)
        self._done.put((task, done))

    def _executor(self, server: str, most: int) -> Executor:
        if not server:
            return self._runner
        if server not in self._servers:
            self._servers[server] = ThreadPoolExecutor(most)
        return self._servers[server]


def _error_of(work: Callable[[T], object], task: T) -> PublishError | None:
    try:
        work(task)
    except Exception as error:  # noqa: BLE001 - a bug ends its own task
        return in_words(error)
    return None
