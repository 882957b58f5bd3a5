"""Sentences through a chain of engines: packed, checked, kept in the memory as they come."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.document.events import Noticed, Progress, Translating
from pipeline.document.excerpts import shorten
from pipeline.document.notices import Level, Notice
from pipeline.errors import AnswerUnusable, ModelMissing, PublishError, TranslationError
from pipeline.languages import Language
from pipeline.translation.attempts import Outcome, Try
from pipeline.translation.checks import has_letters
from pipeline.translation.engine_session import Link
from pipeline.translation.limited_engine import Limited
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Maker
from pipeline.translation.memory_records import Records
from pipeline.translation.recovery import Again
from pipeline.translation.termbase import Termbase
from pipeline.translation.translation_unit import Answer, Question, Wanted

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
        self._records = Records(self._links, self._languages, memory)
        glossary = terms.glossary(source.tag, target.tag)
        self._again = Again(self._links, self._records, source, target, glossary)

    @property
    def labels(self) -> str:
        """All engines of the chain, as readers see them."""
        return ", ".join(link.label for link in self._links)

    def label(self, maker: Maker) -> str:
        """Name and version of an engine, as readers see them."""
        own = (label for link in self._links if (label := link.label_of(maker)))
        return next(own, f"{maker.engine} {maker.version}".strip())

    def translations(self, wanted: Sequence[Wanted], total: int) -> tuple[Outcome, ...]:
        """What the first engine that can made of each sentence, in order; the others of `total` are there already.

        Raises `ModelMissing` when no engine can do the pair, `EngineBusy` or `EngineRefused`, and `TranslationError`
        when the engines were given up before each sentence was tried; what was done is in the memory.
        """
        self._records.ready()
        work = _Work(wanted, self._records.outcomes(wanted))
        for link in self._links:
            self._ask(link, work, total)
            if work.open and link.detour():
                self._ask(link, work, total)
            if work.open and link is not self._links[-1]:
                self._pass_on(link)
        self._tell(work, total)
        if work.open:
            raise self._undone(work)
        return tuple(work.done[each.question] for each in wanted)

    def foresee(self, wanted: Sequence[Wanted]) -> None:
        """Have the engine that `translations` asks first begin with what it will be asked, if it can."""
        self._records.ready()
        known = self._records.outcomes(wanted)
        for link in self.able()[:1]:
            link.foresee([each for each in wanted if each.question not in known])

    def again(
        self, doubtful: Sequence[tuple[Wanted, Outcome]], asked: Sequence[Wanted]
    ) -> tuple[Outcome, ...]:
        """What becomes of sentences whose words were refused, in order, when they are asked for in other ways.

        After `translations`, which asked for them among all that is `asked`.
        """
        before = [link for link in self._links if link.error]
        outcomes = self._again.outcomes(doubtful, asked)
        for link in self._links:
            if link.error and link not in before and not all(outcome.entry for outcome in outcomes):
                self._warn("unanswered", f"{link.error.message} Run it again later to have it asked.")
        return outcomes

    def accept(self, each: Wanted, refused: Try) -> Entry:
        """Refused words as if they were a translation."""
        return self._records.accept(each, refused)

    def settle(self) -> None:
        """Remember all that was refused: the edition comes out, and the next run need not ask again."""
        self._records.settle()

    def known_answers(self, wanted: Iterable[Wanted]) -> dict[Question, Entry]:
        """What the memory has of it: of any engine of the chain, the earlier ones first."""
        self._records.ready()
        answers = ((each.question, self._records.translation(each)) for each in wanted)
        return {question: entry for question, entry in answers if entry is not None}

    def able(self) -> tuple[Link, ...]:
        """Who would be asked, in the order of asking. After `known_answers`."""
        return tuple(link for link in self._links if not link.given_up)

    def refusals(self, wanted: Iterable[Wanted]) -> frozenset[Question]:
        """The questions of `wanted` to which every engine gave an answer before that was refused. After `known_answers`."""
        links = [link for link in self._links if not link.missing]
        tried = (
            each for each in wanted if links and all(self._records.refusal(link, each) for link in links)
        )
        return frozenset(each.question for each in tried)

    def missing(self) -> ModelMissing | None:
        """Why no engine can do this pair, None when one can. After `known_answers`."""
        missing = [link.missing for link in self._links if link.missing]
        return missing[0] if len(missing) == len(self._links) else None

    def fragment(self, text: str, maker: Maker) -> str | None:
        """What the engine that `maker` is makes of a part of its sentence, None when nothing usable."""
        link = next((link for link in self._links if link.name == maker.engine), None)
        if link is None or not has_letters(text):
            return None
        link.ready(self._memory)
        part = Wanted("", text, running=False)
        entry = self._memory.find(self._languages, text, makers=link.makers(part), part=True)
        if entry is None and (words := link.fragment(text)) is not None:
            # What is unusable is kept as nothing, so that it is not asked for again.
            entry = self._records.keep(link, part, words, part=True)
        return entry.target.text or None if entry else None

    def _ask(self, link: Link, work: "_Work", total: int) -> None:
        for batch in _batches(tuple(work.open.values())):
            work.take(self._records.outcomes(batch))  # another run may have been faster
            for answer in link.answers([each for each in batch if each.question in work.open]):
                outcome = self._take(link, answer)
                if outcome is not None:
                    work.take({answer.wanted.question: outcome})
                self._tell(work, total)

    def _take(self, link: Link, answer: Answer) -> Outcome | None:
        """An answer, kept; None when there is none."""
        if answer.error is None:
            return Outcome(self._records.keep(link, answer.wanted, answer.words))
        if isinstance(answer.error, AnswerUnusable):
            return Outcome(None, tries=(self._records.refuse(link, answer.wanted, answer.refused),))
        return None

    def _pass_on(self, link: Link) -> None:
        if link.error:
            self._warn("passed-on", f"{link.error.message} The next translator is asked.")

    def _warn(self, code: str, text: str) -> None:
        """Tell what is of this run, and no part of what is said of the edition."""
        notice = Notice(f"translation.{code}", Level.WARNING, self._target.tag, text)
        self._progress.tell(Noticed(notice))

    def _tell(self, work: "_Work", total: int) -> None:
        self._progress.tell(Translating(self._target.tag, total - work.left, total))

    def _undone(self, work: "_Work") -> PublishError:
        """What to say when sentences are left that nobody tried."""
        errors = [link.error for link in self._links if link.error]
        if missing := self.missing():
            return missing
        refused = [(each, outcome.tries) for each, outcome in work.refused_sentences()]
        if not errors or not all(one.usable for _, tries in refused for one in tries):
            return self.unusable(refused, errors)
        last = errors[-1]
        last.message = " ".join(error.message for error in errors)
        last.args = (last.message, last.advice)
        return last

    def unusable(
        self, refused: Sequence[tuple[Wanted, Sequence[Try]]], errors: Sequence[PublishError] = ()
    ) -> TranslationError:
        """What to say of sentences for which nothing came that may be shown."""
        faulty = [
            f"{each.where} “{excerpt(each.text)}”: {', '.join(reason(one) for one in tries)}"
            for each, tries in refused
        ]
        count = "A sentence" if len(faulty) == 1 else f"{len(faulty)} sentences"
        more = [f"and {len(faulty) - _MOST_NAMED} more"] if len(faulty) > _MOST_NAMED else []
        reasons = [*faulty[:_MOST_NAMED], *more, *(error.message for error in errors)]
        by = ", ".join(link.name for link in self._links)
        return TranslationError(
            f"{count} could not be translated into {self._target.name} by {by}: {'; '.join(reasons)}",
            f"Put the translation into a reviewed file (<article>.{self._target.tag}.xlf) beside the article, "
            "or name another translator with --translator.",
        )


class _Work:
    """What of a request is done, and what is open."""

    def __init__(self, wanted: Sequence[Wanted], done: dict[Question, Outcome]) -> None:
        self.done = done
        self.open: dict[Question, Wanted] = {}
        for each in wanted:
            if each.question not in done:
                self.open.setdefault(each.question, each)
        self._wanted = wanted

    @property
    def left(self) -> int:
        """How many sentences are open; one that stands twice counts twice."""
        return sum(each.question in self.open for each in self._wanted)

    def take(self, done: Mapping[Question, Outcome]) -> None:
        """Count as done what `done` has."""
        for question, outcome in done.items():
            if self.open.pop(question, None) is not None:
                self.done[question] = outcome

    def refused_sentences(self) -> Iterator[tuple[Wanted, Outcome]]:
        """Each sentence that was tried and has no translation, once."""
        once = {each.question: each for each in reversed(self._wanted)}
        for each in self._wanted:
            outcome = self.done.get(each.question)
            if outcome is not None and outcome.entry is None and once[each.question] is each:
                yield each, outcome


def reason(refused: Try) -> str:
    """Whose words were refused, and why."""
    return f"{refused.maker.engine} gave nothing usable: {refused.why}"


def excerpt(text: str) -> str:
    """As much of a sentence as a message needs."""
    return shorten(text, _QUOTED)


def _batches(wanted: Sequence[Wanted]) -> Iterator[Sequence[Wanted]]:
    for begin in range(0, len(wanted), BATCH):
        yield wanted[begin : begin + BATCH]
