"""Articles that are made side by side tell what happens one after the other, each its whole story."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from threading import RLock

from pipeline.document.events import Event, Progress, Speaking, SpeakingBegins, ToSpeak


class Turns:
    """Hands out turns; the first one is told at once, the others when those before them have ended."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._turns: deque[Turn] = deque()
        self._changing = RLock()

    def take(self) -> "Turn":
        """The next article's."""
        with self._changing:
            self._turns.append(Turn(self))
            return self._turns[-1]

    def tell(self, turn: "Turn", event: Event) -> None:
        """Tell an event, or keep it until its turn has come; one that comes after its end is nobody's."""
        with self._changing:
            if self._turns and turn is self._turns[0] and not turn.has_ended:
                self._progress.tell(event)
            elif not turn.has_ended:
                turn.waiting.append(event)

    def end(self, turn: "Turn") -> None:
        """Let the next one have its turn once all before it have ended: what happened in it so far is told then."""
        with self._changing:
            turn.has_ended = True
            while self._turns and self._turns[0].has_ended:
                self._turns.popleft()
                if self._turns:
                    self._catch_up(self._turns[0])

    def _catch_up(self, first: "Turn") -> None:
        happened, first.waiting = first.waiting, []
        for event in caught_up(happened):
            self._progress.tell(event)


class Turn(Progress):
    """What an article tells its events to."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self.waiting: list[Event] = []
        """What happened before its turn came."""
        self.has_ended = False

    def tell(self, event: Event) -> None:
        """Tell it in turn."""
        self._turns.tell(self, event)

    def end(self) -> None:
        """Nothing more is told."""
        self._turns.end(self)


def caught_up(happened: Iterable[Event]) -> Iterator[Event]:
    """The same events as though what was spoken meanwhile had been found spoken: how long the rest takes is reckoned
    from when sentences are told, and those that are told all at once would say that it takes no time."""
    happened = tuple(happened)
    spoken: dict[tuple[str, str], list[float]] = defaultdict(list)
    for event in happened:
        if isinstance(event, Speaking):
            spoken[event.language, event.engine].append(event.seconds)
    for event in happened:
        if isinstance(event, SpeakingBegins):
            yield _without(event, spoken)
        elif not isinstance(event, Speaking):
            yield event


def _without(event: SpeakingBegins, spoken: dict[tuple[str, str], list[float]]) -> SpeakingBegins:
    engines = []
    for each in event.engines:
        done = spoken.get((event.language, each.engine), ())
        left = replace(each, seconds=round(each.seconds - sum(done), 2), sentences=each.sentences - len(done))
        engines += [left] if left.sentences else []
    seconds = round(sum(each.seconds for each in engines), 2)
    stored_s = round(event.found + event.seconds - seconds, 2)
    sentences = event.found_sentences + _sentences(event.engines) - _sentences(engines)
    return replace(event, seconds=seconds, found=stored_s, engines=tuple(engines), found_sentences=sentences)


def _sentences(engines: Iterable[ToSpeak]) -> int:
    return sum(each.sentences for each in engines)
