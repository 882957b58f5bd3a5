"""One engine of a chain and one pair of languages: what it is asked, and what is made of its answers."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from pipeline.document.events import Progress
from pipeline.errors import AnswerUnusable, ModelMissing, PublishError
from pipeline.languages import Language
from pipeline.registry import Context, Contextual
from pipeline.translation.asking import asked
from pipeline.translation.chain import prepared
from pipeline.translation.checks import Pair, faults, has_letters
from pipeline.translation.chinese import Simplified, through
from pipeline.translation.limits import Limited
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import NOWHERE, Maker, Place
from pipeline.translation.termbase import Termbase

_MOST_FAULTS = 5
"""After so many unusable answers an engine is not asked further, when they are more than one in four."""

Question = tuple[str, str]

_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII)
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One sentence to translate."""

    where: str
    """Its id."""
    text: str
    """White space collapsed, none at the ends."""
    said: str = ""
    """What the engine is told instead, when not the text itself."""
    kept: tuple[str, ...] = ()
    """What must stand in the translation as it is: addresses and code."""
    running: bool = True
    """False for headings, captions, cells and the like."""
    place: Place = NOWHERE
    before: tuple[str, ...] = ()
    """The sentences just before it in the article."""

    @property
    def told(self) -> str:
        """What the engine is told."""
        return self.said or self.text

    @property
    def options(self) -> str:
        """What beside text and engine decides how it is translated; for the memory."""
        asked = {"said": self.said, "kept": self.kept}
        return json.dumps(asked, ensure_ascii=False) if self.said or self.kept else ""

    @property
    def question(self) -> Question:
        """What is the same for sentences that have the same translation."""
        return self.text, self.options

    def pair(self, words: str | None) -> Pair:
        """With a translation, for the checks."""
        return Pair(self.where, self.text, words, self.kept, self.running)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine made of a sentence."""

    wanted: Wanted
    words: str = ""
    error: PublishError | None = None
    """Why there are no words; `AnswerUnusable` when they were not fit."""


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
        self.error: PublishError | None = None
        """Why it failed first."""

    @property
    def name(self) -> str:
        """The engine's name."""
        return self._engine.name

    @property
    def label(self) -> str:
        """The engine's name and version, as readers see it."""
        return self._labelled(self._way)

    def label_of(self, maker: Maker) -> str | None:
        """The same for what is in the memory; None when another engine made it."""
        known = {self._version or "": self._way, **dict(self._detours())}
        fits = maker.engine == self.name and maker.version in known
        return self._labelled(known[maker.version]) if fits else None

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
            self._version = self._prepared()
        except ModelMissing as error:
            self.error = error
            languages = (self._source.tag, self._target.tag)
            self._version = memory.last_version(self.name, languages) or ""

    def maker(self, each: Wanted) -> Maker:
        """Who this engine is to the memory; `ready` before."""
        terms = self._terms([each]) if isinstance(self._engine.engine, Contextual) else ()
        options = json.dumps([each.options, terms], ensure_ascii=False) if terms else each.options
        return Maker(self.name, self._version or "", options)

    def makers(self, each: Wanted) -> Sequence[Maker]:
        """Whose words in the memory serve: its own, and those that it made on a way round."""
        own = self.maker(each)
        return [own, *(replace(own, version=version) for version, _ in self._detours())]

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
        for each, words, error in self._each(wanted):
            if isinstance(error, AnswerUnusable) and each.kept:
                words, error = self._around(each, error)
            self._asked += 1
            self._faults += isinstance(error, AnswerUnusable)
            if error and not isinstance(error, AnswerUnusable):
                self.error = self.error or self._named(error, each)
            yield Answer(each, words, error)

    def _prepared(self) -> str:
        source, target = self._source.tag, self._target.tag
        try:
            return prepared(self._engine, source, target, self._progress)
        except ModelMissing as missing:
            way = self._round()
            if way is None:
                raise
            try:
                version = prepared(self._engine, source, way.target, self._progress)
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

    def _labelled(self, way: Simplified | None) -> str:
        return " + ".join([f"{self.name} {self._engine.version}", *([way.label] if way else [])])

    def _each(
        self, wanted: Sequence[Wanted], *, parts: bool = False
    ) -> Iterator[tuple[Wanted, str, PublishError | None]]:
        for answer in asked(
            self._engine,
            self._version or "",
            [each.told for each in wanted],
            self._source.tag,
            self._way.target if self._way else self._target.tag,
            accept=lambda number, words: (
                None if parts else self._fault(wanted[number], self._made(wanted[number], words))
            ),
            inform=lambda numbers: self._context([wanted[number] for number in numbers]),
        ):
            each = wanted[answer.number]
            yield each, self._made(each, answer.words), answer.error

    def _made(self, each: Wanted, words: str | None) -> str:
        """`words` fit to be kept."""
        clean = _clean(words)
        return self._way.converted(each.text, clean) if self._way else clean

    def _fault(self, each: Wanted, words: str) -> str | None:
        if words and (lost := [kept for kept in each.kept if kept not in words]):
            return f"“{lost[0]}” is missing"
        found = faults(_apart(each, words), self._source, self._target, self._glossary)
        return found[0].text.rstrip(".") if found else None

    def _context(self, wanted: Sequence[Wanted]) -> Context:
        return Context(self._title, wanted[0].before, self._terms(wanted))

    def _terms(self, wanted: Sequence[Wanted]) -> tuple[tuple[str, str], ...]:
        """The glossary's terms in these sentences that have a rendering to offer."""
        terms = dict.fromkeys(term for each in wanted for term in self._glossary.terms_in(each.text))
        offered = (
            (term.source, term.source if term.keep else "".join(term.renderings[:1])) for term in terms
        )
        return tuple((source, rendering) for source, rendering in offered if rendering)

    def _around(self, each: Wanted, error: AnswerUnusable) -> tuple[str, PublishError | None]:
        """The sentence translated in the pieces between what must be kept."""
        pattern = "|".join(re.escape(kept) for kept in sorted(each.kept, key=len, reverse=True))
        pieces = re.split(f"({pattern})", each.told)
        spoken = [piece for piece in pieces if piece not in each.kept and has_letters(piece)]
        parts = [Wanted(each.where, piece.strip(), running=False) for piece in spoken]
        made = {part.text: words for part, words, failed in self._each(parts, parts=True) if not failed}
        words = "".join(
            _respaced(piece, made.get(piece.strip(), "")) if piece in spoken else piece for piece in pieces
        )
        usable = len(made) == len({part.text for part in parts}) and not self._fault(each, words)
        return (words, None) if usable else ("", error)

    def _named(self, error: PublishError, each: Wanted) -> PublishError:
        """`error`, saying where it happened."""
        if each.where:
            error.message = f"{self.name}, sentence {each.where}: {error.message}"
            error.args = (error.message, error.advice)
        return error


def addresses(text: str) -> tuple[str, ...]:
    """Web and mail addresses in `text`, which stay as they are."""
    found = (match.group().rstrip(".,;:!?)]}'\"") for match in _ADDRESS.finditer(text))
    return tuple(dict.fromkeys(found))


def _apart(each: Wanted, words: str) -> Pair:
    """Sentence and translation without what must stay: an address is no word of any language."""
    text = each.text
    for kept in each.kept:
        text, words = text.replace(kept, " "), words.replace(kept, " ")
    return Pair(each.where, text, words, running=each.running)


def _clean(words: str | None) -> str:
    """`words` composed, without control characters; nothing when they hold half a character."""
    if not words or any("\ud800" <= character <= "\udfff" for character in words):
        return ""
    return _CONTROL.sub(" ", normalize("NFC", words)).strip()


def _respaced(piece: str, words: str) -> str:
    begin, end = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    return piece[:begin] + words.strip() + piece[end:]
