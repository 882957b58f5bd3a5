"""Sentences through a chain of engines: packed, checked, kept in the memory as they come."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.document.events import Noticed, Progress, Translating
from pipeline.document.notices import Level, Notice
from pipeline.errors import AnswerUnusable, ModelMissing, PublishError, TranslationError
from pipeline.languages import Language
from pipeline.translation.checks import has_letters
from pipeline.translation.interchange.segments import Inline
from pipeline.translation.limits import Limited
from pipeline.translation.link import Answer, Link, Question, Wanted
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Maker, Standing
from pipeline.translation.termbase import Termbase

BATCH = 48
"""Sentences after which we look what another run has done meanwhile."""
_QUOTED = 80
"""Characters of a sentence shown in a message."""
_MOST_NAMED = 20
"""Sentences named in one message."""


class Machine:
    """A chain of engines and one pair of languages, with the memory behind them.

    The next engine gets what the one before could not do.
    """

    def __init__(
        self,
        engines: Sequence[Limited],
        source: Language,
        target: Language,
        memory: Memory,
        progress: Progress,
        terms: Termbase,
        title: str,
    ) -> None:
        self._links = [Link(engine, source, target, terms, title, progress) for engine in engines]
        self._languages = (source.tag, target.tag)
        self._target = target
        self._memory = memory
        self._progress = progress

    @property
    def labels(self) -> str:
        """All engines of the chain, as readers see them."""
        return ", ".join(link.label for link in self._links)

    def label(self, maker: Maker) -> str:
        """Name and version of an engine, as readers see them."""
        own = (label for link in self._links if (label := link.label_of(maker)))
        return next(own, f"{maker.engine} {maker.version}".strip())

    def translations(self, wanted: Sequence[Wanted], total: int) -> tuple[Entry, ...]:
        """The translation of each sentence, in order; the others of `total` are there already.

        Raises `ModelMissing` when no engine can do the pair, `EngineBusy` or `EngineRefused`, and
        `TranslationError` for sentences that no engine could translate; what was done is in the memory.
        """
        work = _Work(wanted, self.known(wanted))
        for link in self._links:
            self._ask(link, work, total)
            if work.open and link.detour():
                self._ask(link, work, total)
            if work.open and link is not self._links[-1]:
                self._pass_on(link)
        self._tell(work, total)
        if work.open:
            raise self._undone(work)
        return tuple(work.made[each.question] for each in wanted)

    def known(self, wanted: Iterable[Wanted]) -> dict[Question, Entry]:
        """What the memory has of it: of any engine of the chain, the earlier ones first."""
        for link in self._links:
            link.ready(self._memory)
        found = ((each.question, self._stored(each)) for each in wanted)
        return {question: entry for question, entry in found if entry is not None}

    def able(self) -> tuple[Link, ...]:
        """Who would be asked, in the order of asking. After `known`."""
        return tuple(link for link in self._links if not link.given_up)

    def missing(self) -> ModelMissing | None:
        """Why no engine can do this pair, None when one can. After `known`."""
        missing = [link.missing for link in self._links if link.missing]
        return missing[0] if len(missing) == len(self._links) else None

    def fragment(self, text: str, maker: Maker) -> str | None:
        """What the engine that `maker` is makes of a part of its sentence, None when nothing usable."""
        link = next((link for link in self._links if link.name == maker.engine), None)
        if link is None or not has_letters(text):
            return None
        link.ready(self._memory)
        part = Wanted("", text, running=False)
        found = self._memory.find(self._languages, text, makers=link.makers(part), part=True)
        for answer in link.answers([part]) if found is None else ():
            if answer.error is None or isinstance(answer.error, AnswerUnusable):
                # What is unusable is kept as nothing, so that it is not asked for again.
                [found] = self._memory.keep([self._entry(link, answer, part=True)])
        return found.target.text or None if found else None

    def _ask(self, link: Link, work: "_Work", total: int) -> None:
        for batch in _batches(tuple(work.open.values())):
            work.take(
                {each.question: self._stored(each) for each in batch}
            )  # another run may have been faster
            for answer in link.answers([each for each in batch if each.question in work.open]):
                if answer.error is None:
                    [made] = self._memory.keep([self._entry(link, answer)])
                    work.take({answer.wanted.question: made})
                elif isinstance(answer.error, AnswerUnusable):
                    work.faults[answer.wanted.question].append(answer.error.message.rstrip("."))
                self._tell(work, total)

    def _pass_on(self, link: Link) -> None:
        if link.error:
            where = self._target.tag
            text = f"{link.error.message} The next translator is asked."
            self._progress.tell(Noticed(Notice("translation.passed-on", Level.WARNING, where, text)))

    def _tell(self, work: "_Work", total: int) -> None:
        self._progress.tell(Translating(self._target.tag, total - work.left, total))

    def _stored(self, each: Wanted) -> Entry | None:
        makers = [maker for link in self._links for maker in link.makers(each)]
        return self._memory.find(self._languages, each.text, each.place, makers)

    def _entry(self, link: Link, answer: Answer, *, part: bool = False) -> Entry:
        wanted = answer.wanted
        return Entry(
            self._languages,
            Inline(wanted.text),
            Inline(answer.words),
            Standing.MACHINE,
            link.maker(wanted),
            wanted.place,
            part=part,
        )

    def _undone(self, work: "_Work") -> PublishError:
        """What to say when sentences are left."""
        errors = [link.error for link in self._links if link.error]
        if missing := self.missing():
            return missing
        if work.faults or not errors:
            return self._unusable(work, errors)
        last = errors[-1]
        last.message = " ".join(error.message for error in errors)
        last.args = (last.message, last.advice)
        return last

    def _unusable(self, work: "_Work", errors: Sequence[PublishError]) -> TranslationError:
        faulty = [f"{each.where} “{quoted(each.text)}”: {why}" for each, why in work.faulty()]
        count = "A sentence" if len(faulty) == 1 else f"{len(faulty)} sentences"
        more = [f"and {len(faulty) - _MOST_NAMED} more"] if len(faulty) > _MOST_NAMED else []
        told = [*faulty[:_MOST_NAMED], *more, *(error.message for error in errors)]
        by = ", ".join(link.name for link in self._links)
        return TranslationError(
            f"{count} could not be translated into {self._target.name} by {by}: {'; '.join(told)}",
            f"Put the translation into a reviewed file (<article>.{self._target.tag}.xlf) beside the article, "
            "or name another translator with --translator.",
        )


class _Work:
    """What of a request is done, what is open, and why."""

    def __init__(self, wanted: Sequence[Wanted], made: dict[Question, Entry]) -> None:
        self.made = made
        self.open: dict[Question, Wanted] = {}
        for each in wanted:
            if each.question not in made:
                self.open.setdefault(each.question, each)
        self.faults: dict[Question, list[str]] = defaultdict(list)
        self._wanted = wanted

    @property
    def left(self) -> int:
        """How many sentences are open; one that stands twice counts twice."""
        return sum(each.question in self.open for each in self._wanted)

    def take(self, made: Mapping[Question, Entry | None]) -> None:
        """Count as done what `made` has."""
        for question, entry in made.items():
            if entry is not None and question in self.open:
                del self.open[question]
                self.made[question] = entry
                self.faults.pop(question, None)

    def faulty(self) -> Iterator[tuple[Wanted, str]]:
        """Each open sentence that had an unusable answer, and what was wrong with it."""
        for question, each in self.open.items():
            if question in self.faults:
                yield each, ", ".join(self.faults[question])


def quoted(text: str) -> str:
    """As much of a sentence as a message needs."""
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"


def _batches(wanted: Sequence[Wanted]) -> Iterator[Sequence[Wanted]]:
    for begin in range(0, len(wanted), BATCH):
        yield wanted[begin : begin + BATCH]
