"""How fast requests and characters may follow each other to one engine. May be used by several threads at once."""

from collections.abc import Callable
from threading import Lock
from typing import Protocol

from pipeline.config.tables import Limits


class Queue(Protocol):
    """Where requests to one engine stand one behind the other."""

    def reserve(self, seconds: float) -> float:
        """Take the next place, of so many seconds; how long it is until then."""

    def hold(self, seconds: float) -> None:
        """Let nobody go for so long."""


class OwnQueue:
    """The requests of this process."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._free_at = 0.0
        self._lock = Lock()

    def reserve(self, seconds: float) -> float:
        """As `Queue.reserve`."""
        with self._lock:
            now = self._clock()
            begin = max(now, self._free_at)
            self._free_at = begin + seconds
            return begin - now

    def hold(self, seconds: float) -> None:
        """As `Queue.hold`."""
        with self._lock:
            self._free_at = max(self._free_at, self._clock() + seconds)


class RateLimiter:
    """Lets requests go at the pace that `limits` allow. Clock and sleep are arguments.

    With a queue that is `shared`, all who share it keep to the pace together, if there is one to keep to.
    """

    def __init__(
        self,
        limits: Limits,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        shared: Queue | None = None,
    ) -> None:
        self._request_s = 1 / limits.requests_per_second if limits.requests_per_second else 0.0
        self._character_s = 60 / limits.characters_per_minute if limits.characters_per_minute else 0.0
        has_pace = bool(self._request_s or self._character_s)
        self._queue = shared if shared and has_pace else OwnQueue(clock)
        self._sleep = sleep

    def wait(self, characters: int) -> None:
        """Wait until a request of so many characters may go."""
        if (seconds := self._queue.reserve(max(self._request_s, self._character_s * characters))) > 0:
            self._sleep(seconds)

    def hold(self, seconds: float) -> None:
        """Let nobody go for so long."""
        self._queue.hold(seconds)
