"""What holds an engine in: its pace, a rest when it keeps failing, a limit of time.

Clock and sleep are arguments. All of it may be used by several threads at once.
"""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TypeVar

from pipeline.errors import EngineBusy, EngineError, EngineRefused
from pipeline.tables import Limits

T = TypeVar("T")

_LATER = "Run the same command again later; what was finished is kept."


class Pace:
    """How fast requests and characters may follow each other."""

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


class Breaker:
    """Leaves an engine alone that failed often in a row, or that refused to work at all."""

    def __init__(self, name: str, limits: Limits, clock: Callable[[], float]) -> None:
        self._name = name
        self._limits = limits
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._trying = False
        self._closed_until = 0.0
        self._refusal: EngineRefused | None = None

    def enter(self) -> None:
        """Before a request. Raises while the engine is left alone; lets one through after the pause."""
        with self._lock:
            if self._refusal:
                raise EngineRefused(self._refusal.message, self._refusal.advice)
            if not self._limits.failures or self._failures < self._limits.failures:
                return
            if self._trying or self._clock() < self._closed_until:
                raise EngineBusy(
                    f"{self._name} failed {self._failures} times in a row and is left alone for now.",
                    _LATER,
                    float("inf"),
                )
            self._trying = True

    def left(self, error: BaseException | None) -> None:
        """After a request, with what it raised."""
        with self._lock:
            self._trying = False
            if isinstance(error, EngineBusy):
                self._failures += 1
                self._closed_until = self._clock() + self._limits.pause_s
            elif isinstance(error, EngineRefused):
                self._refusal = error
            elif error is None or isinstance(error, EngineError):
                self._failures = 0


def within(seconds: float, name: str, call: Callable[[], T]) -> T:
    """What `call` returns or raises, if it does so in time; 0 means that it may take for ever.

    It runs in a thread of its own, which is left behind when time is up: nothing else ends a library that
    waits for a server which sends a byte now and then.
    """
    if not seconds:
        return call()
    answer: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            answer.put((call(), None))
        except BaseException as error:  # noqa: BLE001 - handed to the caller
            answer.put((None, error))

    Thread(target=run, daemon=True).start()
    try:
        made, error = answer.get(timeout=seconds)
    except Empty:
        raise EngineBusy(f"{name} did not answer within {seconds:g} s.", _LATER) from None
    if error is not None:
        raise error
    return made  # type: ignore[return-value]
