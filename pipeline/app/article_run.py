"""One article on its way through a run, edition by edition. The unit of failure is one edition: the others appear."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TypeVar

from pipeline.app.article_report import report_article
from pipeline.app.claiming import Shelf, check_folder, claim, record_of, revisions_of
from pipeline.app.edition import begin_edition, cast_for, place_edition, script_of, translate_edition
from pipeline.app.findings import Findings
from pipeline.app.identity import ARTICLE
from pipeline.app.job import Job
from pipeline.app.session import Session
from pipeline.app.stage_configurations import narration_of, site_of
from pipeline.app.unchanged import Made, Recorder, found_made, inputs_of, keep_made, state_of
from pipeline.document.article import Edition
from pipeline.document.events import (
    Failed,
    Noticed,
    Progress,
    Published,
    Read,
    Speaking,
    Translated,
    Writing,
)
from pipeline.document.notices import Level, Notice
from pipeline.document.report import FailedEdition, Report
from pipeline.document.sound import Voice
from pipeline.errors import MemoryUnusable, PublishError, SettingsError, WriteError
from pipeline.infra.exception_messages import in_words
from pipeline.narration.narrate import Script, Utterance, doubts, unspoken
from pipeline.narration.scheduling import at_server, begins
from pipeline.narration.voice_selection import fetch_voices
from pipeline.site.feed_state import keep_site
from pipeline.site.site_index import Shelved
from pipeline.translation.edition_draft import Making
from pipeline.translation.terms import terms_for
from pipeline.translation.translate import judge

Each = TypeVar("Each")


class ArticleRun:
    """An article of a run. Its methods are called by the run's thread, but `sentence_spoken` and `edition_spoken`."""

    def __init__(
        self,
        job: Job,
        session: Session,
        progress: Progress,
        settled: Callable[[], None],
        confirm: Callable[[], None],
    ) -> None:
        self.job = job
        self._session = session
        self._progress = Recorder(progress)
        self._settled = settled
        """Called once every edition was made, or will not be."""
        self._ledger = record_of(job)
        self._inputs = inputs_of(job)
        self._terms = terms_for(job.file, job.settings.glossary, session.memory)
        self._findings = Findings(self._progress.tell)
        self._failed: dict[str, FailedEdition] = {}
        self._begun: dict[str, Making] = {}
        """Editions that workers translate already."""
        self._texts: dict[str, tuple[Edition, Script]] = {}
        self._writing: dict[str, Future[Shelved]] = {}
        self._open = set(job.languages)
        """Of the editions, those whose way has not ended."""
        self._is_stopped = False
        self._changing = Lock()
        self._shelf = Shelf(self._ledger, revisions_of(job, session.store), job.languages, confirm)
        self._state = ""
        """By which what is made of it is kept; empty when it is not to be kept."""
        self._memory = ""
        """The state of the memory of which its words were made."""
        self._made: Made | None = None
        """What lies there already, and need not be made again."""

    @property
    def is_settled(self) -> bool:
        """Whether every edition was made, or will not be."""
        return not self._open

    @property
    def is_new(self) -> bool:
        """Whether anything of it was made."""
        return self._made is None

    def begin(self, moved: bool) -> None:
        """Tell what was read, and make the folder this article's. Raises as `claim`."""
        article, count = self.job.article, sum(1 for _ in self.job.article.sentences())
        read = Read(str(self.job.place), self.job.title, article.language, len(article.sections), count)
        self._progress.tell(read)
        self._findings.add(self.job.notices)
        self._findings.add(claim(self.job, self._ledger, moved=moved))

    def texts(self) -> Iterator[tuple[str, Sequence[Utterance]]]:
        """What each edition lacks of its sound, as soon as its words are there; those that fail are left out."""
        if self._is_made():
            return
        languages = tuple(self._each(self.job.languages, self._check_folder))
        self._findings.add(fetch_voices(languages, narration_of(self.job.settings), self._progress))
        self._progress.told.clear()
        voices = self._each(languages, self._cast)
        if len(voices) == len(self.job.languages):
            self._state = self._state_with(voices)
        people = self._session.memory.state(None)
        yield from self._texts_of(voices)
        self._memory = self._session.memory.state(self.job.slug)
        if (
            self._session.memory.state(None) != people
        ):  # somebody's words came meanwhile: the next run looks again
            self._state = ""

    def _is_made(self) -> bool:
        """Whether all lies there as it was made before, which is told again then."""
        with suppress(PublishError):  # told when the voices are cast in earnest
            voices = {language: cast_for(self.job, language)[0] for language in self.job.languages}
            self._made = found_made(self._state_with(voices), self.job, self._session)
        if self._made is None:
            return False
        for event in self._made.told:
            self._progress.tell(event)
        for language in self.job.languages:
            self._close(language)
        return True

    def _state_with(self, voices: Mapping[str, Voice]) -> str:
        known_as = self._ledger.about.get(ARTICLE)
        return state_of(self.job, self._inputs, known_as, voices, self._session)

    def _texts_of(self, voices: Mapping[str, Voice]) -> Iterator[tuple[str, Sequence[Utterance]]]:
        coming = list(voices)
        self._foresee(voices)
        for language, voice in voices.items():
            coming.remove(language)
            with self._failing(language):
                edition = self._translate(language)
                _, own = self._texts.get(self.job.article.language, (None, None))
                script = script_of(self.job, edition, voice, own)
                self._texts[language] = edition, script
                lacking = unspoken(script, self._session.store)
                self._progress.tell(begins(script, lacking, self._at_once, coming))
                yield language, lacking

    def _foresee(self, languages: Iterable[str]) -> None:
        """Have workers that translate begin with all editions at once. What hinders one is told when its turn comes."""
        if self._session.workers.translator is None:
            return
        for language in languages:
            if language != self.job.article.language:
                with suppress(Exception):
                    self._begun[language] = begun = self._begin(language)
                    begun.foresee()

    def _begin(self, language: str) -> Making:
        return begin_edition(self.job, language, self._terms, self._session, self._progress)

    def _at_once(self, engine: str) -> int:
        """How many can speak with it side by side; one as long as nobody of a cluster has said what he has."""
        slots = self._session.workers.slots
        return at_server(engine, narration_of(self.job.settings)) or slots(engine) or slots("") or 1

    def sentence_spoken(self, language: str, utterance: Utterance) -> None:
        """Tell that a sentence of an edition was spoken."""
        self._progress.tell(Speaking(language, utterance.seconds, utterance.voice.engine))

    def edition_spoken(self, language: str, error: PublishError | None) -> None:
        """Have the files made of an edition that was spoken, unless it could not be."""
        with self._failing(language):
            if error is not None:
                raise error
            edition, script = self._texts[language]
            self._findings.add(doubts(script, self._session.store), language)
            self._progress.tell(Writing(language))
            self._begin_writing(language, edition, script)

    def _begin_writing(self, language: str, edition: Edition, script: Script) -> None:
        with self._changing:
            if self._is_stopped:
                return
            writing = self._session.writers.submit(
                place_edition,
                self.job,
                edition,
                script,
                self._session,
                self._progress,
                self._shelf,
            )
            self._writing[language] = writing
        writing.add_done_callback(lambda _: self._close(language))

    def stop(self) -> None:
        """Begin nothing more of it. It is settled once what is being written of it is written."""
        with self._changing:
            self._is_stopped = True
            left = self._open - self._writing.keys()
        for language in left:
            self._close(language)

    def finish(self) -> Report:
        """Write what names all editions: their pages, the report, and the article's page."""
        if self._made:
            return self._made.report
        begun = [language for language in self.job.languages if language in self._writing]
        editions = self._each(begun, lambda language: self._place(self._writing[language].result()))
        damaged, self._session.store.damaged[:] = tuple(self._session.store.damaged), []
        for path in damaged:
            self._progress.tell(Noticed(_damage_notice(path)))
        for fault in self._session.store.new_faults():
            self._progress.tell(Noticed(_fault_notice(fault)))
        report = report_article(
            self.job, self._shelf, tuple(editions.values()), self._not_made(), self._findings
        )
        if self._state:
            keep_made(self._state, self.job, report, self._progress.told, self._memory, self._session)
        return report

    def with_site(self, report: Report) -> Report:
        """Write the site's pages, which list the articles of the run that this one ends; `report` with what was found."""
        return self.with_notices(report, keep_site(site_of(self.job.settings), self.job.folder))

    def with_notices(self, report: Report, notices: Sequence[Notice]) -> Report:
        """`report` with further notices of the run, which are told."""
        self._findings.add(notices)
        return replace(report, notices=tuple(dict.fromkeys((*report.notices, *notices))))

    def _not_made(self) -> Iterator[FailedEdition]:
        """In the languages' order, however they came."""
        for language in self.job.languages:
            if language in self._failed:
                yield replace(self._failed[language], notices=self._findings.of(language))

    def _each(self, languages: Iterable[str], make: Callable[[str], Each]) -> dict[str, Each]:
        results: dict[str, Each] = {}
        for language in languages:
            with self._failing(language):
                results[language] = make(language)
        return results

    @contextmanager
    def _failing(self, language: str) -> Iterator[None]:
        """Whatever goes wrong inside is this language's failure alone; a full disk and wrong settings are everybody's."""
        try:
            yield
        except (WriteError, SettingsError, MemoryUnusable):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the other editions appear
            failure = in_words(error)
            self._failed[language] = FailedEdition(
                language, failure.message, failure.advice, failure.exit_code
            )
            self._progress.tell(Failed(language, failure.message, failure.advice, failure.exit_code))
            self._close(language)

    def _close(self, language: str) -> None:
        with self._changing:
            was_open = language in self._open
            self._open.discard(language)
        if was_open and self.is_settled:
            self._settled()

    def _check_folder(self, language: str) -> None:
        check_folder(self.job, language, self._ledger)

    def _cast(self, language: str) -> Voice:
        voice, notices = cast_for(self.job, language)
        self._findings.add(notices, language)
        return voice

    def _translate(self, language: str) -> Edition:
        begun = self._begun.pop(language, None)
        edition = translate_edition(self.job, language, self._terms, self._session, self._progress, begun)
        with self._findings.of_edition(edition):
            judge(edition, self.job.settings.doubtful)
        self._progress.tell(Translated(language, edition.origin.value, edition.engines))
        return edition

    def _place(self, shelved: Shelved) -> Shelved:
        language, voice = shelved.edition.language, shelved.timeline.voice
        self._findings.add(shelved.notices, language)
        seconds = shelved.timeline.seconds(shelved.timeline.samples)
        folder = str(self.job.folder / language)
        self._progress.tell(Published(language, folder, seconds, voice.engine, voice.name))
        return shelved


def _fault_notice(error: PublishError) -> Notice:
    text = f"{error.message} What was made lies on this machine, and the run went on without the store. {error.advice}"
    return Notice("store.hindered", Level.WARNING, "store", text)


def _damage_notice(path: Path) -> Notice:
    return Notice(
        "store.damaged",
        Level.WARNING,
        str(path),
        "An entry of the store was damaged; it counts as missing, and is made anew when it is needed.",
    )
