"""A run: which articles are published, and what stops it."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from pipeline.app.expected_names import ExpectedNames
from pipeline.app.identity import check, twice
from pipeline.app.job import Job, read_job
from pipeline.app.run import EditionOf, Result, Run, Waiting
from pipeline.app.run_state import RunState
from pipeline.app.session import open_session
from pipeline.app.stage_configurations import narration_of, site_of
from pipeline.config.settings import Settings
from pipeline.document.events import Noticed, Progress
from pipeline.document.report import Report
from pipeline.errors import ArticleError, NameTaken, PublishError, SettingsError
from pipeline.narration.narrate import Utterance
from pipeline.narration.scheduling import narrating
from pipeline.readers import Place, place
from pipeline.site.feed_state import foretell_feeds


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
    places: Sequence[Place],
    settings: Settings,
    progress: Progress,
    *,
    moved: bool = False,
    state: RunState | None = None,
) -> Generator[Report, None, None]:
    """Publish several articles; their reports in order, each as soon as it is there. To be closed when it is left early.

    Raises as `publish` once the articles before the one that it is about are published, and `NameTaken` before
    anything is made when two of them have one name. `state` takes in how far they are.
    """
    places = tuple(dict.fromkeys(places))
    jobs = _check(places, settings, moved) if len(places) > 1 else {}
    read = _read_one_of_many if len(places) > 1 else read_job
    articles = [Waiting(each, partial(_job, each, settings, jobs.get(each), read)) for each in places]
    state = state or RunState()
    coming = state.in_line(articles, len(articles))
    for _, report in _run(coming, settings, progress, state, moved=moved, goes_on=False):
        if isinstance(report, Report):
            yield report


def publish_each(
    articles: Iterable[Waiting], settings: Settings, progress: Progress, state: RunState | None = None
) -> Generator[Result, None, None]:
    """Publish articles as they come, and tell of each what came of it; one that cannot be published is no other's trouble.

    Each is asked for, and read, when its turn has come. Raises `WriteError`, `MemoryUnusable` and `SettingsError`, which no
    article would escape. To be closed when it is left early.
    """
    yield from _run(articles, settings, progress, state or RunState(), moved=False, goes_on=True)


def waiting_at(where: Path | Place, settings: Settings) -> Waiting:
    """The article at a place, as it waits to be read."""
    return Waiting(place(where), partial(read_job, where, settings))


def _run(
    articles: Iterable[Waiting],
    settings: Settings,
    progress: Progress,
    state: RunState,
    *,
    moved: bool,
    goes_on: bool,
) -> Generator[Result, None, None]:
    with ExitStack() as folders, open_session(settings, progress, state) as session:
        folders.enter_context(state.cluster(session.workers.scheduler, session.workers.dashboard))
        for notice in foretell_feeds(site_of(settings)):
            session.progress.tell(Noticed(notice))
        run = Run(session, folders, goes_on=goes_on)
        with (
            run.writing_site(),
            narrating(
                narration_of(settings),
                _sentence_spoken,
                _edition_spoken,
                session.workers.runner,
                session.workers.speak,
                state.meter,
            ) as narration,
        ):
            yield from run.publish(iter(articles), narration, moved)


def _job(where: Place, settings: Settings, known: Job | None, read: Callable[[Place, Settings], Job]) -> Job:
    return known or read(where, settings)


def _read_one_of_many(where: Place, settings: Settings) -> Job:
    with _naming_place(where):
        return read_job(where, settings)


def _check(places: Sequence[Place], settings: Settings, moved: bool) -> Mapping[Place, Job]:
    """Refuse names that several articles have, and those that are not there. Of a file no more is read for it than needed; standard
    input can be read but once: what was read of it is handed on."""
    if settings.slug:
        raise SettingsError(
            f"The slug “{settings.slug}” can name one article, and {len(places)} are to be published.",
            "Leave out --slug, or give each a name of its own: “slug: another-name” in its front matter.",
        )
    expected = ExpectedNames(settings)
    names: dict[str, Place] = {}
    taken: list[NameTaken] = []
    jobs = {}
    for each in places:
        with _naming_place(each):
            name = expected.of(each)
        if name.slug in names:
            raise twice(name.slug, names[name.slug], each)
        names[name.slug] = each
        if name.job and not (each.path or each.address):
            jobs[each] = name.job
        if name.job or not expected.is_surely_free(name.slug, each):
            try:
                check(name.job or _read_one_of_many(each, settings), moved=moved)
            except NameTaken as error:  # two of one name among these come first: the other may be one of them
                taken.append(error)
    if taken:
        raise taken[0]
    return jobs


@contextmanager
def _naming_place(where: Place) -> Iterator[None]:
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
