"""The conductor: which editions are made, in what order, and where their files go.

The unit of failure is one language's edition: the others are published all the same.
"""

import errno
import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from pipeline.app.disclosures import disclosures
from pipeline.app.identity import ARTICLE, check, other_name, slug_of, twice
from pipeline.config.settings import Settings
from pipeline.document.article import Article, Edition, Origin
from pipeline.document.digest import digest
from pipeline.document.events import (
    Failed,
    InTurn,
    Noticed,
    Progress,
    Published,
    Read,
    Speaking,
    Translated,
    Writing,
)
from pipeline.document.notices import Level, Notice
from pipeline.document.pages import pages
from pipeline.document.report import FailedEdition, PublishedEdition, Report
from pipeline.document.sound import Artifact, Voice
from pipeline.document.untranslated import is_left
from pipeline.errors import MemoryDamaged, PublishError, SettingsError, WriteError, writing
from pipeline.infra import atomic_output, clock
from pipeline.infra.faults import in_words
from pipeline.infra.published import earlier
from pipeline.infra.store import Store, key
from pipeline.infra.worker_pool import threads
from pipeline.languages import words
from pipeline.narration.casting import cast, check_lexicon, fetch_voices, others
from pipeline.narration.lexicon import Lexicon, lexicon_for
from pipeline.narration.narrate import Script, Utterance, doubts, laid_out, sound, unspoken
from pipeline.narration.runs import languages as foreign
from pipeline.narration.speaking import begins, narrating
from pipeline.narration.timeline import pcm
from pipeline.readers import Place, place, read
from pipeline.site.catalogue import PAGE, REPORT, Shelved, claim_site, entry, ledger_of, paged, write
from pipeline.site.revisions import Revisions, appeared
from pipeline.translation.chain import chain
from pipeline.translation.memory import Memory
from pipeline.translation.roundtrip import add_round_trip
from pipeline.translation.terms import terms_for
from pipeline.translation.translate import EditionHeld, concerned, judge, original, reviewed_file, translate
from pipeline.writers.edition import Names, edition_files
from pipeline.writers.epub.metadata import Imprint

Made = TypeVar("Made")
Reading = tuple[Article, tuple[Notice, ...]]


def publish(where: Path | Place, settings: Settings, progress: Progress, *, moved: bool = False) -> Report:
    """Publish the article at its place in its own language and in `settings.to`.

    `moved` says that it is the article published under its name before, though nothing shows it. Raises
    `ArticleError` when it cannot be read, `NameTaken` when its name is another article's, `NotOurs` when another's
    report lies in its folder, and `WriteError` when nothing can be written; what fails for one language only is in
    the report.
    """
    return _published(place(where), read(where, settings=settings), settings, progress, moved)


def publish_all(
    places: Sequence[Place], settings: Settings, progress: Progress, *, moved: bool = False
) -> Iterator[Report]:
    """Publish one article after the other. Raises as `publish`, and `NameTaken` before anything is made when two of
    them have one name.
    """
    places = tuple(dict.fromkeys(places))
    kept = _checked(places, settings, moved) if len(places) > 1 else {}
    for each in places:
        yield _published(each, kept.get(each) or read(each, settings=settings), settings, progress, moved)


def _checked(places: Iterable[Place], settings: Settings, moved: bool) -> Mapping[Place, Reading]:
    """Refuse names that two articles have. Standard input can be read but once: what was read of it is handed on."""
    names: dict[str, Place] = {}
    kept = {}
    for each in places:
        article, notices = read(each, settings=settings)
        slug = slug_of(each, article, settings)
        if slug in names:
            raise twice(slug, names[slug], each)
        names[slug] = each
        check(slug, each, article, settings, moved=moved)
        if not (each.path or each.address):
            kept[each] = article, notices
    return kept


def _published(place: Place, reading: Reading, settings: Settings, progress: Progress, moved: bool) -> Report:
    article, notices = reading
    _check_output(settings.output)
    slug = slug_of(place, article, settings)
    with atomic_output.alone(settings.output / slug, settings.store / "locks"):
        run = _Run(place, article, slug, settings, progress)
        with closing(run.memory):
            run.begin(notices)
            run.claim(moved)
            return run.publish()


class _Run:
    """One article's way through the rooms."""

    def __init__(
        self, place: Place, article: Article, slug: str, settings: Settings, progress: Progress
    ) -> None:
        self.place = place
        self.article = article
        self.settings = settings
        self.progress = InTurn(progress)
        self.tell = self.progress.tell
        self.store = Store(settings.store)
        self.memory = Memory(settings.memory)
        self.engines = chain(settings)
        self.slug = slug
        self.folder = settings.output / slug
        self.ledger = ledger_of(self.folder, settings)
        self.terms = terms_for(place.beside(self.slug), settings)
        self.notices: dict[str, list[Notice]] = defaultdict(list)
        """By language; what concerns none of them under the empty name."""
        self.failed: dict[str, FailedEdition] = {}
        self.texts: dict[str, tuple[Edition, Script]] = {}
        self.writing: dict[str, Future[Shelved]] = {}
        self.digest = digest(article)
        self.date = _date(article.date, self.digest, self.folder, self.store)
        self.revisions = Revisions(self.folder, self.digest, self.store, now=_now, first=self.date)

    def begin(self, notices: Sequence[Notice]) -> None:
        """Tell what was read."""
        article, count = self.article, sum(1 for _ in self.article.sentences())
        title = article.title.text.strip()
        self.tell(Read(str(self.place), title, article.language, len(article.sections), count))
        self._notice(notices)

    def claim(self, moved: bool) -> None:
        """Make the folder this article's; raises `NameTaken` or `NotOurs` when it is not to be had."""
        known = check(self.slug, self.place, self.article, self.settings, moved=moved)
        with writing(self.folder):
            if not self.folder.is_dir():
                self.ledger.make_room(self.folder)
            self.ledger.check(self.folder / REPORT)
        self.ledger.about[ARTICLE] = known.as_value()
        claim_site(self.settings)
        atomic_output.tidy(self.folder)
        self.store.tidy()
        if usual := other_name(self.slug, self.place, self.article, self.settings):
            self._notice([_twice(usual, self.slug)])

    def publish(self) -> Report:
        """Make every edition, then the pages and the report that name them.

        The next edition's text is made while those before it are spoken and written.
        """
        languages = tuple(self._each(self._languages(), self._check_folder))
        self._notice(fetch_voices(languages, self.settings, self.progress))
        voices = self._each(languages, self._cast)
        with threads(self.settings.jobs) as writers, threads(self.settings.jobs) as encoders:
            written = partial(self._written, writers, encoders)
            with narrating(self.settings, self._spoken, written) as narration:
                for language, lacking in self._texts(voices):
                    narration.speak(language, lacking)
            begun = [language for language in languages if language in self.writing]
            shelved = self._each(begun, lambda language: self._placed(self.writing[language].result()))
        return self._finished(shelved)

    def _texts(self, voices: Mapping[str, Voice]) -> Iterator[tuple[str, Sequence[Utterance]]]:
        """What each edition lacks of its sound, as soon as its words are there; those that fail are left out."""
        coming = list(voices)
        for language, voice in voices.items():
            coming.remove(language)
            with self._failing(language):
                edition = self._translated(language)
                script = self._script(edition, voice)
                self.texts[language] = edition, script
                lacking = unspoken(script, self.store)
                self.tell(begins(script, lacking, self.settings.jobs, coming))
                yield language, lacking

    def _written(
        self, writers: Executor, encoders: Executor, language: str, error: PublishError | None
    ) -> None:
        """Have the files made of an edition that was spoken, unless it could not be."""
        with self._failing(language):
            if error is not None:
                raise error
            edition, script = self.texts[language]
            self._notice(doubts(script, self.store), language)
            self.tell(Writing(language))
            self.writing[language] = writers.submit(self._shelved, edition, script, encoders)

    def _each(self, languages: Iterable[str], make: Callable[[str], Made]) -> dict[str, Made]:
        made: dict[str, Made] = {}
        for language in languages:
            with self._failing(language):
                made[language] = make(language)
        return made

    @contextmanager
    def _failing(self, language: str) -> Iterator[None]:
        """Whatever goes wrong inside is this language's failure alone; a full disk and wrong settings are everybody's."""
        try:
            yield
        except (WriteError, SettingsError, MemoryDamaged):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the other editions appear
            told = in_words(error)
            self.failed[language] = FailedEdition(language, told.message, told.advice, told.exit_code)
            self.tell(Failed(language, told.message, told.advice, told.exit_code))

    def _check_folder(self, language: str) -> None:
        """See that only what is ours would be replaced, before any work is done for it.

        Where every record is lost, that shows when the files are made: the same ones are ours.
        """
        folder, names = self.folder / language, Names(self.slug, language)
        with writing(folder):
            strangers = (path.relative_to(folder).as_posix() for path in self.ledger.strangers(folder))
            if self.ledger.within(folder) or not all(map(names.can_be, strangers)):
                self.ledger.check(folder)

    def _languages(self) -> Sequence[str]:
        own = self.article.language
        return [own, *(language for language in self.settings.to if language != own)]

    def _translated(self, language: str) -> Edition:
        edition = self._edition(language)
        if self.settings.round_trip and edition.origin is not Origin.ORIGINAL:
            edition = add_round_trip(edition, self.settings)
        with self._telling(edition):
            judge(edition, self.settings.doubtful)
        self.tell(Translated(language, edition.origin.value, edition.engines))
        return edition

    def _cast(self, language: str) -> Voice:
        voice, notices = cast(language, self.settings)
        self._notice(notices, language)
        self._lexicon(language, voice)  # a missing one is told before the first word is translated
        return voice

    def _script(self, edition: Edition, voice: Voice) -> Script:
        read = pages(edition, words(edition.language), self._told(edition))
        _, own = self.texts.get(self.article.language, (None, None))
        spoken = (each for page in read for each in page.sentences() if own is None or not is_left(each))
        said = {tag: self._lexicon(tag, voice) for tag in (edition.language, *foreign(spoken))}
        return Script(read, voice, others(voice, self.settings), said[edition.language], said, own)

    def _lexicon(self, language: str, voice: Voice) -> Lexicon:
        lexicon = lexicon_for(self.place.beside(self.slug), language, self.settings)
        check_lexicon(lexicon, voice)
        return lexicon

    def _told(self, edition: Edition) -> tuple[str, ...]:
        return disclosures(edition, self.settings.disclosure)

    def _spoken(self, language: str, spoken: Utterance) -> None:
        self.tell(Speaking(language, spoken.seconds, spoken.voice.engine))

    def _shelved(self, edition: Edition, script: Script, encoders: Executor) -> Shelved:
        """Make the edition's files and put them in their place; several are made at once, by the same `encoders`."""
        timeline = laid_out(script, self.store, self.settings.pauses)
        told = self._told(edition)
        revision = self.revisions.of(edition, timeline)
        with atomic_output.bench(self.folder) as bench:
            files, notices = edition_files(
                edition,
                timeline,
                partial(pcm, get=partial(sound, self.store)),
                Names(self.slug, edition.language),
                Imprint(
                    modified=revision.moment,
                    appeared=self.date,
                    publisher=self.settings.owner,
                    certified_by=self.settings.certified_by,
                ),
                told,
                self.store,
                encoders,
                bench,
                self.settings.also,
                self.settings.embed_font,
                lambda done, total: self.tell(Writing(edition.language, done, total)),
            )
        atomic_output.place(self.folder / edition.language, files, self.ledger, beside=(PAGE,))
        artifacts = {name: atomic_output.artifact(name, data) for name, data in files.items()}
        return Shelved(edition, timeline, told, artifacts, notices, revision)

    def _placed(self, shelved: Shelved) -> Shelved:
        language, voice = shelved.edition.language, shelved.timeline.voice
        self._notice(shelved.notices, language)
        seconds = shelved.timeline.seconds(shelved.timeline.samples)
        self.tell(Published(language, str(self.folder / language), seconds, voice.engine, voice.name))
        return shelved

    def _edition(self, language: str) -> Edition:
        if language == self.article.language:
            return original(self.article)
        return translate(
            self.article,
            language,
            reviewed=reviewed_file(self.place.beside(self.slug), language),
            engines=self.engines,
            memory=self.memory,
            progress=self.progress,
            slug=self.slug,
            terms=self.terms,
            doubtful=self.settings.doubtful,
        )

    def _finished(self, shelved: Mapping[str, Shelved]) -> Report:
        """Write what names all editions: their pages, the report, the article's page and the site's."""
        in_order = [shelved[language] for language in self._languages() if language in shelved]
        pages = paged(in_order, self.ledger, self.settings.base_url)
        report = Report(
            slug=self.slug,
            source=self.place.source,
            source_digest=self.digest,
            title=self.article.title.text.strip(),
            language=self.article.language,
            date=self.date,
            editions=(*self._entries(in_order, pages), *self._earlier(pages), *self._failed()),
            notices=tuple(self.notices[""]),
        )
        for path in self.store.damaged:
            self.tell(Noticed(_damaged(path)))
        self._notice((*write(report, self.settings, self.ledger), *self.ledger.notices))
        return replace(report, notices=tuple(self.notices[""]))

    def _entries(
        self, shelved: Iterable[Shelved], pages: Mapping[str, Artifact]
    ) -> Iterator[PublishedEdition]:
        for each in shelved:
            language = each.edition.language
            yield entry(each, pages[language], self.date, self.digest, self.notices[language])

    def _earlier(self, languages: Collection[str]) -> Iterator[PublishedEdition]:
        """Editions that lie published from earlier runs and were not made anew in this one."""
        for edition in earlier(self.folder):
            if edition.language not in languages:
                if edition.source_digest != self.digest:
                    self._notice([_outdated(edition.language)])
                yield edition

    def _failed(self) -> Iterator[FailedEdition]:
        """In the languages' order, however they came."""
        for language in self._languages():
            if language in self.failed:
                yield replace(self.failed[language], notices=tuple(self.notices[language]))

    @contextmanager
    def _telling(self, edition: Edition) -> Iterator[None]:
        """Tell what is found in an edition, each with its sentence, but what its refusal names: that is told by it."""
        named: tuple[Notice, ...] = ()
        try:
            yield
        except EditionHeld as error:
            named = error.findings
            raise
        finally:
            pairs = edition.pairs()
            for notice in self._kept(edition.notices, edition.language):
                if notice not in named:
                    self.tell(Noticed(notice, *concerned(notice, pairs)))

    def _notice(self, notices: Iterable[Notice], language: str = "") -> None:
        for notice in self._kept(notices, language):
            self.tell(Noticed(notice))

    def _kept(self, notices: Iterable[Notice], language: str) -> Iterator[Notice]:
        """Those of `notices` that are new in this run, each once, now that they are kept."""
        for notice in notices:
            if notice not in self.notices[language]:
                self.notices[language].append(notice)
                yield notice


def _check_output(folder: Path) -> None:
    """Raise `WriteError`, before anything is made, when nothing can be written into `folder`; it need not be there yet."""
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(each))
    with writing(folder):
        if not there.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "a file stands there", str(there))
        if not os.access(there, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "no permission", str(there))


def _damaged(path: Path) -> Notice:
    return Notice(
        "store.damaged", Level.WARNING, str(path), "An entry of the store was damaged; it was made anew."
    )


def _twice(usual: str, slug: str) -> Notice:
    return Notice(
        "publish.twice",
        Level.WARNING,
        slug,
        f"The article lies published as {usual} too. To go on with its episodes under the new name: feed --renamed "
        f"{usual} {slug}; to take it out: remove {usual}.",
    )


def _outdated(language: str) -> Notice:
    return Notice(
        "publish.outdated",
        Level.WARNING,
        language,
        "This edition was made from an earlier version of the article, and stays in its place until it is published again.",
    )


def _now() -> str:
    return clock.now().isoformat(timespec="seconds")


def _date(dated: str, article: str, folder: Path, store: Store) -> str:
    """What an article states; else SOURCE_DATE_EPOCH; else that under which it lies in its folder, or the day on which this
    store first saw it, by its digest.
    """
    if dated:
        return dated
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return clock.moment(epoch).isoformat()
    own = key("first published", 1, article=article)
    if lying := appeared(folder, article):
        store.put(own, lying.encode())
        return lying
    return store.remember(own, lambda: clock.now().date().isoformat().encode()).decode()
