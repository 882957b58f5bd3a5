"""How long speaking still takes, told from the speech that was made in this run.

Engines differ a thousandfold, so each is measured by itself: seconds of work for a second of speech. An engine that has
not spoken yet is taken to be as much faster or slower than usual as those that have. Editions whose words are not there
yet are taken to be like those that are.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.document.events import Speaking, SpeakingBegins

USUAL = {"kokoro": 0.5, "espeak": 0.002, "hum": 0.001}
"""Seconds of work for a second of speech, on two cores; only their proportions matter once one is measured."""
_UNKNOWN = 0.3
"""Of a server."""


class _Point(NamedTuple):
    """How far an engine was when a sentence came from it."""

    took: float
    """Seconds of work."""
    made: float
    """Seconds of speech."""


class Pace:
    """How far the speaking of a run is."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.done = 0.0
        """Seconds of speech that are there, those found in the store among them."""
        self._known = 0.0
        """Seconds of speech of the editions whose words are there."""
        self._editions = 0
        """How many they are."""
        self._coming: set[str] = set()
        """The languages of the others."""
        self._lacked: dict[str, float] = defaultdict(float)
        """Seconds of speech that each engine was given."""
        self._to_do: dict[str, float] = defaultdict(float)
        self._queue: dict[str, dict[str, float]] = {}
        """Seconds of speech that are left by language, in the order of their turns, and by engine."""
        self._workers: dict[str, int] = {}
        """How many speak side by side, by engine."""
        self._now = now
        self._last = now()
        self._points: dict[str, list[_Point]] = defaultdict(list)

    @property
    def total(self) -> float:
        """Seconds of speech when all is there."""
        return self._known + self._ahead * sum(self._lacked.values())

    @property
    def busy(self) -> bool:
        """Whether there is something to speak."""
        return any(seconds > 0.01 for seconds in self._to_do.values())

    @property
    def finished(self) -> bool:
        """Whether nothing is left; a hundredth of a second is rounding."""
        return not self._coming and self.done > self.total - 0.01

    @property
    def left(self) -> float | None:
        """Seconds of work that are left; None while nothing is measured."""
        if (rates := self._rates()) is None:
            return None
        return sum(
            (max(self._to_do[engine], 0) + self._ahead * lacked) * rates[engine]
            for engine, lacked in self._lacked.items()
        )

    def left_for(self, language: str) -> float | None:
        """Seconds of work until an edition is spoken, those before it in turn among them; None as `left`."""
        if (rates := self._rates()) is None or language not in self._queue:
            return None
        turns = list(self._queue)
        return sum(
            max(seconds, 0) * rates[engine]
            for turn in turns[: turns.index(language) + 1]
            for engine, seconds in self._queue[turn].items()
        )

    def share_of(self, language: str, seconds: float) -> float:
        """How much of an edition's `seconds` of speech is there."""
        left = sum(max(each, 0) for each in self._queue.get(language, {}).values())
        return 1.0 if left < 0.01 else max(0.0, 1 - left / max(seconds, left))

    def begins(self, event: SpeakingBegins) -> None:
        """Take in what is to be spoken for one edition more."""
        if not self.busy:
            self._last = self._now()  # nobody worked; what was waited for were words
        self._editions += 1
        self._coming = set(event.coming)
        self._known += event.found + event.seconds
        self.done += event.found
        for each in event.engines:
            self._lacked[each.engine] += each.seconds
            self._to_do[each.engine] += each.seconds
            self._workers[each.engine] = each.workers or event.workers
        self._queue[event.language] = {each.engine: each.seconds for each in event.engines}

    def fails(self, language: str) -> None:
        """Take in that an edition will not come."""
        self._coming.discard(language)
        self._queue.pop(language, None)

    def record(self, event: Speaking) -> None:
        """Take in that a sentence was spoken just now."""
        now, points = self._now(), self._points[event.engine]
        before = points[-1] if points else _Point(0, 0)
        points.append(_Point(before.took + now - self._last, before.made + event.seconds))
        self.done += event.seconds
        self._to_do[event.engine] -= event.seconds
        own = self._queue.setdefault(event.language, {})
        own[event.engine] = own.get(event.engine, 0) - event.seconds
        self._last = now

    @property
    def _ahead(self) -> float:
        """How many editions are coming for one that is there."""
        return len(self._coming) / max(self._editions, 1)

    def _rates(self) -> dict[str, float] | None:
        """Seconds of work for a second of speech by engine; None while none is measured."""
        measured = {engine: self._work_rate(engine) for engine in self._points}
        known = {engine: pace for engine, pace in measured.items() if pace is not None}
        if not known:
            return None
        beside_usual = sum(known.values()) / sum(map(usual, known))
        return {engine: known.get(engine, usual(engine) * beside_usual) for engine in self._lacked}

    def _work_rate(self, engine: str) -> float | None:
        """Work for a second of speech, from each worker's first sentence on: that one waited for the engine to load.

        Between means of as many sentences as there are workers, since those that ran side by side come together.
        """
        points, workers = self._points[engine], self._workers.get(engine, 1)
        if len(points) <= workers:
            return None
        begin, end = _mean(points[:workers]), _mean(points[-workers:])
        return (end.took - begin.took) / max(end.made - begin.made, 0.01)


def _mean(points: Sequence[_Point]) -> _Point:
    return _Point(
        sum(point.took for point in points) / len(points), sum(point.made for point in points) / len(points)
    )


def usual(engine: str) -> float:
    return USUAL.get(engine, _UNKNOWN)
