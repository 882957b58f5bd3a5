"""One engine held to its limits: pace, budget, time, attempts, and a rest when it keeps failing.

Clock, sleep and chance are arguments. All of it may be used by several threads at once.
"""

import random
import time
from collections.abc import Callable, Sequence
from threading import Semaphore

from pipeline.errors import EngineBusy, EngineRefused, PublishError
from pipeline.limits import Breaker, Pace, within
from pipeline.registry import TRANSLATORS, Context, Contextual, Sized, Translator
from pipeline.tables import Limits
from pipeline.translation.budget import Budget

_FIRST_WAIT_S = 1.0


class Limited:
    """A translator that is asked politely."""

    def __init__(
        self,
        engine: Translator,
        limits: Limits,
        *,
        budget: Budget | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.engine = engine
        self.limits = limits
        self._budget = budget or Budget(engine.name, limits)
        self._pace = Pace(limits, clock, sleep)
        self._breaker = Breaker(engine.name, limits, clock)
        self._places = Semaphore(max(limits.concurrency, 1))
        self._sleep = sleep
        self._chance = chance

    @property
    def name(self) -> str:
        """The engine's."""
        return self.engine.name

    @property
    def version(self) -> str:
        """The engine's."""
        return self.engine.version

    @property
    def private(self) -> bool:
        """The engine's."""
        return self.engine.private

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """As `Translator.translate`, for one question that is known to fit."""
        return self.ask(texts, source, target, Context())

    def fits(self, texts: Sequence[str]) -> bool:
        """Whether `texts` may be asked as one question."""
        few = len(texts) <= max(self.limits.sentences, 1)
        return few and (self.engine.fits(texts) if isinstance(self.engine, Sized) else True)

    def ask(self, texts: Sequence[str], source: str, target: str, context: Context) -> Sequence[str]:
        """The answer to one question, asked again while the engine is busy.

        Raises what the engine raises when that does not help, `EngineBusy` while it is left alone, and
        `EngineRefused` when the budget would be exceeded.
        """
        with self._places:
            for attempt in range(max(self.limits.attempts, 1)):
                try:
                    return self._once(texts, source, target, context)
                except EngineBusy as error:
                    if not self._may_wait(error, attempt):
                        raise
            raise AssertionError("the last attempt returns or raises")

    def _once(self, texts: Sequence[str], source: str, target: str, context: Context) -> Sequence[str]:
        characters = sum(map(len, texts))
        self._breaker.enter()
        try:
            self._budget.take(characters)
            self._pace.wait(characters)
            answer = within(
                self.limits.time_limit_s,
                self.name,
                lambda: _translated(self.engine, texts, source, target, context),
            )
        except BaseException as error:
            self._breaker.left(error)
            if (
                self.name in TRANSLATORS
                or isinstance(error, PublishError)
                or not isinstance(error, Exception)
            ):
                raise
            # A stranger's failure may quote a key or the text.
            raise EngineRefused(
                f"The translator {self.name} failed ({type(error).__name__}).", "Ask those who made it."
            ) from None
        self._breaker.left(None)
        return answer

    def _may_wait(self, error: EngineBusy, attempt: int) -> bool:
        """Wait until the next attempt; False when there is none."""
        asked = (
            _FIRST_WAIT_S * 2**attempt * (0.5 + self._chance()) if error.seconds is None else error.seconds
        )
        if attempt + 1 >= self.limits.attempts or asked > self.limits.longest_wait_s:
            return False
        if error.seconds is not None:
            self._pace.hold(asked)  # all threads, since the server means all
        else:
            self._sleep(asked)
        return True


def _translated(
    engine: Translator, texts: Sequence[str], source: str, target: str, context: Context
) -> Sequence[str]:
    if isinstance(engine, Contextual):
        return engine.translate_in(texts, source, target, context)
    return engine.translate(texts, source, target)
