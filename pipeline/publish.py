"""The conductor: which editions are made, in what order, and where their files go.

The unit of failure is one language's edition: the others are published all the same.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from pipeline import shelf
from pipeline.document.article import Article, Edition, Origin
from pipeline.document.digest import digest
from pipeline.document.events import (
    Failed,
    Noticed,
    Progress,
    Published,
    Read,
    Speaking,
    SpeakingBegins,
    Translated,
    Writing,
)
from pipeline.document.notices import Notice
from pipeline.document.pages import pages
from pipeline.document.report import Chapter, FailedEdition, PublishedEdition, Report, SpeakerUsed
from pipeline.document.sound import Timeline
from pipeline.errors import PublishError, WriteError
from pipeline.jobs import Pool
from pipeline.languages import words
from pipeline.narration.casting import cast, fetch_voices
from pipeline.narration.narrate import Script, laid_out, narrate, sound, to_speak
from pipeline.narration.timeline import pcm
from pipeline.readers import read
from pipeline.registry import translator
from pipeline.settings import Settings
from pipeline.store import Store, key
from pipeline.translation.translate import original, reviewed_file, translate
from pipeline.writers.edition import Names, edition_files
from pipeline.writers.epub.metadata import Imprint

Made = TypeVar("Made")


def publish(path: Path, settings: Settings, progress: Progress) -> Report:
    """Publish the article at `path` in its own language and in `settings.to`.

    Raises `ArticleError` when it cannot be read and `WriteError` when nothing can be written; what
    fails for one language only is in the report.
    """
    article, notices = read(path)
    run = _Run(path, article, settings, progress)
    run.begin(notices)
    with shelf.alone(run.folder, settings.store / "locks"):
        shelf.tidy(run.folder)
        return run.publish()


class _Run:
    """One article's way through the rooms."""

    def __init__(self, path: Path, article: Article, settings: Settings, progress: Progress) -> None:
        self.path = path
        self.article = article
        self.settings = settings
        self.progress = progress
        self.tell = progress.tell
        self.store = Store(settings.store)
        self.slug = shelf.slug(path.stem, "article")
        self.folder = settings.output / self.slug
        self.notices: list[Notice] = []
        self.failed: dict[str, FailedEdition] = {}
        self.date = _date(article, self.store)

    def begin(self, notices: Sequence[Notice]) -> None:
        """Tell what was read."""
        article, count = self.article, sum(1 for _ in self.article.sentences())
        title = article.title.text.strip()
        self.tell(Read(str(self.path), title, article.language, len(article.sections), count))
        self._notice(notices)

    def publish(self) -> Report:
        """Make every edition, then the pages and the report that name them."""
        editions = self._each(self._languages(), self._translated)
        self._notice(fetch_voices(editions, self.settings, self.progress))
        scripts = self._each(editions, lambda language: self._script(editions[language]))
        self.tell(SpeakingBegins(to_speak(scripts.values(), self.store)))
        made: dict[str, PublishedEdition] = {}
        for language, error in narrate(scripts, self.settings, Pool(self.settings.jobs), self._spoken):
            with self._failing(language):
                if error is not None:
                    raise error
                made[language] = self._shelved(editions[language], scripts[language])
        return self._reported(made)

    def _each(self, languages: Iterable[str], make: Callable[[str], Made]) -> dict[str, Made]:
        made: dict[str, Made] = {}
        for language in languages:
            with self._failing(language):
                made[language] = make(language)
        return made

    @contextmanager
    def _failing(self, language: str) -> Iterator[None]:
        """Whatever goes wrong inside is this language's failure alone; a refusal to write is everybody's."""
        try:
            yield
        except WriteError:
            raise
        except PublishError as error:
            self.failed[language] = FailedEdition(language, error.message, error.advice, error.exit_code)
            self.tell(Failed(language, error.message, error.advice, error.exit_code))

    def _languages(self) -> Sequence[str]:
        own = self.article.language
        return [own, *(language for language in self.settings.to if language != own)]

    def _translated(self, language: str) -> Edition:
        edition = self._edition(language)
        self._notice(edition.notices)
        self.tell(Translated(language, edition.origin.value, edition.engines))
        return edition

    def _script(self, edition: Edition) -> Script:
        voice, notices = cast(edition.language, self.settings)
        self._notice(notices)
        fixed = words(edition.language)
        return Script(pages(edition, fixed, disclosures(edition, fixed)), voice)

    def _spoken(self, language: str, characters: int) -> None:
        self.tell(Speaking(language, characters))

    def _shelved(self, edition: Edition, script: Script) -> PublishedEdition:
        self.tell(Writing(edition.language))
        timeline = laid_out(script, self.store)
        names = Names(self.slug, edition.language)
        told = disclosures(edition, words(edition.language))
        imprint = Imprint(modified=self.date, publisher=self.settings.owner)
        play = partial(pcm, get=partial(sound, self.store))
        files, notices = edition_files(
            edition, timeline, play, names, imprint, told, self.store, self.settings.jobs
        )
        self._notice(notices)
        shelf.place(self.folder / edition.language, files)
        made = self._published(edition, timeline, told, files)
        folder = str(self.folder / edition.language)
        self.tell(Published(edition.language, folder, made.seconds, script.voice.engine, script.voice.name))
        return made

    def _edition(self, language: str) -> Edition:
        if language == self.article.language:
            return original(self.article)
        engine = translator(
            "firefox" if self.settings.translator == "auto" else self.settings.translator, self.settings
        )
        reviewed = reviewed_file(self.path, language)
        return translate(
            self.article, language, reviewed=reviewed, engine=engine, store=self.store, progress=self.progress
        )

    def _published(
        self, edition: Edition, timeline: Timeline, told: Sequence[str], files: Mapping[str, bytes]
    ) -> PublishedEdition:
        article = edition.article
        voice = timeline.voice
        return PublishedEdition(
            language=edition.language,
            title=article.title.text.strip(),
            description=article.description,
            authors=article.authors,
            date=self.date,
            origin=edition.origin.value,
            engines=edition.engines,
            speaker=SpeakerUsed(voice.engine, voice.name, voice.version),
            seconds=round(timeline.seconds(timeline.samples), 3),
            chapters=tuple(
                Chapter(track.page.title, round(timeline.seconds(begin), 3))
                for track, begin in zip(timeline.episode, timeline.begins, strict=True)
            ),
            disclosures=tuple(told),
            files=tuple(shelf.artifact(f"{edition.language}/{name}", data) for name, data in files.items()),
            notices=edition.notices,
            source_digest=digest(self.article),
        )

    def _reported(self, made: Mapping[str, PublishedEdition]) -> Report:
        report = Report(
            slug=self.slug,
            source=self.path.name,
            source_digest=digest(self.article),
            title=self.article.title.text.strip(),
            language=self.article.language,
            date=self.date,
            editions=tuple(made[language] for language in self._languages() if language in made)
            + tuple(self.failed.values()),
            notices=tuple(self.notices),
        )
        shelf.put(self.folder / "report.json", report.as_json())
        return report

    def _notice(self, notices: Iterable[Notice]) -> None:
        for notice in notices:
            self.notices.append(notice)
            self.tell(Noticed(notice))


def disclosures(edition: Edition, fixed: Mapping[str, str]) -> tuple[str, ...]:
    """What the edition says of itself in its own language: who translated it, and that the voice is synthetic."""
    said = {
        Origin.MACHINE: "machine_translated",
        Origin.REVIEWED: "reviewed_translation",
        Origin.MIXED: "mixed_translation",
    }.get(edition.origin)
    told = fixed["synthetic_voice"]
    if said is None:
        return (told,)
    return fixed[said].format(engine=", ".join(edition.engines)), told


def _date(article: Article, store: Store) -> str:
    """The article's date; else SOURCE_DATE_EPOCH; else the day on which this store first saw the article."""
    if article.date:
        return article.date
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC).isoformat()
    own = key("first published", 1, article=digest(article))
    return store.remember(own, lambda: datetime.now(UTC).date().isoformat().encode()).decode()
