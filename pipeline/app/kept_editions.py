"""Editions of an article that lie published from earlier runs, and are not made anew in this one."""

from collections.abc import Collection, Iterable, Iterator

from pipeline.app.job import Job
from pipeline.document.notices import Level, Notice
from pipeline.document.report import PublishedEdition
from pipeline.infra.published import earlier


def kept_editions(job: Job, made: Collection[str]) -> tuple[PublishedEdition, ...]:
    """Those in other languages than were `made`."""
    return tuple(edition for edition in earlier(job.folder) if edition.language not in made)


def outdated(kept: Iterable[PublishedEdition], job: Job) -> Iterator[Notice]:
    """A notice for each that was made from other words of the article than it has now."""
    for edition in kept:
        if edition.source_digest != job.digest:
            yield Notice(
                "publish.outdated",
                Level.WARNING,
                edition.language,
                "This edition was made from an earlier version of the article, and stays in its place until it is "
                "published again.",
            )
