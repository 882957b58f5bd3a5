"""An article into an edition: reviewed words first, then what was translated before, then an engine.

Every sentence of the edition answers to one of the source, under the same id. Code, addresses and what has no
letters stay as they are; datelines and bylines are written anew; nothing else is left in the source language.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.document.article import (
    Article,
    Block,
    BlockKind,
    Edition,
    Mark,
    MarkKind,
    Origin,
    Role,
    Section,
    Sentence,
    Span,
)
from pipeline.document.events import Progress, Translating
from pipeline.document.notices import Level, Notice
from pipeline.errors import ModelMissing, ReviewedFileOutdated
from pipeline.languages import Language, find
from pipeline.languages.bylines import byline
from pipeline.languages.dates import long_date
from pipeline.registry import Translator
from pipeline.store import Store
from pipeline.translation.checks import has_letters
from pipeline.translation.headlines import Headlines
from pipeline.translation.interchange.segments import DESCRIPTION, described, translatable
from pipeline.translation.machine import Machine, Wanted, addresses, quoted
from pipeline.translation.marks import Marked, carried, plain
from pipeline.translation.reviewed import Reviewed, reviewed_file, words_of

__all__ = ["original", "reviewed_file", "translate"]

_MOST_NAMED = 20
"""Sentences named in one message."""


def original(article: Article) -> Edition:
    """The edition in the article's own language."""
    return Edition(article, article, Origin.ORIGINAL)


def translate(
    article: Article,
    target: str,
    *,
    reviewed: Path | None,
    engine: Translator | None,
    store: Store,
    progress: Progress,
) -> Edition:
    """The edition of `article` in the language `target`, BCP 47.

    `reviewed` is a file of reviewed translations (see `reviewed_file`), taken before anything else;
    `engine` translates what it leaves open, and `store` remembers that. Raises `ReviewedFileError`,
    `ReviewedFileOutdated` when sentences changed since the review and nothing can fill the gap,
    `ModelMissing`, `EngineBusy` or `EngineRefused`, and `TranslationError` naming the sentences for
    which there is no usable translation.
    """
    work = _Work(article, find(target), engine, store, progress)
    if reviewed is not None:
        work.review(reviewed)
    work.rest()
    return work.edition()


@dataclass(frozen=True, slots=True)
class _Open:
    """A sentence that is still to be translated."""

    sentence: Sentence
    wanted: Wanted
    marks: tuple[Marked, ...]


class _Work:
    """One edition in the making: the spans of its sentences by id."""

    def __init__(
        self, article: Article, target: Language, engine: Translator | None, store: Store, progress: Progress
    ) -> None:
        self.article = article
        self.target = target
        self.source = find(article.language)
        self.progress = progress
        self.machine = Machine(engine, self.source, target, store, progress) if engine else None
        self.engine = engine
        self.spans: dict[str, tuple[Span, ...]] = {}
        self.notices: list[Notice] = []
        self.reviewed: Reviewed | None = None
        self.by_person = 0
        self.by_machine = 0
        self.blocks = [*article.walk(), _description(article)]

    def review(self, path: Path) -> None:
        """Take what the reviewed file at `path` has."""
        self.reviewed = Reviewed.read(path, self.article.language, self.target.tag)
        if any(self.reviewed.find(DESCRIPTION, each) for each in described(self.article, whole=True)):
            self.blocks[-1] = _description(self.article, whole=True)
        for block in self.blocks:
            for sentence in block.sentences if translatable(block) else ():
                segment = self.reviewed.find(block.id, sentence)
                if segment is None:
                    continue
                self.spans[sentence.id], complete = words_of(segment, sentence)
                self.by_person += 1
                if not complete:
                    self._notice(
                        "link",
                        sentence,
                        "A link is missing in the reviewed file; it was put over free words.",
                    )

    def rest(self) -> None:
        """Translate what is open still: first what needs no translator, then the rest by machine."""
        for block in self.blocks:
            self.spans |= {id: spans for id, spans in self._unspoken(block) if id not in self.spans}
        headlines = Headlines(self.article)
        todo = [
            _open(sentence, headlines)
            for block in self.blocks
            for sentence in block.sentences
            if sentence.id not in self.spans
        ]
        total = sum(len(block.sentences) for block in self.blocks)
        if not todo:
            self.progress.tell(Translating(self.target.tag, total, total))
            return
        self._by_machine(todo, total)

    def edition(self) -> Edition:
        """The edition, now that every sentence is there."""
        article = self.article
        made = Article(
            language=self.target.tag,
            title=self._block(article.title),
            front=self._blocks(article.front),
            sections=tuple(self._section(section) for section in article.sections),
            back=self._blocks(article.back),
            authors=article.authors,
            date=article.date,
            description=self._block(self.blocks[-1]).text,
            tags=article.tags,
            cover=article.cover,
        )
        engines = (self.machine.label,) if self.machine and self.by_machine else ()
        return Edition(made, article, self._origin(), engines, tuple(self.notices))

    def _origin(self) -> Origin:
        if self.by_machine and self.by_person:
            return Origin.MIXED
        return Origin.MACHINE if self.by_machine else Origin.REVIEWED

    def _unspoken(self, block: Block) -> Iterator[tuple[str, tuple[Span, ...]]]:
        """What of a block is not for a translator, by sentence."""
        written = self._written_anew(block)
        for sentence in block.sentences:
            if written is not None:
                yield sentence.id, (Span(written),)
            elif not translatable(block):
                yield sentence.id, sentence.spans
            elif _stays(sentence, self.source):
                yield sentence.id, _trimmed(sentence)

    def _written_anew(self, block: Block) -> str | None:
        """The words of a dateline or byline, which every language writes in its own way."""
        if len(block.sentences) != 1:
            return None
        if block.role is Role.DATELINE and self.article.date:
            return long_date(self.article.date, self.target.tag)
        authors = self.article.authors
        if block.role is Role.BYLINE and authors and _says_only(block.text, authors, self.source.tag):
            return byline(authors, self.target.tag)
        return None

    def _by_machine(self, todo: Sequence[_Open], total: int) -> None:
        self._note_outdated(todo)
        if self.machine is None:
            raise self._gap(todo, self._nothing())
        try:
            made = self.machine.translations([each.wanted for each in todo], total - len(todo), total)
        except ModelMissing as error:
            raise self._gap(todo, error) from error
        self.by_machine = len(todo)
        for each, words in zip(todo, made, strict=True):
            self.spans[each.sentence.id] = carried(
                words, each.wanted.text, each.marks, self.machine.fragment, spaced=self.target.spaced
            )
            self.notices += self.machine.notices(each.sentence.id, each.wanted.text, words)

    def _note_outdated(self, todo: Sequence[_Open]) -> None:
        if self.reviewed is None:
            return
        by = f"{self.machine.label} translated it" if self.machine else "Nothing translates it"
        for each in todo:
            why = self.reviewed.why_not(each.sentence)
            text = f"“{each.wanted.text}” {why}. {by}; bring the reviewed file up to date."
            self._notice("outdated", each.sentence, text)

    def _gap(self, todo: Sequence[_Open], missing: ModelMissing) -> ModelMissing | ReviewedFileOutdated:
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

    def _nothing(self) -> ModelMissing:
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


def _open(sentence: Sentence, headlines: Headlines) -> _Open:
    text, marks = plain(sentence.spans)
    code = tuple(text[each.begin : each.end] for each in marks if each.mark.kind is MarkKind.CODE)
    kept = tuple(dict.fromkeys((*addresses(text), *code)))
    said = text if kept else headlines.lowered(text)
    return _Open(sentence, Wanted(sentence.id, text, said if said != text else "", kept), marks)


def _stays(sentence: Sentence, source: Language) -> bool:
    """Whether nothing in a sentence is to be translated: figures, addresses, code, a foreign language."""
    spoken = "".join(
        span.text for span in sentence.spans if not any(_is_foreign(mark, source) for mark in span.marks)
    )
    for address in addresses(spoken):
        spoken = spoken.replace(address, "")
    return not has_letters(spoken)


def _is_foreign(mark: Mark, source: Language) -> bool:
    other = mark.kind is MarkKind.LANGUAGE and mark.value.partition("-")[0].lower() != source.base
    return other or mark.kind is MarkKind.CODE


def _trimmed(sentence: Sentence) -> tuple[Span, ...]:
    *before, last = sentence.spans
    return (*before, Span(last.text.rstrip(), last.marks))


def _says_only(text: str, authors: Sequence[str], tag: str) -> bool:
    """Whether a byline names the authors and says nothing else, so that nothing is lost with its words."""
    words = text + " "
    for name in authors:
        words = words.replace(name, " ")
    usual: Mapping[str, None] = dict.fromkeys(byline(["", "", ""], tag).casefold().split())
    return all(
        word in {*usual, ",", "and", "&", "·"} for word in words.casefold().replace(",", " , ").split()
    )
