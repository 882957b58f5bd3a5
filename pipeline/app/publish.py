"""A run: which articles are published, in what order, and what they share.

The next article's words are made, and its sentences wait for a worker, while those before it are spoken and written, so
that no core is idle between two articles. What is told and reported comes in the articles' order all the same.
"""

from collections import deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from pipeline.app.article_run import ArticleRun
from pipeline.app.claiming import hold
from pipeline.app.identity import check, twice
from pipeline.app.job import Job, read_job
from pipeline.app.session import Session, open_session
from pipeline.app.stage_configurations import narration_of, site_of
from pipeline.app.turns import Turn, Turns
from pipeline.config.settings import Settings
from pipeline.document.events import Progress
from pipeline.document.notices import Level, Notice
from pipeline.document.quantities import megabytes
from pipeline.document.report import Report
from pipeline.errors import (
    ArticleError,
    InUse,
    MemoryDamaged,
    NameTaken,
    PublishError,
    SettingsError,
    WriteError,
)
from pipeline.narration.narrate import Utterance
from pipeline.narration.scheduling import Narration, narrating
from pipeline.readers import Place, place
from pipeline.site.site_index import claim_site, write_site

_AHEAD = 3
"""So many articles at most are begun while one is not finished: enough to keep all cores busy, and no more in memory."""

EditionOf = tuple[ArticleRun, str]
"""An article and the language of one of its editions."""


def publish(where: Path | Place, settings: Settings, progress: Progress, *, moved: bool = False) -> Report:
    """Publish the article at its place in its own language and in `settings.to`.

    `moved` says that it is the article published under its name before, though nothing shows it. Raises
    `ArticleError` when it cannot be read, `NameTaken` when its name is another article's, `NotOurs` when another's
    report lies in its folder, and `WriteError` when nothing can be written; what fails for one language only is in
    the report.
    """
    [report] = publish_all([place(where)], settings, progress, moved=moved)
    return report


def publish_all(
    places: Sequence[Place], settings: Settings, progress: Progress, *, moved: bool = False
) -> Generator[Report, None, None]:
    """Publish several articles; their reports in order, each as soon as it is there. To be closed when it is left early.

    Raises as `publish` once the articles before the one that it is about are published, and `NameTaken` before
    anything is made when two of them have one name.
    """
    places = tuple(dict.fromkeys(places))
    kept = _check(places, settings, moved) if len(places) > 1 else {}
    jobs = (kept.get(each) or read_job(each, settings) for each in places)
    with ExitStack() as folders, open_session(settings, progress) as session:
        run = _Run(session, folders, len(places))
        with (
            run.writing_site(),
            narrating(
                narration_of(settings),
                _sentence_spoken,
                _edition_spoken,
                session.workers.runner,
                session.workers.speak,
            ) as narration,
        ):
            yield from run.publish(jobs, narration, moved)


def _check(places: Sequence[Place], settings: Settings, moved: bool) -> Mapping[Place, Job]:
    """Refuse names that several articles have. Standard input can be read but once: what was read of it is handed on."""
    if settings.slug:
        raise SettingsError(
            f"The slug “{settings.slug}” can name one article, and {len(places)} are to be published.",
            "Leave out --slug, or give each a name of its own: “slug: another-name” in its front matter.",
        )
    names: dict[str, Place] = {}
    taken: list[NameTaken] = []
    kept = {}
    for each in places:
        with _named(each):
            job = read_job(each, settings)
        if job.slug in names:
            raise twice(job.slug, names[job.slug], each)
        names[job.slug] = each
        try:
            check(job, moved=moved)
        except NameTaken as error:  # two of one name among these come first: the other may be one of them
            taken.append(error)
        if not (each.path or each.address):
            kept[each] = job
    if taken:
        raise taken[0]
    return kept


@contextmanager
def _named(where: Place) -> Iterator[None]:
    """Say of an article that cannot be read where it lies: among many, the name of its file is not enough."""
    try:
        yield
    except ArticleError as error:
        if str(where) in error.message:
            raise
        raise type(error)(f"{where}: {error.message}", error.advice) from error


def _sentence_spoken(edition: EditionOf, utterance: Utterance) -> None:
    article, language = edition
    article.sentence_spoken(language, utterance)


def _edition_spoken(edition: EditionOf, error: PublishError | None) -> None:
    article, language = edition
    article.edition_spoken(language, error)


@dataclass(frozen=True, slots=True)
class _Begun:
    """An article on its way."""

    article: ArticleRun
    turn: Turn
    folder: ExitStack
    """Holds it."""

    def leave(self, narration: Narration[EditionOf]) -> None:
        """Have the narration hold nothing of it any more."""
        for language in self.article.job.languages:
            narration.leave((self.article, language))


class _Run:
    """The articles on their way, the first one first; whatever is left of their `folders` is let go in the end."""

    def __init__(self, session: Session, folders: ExitStack, count: int) -> None:
        self._session = session
        self._folders = folders
        self._left = count
        """Articles that are not finished."""
        self._turns = Turns(session.progress)
        self._begun: deque[_Begun] = deque()
        self._stopped: _Begun | None = None
        """What stopped the run, and is still being written."""
        self._changed: SimpleQueue[None] = SimpleQueue()
        """Something for each change that whoever waits for an article should look at."""
        self._site_is_behind = False
        self._is_new = False
        """Whether anything was made."""

    def publish(self, jobs: Iterator[Job], narration: Narration[EditionOf], moved: bool) -> Iterator[Report]:
        """The reports of all jobs. What stops one of them is raised when those before it are published."""
        narration.heard.add_done_callback(lambda _: self._changed.put(None))
        stopped: PublishError | None = None
        texts = self._texts(jobs, narration, moved)
        while stopped is None:
            try:
                next(texts)
            except StopIteration:
                break
            except InUse as error:
                stopped = error
            except (WriteError, MemoryDamaged):
                raise
            except PublishError as error:
                stopped = error
            yield from self._finished_reports(narration, _AHEAD)
        yield from self._finished_reports(narration, 0)
        if stopped:
            raise stopped

    @contextmanager
    def writing_site(self) -> Iterator[None]:
        """Have the site's pages name what was published in the block, however it is left; once is enough for a run."""
        try:
            yield
        except (Exception, KeyboardInterrupt, GeneratorExit):
            if self._site_is_behind:
                with suppress(PublishError):  # what went wrong first is what is told
                    write_site(site_of(self._session.settings))
            raise

    def _texts(self, jobs: Iterator[Job], narration: Narration[EditionOf], moved: bool) -> Iterator[None]:
        """Begin one article after the other, and have its editions spoken; a step for each edition."""
        for job in jobs:
            begun = self._hold(job)
            try:
                begun.article.begin(moved)
                claim_site(site_of(job.settings))
                for language, lacking in begun.article.texts():
                    narration.speak((begun.article, language), lacking)
                    yield
            except PublishError:
                self._begun.remove(begun)
                self._stop(begun, narration)
                raise
            yield

    def _hold(self, job: Job) -> _Begun:
        folder = self._folders.enter_context(ExitStack())
        folder.enter_context(hold(job))
        turn = self._turns.take()
        article = ArticleRun(job, self._session, turn, lambda: self._changed.put(None))
        self._begun.append(begun := _Begun(article, turn, folder))
        return begun

    def _stop(self, begun: _Begun, narration: Narration[EditionOf]) -> None:
        """Begin nothing more of an article, and let go of it as soon as what is being written of it is written."""
        begun.article.stop()
        begun.turn.end()
        begun.leave(narration)
        self._stopped = begun
        self._let_go_of_stopped()

    def _let_go_of_stopped(self) -> None:
        if self._stopped and self._stopped.article.is_settled:
            self._stopped.folder.close()
            self._stopped = None

    def _finished_reports(self, narration: Narration[EditionOf], most: int) -> Iterator[Report]:
        """The reports of those that are finished, in order; others are waited for while more than `most` are begun."""
        while self._begun:
            if self._begun[0].article.is_settled:
                begun = self._begun.popleft()
                yield self._report(begun.article)
                begun.folder.close()
                begun.turn.end()
                begun.leave(narration)
            elif len(self._begun) > most:
                self._changed.get()
                narration.check()
                self._let_go_of_stopped()
            else:
                return

    def _report(self, article: ArticleRun) -> Report:
        self._left -= 1
        report = article.finish()
        self._site_is_behind |= bool(report.published)
        self._is_new |= article.is_new
        if self._left:
            return report
        if self._site_is_behind:
            self._site_is_behind = False
            report = article.with_site(report)
        return article.with_notices(report, self._trim_store()) if self._is_new else report

    def _trim_store(self) -> Sequence[Notice]:
        """Keep the store within its limit, and tell what that took."""
        settings = self._session.settings
        gone = self._session.store.trim(settings.store_limit, self._session.began)
        text = f"{megabytes(gone)} that were not used for longest were taken out of the store; store_limit says how large it may be."
        return [Notice("store.trimmed", Level.INFO, str(settings.store), text)] if gone else []
