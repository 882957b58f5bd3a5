"""The items of feeds as articles: each keeps its name for ever, however its title changes."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256

from pipeline.app.identity import RESERVED, known_places, whereabouts
from pipeline.app.job import Job, read_job
from pipeline.app.run import Waiting
from pipeline.app.stage_configurations import reading_of
from pipeline.config.settings import Settings
from pipeline.document.events import Noticed, Progress
from pipeline.readers import Place, place
from pipeline.readers.feeds import Feed

_DIGITS = 6


class FeedArticles:
    """The items of all feeds of a run.

    An item that lies in the output already keeps its name there. A new one is called by its title, and by its date
    too where another article has that name.
    """

    def __init__(self, settings: Settings, progress: Progress) -> None:
        self._settings = settings
        self._progress = progress
        self._slugs: dict[str, str] = dict(known_places(settings.output))
        """By place."""
        self._taken = set(self._slugs.values())

    def open(self, typed: str) -> Feed:
        """The feed that is typed. Raises as `readers.feeds.Feed`."""
        return Feed(place(typed), self._settings.feed_items, reading_of(self._settings))

    def of(self, feed: Feed) -> Iterator[Waiting]:
        """The newest items of a feed, in its order, as they are asked for; then what is left out is told."""
        for item in feed.items():
            where = Place(address=item.address, item=item)
            yield Waiting(where, partial(self._read, where))
        for notice in feed.notices():
            self._progress.tell(Noticed(notice))

    def _read(self, where: Place) -> Job:
        """The article at a place, read, under a name of its own."""
        own = whereabouts(where, self._settings.output)
        if known := self._slugs.get(own):
            return read_job(where, replace(self._settings, slug=known))
        job = read_job(where, self._settings)
        job = replace(job, slug=_free(job, self._taken))
        self._slugs[own] = job.slug
        self._taken.add(job.slug)
        return job


def _free(job: Job, taken: Collection[str]) -> str:
    """The article's name; with its date, or a few signs of its address, where others have the shorter one."""
    mark = sha256(job.place.address.encode()).hexdigest()[:_DIGITS]
    names = (job.slug, f"{job.slug}-{job.article.date}", f"{job.slug}-{mark}")
    return next(name for name in names if (name not in taken and name not in RESERVED) or name == names[-1])
