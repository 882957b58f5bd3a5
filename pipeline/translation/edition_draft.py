"""One edition in the making: which words each sentence gets, and from whom."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from pipeline.config.choices import Doubtful
from pipeline.document.article import (
    Article,
    Edition,
    MarkKind,
    Rendering,
    Sentence,
    Span,
)
from pipeline.document.events import Progress, Translating
from pipeline.document.notices import Level, Notice
from pipeline.errors import ModelMissing, ReviewedFileOutdated
from pipeline.languages import Language, find
from pipeline.translation.attempts import Outcome
from pipeline.translation.doubts import reason_to_hold
from pipeline.translation.headlines import Headlines
from pipeline.translation.inline_markup import carry_marks, plain
from pipeline.translation.interchange.segments import DESCRIPTION, description_of
from pipeline.translation.limited_engine import Limited
from pipeline.translation.machine_translation import Machine, excerpt
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Place, even, places_of
from pipeline.translation.non_translatables import untranslatable
from pipeline.translation.renderings import Renderings
from pipeline.translation.reviewed_file import Reviewed, entries_of, words_of
from pipeline.translation.source_sentences import Open, description, open_sentence, runs
from pipeline.translation.termbase import Termbase

_MOST_NAMED = 20
"""Sentences named in one message."""
_BEFORE = 2
"""Sentences before one that an engine may be told with it."""


class Making:
    """The spans of an edition's sentences by id."""

    def __init__(
        self,
        article: Article,
        slug: str,
        target: Language,
        engines: Sequence[Limited],
        memory: Memory,
        progress: Progress,
        terms: Termbase,
        doubtful: Doubtful = Doubtful.ORIGINAL,
    ) -> None:
        self.article = article
        self.slug = slug
        self.target = target
        self.source = find(article.language)
        self.memory = memory
        self.progress = progress
        self.glossary = terms.glossary(self.source.tag, target.tag)
        title = article.title.text.strip()
        self.machine = (
            Machine(engines, self.source, target, memory, progress, terms, title) if engines else None
        )
        self.doubtful = doubtful
        self.made = Renderings(article, self.source, target, self.glossary, doubtful)
        self.notices: list[Notice] = []
        self.reviewed: Reviewed | None = None

    def review(self, path: Path, *, remember: bool = True) -> None:
        """Take what the reviewed file at `path` has, and remember it."""
        self.reviewed = Reviewed.read(path, self.article.language, self.target.tag, self.memory)
        whole = description_of(self.article, whole=True)
        if any(self.reviewed.find(DESCRIPTION, each) for each in whole):
            self.made.blocks[-1] = description(self.article, whole=True)
        rows = [
            (sentence, entry)
            for block in self.made.blocks
            for sentence, entry in entries_of(self.reviewed, self.slug, block, self._languages)
        ]
        entries = [entry for _, entry in rows]
        taken = self.memory.keep(entries) if remember else entries
        for (sentence, _), entry in zip(rows, taken, strict=True):
            if not self._take(sentence, entry):
                text = "A link is missing in the reviewed file; it was put over free words."
                self._notice("link", sentence, text)

    def recall(self) -> None:
        """Take what people wrote before."""
        if self.made.spans.keys().isdisjoint(each.id for each in self.made.blocks[-1].sentences):
            whole = description(self.article, whole=True)
            if any(self._human_entry(each, place) for each, place in places_of(self.slug, whole)):
                self.made.blocks[-1] = whole
        for block in self.made.blocks:
            for sentence, place in places_of(self.slug, block):
                entry = None if sentence.id in self.made.spans else self._human_entry(sentence, place)
                if entry is not None:
                    self._take(sentence, entry)

    def leave(self) -> None:
        """Take what needs no translator."""
        for block in self.made.blocks:
            for id, spans in untranslatable(self.article, block, self.target):
                if id not in self.made.spans:
                    self.made.put(id, spans, Rendering(id, ""))

    def foresee(self) -> None:
        """Have engines begin, if they can, with what `rest` will ask."""
        self.leave()
        if self.machine is not None:
            self.machine.foresee([each.wanted for each in self.open()])

    def rest(self) -> None:
        """Translate what is open still."""
        self.leave()
        todo = tuple(self.open())
        total = sum(len(block.sentences) for block in self.made.blocks)
        if todo:
            self._by_machine(todo, total)
        else:
            self.progress.tell(Translating(self.target.tag, total, total))

    def open(self) -> Iterator[Open]:
        """What has no words yet."""
        headlines = Headlines(self.article)
        before: tuple[str, ...] = ()
        for block in self.made.blocks:
            for sentence, place in places_of(self.slug, block):
                if sentence.id not in self.made.spans:
                    yield open_sentence(sentence, headlines, runs(block), place, before)
                before = (*before, even(sentence.text))[-_BEFORE:]

    def edition(self) -> Edition:
        """The edition, now that every sentence is there."""
        edition = self.made.edition(self.notices)
        if self.machine and not reason_to_hold(edition):
            self.machine.settle()
        return edition

    @property
    def _languages(self) -> tuple[str, str]:
        return self.source.tag, self.target.tag

    def _human_entry(self, sentence: Sentence, place: Place) -> Entry | None:
        """What a person wrote for a sentence before."""
        return self.memory.find(self._languages, plain(sentence.spans)[0], place)

    def _take(self, sentence: Sentence, entry: Entry) -> bool:
        """Take a person's words; whether they have all links."""
        spans, complete = words_of(entry.source, entry.target, sentence)
        self.made.put(sentence.id, spans, self._origin(sentence, entry))
        return complete

    def _origin(self, sentence: Sentence, entry: Entry) -> Rendering:
        engine = self.machine.label(entry.maker) if self.machine else entry.maker.engine
        return Rendering(sentence.id, entry.standing, engine, entry.who, entry.when[:10])

    def _by_machine(self, todo: Sequence[Open], total: int) -> None:
        self._note_outdated(todo)
        if self.machine is None:
            raise self._gap(todo, self.nothing())
        try:
            outcomes = self.machine.translations([each.wanted for each in todo], total)
        except ModelMissing as error:
            raise self._gap(todo, error) from error
        self._take_outcomes(todo, outcomes)
        self._again(todo)
        self._decide(self._without_words(todo))

    def _take_outcomes(self, todo: Sequence[Open], outcomes: Sequence[Outcome]) -> None:
        for each, outcome in zip(todo, outcomes, strict=True):
            self.made.outcomes[each.sentence.id] = outcome
            if outcome.entry is not None:
                self._put(each, outcome.entry)

    def _again(self, todo: Sequence[Open]) -> None:
        """Have what cannot be relied on asked for in other ways; not when answers stand in each other's places."""
        assert self.machine is not None
        for id, why in self.made.doubt().items():
            if id in self.made.outcomes:
                self.made.refuse(id, why)
        refused = self._without_words(todo)
        doubtful = [(each.wanted, self.made.outcomes[each.sentence.id]) for each in refused]
        misplaced = self.made.misplaced_answers() if doubtful else ()
        self.notices += misplaced
        if doubtful and not misplaced:
            asked = [each.wanted for each in todo]
            self._take_outcomes(refused, self.machine.again(doubtful, asked))

    def _without_words(self, todo: Sequence[Open]) -> list[Open]:
        return [each for each in todo if self.made.outcomes[each.sentence.id].entry is None]

    def _decide(self, refused: Sequence[Open]) -> None:
        """Leave what has no translation that can be relied on, or take the best there is, as the run wants it."""
        assert self.machine is not None
        unusable = []
        for each in refused:
            tries = self.made.outcomes[each.sentence.id].tries
            best = next((one for one in tries if one.usable), None)
            if self.made.may_stay(each.sentence.id):
                self.made.leave(each.sentence)
            elif best is not None:
                self._put(each, self.machine.accept(each.wanted, best))
            elif self.doubtful is Doubtful.ACCEPT:
                self.made.leave(each.sentence)
            else:
                unusable.append((each.wanted, tries))
        if unusable:
            raise self.machine.unusable(unusable)

    def _put(self, each: Open, entry: Entry) -> None:
        """Take an engine's words."""
        assert self.machine is not None
        fragment = partial(self.machine.fragment, maker=entry.maker)
        spans = carry_marks(
            entry.target.text, each.wanted.text, each.marks, fragment, spaced=self.target.spaced
        )
        self._note_unstruck(each, spans)
        self.made.put(each.sentence.id, spans, self._origin(each.sentence, entry))

    def _note_unstruck(self, unit: Open, spans: Sequence[Span]) -> None:
        """What is struck through and was not found again stands in the translation as if it were true."""
        kinds = [mark.kind for span in spans for mark in span.marks]
        struck = [each for each in unit.marks if each.mark.kind is MarkKind.DELETED]
        if kinds.count(MarkKind.DELETED) < len(struck):
            words = "”, “".join(unit.wanted.text[each.begin : each.end] for each in struck)
            text = f"“{words}” is struck through, and was not found in the translation, which says it plainly. Review it."
            self._notice("struck", unit.sentence, text)

    def _note_outdated(self, todo: Sequence[Open]) -> None:
        if self.reviewed is None:
            return
        by = f"{self.machine.labels} translated it" if self.machine else "Nothing translates it"
        for each in todo:
            why = self.reviewed.why_not(each.sentence)
            text = f"“{each.wanted.text}” {why}. {by}; bring the reviewed file up to date."
            self._notice("outdated", each.sentence, text)

    def _gap(self, todo: Sequence[Open], missing: ModelMissing) -> ModelMissing | ReviewedFileOutdated:
        """What to say when `todo` cannot be translated at all."""
        if self.reviewed is None:
            return missing
        named = [
            f"  {each.sentence.id} {self.reviewed.why_not(each.sentence)}: “{excerpt(each.wanted.text)}”"
            for each in todo[:_MOST_NAMED]
        ]
        more = [f"  and {len(todo) - _MOST_NAMED} more"] if len(todo) > _MOST_NAMED else []
        head = f"The reviewed {self.target.name} file is for another version of the article:"
        return ReviewedFileOutdated(
            "\n".join([head, *named, *more]),
            f"Translate these sentences in the reviewed file. By machine it cannot be done: {missing}",
        )

    def nothing(self) -> ModelMissing:
        """What to say when no engine is named."""
        return ModelMissing(
            f"There is nothing to translate with into {self.target.name}.",
            f"Put a reviewed translation <article>.{self.target.tag}.xlf beside the article, or name a translator.",
        )

    def _notice(self, code: str, sentence: Sentence, text: str) -> None:
        where = f"{self.target.tag} {sentence.id}"
        self.notices.append(Notice(f"translation.{code}", Level.WARNING, where, text))
