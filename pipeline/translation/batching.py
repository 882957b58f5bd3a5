"""Many sentences through one engine: packed, several questions at a time, in halves when an answer cannot be used.

Each sentence is answered for exactly once and as soon as it is done, so that whoever listens can keep it at once.
Sentences of one question that came back well are never asked for again.

    for answer in ask_engine(limit("google", configuration), version, texts, "en", "ko", accept=fault_of):
        answer.number, answer.words, answer.engine, answer.version    # or answer.error, and no words
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from queue import SimpleQueue
from threading import Event, Thread

from pipeline.config.registry import Context
from pipeline.errors import AnswerUnusable, EngineError, ModelMissing, PublishError
from pipeline.languages import find
from pipeline.translation.engines.long_sentences import clauses, rejoin
from pipeline.translation.limited_engine import Limited


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one sentence."""

    number: int
    """Its place in the question, from 0."""
    words: str = ""
    engine: str = ""
    """Who translated it: name, and version with the model's."""
    version: str = ""
    error: PublishError | None = None
    """Why nobody could; there are no words then."""
    refused: str = ""
    """Beside an error the last words that could not be used, if any came."""


Accept = Callable[[int, str], str | None]
"""Says of a sentence's number and its translation why that cannot be used, None when it can. Any thread calls it."""
Inform = Callable[[Sequence[int]], Context]
"""The context of neighbouring sentences, by their numbers. Any thread calls it."""


def nothing_known(numbers: Sequence[int]) -> Context:
    """The context where there is none."""
    del numbers
    return Context()


def ask_engine(
    engine: Limited,
    version: str,
    texts: Sequence[str],
    source: str,
    target: str,
    *,
    accept: Accept,
    inform: Inform = nothing_known,
) -> Iterator[Answer]:
    """An answer for each of `texts`, as they come. What was not asked yet is dropped when nobody listens.

    `version` is what `prepare` said of the engine for this pair.
    """
    return _Run(engine, version, texts, source, target, accept, inform).answers()


@dataclass(frozen=True, slots=True)
class _Run:
    """One engine's part."""

    engine: Limited
    version: str
    texts: Sequence[str]
    source: str
    target: str
    accept: Accept
    inform: Inform

    def answers(self) -> Iterator[Answer]:
        packs = self._packs()
        threads = min(max(self.engine.limits.concurrency, 1), len(packs))
        if threads < 2:
            for pack in packs:
                yield from self._pack(pack)
        else:
            yield from _side_by_side(threads, self._pack, packs)

    def _packs(self) -> Sequence[Sequence[int]]:
        """Neighbours together, as long as one question holds them."""
        packs: list[list[int]] = []
        for number in range(len(self.texts)):
            more = [*packs[-1], number] if packs else []
            if more and self.engine.fits([self.texts[each] for each in more]):
                packs[-1].append(number)
            else:
                packs.append([number])
        return packs

    def _pack(self, pack: Sequence[int], attempt: int = 0) -> Iterator[Answer]:
        """The pack as one question; what cannot be used is asked for in halves, at last one by one."""
        if len(pack) == 1:
            yield self._single(pack[0])
            return
        try:
            words = self._ask([self.texts[number] for number in pack], pack, attempt)
        except AnswerUnusable:
            middle = len(pack) // 2
            yield from self._pack(pack[:middle], attempt + 1)
            yield from self._pack(pack[middle:], attempt + 1)
        except (EngineError, ModelMissing) as error:
            yield from (Answer(number, error=error) for number in pack)
        else:
            for number, each in zip(pack, words, strict=True):
                fault = self.accept(number, each)
                yield self._single(number, fault, each) if fault else self._answer(number, each)

    def _single(self, number: int, fault: str | None = None, words: str = "") -> Answer:
        """One sentence by itself; `fault` is what was wrong with `words`, its translation among others."""
        for attempt in range(1 if fault else 0, self.engine.limits.repeats + 1):
            try:
                words = self._sentence(number, attempt)
            except AnswerUnusable as error:
                fault = error.message.rstrip(".")
            except (EngineError, ModelMissing) as error:
                return Answer(number, error=error)
            else:
                fault = self.accept(number, words)
                if fault is None:
                    return self._answer(number, words)
        unusable = AnswerUnusable(f"{self.engine.name} gave nothing usable: {fault}.")
        return Answer(number, error=unusable, refused=words)

    def _sentence(self, number: int, attempt: int) -> str:
        """One sentence, in clauses when it is too long for one question."""
        text = self.texts[number]
        if self.engine.fits([text]):
            return self._ask([text], [number], attempt)[0]
        pieces = clauses(text, lambda piece: self.engine.fits([piece]))
        answers = [self._ask([piece.strip()], [number], attempt)[0] for piece in pieces]
        return rejoin(pieces, answers, spaced=find(self.target).parted)

    def _ask(self, texts: Sequence[str], numbers: Sequence[int], attempt: int) -> Sequence[str]:
        context = replace(self.inform(numbers), attempt=attempt)
        words = self.engine.ask(texts, self.source, self.target, context)
        if isinstance(words, str) or not isinstance(words, Sequence):
            raise AnswerUnusable(f"A {type(words).__name__} came, and no list of {len(texts)} translations.")
        if len(words) != len(texts) or not all(isinstance(each, str) for each in words):
            raise AnswerUnusable(f"{len(words)} translations came for {len(texts)} sentences.")
        return words

    def _answer(self, number: int, words: str) -> Answer:
        return Answer(number, words, self.engine.name, self.version)


def _side_by_side(
    count: int, work: Callable[[Sequence[int]], Iterator[Answer]], packs: Sequence[Sequence[int]]
) -> Iterator[Answer]:
    """What `work` makes of each pack, in several threads, as it comes. They end with the program at the latest."""
    todo: SimpleQueue[Sequence[int] | None] = SimpleQueue()
    done: SimpleQueue[Answer | BaseException | None] = SimpleQueue()
    stopped = Event()
    for pack in (*packs, *[None] * count):
        todo.put(pack)

    def run() -> None:
        try:
            while (pack := todo.get()) is not None and not stopped.is_set():
                for answer in work(pack):
                    done.put(answer)
            done.put(None)
        except BaseException as error:  # noqa: BLE001 - handed to the caller
            done.put(error)

    for _ in range(count):
        Thread(target=run, daemon=True).start()
    try:
        yield from _arrivals(done, count)
    finally:
        stopped.set()


def _arrivals(done: "SimpleQueue[Answer | BaseException | None]", running: int) -> Iterator[Answer]:
    while running:
        arrived = done.get()
        if isinstance(arrived, BaseException):
            raise arrived
        if arrived is None:
            running -= 1
        else:
            yield arrived
