"""What holds an engine in: pace, budget, time, attempts, and a rest when it keeps failing.

Clock, sleep and chance are arguments. All of it may be used by several threads at once.
"""

import random
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Lock, Semaphore, Thread
from typing import TypeVar

from pipeline.config.tables import Limits
from pipeline.errors import AnswerUnusable, EngineBusy, EngineError, EngineRefused, PublishError
from pipeline.infra.budget import Budget

T = TypeVar("T")

_FIRST_WAIT_S = 1.0
_LATER = "Run the same command again later; what was finished is kept."


class Asked:
    """The way to an engine that is asked politely."""

    def __init__(
        self,
        name: str,
        limits: Limits,
        *,
        ours: bool,
        budget: Budget | None = None,
        most_unusable: int = 0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._name = name
        self._limits = limits
        self._ours = ours
        self._budget = budget or Budget(name, limits)
        self._pace = Pace(limits, clock, sleep)
        self._breaker = Breaker(name, limits, clock, most_unusable)
        self._places = Semaphore(max(limits.concurrency, 1))
        self._sleep = sleep
        self._chance = chance

    def ask(self, characters: int, call: Callable[[], T]) -> T:
        """What `call` returns, which sends so many characters; called again while the engine is busy.

        Raises what it raises when that does not help, `EngineBusy` while the engine is left alone, and
        `EngineRefused` when the budget would be exceeded or the engine was given up: nothing is sent any more then.
        """
        with self._places:
            for attempt in range(max(self._limits.attempts, 1)):
                try:
                    return self._once(characters, call)
                except EngineBusy as error:
                    if not self._may_wait(error, attempt):
                        raise self._breaker.given_up(error) from None
            raise AssertionError("the last attempt returns or raises")

    def _once(self, characters: int, call: Callable[[], T]) -> T:
        self._breaker.enter()
        try:
            self._budget.take(characters)
            self._pace.wait(characters)
            answer = within(self._limits.time_limit_s, self._name, call)
        except BaseException as error:
            self._breaker.leave(error)
            if self._ours or isinstance(error, PublishError) or not isinstance(error, Exception):
                raise
            # A stranger's failure may quote a key or the text.
            raise EngineRefused(
                f"The engine {self._name} failed ({type(error).__name__}).",
                "Please report this to the engine's developers.",
            ) from None
        self._breaker.leave(None)
        return answer

    def _may_wait(self, error: EngineBusy, attempt: int) -> bool:
        """Wait until the next attempt; False when there is none."""
        asked = (
            _FIRST_WAIT_S * 2**attempt * (0.5 + self._chance()) if error.seconds is None else error.seconds
        )
        if attempt + 1 >= self._limits.attempts or asked > self._limits.longest_wait_s:
            return False
        if error.seconds is not None:
            self._pace.hold(asked)  # all threads, since the server means all
        else:
            self._sleep(asked)
        return True


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
                    _LATER,
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
                f"{self._unusable} of {self._answers} answers of {self._name} could not be used, and it is not asked "
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
