"""How fast requests and characters may follow each other to one engine. May be used by several threads at once."""

from collections.abc import Callable
from threading import Lock

from pipeline.config.tables import Limits


class RateLimiter:
    """Lets requests go at the pace that `limits` allow. Clock and sleep are arguments."""

    def __init__(self, limits: Limits, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._request_s = 1 / limits.requests_per_second if limits.requests_per_second else 0.0
        self._character_s = 60 / limits.characters_per_minute if limits.characters_per_minute else 0.0
        self._clock = clock
        self._sleep = sleep
        self._free_at = 0.0
        self._lock = Lock()

    def wait(self, characters: int) -> None:
        """Wait until a request of so many characters may go."""
        with self._lock:
            now = self._clock()
            begin = max(now, self._free_at)
            self._free_at = begin + max(self._request_s, self._character_s * characters)
        if begin > now:
            self._sleep(begin - now)

    def hold(self, seconds: float) -> None:
        """Let nobody go for so long."""
        with self._lock:
            self._free_at = max(self._free_at, self._clock() + seconds)
