"""A call tried again while its engine is busy."""

import time
from collections.abc import Callable
from typing import TypeVar

from pipeline.errors import EngineBusy

T = TypeVar("T")

LONGEST_WAIT_S = 60.0


def retry(
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
