"""One engine held to its limits: pace, budget, time, attempts, and a rest when it keeps failing.

Clock, sleep and chance are arguments. All of it may be used by several threads at once.
"""

import random
import time
from collections.abc import Callable, Sequence

from pipeline.config.registry import TRANSLATORS, Context, Contextual, Sized, Translator
from pipeline.config.tables import Limits
from pipeline.errors import PublishError
from pipeline.infra.budget import Budget
from pipeline.infra.engine_calls import EngineCalls
from pipeline.infra.metrics import UNMETERED, Meter


class Limited:
    """A translator that is asked politely."""

    def __init__(
        self,
        engine: Translator,
        limits: Limits,
        *,
        budget: Budget | None = None,
        meter: Meter = UNMETERED,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.engine = engine
        self.limits = limits
        self._meter = meter
        self._asked = EngineCalls(
            engine.name,
            limits,
            ours=engine.name in TRANSLATORS,
            budget=budget,
            clock=clock,
            sleep=sleep,
            chance=chance,
        )

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
        try:
            answer = self._asked.ask(
                sum(map(len, texts)), lambda: _translate_within(self.engine, texts, source, target, context)
            )
        except PublishError as error:
            self._meter.failed(self.name, error.exit_code)
            raise
        self._meter.answered(self.name, len(texts))
        return answer


def _translate_within(
    engine: Translator, texts: Sequence[str], source: str, target: str, context: Context
) -> Sequence[str]:
    if isinstance(engine, Contextual):
        return engine.translate_in(texts, source, target, context)
    return engine.translate(texts, source, target)
