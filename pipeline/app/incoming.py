"""What is to be published by one command: articles that are named, the items of feeds, and a queue."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.app.article_folders import places_of
from pipeline.app.article_queue import DONE, FAILED, ArticleQueue
from pipeline.app.feed_articles import FeedArticles
from pipeline.app.publish import publish_all, publish_each, waiting_at
from pipeline.app.run import Result, Waiting, failing
from pipeline.app.run_state import RunState
from pipeline.config.settings import Settings
from pipeline.document.events import Progress
from pipeline.document.report import FailedArticle, Report
from pipeline.errors import ArticleError, SettingsError
from pipeline.readers import Place, place


@dataclass(frozen=True, slots=True)
class Incoming:
    """Where articles come from."""

    articles: Sequence[str] = ()
    """Files, folders, addresses, as they were typed."""
    feeds: Sequence[str] = ()
    """Addresses or files of feeds."""
    queue: Path | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody knows beforehand which articles will come."""
        return bool(self.feeds or self.queue)

    @property
    def set_aside(self) -> Sequence[Path]:
        """The folders of the queue from which nothing comes any more."""
        return (self.queue / DONE, self.queue / FAILED) if self.queue else ()


def publish_incoming(
    incoming: Incoming,
    settings: Settings,
    progress: Progress,
    *,
    moved: bool = False,
    state: RunState | None = None,
) -> Generator[Report | FailedArticle, None, None]:
    """Publish all that comes, and tell of each article what came of it. To be closed when it is left early.

    Articles that are named are checked before the first is made, as `publish_all` does; with a feed or a queue, one that
    cannot be published is a result like another. `state` takes in how far they are.
    """
    state = state or RunState()
    state.restart()
    if not incoming.is_open:
        places = places_of(incoming.articles, settings)
        yield from publish_all(places, settings, progress, moved=moved, state=state)
        return
    if settings.slug or moved:
        raise SettingsError(
            "A feed and a queue bring several articles, and --slug and --moved speak of one.",
            "Leave them out; an article's front matter may name it: “slug: another-name”.",
        )
    queue = ArticleQueue(incoming.queue, settings) if incoming.queue else None
    articles = _articles(incoming, queue, settings, progress, state)
    if queue is None:
        yield from (result[1] for result in _results(articles, settings, progress, state))
        return
    state.queued = queue.waiting
    with queue.alone():
        while queue.takes_more:
            for result in _results(articles, settings, progress, state):
                yield result[1]
                queue.settle(result)
            articles = queue.articles()


def _results(
    articles: Iterator[Waiting], settings: Settings, progress: Progress, state: RunState
) -> Generator[Result, None, None]:
    with closing(publish_each(_once(articles), settings, progress, state)) as results:
        yield from results


def _articles(
    incoming: Incoming,
    queue: ArticleQueue | None,
    settings: Settings,
    progress: Progress,
    state: RunState,
) -> Iterator[Waiting]:
    """What is new first: the feeds' items, then what was named, then the queue's, for as long as more is put into it."""
    if incoming.feeds:  # else nobody asks what lies in the output already
        yield from _items(incoming.feeds, FeedArticles(settings, progress), state)
    for where in places_of(incoming.articles, settings):
        yield waiting_at(where, settings)
    if queue:
        yield from queue.articles()


def _items(typed: Sequence[str], feeds: FeedArticles, state: RunState) -> Iterator[Waiting]:
    for feed in typed:
        try:
            opened = feeds.open(feed)
            yield from state.in_line(feeds.of(opened), opened.count)
        except ArticleError as error:
            yield failing(_place_of(feed), error)


def _place_of(feed: str) -> Place:
    """A place to tell of what was typed, whatever it is."""
    try:
        return place(feed)
    except ArticleError:
        return Place(address=feed)


def _once(articles: Iterator[Waiting]) -> Iterator[Waiting]:
    """Those whose page was not published in this run already: two feeds may name one. A file may come again, changed."""
    addresses: set[str] = set()
    for each in articles:
        if each.place.address not in addresses:
            yield each
        addresses |= {each.place.address} - {""}
