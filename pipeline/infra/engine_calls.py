"""Calls of an engine within its limits: rate, budget, time, attempts, and a rest when it keeps failing.

Clock, sleep and chance are arguments. All of it may be used by several threads at once.
"""

import random
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Semaphore, Thread
from typing import TypeVar

from pipeline.config.tables import Limits
from pipeline.errors import EngineBusy, EngineRefused, PublishError
from pipeline.infra.budget import Budget
from pipeline.infra.circuit_breaker import RUN_LATER, CircuitBreaker
from pipeline.infra.rate_limiter import RateLimiter

T = TypeVar("T")

_FIRST_WAIT_S = 1.0


class EngineCalls:
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
        self._pace = RateLimiter(limits, clock, sleep, self._budget.queue)
        self._breaker = CircuitBreaker(name, limits, clock, most_unusable)
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
        result, error = answer.get(timeout=seconds)
    except Empty:
        raise EngineBusy(f"{name} did not answer within {seconds:g} s.", RUN_LATER) from None
    if error is not None:
        raise error
    return result  # type: ignore[return-value]
