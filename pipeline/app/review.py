"""The way of a translation to a person and back."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.app.job import read_job
from pipeline.app.opened_memory import open_memory
from pipeline.app.stage_configurations import translation_of
from pipeline.config.choices import Doubtful
from pipeline.config.settings import Settings
from pipeline.document.article import LEFT, Article, Edition, Rendering, Span
from pipeline.document.events import Noticed, Progress
from pipeline.document.notices import Level, Notice
from pipeline.errors import EngineError, ReviewedFileError, SettingsError, TranslationError
from pipeline.infra import atomic_output
from pipeline.languages import find, languages
from pipeline.readers import Place, read
from pipeline.translation import alignment
from pipeline.translation.chain import chain, chain_without_fetching
from pipeline.translation.interchange.formats import FORMATS, read_translations
from pipeline.translation.interchange.segments import (
    State,
    Translations,
    description_of,
    segments_of,
    units,
)
from pipeline.translation.limited_engine import Limited
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Standing
from pipeline.translation.memory_only import stored_words
from pipeline.translation.returned_review import overruled_sentences, read_returned
from pipeline.translation.reviewed_file import Reviewed
from pipeline.translation.terms import terms_for
from pipeline.translation.translate import outlook, reviewed_file, translate

PAGE = "html"
"""The format that only goes out."""
_STATES = {
    Standing.MACHINE: State.TRANSLATED,
    Standing.EDITED: State.TRANSLATED,
    Standing.REVIEWED: State.REVIEWED,
    Standing.FINAL: State.FINAL,
}


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What became of one file."""

    path: Path
    language: str
    counts: Mapping[str, int]
    """Sentences taken, by standing; `untouched`, `empty` and `rejected` ones."""


@dataclass(frozen=True, slots=True)
class Status:
    """How far one language has come, in sentences."""

    language: str
    counts: Mapping[str, int]
    """`machine`, `edited`, `reviewed`, `final`, `missing`; and `untranslated`, which need nobody."""


def export(
    where: Path | Place, settings: Settings, progress: Progress, format: str = "xliff"
) -> tuple[Path, ...]:
    """Write a file for review beside the article for each of `settings.to`; the files.

    It holds what people and machines said before, and a machine's translation of the rest where there is a
    translator. Raises `SettingsError` when one of the files is there already, and then writes none, unless it is to be
    moved aside; a page to be read (`html`) takes the place of the one before, if nobody wrote into that.
    """
    with _Desk.of(where, settings) as desk:
        ending = "review.html" if format == PAGE else FORMATS[format].ending
        tags = [tag for tag in settings.to if tag != desk.article.language]
        files = {tag: desk.path.with_name(f"{desk.path.stem}.{tag}.{ending}") for tag in tags}
        taken = [file.name for file in files.values() if os.path.lexists(file) and format != PAGE]
        if taken and not settings.replace:
            raise SettingsError(
                f"There is a file for review already: {', '.join(taken)}.",
                "Move it away, or name other languages with --to, or add --replace, which moves it aside.",
            )
        # Once: what they may send in a run counts over all languages.
        engines = chain(translation_of(settings))
        for tag, file in files.items():
            content = desk.write(tag, format, engines, progress)
            for notice in atomic_output.hand_out(file, content, settings.store, replace=settings.replace):
                progress.tell(Noticed(notice))
        return tuple(files.values())


def bring_in(
    paths: Sequence[Path],
    settings: Settings,
    progress: Progress,
    *,
    article: Path | Place | None = None,
    target: str = "",
    who: str = "",
) -> tuple[BroughtIn, ...]:
    """Take what people sent back into the memory, file by file; `who` reviewed it.

    The article is `article`, or else the one that each file names, beside it. Raises `ReviewedFileError`, and
    takes nothing of a file that is damaged; sentences whose source changed are told of one by one.
    """
    return tuple(_brought_in(path, settings, progress, article, target, who) for path in paths)


def align(
    where: Path | Place,
    translation: Path,
    target: str,
    settings: Settings,
    progress: Progress,
    *,
    who: str = "",
) -> BroughtIn:
    """Take a whole translation of the article, as text or Markdown, into the memory; `who` vouches for it.

    Pairs that are not plainly right are kept as edited, not as reviewed, and told of one by one, and so is what
    is in one of the two texts only.
    """
    with _Desk.of(where, settings) as desk:
        if target == desk.article.language:
            raise SettingsError(
                f"The article is in {target} itself.", "Name the translation's language with --to."
            )
        theirs, _ = read(translation, target)
        result = alignment.align(desk.article, theirs, desk.slug, who)
        entries = desk.memory.keep(each.entry for each in result.pairings)
        for notice in _doubts(result, target):
            progress.tell(Noticed(notice))
        counts = Counter(each.standing.value for each in entries)
        return BroughtIn(
            translation,
            target,
            {**counts, "empty": len(result.missing), "rejected": len(result.surplus)},
        )


def status(where: Path | Place, settings: Settings) -> tuple[Status, ...]:
    """How far each of `settings.to` has come. Nothing is fetched for it."""
    with _Desk.of(where, settings) as desk:
        engines = chain_without_fetching(translation_of(settings))
        return tuple(desk.status(tag, engines) for tag in settings.to if tag != desk.article.language)


@dataclass(frozen=True, slots=True)
class _Desk:
    """One article and all that is known of its translations."""

    article: Article
    path: Path
    slug: str
    settings: Settings
    memory: Memory

    @classmethod
    @contextmanager
    def of(cls, where: Path | Place, settings: Settings) -> Iterator["_Desk"]:
        """The desk of the article at `where`; its memory is open as long as that is used."""
        job = read_job(where, settings)
        with open_memory(settings) as memory:
            yield cls(job.article, job.file, job.slug, settings, memory)

    def write(self, tag: str, format: str, engines: Sequence[Limited], progress: Progress) -> bytes:
        """The file for review in the language `tag`."""
        edition = self._edition(tag, engines, progress)
        words, origins = self._words(tag, edition)
        states = {
            id: _STATES[Standing(each.standing or "machine")] for id, each in origins.items() if id in words
        }
        whole = bool(words) and not words.keys() >= {each.id for each in description_of(self.article)}
        segments = segments_of(units(self.article, whole=whole), words, states)
        translations = Translations(self.article.language, tag, self.path.name, segments)
        if format != PAGE:
            return FORMATS[format].write(translations)
        from pipeline.translation.interchange import side_by_side

        notices = edition.notices if edition else ()
        return side_by_side.write(translations, self.article.title.text.strip(), origins, notices)

    def status(self, tag: str, engines: Sequence[Limited]) -> Status:
        """How many sentences are how far."""
        plan = outlook(
            self.article,
            tag,
            reviewed=reviewed_file(self.path, tag),
            engines=engines,
            memory=self.memory,
            slug=self.slug,
            terms=terms_for(self.path, self.settings.glossary, self.memory),
        )
        counts = {each.standing or "untranslated": each.sentences for each in plan.known}
        total = sum(len(block.sentences) for block in self.article.walk()) + len(description_of(self.article))
        missing = max(0, total - sum(counts.values()) + counts.pop(LEFT, 0))
        order = ("machine", "edited", "reviewed", "final")
        known = {name: counts.get(name, 0) for name in order}
        return Status(tag, {**known, "missing": missing, "untranslated": counts.get("untranslated", 0)})

    def _edition(self, tag: str, engines: Sequence[Limited], progress: Progress) -> Edition | None:
        try:
            return translate(
                self.article,
                tag,
                reviewed=reviewed_file(self.path, tag),
                engines=engines,
                memory=self.memory,
                progress=progress,
                slug=self.slug,
                terms=terms_for(self.path, self.settings.glossary, self.memory),
                doubtful=Doubtful.ACCEPT,  # a draft, with its findings beside it
            )
        except ReviewedFileError:
            raise
        except (TranslationError, EngineError) as error:
            text = f"The file does not have a draft of every sentence. {error.message}"
            progress.tell(Noticed(Notice("review.empty", Level.INFO, tag, text)))
            return None

    def _words(
        self, tag: str, edition: Edition | None
    ) -> tuple[Mapping[str, tuple[Span, ...]], Mapping[str, Rendering]]:
        if edition is None:
            return stored_words(self.article, self.slug, tag, self.memory)
        whole = len(description_of(edition.article)) != len(description_of(self.article))
        spans = {each.id: each.spans for _, all in units(edition.article, whole=whole) for each in all}
        return _without(spans, edition.left), {each.sentence: each for each in edition.origins}


def _without(words: Mapping[str, tuple[Span, ...]], left: Sequence[str]) -> Mapping[str, tuple[Span, ...]]:
    """`words` without what stays in the article's language, which is nobody's draft."""
    return {id: spans for id, spans in words.items() if id not in left}


def _brought_in(
    path: Path,
    settings: Settings,
    progress: Progress,
    article: Path | Place | None,
    target: str,
    who: str,
) -> BroughtIn:
    _check_name(path, file := read_translations(path, target))
    with _Desk.of(article or _article_of(path, file), settings) as desk:
        returned = read_returned(path, file, desk.article, desk.slug, who)
        entries = desk.memory.keep(returned.entries) if returned.entries else ()
        for notice in returned.rejected:
            progress.tell(Noticed(notice))
        own = reviewed_file(desk.path, file.target)
        beside = Reviewed.read(own, file.source, file.target, desk.memory) if own and own != path else None
        for id in overruled_sentences(returned.entries, desk.memory, beside, desk.article, desk.slug):
            progress.tell(Noticed(_overruled_notice(id, path, own if beside else None)))
        counts = {
            standing.value: sum(each.standing is standing for each in entries)
            for standing in (Standing.EDITED, Standing.REVIEWED, Standing.FINAL)
        }
        more = {"untouched": returned.untouched, "empty": returned.empty, "rejected": len(returned.rejected)}
        return BroughtIn(path, file.target, {**counts, **more})


def _doubts(result: alignment.Alignment, target: str) -> Iterator[Notice]:
    for each in result.pairings:
        if each.doubt:
            text = f"Look at this pair: {each.doubt}. “{each.entry.source.text}” – “{each.entry.target.text}”"
            yield Notice("review.doubtful", Level.WARNING, f"{target} {each.sentence}", text)
    for id in result.missing:
        yield Notice("review.missing", Level.WARNING, f"{target} {id}", "Nothing in the translation says it.")
    for text in result.surplus:
        said = "Nothing in the article is said by this sentence of the translation; it was not taken."
        yield Notice("review.surplus", Level.WARNING, target, said, text)


def _check_name(path: Path, file: Translations) -> None:
    """Refuse a file named after another language than its own."""
    said = path.stem.rpartition(".")[2]
    if said in languages() and said != file.target:
        raise ReviewedFileError(
            f"{path} is named after {find(said).name} and translates into {find(file.target).name}.",
            "Rename it, or correct the language in it, whichever is wrong.",
        )


def _article_of(path: Path, file: Translations) -> Path:
    """The article that a file names, beside it."""
    name = Path(file.original.replace("\\", "/")).name
    beside = path.with_name(name) if name else path
    if not name or not beside.is_file():
        said = f"names the article {name}, which is not beside it" if name else "does not name its article"
        raise ReviewedFileError(f"{path} {said}.", "Name the article with --article.")
    return beside


def _overruled_notice(id: str, path: Path, beside: Path | None) -> Notice:
    what = f"{beside.name} beside the article" if beside else "what was reviewed or final before"
    text = f"The words in {path.name} are kept, but {what} says otherwise and comes first."
    return Notice("review.overruled", Level.WARNING, id, text)
