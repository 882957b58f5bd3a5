"""The articles on their way through a run, the first one first: begun, spoken, written, reported.

The next article's words are made, and its sentences wait for a worker, while those before it are spoken and written, so
that no core is idle between two articles. What is told and reported comes in the articles' order all the same.
"""

import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue

from pipeline.app.article_run import ArticleRun
from pipeline.app.claiming import POLL_S, ArticleLease, waits
from pipeline.app.job import Job
from pipeline.app.run_state import ArticleState
from pipeline.app.session import Session
from pipeline.app.stage_configurations import site_of
from pipeline.app.turns import Turn, Turns
from pipeline.document.events import ArticleFailed, Both
from pipeline.document.notices import Level, Notice
from pipeline.document.quantities import megabytes
from pipeline.document.report import FailedArticle, Report
from pipeline.errors import InUse, MemoryUnusable, NameTaken, PublishError, SettingsError, WriteError
from pipeline.infra.exception_messages import in_words
from pipeline.narration.scheduling import Narration
from pipeline.readers import Place
from pipeline.site.feed_state import keep_site
from pipeline.site.site_index import claim_site

_AHEAD = 3
"""So many articles at most are begun while one is not finished: enough to keep all cores busy, and no more in memory."""
_MOST_AHEAD = 60
"""Each holds files open, of which some systems allow 256."""
_SLOTS_AN_ARTICLE = 4
"""In a large cluster one more article is begun for so many that can speak at once: a short one keeps no more of them busy."""

EditionOf = tuple[ArticleRun, str]
"""An article and the language of one of its editions."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that is to be published."""

    place: Place
    read: Callable[[], Job]
    """Reads it, when its turn has come."""


def failing(where: Place, error: PublishError) -> Waiting:
    """What waits for nothing but to be told why it cannot be read."""

    def fail() -> Job:
        raise error

    return Waiting(where, fail)


Result = tuple[Waiting, Report | FailedArticle]
"""What came of an article."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """An article on its way."""

    waiting: Waiting
    article: ArticleRun
    turn: Turn
    lease: ArticleLease
    state: ArticleState

    def leave(self, narration: Narration[EditionOf]) -> None:
        """Have the narration hold nothing of it any more."""
        for language in self.article.job.languages:
            narration.leave((self.article, language))


class Run:
    """The articles on their way, the first one first; those that it has still are let go with `folders`.

    When it `goes_on`, an article that cannot be published is one result among others; else it stops the run.
    """

    def __init__(self, session: Session, folders: ExitStack, *, goes_on: bool = False) -> None:
        self._session = session
        self._leases: list[ArticleLease] = []
        folders.callback(self._let_go_of_all)
        self._goes_on = goes_on
        self._turns = Turns(session.progress)
        self._begun: deque[_Begun] = deque()
        self._failed: deque[Result] = deque()
        """Articles that cannot be published, of which nobody was told yet."""
        self._stopped: list[_Begun] = []
        """Those of them of which something is still being written."""
        self._changed: SimpleQueue[None] = SimpleQueue()
        """Something for each change that whoever waits for an article should look at."""
        self._nothing_follows = False
        self._is_waiting = False
        """Whether another machine has the article that is to be begun."""
        self._site_is_behind = False
        self._is_new = False
        """Whether anything was made."""

    def publish(
        self, articles: Iterator[Waiting], narration: Narration[EditionOf], moved: bool
    ) -> Iterator[Result]:
        """What comes of all articles, in order. What stops the run is raised when those before it are published."""
        narration.heard.add_done_callback(lambda _: self._changed.put(None))
        stopped: PublishError | None = None
        texts = self._texts(articles, narration, moved)
        while stopped is None:
            try:
                next(texts)
            except StopIteration:
                break
            except PublishError as error:
                if _stops_at_once(error):
                    raise
                stopped = error
            yield from self._results(narration, 0 if self._is_waiting else self._ahead)
        self._nothing_follows = stopped is None
        yield from self._results(narration, 0)
        if stopped:
            raise stopped

    @property
    def _ahead(self) -> int:
        """How many articles may be begun while one is not finished; as many as the workers that are there just now need."""
        wanted = self._session.workers.slots("") // _SLOTS_AN_ARTICLE
        return min(max(_AHEAD, wanted), _MOST_AHEAD)

    @contextmanager
    def writing_site(self) -> Iterator[None]:
        """Have the site's pages name what was published in the block, however it is left; once is enough for a run."""
        try:
            yield
        except (Exception, KeyboardInterrupt, GeneratorExit):
            if self._site_is_behind:
                with suppress(PublishError):  # what went wrong first is what is told
                    keep_site(site_of(self._session.settings))
            raise
        if self._site_is_behind:  # the last article, whose report tells of the site, could not be finished
            keep_site(site_of(self._session.settings))

    def _texts(
        self, articles: Iterator[Waiting], narration: Narration[EditionOf], moved: bool
    ) -> Iterator[None]:
        """Begin one article after the other, and have its editions spoken; a step for each edition."""
        for each in articles:
            with self._failing(each):
                yield from self._texts_of(each, narration, moved)
            yield

    def _texts_of(self, waiting: Waiting, narration: Narration[EditionOf], moved: bool) -> Iterator[None]:
        job, lease = yield from self._lease_of(waiting)
        begun = self._begin(waiting, job, lease)
        try:
            begun.article.begin(moved)
            claim_site(site_of(begun.article.job.settings))
            for language, lacking in begun.article.texts():
                narration.speak((begun.article, language), lacking)
                yield
        except Exception:  # a bug is this article's trouble too, and nobody may wait for it
            self._begun.remove(begun)
            self._stop(begun, narration)
            raise

    @contextmanager
    def _failing(self, waiting: Waiting) -> Iterator[None]:
        """When the run goes on, whatever goes wrong inside is this article's trouble; a full disk and wrong settings are
        everybody's."""
        try:
            yield
        except Exception as error:
            if not self._goes_on or _is_everybodys(error):
                raise
            why = in_words(error)
            failed = FailedArticle(str(waiting.place), why.message, why.advice, why.exit_code)
            self._failed.append((waiting, failed))
            self._session.state.article_failed(waiting.place, failed)
            turn = self._turns.take()
            turn.tell(ArticleFailed(failed.place, failed.message, failed.advice, failed.exit_code))
            turn.end()

    def _lease_of(self, waiting: Waiting) -> Generator[None, None, tuple[Job, ArticleLease]]:
        """The article, which this run has then; a step for each look at who has it on another machine.

        What was waited for is read again: it may have been corrected meanwhile.
        """
        job = waiting.read()
        while True:
            self._leases.append(lease := ArticleLease(job))
            try:
                waited = yield from self._wait_for(lease, waiting.place)
                again = waited and bool(waiting.place.path or waiting.place.address)
                read = waiting.read() if again else job
            except BaseException:
                self._let_go_of(lease)
                raise
            if read.slug == job.slug:
                return read, lease
            self._let_go_of(lease)
            job = read

    def _wait_for(self, lease: ArticleLease, where: Place) -> Generator[None, None, bool]:
        """Take a lease; whether that took a while. All articles that were begun are finished and let go first, so that no two
        runs wait for each other."""
        last_turn: str | None = None
        try:
            while holder := lease.take():
                if holder.turn != last_turn:
                    last_turn = holder.turn
                    self._session.progress.tell(waits(where, holder))
                self._is_waiting = True
                yield
                time.sleep(POLL_S)
        finally:
            self._is_waiting = False
        return last_turn is not None

    def _begin(self, waiting: Waiting, job: Job, lease: ArticleLease) -> _Begun:
        turn = self._turns.take()
        state = self._session.state.begin(job)
        settled = partial(self._changed.put, None)
        article = ArticleRun(job, self._session, Both(state, turn), settled, lease.confirm)
        self._begun.append(begun := _Begun(waiting, article, turn, lease, state))
        return begun

    def _stop(self, begun: _Begun, narration: Narration[EditionOf]) -> None:
        """Begin nothing more of an article, and let go of it as soon as what is being written of it is written."""
        begun.article.stop()
        begun.turn.end()
        self._session.state.end(begun.state)
        begun.leave(narration)
        self._stopped.append(begun)
        self._let_go_of_stopped()

    def _let_go_of_stopped(self) -> None:
        for begun in tuple(self._stopped):
            if begun.article.is_settled:
                self._let_go_of(begun.lease)
                self._stopped.remove(begun)

    def _let_go_of(self, lease: ArticleLease) -> None:
        if lease in self._leases:  # else the run has ended meanwhile
            self._leases.remove(lease)
            lease.leave()

    def _let_go_of_all(self) -> None:
        while self._leases:
            self._leases.pop().leave()

    def _results(self, narration: Narration[EditionOf], most: int) -> Iterator[Result]:
        """What came of those that are finished, in order; others are waited for while more than `most` are begun.

        The last one that was begun is kept back while others may follow: the last report of a run tells of its site.
        """
        yield from self._failures()
        while self._begun:
            if self._begun[0].article.is_settled and len(self._begun) > bool(most):
                begun = self._begun.popleft()
                reports: list[Report] = []
                with self._failing(begun.waiting):
                    reports.append(self._report(begun.article))
                self._session.state.end(begun.state, whole=not reports[0].failed if reports else None)
                yield from ((begun.waiting, each) for each in reports)
                yield from self._failures()
                self._let_go_of(begun.lease)
                begun.turn.end()
                begun.leave(narration)
            elif len(self._begun) > most:
                self._changed.get()
                narration.check()
                self._let_go_of_stopped()
            else:
                return

    def _failures(self) -> Iterator[Result]:
        while self._failed:
            yield self._failed.popleft()

    def _report(self, article: ArticleRun) -> Report:
        report = article.finish()
        self._site_is_behind |= bool(report.published)
        self._is_new |= article.is_new
        if self._begun or not self._nothing_follows:
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


def _is_everybodys(error: Exception) -> bool:
    """Whether no other article would fare better."""
    own = isinstance(error, InUse | NameTaken)
    return isinstance(error, WriteError | SettingsError | MemoryUnusable) and not own


def _stops_at_once(error: PublishError) -> bool:
    """Whether those before it cannot be published either."""
    return isinstance(error, WriteError | MemoryUnusable) and not isinstance(error, InUse)
