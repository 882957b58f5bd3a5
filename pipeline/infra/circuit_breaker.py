"""Leaving alone an engine that fails again and again. May be used by several threads at once."""

from collections.abc import Callable
from threading import Lock

from pipeline.config.tables import Limits
from pipeline.document.quantities import count_of
from pipeline.errors import AnswerUnusable, EngineBusy, EngineError, EngineRefused

RUN_LATER = "Run the same command again later; what was finished is kept."


class CircuitBreaker:
    """Leaves an engine alone that failed often in a row, or that refused to work at all."""

    def __init__(self, name: str, limits: Limits, clock: Callable[[], float], most_unusable: int = 0) -> None:
        self._name = name
        self._most_unusable = most_unusable
        self._answers = self._unusable = 0
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
                    f"{self._name} failed {self._failures} times in a row and will be skipped for now.",
                    RUN_LATER,
                    float("inf"),
                )
            self._trying = True

    def leave(self, error: BaseException | None) -> None:
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
                self._count(error)

    def given_up(self, error: EngineBusy) -> EngineBusy:
        """`error` in the words for an engine that asks for more patience than there is, which is asked nothing more."""
        seconds = error.seconds
        if seconds is None or seconds == float("inf") or seconds <= self._limits.longest_wait_s:
            return error
        with self._lock:
            self._refusal = EngineRefused(
                f"{error.message.rstrip('.')}, and asks to be left alone for {_wait_in_words(seconds)}.",
                f"Run the same command again after that; what was finished is kept. [limits.{self._name}] "
                "longest_wait_s in publish.toml says how long is waited for it.",
            )
        return EngineBusy(self._refusal.message, self._refusal.advice, seconds)

    def _count(self, error: BaseException | None) -> None:
        """Give up an engine of whose answers more than one in four cannot be used."""
        self._answers += 1
        self._unusable += isinstance(error, AnswerUnusable)
        most = self._most_unusable
        if (
            most
            and isinstance(error, AnswerUnusable)
            and self._unusable >= most
            and 4 * self._unusable > self._answers
        ):
            self._refusal = EngineRefused(
                f"{self._unusable} of {count_of(self._answers, 'answer')} of {self._name} could not be used, and it is not asked "
                f"any more; the last: {error.message}",
                error.advice,
            )


def _wait_in_words(seconds: float) -> str:
    """A wait as people say it; years are no wait."""
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = min(round(seconds / size), 9_999)
            return f"{count:,} {unit}" + "s" * (count != 1)
    return f"{seconds:g} s"
