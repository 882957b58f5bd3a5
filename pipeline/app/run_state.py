"""How far a run is, for whoever looks at it from outside: by another command, from another machine, by Prometheus.

What happens is taken in as it happens, of all articles on their way; what a terminal shows comes in the articles' order.
Of an article's text nothing is held but its title and its file's name.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from typing import TypeVar

from pipeline.app.job import Job
from pipeline.app.time_left import Pace
from pipeline.document.events import (
    Event,
    Failed,
    Progress,
    Published,
    Speaking,
    SpeakingBegins,
    Translating,
    Writing,
)
from pipeline.document.excerpts import shorten
from pipeline.document.report import FailedArticle
from pipeline.document.run_record import ArticleRecord, FailureRecord, RunRecord
from pipeline.errors import ArticleError, ProgramFault
from pipeline.infra.metrics import UNMETERED, Meter
from pipeline.readers import Place

Each = TypeVar("Each")

_MOST_FAILURES = 5
_MOST_ARTICLES = 4
_LONGEST = 300
"""Characters of a title or of a message."""
BUG = 70
"""Exit code of a bug that leaves nothing else to be said."""
_QUOTED = re.compile("“(?:.*”|.*)")
_COMMAND = re.compile("(“(?:(?:python|pip|dask|manyvoices) |--|slug: )[^“”]*”)")
"""What an advice quotes of our own; all else that it quotes may be of an article."""
_ADDRESS = re.compile(r"(\b[a-z][a-z0-9+.-]*://)(?:[^\s?#“”]*@)?([^\s?#]*)[^\s]*", re.IGNORECASE)


class RunState:
    """How far the articles of a run are. For several threads; `meter` counts what happens."""

    def __init__(self, meter: Meter = UNMETERED) -> None:
        self.meter = meter
        self.queued: Callable[[], int] = _none
        """How many articles lie in the run's queue."""
        self._scheduler = self._dashboard = ""
        self._in_line = self._done = self._failed = 0
        self._articles: list[ArticleState] = []
        self._failures: deque[FailureRecord] = deque(maxlen=_MOST_FAILURES)
        self._changing = Lock()

    @property
    def waiting(self) -> int:
        """How many articles wait to be begun, as far as is known."""
        return self._in_line + self.queued()

    def restart(self) -> None:
        """Another run of the same command begins, after a change; what was counted is kept."""
        with self._changing:
            self._articles.clear()
            self._in_line, self.queued = 0, _none

    @contextmanager
    def cluster(self, scheduler: str, dashboard: str) -> Iterator[None]:
        """The addresses of the scheduler whose workers speak in the block, if any, and of what Dask shows of them."""
        self._scheduler, self._dashboard = scheduler, dashboard
        try:
            yield
        finally:
            self._scheduler = self._dashboard = ""

    def in_line(self, articles: Iterable[Each], count: int) -> Iterator[Each]:
        """Each of these in turn; the others, of which there are at most so many in all, wait meanwhile."""
        self._in_line = count
        try:
            for each in articles:
                self._in_line -= 1
                yield each
        except ArticleError:
            self._in_line = 0
            raise
        self._in_line = 0

    def begin(self, job: Job) -> "ArticleState":
        """What an article that begins tells its events to."""
        article = ArticleState(job, self)
        with self._changing:
            self._articles.append(article)
        return article

    def end(self, article: "ArticleState", *, whole: bool | None = None) -> None:
        """An article is through, `whole` or not; one of which nothing could be begun is told apart, to `article_failed`."""
        with self._changing:
            self._articles.remove(article)
            self._done += whole is True
            self._failed += whole is False

    def article_failed(self, place: Place, failed: FailedArticle) -> None:
        """Of an article no edition could be begun."""
        self.meter.article_failed(failed.exit_code)
        with self._changing:
            self._failed += 1
        self._add_failure(place.name, "", failed)

    def edition_failed(self, place: Place, failed: Failed) -> None:
        """An edition could not be published."""
        self.meter.edition(failed.exit_code)
        self._add_failure(place.name, failed.language, failed)

    def record(self, about: RunRecord) -> RunRecord:
        """`about` with what there is to tell just now."""
        with self._changing:
            articles, failures = tuple(self._articles), tuple(self._failures)
            done, failed = self._done, self._failed
        return replace(
            about,
            articles=tuple(each.record() for each in articles[:_MOST_ARTICLES]),
            begun=len(articles),
            waiting=self.waiting,
            done=done,
            failed=failed,
            failures=failures,
            scheduler=self._scheduler,
            dashboard=without_secrets(self._dashboard),
        )

    def _add_failure(self, name: str, language: str, failed: Failed | FailedArticle) -> None:
        message, advice = words_of(failed.message, failed.advice, failed.exit_code)
        failure = FailureRecord(name, language, message, advice, failed.exit_code)
        with self._changing:
            self._failures.append(failure)


class ArticleState(Progress):
    """How far one article is. For several threads."""

    def __init__(self, job: Job, run: RunState) -> None:
        self._job = job
        self._run = run
        self._pace = Pace()
        self._stage, self._language = "reading", job.article.language
        self._done = self._of = 0
        """Sentences, of the editions whose words are there."""
        self._translated = (0, 0)
        self._published = self._failed = 0
        self._changing = Lock()

    def tell(self, event: Event) -> None:
        """As `Progress`."""
        match event:
            case Failed():
                self._run.edition_failed(self._job.place, event)
            case Published():
                self._run.meter.edition()
            case SpeakingBegins():
                self._run.meter.looked_up(event.found_sentences, _lacking(event))
        with self._changing:
            self._take(event)

    def record(self) -> ArticleRecord:
        """What there is to tell just now."""
        with self._changing:
            translating = self._stage == "translating"
            done, of = self._translated if translating else (self._done, self._of)
            left = self._pace.left if self._pace.busy else None
            return ArticleRecord(
                file=self._job.place.name,
                title=shorten(self._job.title, _LONGEST),
                language=self._language,
                stage=self._stage,
                sentences_done=done,
                sentences=of,
                left_s=None if left is None else round(left),
                editions=len(self._job.languages),
                published=self._published,
                failed=self._failed,
            )

    def _take(self, event: Event) -> None:
        match event:
            case Translating():
                self._translated = (event.done, event.total)
                self._reach("translating", event.language)
            case SpeakingBegins():
                self._pace.begins(event)
                self._done += event.found_sentences
                self._of += event.found_sentences + _lacking(event)
                self._reach("speaking", event.language)
            case Speaking():
                self._pace.record(event)
                self._done += 1
                self._reach("speaking", event.language)
            case Writing():
                if not self._pace.busy:
                    self._reach("writing", event.language)
            case Published():
                self._published += 1
            case Failed():
                self._pace.fails(event.language)
                self._failed += 1

    def _reach(self, stage: str, language: str) -> None:
        self._stage, self._language = stage, language


def words_of(message: str, advice: str, exit_code: int) -> tuple[str, str]:
    """The first lines of an error's words, without what they quote, which may be of an article, and without secrets."""
    if exit_code in (ProgramFault.exit_code, BUG):  # an exception's words may be the article's
        return "This is a bug in manyvoices.", ""
    return without_secrets(_unquoted(_first_line(message))), without_secrets(_advice(_first_line(advice)))


def _unquoted(text: str) -> str:
    return _QUOTED.sub("“…”", text)


def _advice(text: str) -> str:
    """An advice without what it quotes but commands, unless they stand within another quotation."""
    parts = _COMMAND.split(text)
    if any(part.count("“") != part.count("”") for part in parts[::2]):
        return _unquoted(text)
    return "".join(part if number % 2 else _unquoted(part) for number, part in enumerate(parts))


def _first_line(text: str) -> str:
    return shorten(text.strip().partition("\n")[0], _LONGEST)


def without_secrets(text: str) -> str:
    """`text` with its addresses as far as their paths: names, passwords and queries are left out."""
    return _ADDRESS.sub(r"\1\2", text)


def _lacking(event: SpeakingBegins) -> int:
    return sum(each.sentences for each in event.engines)


def _none() -> int:
    return 0
