"""Threads that end with what began them, also where a signal came while they began; and one that an object never leaves."""

import time
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")
_TRIES = 20
_NAP_S = 0.01


def finish(thread: Thread, timeout: float | None = None) -> None:
    """Wait for a thread to end, at most `timeout` seconds.

    `Thread.start` that was interrupted, by Ctrl-C or SIGTERM, leaves a thread that cannot be joined yet, or never: it is given a
    moment to begin, and then left alone.
    """
    for _ in range(_TRIES):
        try:
            thread.join(timeout)
        except RuntimeError:
            time.sleep(_NAP_S)
        else:
            break


class Confined(Generic[_T]):
    """What one thread alone may make, use and let go, as an object of a library whose class is not for other threads.

    Made at once by a thread of its own, which ends with this; any thread may call it, one after the other.
    """

    def __init__(self, make: Callable[[], _T]) -> None:
        """Raises what `make` raises."""
        self._calls: SimpleQueue[tuple[Callable[[_T], Any], Future[Any]] | None] = SimpleQueue()
        made: Future[None] = Future()
        Thread(target=_live, args=(make, made, self._calls), daemon=True).start()
        weakref.finalize(self, self._calls.put, None)
        made.result()

    def call(self, use: Callable[[_T], _R]) -> _R:
        """What `use` makes of the object, in its thread. Raises what `use` raises, without its frames, as they may hold the object."""
        answer: Future[_R] = Future()
        self._calls.put((use, answer))
        return answer.result()


def _live(
    make: Callable[[], _T],
    made: Future[None],
    calls: "SimpleQueue[tuple[Callable[[_T], Any], Future[Any]] | None]",
) -> None:
    try:
        confined = make()
    except BaseException as error:  # noqa: BLE001 - raised where the answer is waited for
        made.set_exception(error.with_traceback(None))
        return
    made.set_result(None)
    while asked := calls.get():
        use, answer = asked
        try:
            answer.set_result(use(confined))
        except BaseException as error:  # noqa: BLE001 - raised where the answer is waited for
            answer.set_exception(error.with_traceback(None))
        del asked, use, answer
    del confined
