"""Speak editions in the order in which they come, while the text of the next ones is still being made.

All editions share one pool of processes, so that no core waits for another edition's last sentence. A sentence is kept
as soon as it was spoken; a run that was stopped goes on where it was.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial

from pipeline.config.settings import Settings
from pipeline.document.events import SpeakingBegins, ToSpeak
from pipeline.errors import PublishError, WriteError
from pipeline.infra.worker_pool import Pool, threads
from pipeline.narration.narrate import Script, Utterance, speak
from pipeline.narration.saying import asks_server, server_limits, speaker

Task = tuple[str, Utterance]
"""A language, and what is spoken for it."""
Told = Callable[[str, Utterance], None]
"""Told a language, and what was spoken for it just now."""
Ended = Callable[[str, PublishError | None], None]
"""Told a language when all of it is kept, or the reason why not."""


def begins(
    script: Script, lacking: Sequence[Utterance], workers: int, coming: Sequence[str]
) -> SpeakingBegins:
    """What there is to speak; a text that stands twice in a script is spoken once, and counted once."""
    by_engine: dict[str, list[float]] = defaultdict(list)
    for each in lacking:
        by_engine[each.voice.engine].append(each.seconds)
    engines = tuple(ToSpeak(name, round(sum(all), 2), len(all)) for name, all in sorted(by_engine.items()))
    seconds = round(sum(each.seconds for each in engines), 2)
    once = {each.key: each.seconds for each in script.utterances()}
    found = max(round(sum(once.values()) - seconds, 2), 0.0)
    return SpeakingBegins(script.voice.language, seconds, found, engines, workers, tuple(coming))


@contextmanager
def narrating(settings: Settings, told: Told, ended: Ended) -> Iterator["Narration"]:
    """A narration that takes editions until the block ends, and then waits until all of them were spoken.

    `told` and `ended` are called from another thread. Raises what they raise, and `WriteError` when the store cannot be
    written. When the block is left early, nothing more is begun, and what was spoken is kept.
    """
    with threads(1) as thread, Pool(partial(speak, settings), settings.jobs) as pool:
        narration = Narration(settings, pool, told, ended)
        narration.heard = thread.submit(narration.hear)
        yield narration
        pool.complete()
        narration.heard.result()


class Narration:
    """Speaks what it is given, and tells what came of it."""

    heard: Future[None]
    """Done when all is spoken, or when nothing more can be."""

    def __init__(self, settings: Settings, pool: Pool[Task], told: Told, ended: Ended) -> None:
        self._settings = settings
        self._pool = pool
        self._told = told
        self._ended = ended
        self._waiting: dict[str, int] = {}
        """How many sentences a language waits for."""

    def speak(self, language: str, lacking: Sequence[Utterance]) -> None:
        """Have what an edition lacks spoken after all that was given before. Raises as `narrating`, soon."""
        if self.heard.done():
            self.heard.result()
        if not lacking:
            self._ended(language, None)
            return
        ordered = lacking if self._waiting else _soonest(lacking)
        self._waiting[language] = len(lacking)
        for utterance in ordered:
            self._pool.give((language, utterance), *self._server(utterance))

    def hear(self) -> None:
        """Tell what was spoken, until all is, or the store cannot be written."""
        try:
            for (language, utterance), error in self._pool.outcomes():
                self._take(language, utterance, error)
        finally:
            self._pool.stop()

    def _take(self, language: str, utterance: Utterance, error: PublishError | None) -> None:
        if isinstance(error, WriteError):
            raise error
        self._told(language, utterance)
        self._waiting[language] -= 1
        if error is not None and self._waiting[language] >= 0:
            self._waiting[language] = -1
            self._ended(language, error)
        elif self._waiting[language] == 0:
            self._ended(language, None)

    def _server(self, utterance: Utterance) -> tuple[str, int]:
        """The server that an utterance waits for, if there is one, and how often it may be asked at once."""
        name = utterance.voice.engine
        if not asks_server(speaker(name, self._settings)):
            return "", 1
        return name, max(server_limits(name, self._settings).concurrency, 1)


def _soonest(lacking: Sequence[Utterance]) -> Sequence[Utterance]:
    """`lacking` with the shortest before all: so that a fault they share is soon seen."""
    first = min(range(len(lacking)), key=lambda number: len(lacking[number].text))
    return [lacking[first], *lacking[:first], *lacking[first + 1 :]]
