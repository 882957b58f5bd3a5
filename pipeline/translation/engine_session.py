"""One engine of a chain and one pair of languages: what it is asked, and what is made of its answers."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from unicodedata import normalize

from pipeline.config.registry import Context, Contextual
from pipeline.document.events import Progress
from pipeline.document.notices import Notice
from pipeline.errors import AnswerUnusable, ModelMissing, PublishError
from pipeline.languages import Language
from pipeline.translation.attempts import serious_findings
from pipeline.translation.batching import ask_engine
from pipeline.translation.chain import foresee, prepare
from pipeline.translation.checks import faults
from pipeline.translation.chinese import Simplified, through
from pipeline.translation.limited_engine import Limited
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Maker
from pipeline.translation.rephrasing import keep_apart
from pipeline.translation.termbase import Termbase
from pipeline.translation.translation_unit import Answer, Wanted

_MOST_FAULTS = 5
"""After so many unusable answers an engine is not asked further, when they are more than one in four."""

_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\ufffe\uffff]+")


class Link:
    """One engine of a chain."""

    def __init__(
        self,
        engine: Limited,
        source: Language,
        target: Language,
        terms: Termbase,
        title: str,
        progress: Progress,
    ) -> None:
        self._engine = engine
        self._source = source
        self._target = target
        self._termbase = terms
        self._glossary = terms.glossary(source.tag, target.tag)
        self._title = title
        self._progress = progress
        self._way: Simplified | None = None
        self._version: str | None = None
        self._asked = self._faults = 0
        self._foreseen: object = None
        self.error: PublishError | None = None
        """Why it failed first."""

    @property
    def name(self) -> str:
        """The engine's name."""
        return self._engine.name

    @property
    def label(self) -> str:
        """The engine's name and version, as readers see it."""
        return self._label(self._way)

    def label_of(self, maker: Maker) -> str | None:
        """The same for what is in the memory; None when another engine made it."""
        known = {self._version or "": self._way, **dict(self._detours())}
        fits = maker.engine == self.name and maker.version in known
        return self._label(known[maker.version]) if fits else None

    @property
    def private(self) -> bool:
        """Whether text stays on this machine."""
        return self._engine.private

    @property
    def missing(self) -> ModelMissing | None:
        """Why it cannot do this pair at all."""
        return self.error if isinstance(self.error, ModelMissing) else None

    @property
    def given_up(self) -> bool:
        """Whether it is not worth asking any more."""
        return bool(self.missing) or (self._faults >= _MOST_FAULTS and 4 * self._faults > self._asked)

    def ready(self, memory: Memory) -> None:
        """Know the version of what translates; without a model, the last one whose work may be in the memory."""
        if self._version is not None:
            return
        try:
            self._version = self._prepare()
        except ModelMissing as error:
            self.error = error
            languages = (self._source.tag, self._target.tag)
            self._version = memory.last_version(self.name, languages) or ""

    def maker(self, each: Wanted, way: str = "", *, refused: bool = False) -> Maker:
        """Who this engine is to the memory, for what it was asked in another `way` and for what was refused; `ready` before."""
        [own] = self._named_makers(each, (way,), refused)
        return own

    def makers(self, each: Wanted, ways: Sequence[str] = ("",), *, refused: bool = False) -> Sequence[Maker]:
        """Whose words in the memory serve: its own, by each of `ways`, and those that it made on a way round."""
        own = self._named_makers(each, ways, refused)
        return [*own, *(replace(one, version=version) for version, _ in self._detours() for one in own)]

    def _named_makers(self, each: Wanted, ways: Sequence[str], refused: bool) -> Sequence[Maker]:
        terms = self._terms([each]) if isinstance(self._engine.engine, Contextual) else ()
        options = [each.options_by(way, refused=refused) for way in ways]
        if terms:
            options = [json.dumps([own, terms], ensure_ascii=False) for own in options]
        return [Maker(self.name, self._version or "", own) for own in options]

    def detour(self) -> bool:
        """Take the way round when it lacks a model for this pair; whether there is one to be tried now."""
        if not self.missing or not self._detours():
            return False
        [(self._version, self._way)] = self._detours()
        self.error = None
        return True

    def answers(self, wanted: Sequence[Wanted]) -> Iterator[Answer]:
        """What it makes of each sentence, as the answers come; nothing when it has been given up."""
        if self.given_up:
            return
        for answer in self._each(wanted, self._fault):
            unusable = isinstance(answer.error, AnswerUnusable)
            if unusable and answer.wanted.kept:
                answer = self._around(answer)
                unusable = answer.error is not None
            self._asked += 1
            self._faults += unusable and not self.usable(answer.wanted, answer.refused)
            if answer.error and not unusable:
                self.error = self.error or self._locate_error(answer.error, answer.wanted)
            yield answer

    def foresee(self, wanted: Sequence[Wanted]) -> None:
        """Have it begin, if it can, with sentences for which it is asked soon. `ready` before."""
        texts = tuple(dict.fromkeys(each.told for each in wanted))
        self._foreseen = foresee(self._engine, texts, self._source.tag, self._asked_for)

    def fragment(self, text: str) -> str | None:
        """What it makes of a stretch of a sentence, nothing when that cannot be used; None when it does not answer."""
        part = Wanted("", text, running=False)
        for answer in () if self.given_up else self._each([part], self._flaw):
            if answer.error is None or isinstance(answer.error, AnswerUnusable):
                return answer.words
        return None

    def usable(self, each: Wanted, words: str) -> bool:
        """Whether `words` may be shown at all: an engine that gives others breaks down, and errs not just here."""
        return not faults(each.pair(words), self._source, self._target, self._glossary)

    def faults(self, each: Wanted, words: str) -> tuple[Notice, ...]:
        """Why `words` cannot be relied on as the translation of a sentence; none when they can."""
        return serious_findings(each.pair(words), self._source, self._target, self._glossary)

    def pieces(self, each: Wanted, texts: Sequence[str]) -> tuple[str, ...] | None:
        """What it makes of `texts`, parts of a sentence or its wording in another form; None when one is not to be had."""
        once = tuple(dict.fromkeys(texts))
        parts = () if self.given_up else [replace(each, text=text, said="", running=False) for text in once]
        answers: dict[str, str] = {}
        for answer in self._each(parts, _anything):
            if answer.error and not isinstance(answer.error, AnswerUnusable):
                self.error = self.error or self._locate_error(answer.error, each)
            if answer.words:
                answers[answer.wanted.text] = answer.words
        return tuple(answers[text] for text in texts) if len(answers) == len(once) else None

    def _prepare(self) -> str:
        source, target = self._source.tag, self._target.tag
        try:
            return prepare(self._engine, source, target, self._progress)
        except ModelMissing as missing:
            way = self._round()
            if way is None:
                raise
            try:
                version = prepare(self._engine, source, way.target, self._progress)
            except ModelMissing:
                raise missing from None
            self._way = way
            return f"{version} + {way.version}"

    def _detours(self) -> Sequence[tuple[str, Simplified]]:
        """The way round that is not taken, and the version it would have: one or none."""
        way = None if self._way or not self._version else self._round()
        return [(f"{self._version} + {way.version}", way)] if way else []

    def _round(self) -> Simplified | None:
        return through(self._target.tag, self._source.tag, self._termbase)

    def _label(self, way: Simplified | None) -> str:
        return " + ".join([f"{self.name} {self._engine.version}", *([way.label] if way else [])])

    def _each(self, wanted: Sequence[Wanted], fault: Callable[[Wanted, str], str | None]) -> Iterator[Answer]:
        """The answers to each of `wanted` in which there is no `fault`."""
        for answer in ask_engine(
            self._engine,
            self._version or "",
            [each.told for each in wanted],
            self._source.tag,
            self._asked_for,
            accept=lambda number, words: fault(wanted[number], self._finish(wanted[number], words)),
            inform=lambda numbers: self._context([wanted[number] for number in numbers]),
        ):
            each = wanted[answer.number]
            refused = self._finish(each, answer.refused)
            yield Answer(each, self._finish(each, answer.words), answer.error, refused)

    @property
    def _asked_for(self) -> str:
        """The language into which it translates."""
        return self._way.target if self._way else self._target.tag

    def _finish(self, each: Wanted, words: str | None) -> str:
        """`words` fit to be kept."""
        clean = _clean(words)
        return self._way.convert(each.text, clean) if self._way else clean

    def _fault(self, each: Wanted, words: str) -> str | None:
        if words and (lost := [word for word in each.kept if word not in words]):
            return f"“{lost[0]}” is missing"
        notices = self.faults(each, words)
        return notices[0].text.rstrip(".") if notices else None

    def _flaw(self, each: Wanted, words: str) -> str | None:
        return None if self.usable(each, words) else "it cannot be used"

    def _context(self, wanted: Sequence[Wanted]) -> Context:
        return Context(self._title, wanted[0].before, self._terms(wanted))

    def _terms(self, wanted: Sequence[Wanted]) -> tuple[tuple[str, str], ...]:
        """The glossary's terms in these sentences that have a rendering to offer."""
        terms = dict.fromkeys(term for each in wanted for term in self._glossary.terms_in(each.text))
        offered = (
            (term.source, term.source if term.keep else "".join(term.renderings[:1])) for term in terms
        )
        return tuple((source, rendering) for source, rendering in offered if rendering)

    def _around(self, answer: Answer) -> Answer:
        """The sentence translated in the pieces between what must be kept, where that is better than `answer`."""
        each = answer.wanted
        way = keep_apart(each.told, each.kept)
        answers = self.pieces(each, way.texts)
        words = "" if answers is None else way.join(answers)
        return Answer(each, words) if words and not self._fault(each, words) else answer

    def _locate_error(self, error: PublishError, each: Wanted) -> PublishError:
        """`error`, saying where it happened."""
        if each.where:
            error.message = f"{self.name}, sentence {each.where}: {error.message}"
            error.args = (error.message, error.advice)
        return error


def _anything(each: Wanted, words: str) -> str | None:
    """A part of a sentence is judged with the whole."""
    del each, words
    return None


def _clean(words: str | None) -> str:
    """`words` composed, without control characters; nothing when they hold half a character."""
    if not words or any("\ud800" <= character <= "\udfff" for character in words):
        return ""
    return _CONTROL.sub(" ", normalize("NFC", words)).strip()
