"""Threads that end with what began them, also where a signal came while they began."""

import time
from threading import Thread

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
