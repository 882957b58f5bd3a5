"""Speak editions in the order in which they come, while the text of the next ones is still being made.

All editions of a run, of however many articles, share one runner, so that no core waits for another edition's last
sentence. A sentence that several of them lack is spoken once. It is kept as soon as it was spoken; a run that was
stopped goes on where it was.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import partial
from threading import Lock
from typing import Generic, TypeVar

from pipeline.document.events import SpeakingBegins, ToSpeak
from pipeline.errors import PublishError, WriteError
from pipeline.infra.metrics import UNMETERED, Meter
from pipeline.infra.runner import Task, runner, working
from pipeline.infra.shared_store import open_store
from pipeline.infra.store import key
from pipeline.infra.work_queue import WorkQueue
from pipeline.narration.configuration import NarrationConfiguration, for_workers
from pipeline.narration.narrate import VERSION, Receipt, Script, Utterance, check, seconds_of, speak
from pipeline.narration.synthesis import asks_server, server_limits, speaker

Speak = Callable[[NarrationConfiguration, Utterance], Receipt]
"""As `narrate.speak`."""
Of = TypeVar("Of")
"""What names an edition: a language, or an article and a language."""


def begins(
    script: Script, lacking: Sequence[Utterance], at_once: Callable[[str], int], coming: Sequence[str]
) -> SpeakingBegins:
    """What there is to speak; a text that stands twice in a script is spoken once, and counted once.

    `at_once` tells how many speak side by side with an engine.
    """
    by_engine: dict[str, list[float]] = defaultdict(list)
    for each in lacking:
        by_engine[each.voice.engine].append(each.seconds)
    engines = tuple(
        ToSpeak(name, round(sum(all), 2), len(all), at_once(name)) for name, all in sorted(by_engine.items())
    )
    seconds = round(sum(each.seconds for each in engines), 2)
    once = {each.key: each.seconds for each in script.utterances()}
    stored_s = max(round(sum(once.values()) - seconds, 2), 0.0)
    there = len(once.keys() - {each.key for each in lacking})
    workers = at_once(script.voice.engine)
    return SpeakingBegins(script.voice.language, seconds, stored_s, engines, workers, tuple(coming), there)


@contextmanager
def narrating(
    configuration: NarrationConfiguration,
    on_spoken: Callable[[Of, Utterance], None],
    ended: Callable[[Of, PublishError | None], None],
    by: Executor | None = None,
    speaking: Speak = speak,
    meter: Meter = UNMETERED,
) -> Iterator["Narration[Of]"]:
    """A narration that takes editions until the block ends, and then waits until all of them were spoken.

    `on_spoken` is told an edition and what was spoken for it just now, `ended` an edition of which all is kept, or the reason
    why not; both from another thread. `by` is the runner; else there is one for the block; `speaking` is what its workers do, `meter` counts it. Raises what they raise, and
    `WriteError` when the store cannot be written. When the block is left early, nothing more is begun, and what was
    spoken is kept.
    """
    with (
        working(ThreadPoolExecutor(1)) as thread,
        nullcontext(by) if by else working(runner(configuration.jobs)) as workers,
        WorkQueue(partial(_task, speaking, configuration), workers) as queue,
    ):
        narration = Narration(configuration, queue, on_spoken, ended, meter)
        narration.heard = thread.submit(narration.hear)
        yield narration
        queue.complete()
        narration.heard.result()


class Narration(Generic[Of]):
    """Speaks what it is given, and tells what came of it."""

    heard: Future[None]
    """Done when all is spoken, or when nothing more can be."""

    def __init__(
        self,
        configuration: NarrationConfiguration,
        queue: WorkQueue[Utterance, Receipt],
        on_spoken: Callable[[Of, Utterance], None],
        ended: Callable[[Of, PublishError | None], None],
        meter: Meter = UNMETERED,
    ) -> None:
        self._meter = meter
        self._configuration = configuration
        self._store = open_store(configuration.store, configuration.store_url, offline=configuration.offline)
        self._queue = queue
        self._told = on_spoken
        self._ended = ended
        self._changing = Lock()
        self._begun = False
        self._waiting: dict[Of, int] = {}
        """How many sentences an edition waits for."""
        self._failed: set[Of] = set()
        """Those of them that will not come."""
        self._asking: dict[str, list[Of]] = {}
        """By the key of what is being spoken, the editions that wait for it."""

    def check(self) -> None:
        """Raise what stopped the narration, if anything did."""
        if self.heard.done():
            self.heard.result()

    def speak(self, edition: Of, lacking: Sequence[Utterance]) -> None:
        """Have what an edition lacks, in whatever order, spoken after all that was given before. Raises as `narrating`, soon."""
        self.check()
        if not lacking:
            self._ended(edition, None)
            return
        with self._changing:
            self._waiting[edition] = len(lacking)
        for utterance in _order(lacking, first_of_all=not self._begun):
            if self._is_first(edition, utterance):
                self._queue.give(utterance, *self._server(utterance))
        self._begun = True

    def leave(self, edition: Of) -> None:
        """Tell nothing more of an edition, nor hold it. What was given for it is spoken all the same: the next run needs it."""
        with self._changing:
            self._waiting.pop(edition, None)
            self._failed.discard(edition)
            for editions in self._asking.values():
                if edition in editions:
                    editions.remove(edition)

    def hear(self) -> None:
        """Tell what was spoken, until all is, or the store cannot be written."""
        try:
            for utterance, outcome in self._queue.outcomes():
                error = self._error(utterance, outcome)
                self._count(utterance, outcome, error)
                if isinstance(error, WriteError):
                    raise error
                with self._changing:
                    editions = self._asking.pop(utterance.key)
                for edition in editions:
                    self._take(edition, utterance, error)
        finally:
            self._queue.stop()

    def _count(
        self, utterance: Utterance, outcome: Receipt | PublishError, error: PublishError | None
    ) -> None:
        engine = utterance.voice.engine
        if error is not None:
            self._meter.failed(engine, error.exit_code)
        elif isinstance(outcome, Receipt):
            self._meter.spoken(engine, seconds_of(outcome, self._store))

    def _error(self, utterance: Utterance, outcome: Receipt | PublishError) -> PublishError | None:
        if isinstance(outcome, PublishError):
            return outcome
        try:
            check(outcome, utterance, self._store)
        except PublishError as error:
            return error
        return None

    def _is_first(self, edition: Of, utterance: Utterance) -> bool:
        """Whether nobody asked for `utterance` yet, or it was spoken before; whoever asks later waits for the same."""
        with self._changing:
            asking = self._asking.setdefault(utterance.key, [])
            asking.append(edition)
            return len(asking) == 1

    def _take(self, edition: Of, utterance: Utterance, error: PublishError | None) -> None:
        if edition not in self._waiting:
            return
        self._told(edition, utterance)
        if self._ends(edition, error):
            self._ended(edition, error)

    def _ends(self, edition: Of, error: PublishError | None) -> bool:
        """Whether an edition's way ends with this sentence: it is the last one, or the first that cannot be spoken."""
        with self._changing:
            if edition not in self._waiting:
                return False
            ends = edition not in self._failed and (error is not None or self._waiting[edition] == 1)
            self._waiting[edition] -= 1
            if error is not None:
                self._failed.add(edition)
            if not self._waiting[edition]:
                del self._waiting[edition]
                self._failed.discard(edition)
            return ends

    def _server(self, utterance: Utterance) -> tuple[str, int]:
        """The server that an utterance waits for, if there is one, and how often it may be asked at once."""
        name = utterance.voice.engine
        asked_at_once = at_server(name, self._configuration)
        return (name, asked_at_once) if asked_at_once else ("", 1)


def at_server(engine: str, configuration: NarrationConfiguration) -> int:
    """How often at once the server of an engine may be asked, from this process alone whatever workers there are; 0 where it has none."""
    if not asks_server(speaker(engine, configuration)):
        return 0
    return max(server_limits(engine, configuration).concurrency, 1)


def _task(speaking: Speak, configuration: NarrationConfiguration, utterance: Utterance) -> Task[Receipt]:
    """Its key names the store too: elsewhere the sound would be missing."""
    name = f"sentence {utterance.sentence}, “{utterance.text}”"
    own = key(
        "speaking", VERSION, of=utterance.key, store=configuration.store_url or str(configuration.store)
    )
    engine = utterance.voice.engine
    if asks_server(speaker(engine, configuration)):  # from this process
        return Task(partial(speak, configuration, utterance), own, name, engine)
    return Task(partial(speaking, for_workers(configuration), utterance), own, name, engine)


def _order(lacking: Sequence[Utterance], *, first_of_all: bool) -> Sequence[Utterance]:
    """The longest first, so that cores finish together; before the `first_of_all` the shortest, so that a fault that all
    share is soon seen."""
    *others, shortest = sorted(lacking, key=lambda utterance: -len(utterance.text))
    return [shortest, *others] if first_of_all else [*others, shortest]
