"""One edition in the making: which words each sentence gets, and from whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.document.article import (
    Article,
    Block,
    BlockKind,
    Edition,
    MarkKind,
    Origin,
    Rendering,
    Role,
    Section,
    Sentence,
    Span,
)
from pipeline.document.events import Progress, Translating
from pipeline.document.notices import Level, Notice
from pipeline.errors import ModelMissing, ReviewedFileOutdated
from pipeline.languages import Language, find
from pipeline.translation.checks import Pair, findings, noted
from pipeline.translation.headlines import Headlines
from pipeline.translation.interchange.segments import DESCRIPTION, described, translatable
from pipeline.translation.kept import kept
from pipeline.translation.limits import Limited
from pipeline.translation.link import Wanted, addresses
from pipeline.translation.machine import Machine, quoted
from pipeline.translation.marks import Marked, carried, plain
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Place, Standing, even, placed
from pipeline.translation.reviewed import Reviewed, entries_of, words_of
from pipeline.translation.termbase import Termbase

_MOST_NAMED = 20
"""Sentences named in one message."""
_BEFORE = 2
"""Sentences before one that an engine may be told with it."""
_RUNNING = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.DEFINITION, BlockKind.NOTE)


@dataclass(frozen=True, slots=True)
class Open:
    """A sentence that is still to be translated."""

    sentence: Sentence
    wanted: Wanted
    marks: tuple[Marked, ...]


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
        self.spans: dict[str, tuple[Span, ...]] = {}
        self.origins: dict[str, Rendering] = {}
        self.notices: list[Notice] = []
        self.reviewed: Reviewed | None = None
        self.blocks = [*article.walk(), _description(article)]

    def review(self, path: Path, *, remember: bool = True) -> None:
        """Take what the reviewed file at `path` has, and remember it."""
        self.reviewed = Reviewed.read(path, self.article.language, self.target.tag, self.memory)
        whole = described(self.article, whole=True)
        if any(self.reviewed.find(DESCRIPTION, each) for each in whole):
            self.blocks[-1] = _description(self.article, whole=True)
        found = [
            (sentence, entry)
            for block in self.blocks
            for sentence, entry in entries_of(self.reviewed, self.slug, block, self._languages)
        ]
        entries = [entry for _, entry in found]
        taken = self.memory.keep(entries) if remember else entries
        for (sentence, _), entry in zip(found, taken, strict=True):
            if not self._take(sentence, entry):
                text = "A link is missing in the reviewed file; it was put over free words."
                self._notice("link", sentence, text)

    def recall(self) -> None:
        """Take what people wrote before."""
        if self.spans.keys().isdisjoint(each.id for each in self.blocks[-1].sentences):
            whole = _description(self.article, whole=True)
            if any(self._written(each, place) for each, place in placed(self.slug, whole)):
                self.blocks[-1] = whole
        for block in self.blocks:
            for sentence, place in placed(self.slug, block):
                entry = None if sentence.id in self.spans else self._written(sentence, place)
                if entry is not None:
                    self._take(sentence, entry)

    def leave(self) -> None:
        """Take what needs no translator."""
        for block in self.blocks:
            for id, spans in kept(self.article, block, self.target):
                if id not in self.spans:
                    self.spans[id], self.origins[id] = spans, Rendering(id, "")

    def rest(self) -> None:
        """Translate what is open still."""
        self.leave()
        todo = tuple(self.open())
        total = sum(len(block.sentences) for block in self.blocks)
        if todo:
            self._by_machine(todo, total)
        else:
            self.progress.tell(Translating(self.target.tag, total, total))

    def open(self) -> Iterator[Open]:
        """What has no words yet."""
        headlines = Headlines(self.article)
        before: tuple[str, ...] = ()
        for block in self.blocks:
            for sentence, place in placed(self.slug, block):
                if sentence.id not in self.spans:
                    yield _open(sentence, headlines, _runs(block), place, before)
                before = (*before, even(sentence.text))[-_BEFORE:]

    def edition(self) -> Edition:
        """The edition, now that every sentence is there."""
        article = self.article
        made = replace(
            article,
            language=self.target.tag,
            title=self._block(article.title),
            front=self._blocks(article.front),
            sections=tuple(self._section(section) for section in article.sections),
            back=self._blocks(article.back),
            description=self._block(self.blocks[-1]).text,
        )
        origins = tuple(self.origins[each.id] for block in self.blocks for each in block.sentences)
        unsettled = [each for each in origins if each.standing and not Standing(each.standing).settled]
        engines = tuple(dict.fromkeys(each.engine for each in unsettled if each.engine))
        settled = any(Standing(each.standing).settled for each in origins if each.standing)
        origin = Origin.MIXED if settled else Origin.MACHINE
        vouched = {each.sentence for each in origins if each.standing and Standing(each.standing).settled}
        found = findings(tuple(self._pairs()), self.source, self.target, self.glossary)
        notices = (*self.notices, *noted(found, vouched))
        return Edition(made, article, origin if unsettled else Origin.REVIEWED, engines, notices, origins)

    def _pairs(self) -> Iterator[Pair]:
        """What was translated, for the checks."""
        for block in self.blocks:
            for sentence in block.sentences:
                if self.origins[sentence.id].standing:
                    wanted = _wanted(sentence, _runs(block))
                    yield wanted.pair(plain(self.spans[sentence.id])[0])

    @property
    def _languages(self) -> tuple[str, str]:
        return self.source.tag, self.target.tag

    def _written(self, sentence: Sentence, place: Place) -> Entry | None:
        """What a person wrote for a sentence before."""
        return self.memory.find(self._languages, plain(sentence.spans)[0], place)

    def _take(self, sentence: Sentence, entry: Entry) -> bool:
        """Take a person's words; whether they have all links."""
        self.spans[sentence.id], complete = words_of(entry.source, entry.target, sentence)
        self._originate(sentence, entry)
        return complete

    def _originate(self, sentence: Sentence, entry: Entry) -> None:
        engine = self.machine.label(entry.maker) if self.machine else entry.maker.engine
        self.origins[sentence.id] = Rendering(sentence.id, entry.standing, engine, entry.who, entry.when[:10])

    def _by_machine(self, todo: Sequence[Open], total: int) -> None:
        self._note_outdated(todo)
        if self.machine is None:
            raise self._gap(todo, self.nothing())
        try:
            made = self.machine.translations([each.wanted for each in todo], total)
        except ModelMissing as error:
            raise self._gap(todo, error) from error
        for each, entry in zip(todo, made, strict=True):
            fragment = partial(self.machine.fragment, maker=entry.maker)
            self.spans[each.sentence.id] = carried(
                entry.target.text, each.wanted.text, each.marks, fragment, spaced=self.target.spaced
            )
            self._note_unstruck(each)
            self._originate(each.sentence, entry)

    def _note_unstruck(self, made: Open) -> None:
        """What is struck through and was not found again stands in the translation as if it were true."""
        kinds = [mark.kind for span in self.spans[made.sentence.id] for mark in span.marks]
        struck = [each for each in made.marks if each.mark.kind is MarkKind.DELETED]
        if kinds.count(MarkKind.DELETED) < len(struck):
            words = "”, “".join(made.wanted.text[each.begin : each.end] for each in struck)
            text = f"“{words}” is struck through, and was not found in the translation, which says it plainly. Review it."
            self._notice("struck", made.sentence, text)

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
            f"  {each.sentence.id} {self.reviewed.why_not(each.sentence)}: “{quoted(each.wanted.text)}”"
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

    def _section(self, section: Section) -> Section:
        return Section(
            section.id,
            self._block(section.title),
            self._blocks(section.blocks),
            tuple(self._section(inner) for inner in section.sections),
        )

    def _blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        if not translatable(block):
            return block
        last = len(block.sentences) - 1
        sentences = tuple(
            self._sentence(sentence, between=number < last) for number, sentence in enumerate(block.sentences)
        )
        return replace(block, sentences=sentences, blocks=self._blocks(block.blocks))

    def _sentence(self, sentence: Sentence, *, between: bool) -> Sentence:
        spans = self.spans[sentence.id]
        if between and self.target.spaced and spans:
            spans = (*spans, Span(" ")) if spans[-1].marks else (*spans[:-1], Span(spans[-1].text + " "))
        return Sentence(sentence.id, spans)


def _description(article: Article, *, whole: bool = False) -> Block:
    """The description as if it were a block."""
    return Block(DESCRIPTION, BlockKind.PARAGRAPH, sentences=described(article, whole=whole))


def _open(
    sentence: Sentence, headlines: Headlines, running: bool, place: Place, before: tuple[str, ...]
) -> Open:
    wanted = _wanted(sentence, running)
    said = wanted.text if wanted.kept else headlines.lowered(wanted.text)
    wanted = replace(wanted, said=said if said != wanted.text else "", place=place, before=before)
    return Open(sentence, wanted, plain(sentence.spans)[1])


def _wanted(sentence: Sentence, running: bool) -> Wanted:
    text, marks = plain(sentence.spans)
    code = (text[each.begin : each.end] for each in marks if each.mark.kind is MarkKind.CODE)
    return Wanted(sentence.id, text, kept=tuple(dict.fromkeys((*addresses(text), *code))), running=running)


def _runs(block: Block) -> bool:
    """Whether a block is running text."""
    return block.kind in _RUNNING and block.role in (Role.BODY, Role.IMAGE_NOTE, Role.CREDIT)
