"""What an article needs before anything is made for it: its folder, which nobody else has, and its date."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from pipeline.app.identity import ARTICLE, check, other_names
from pipeline.app.job import Job
from pipeline.document.notices import Level, Notice
from pipeline.errors import writing
from pipeline.infra import atomic_output, clock
from pipeline.infra.ownership import Ledger
from pipeline.infra.store import Store, key
from pipeline.site.revisions import Revisions, first_date
from pipeline.site.site_index import REPORT, ledger_of
from pipeline.writers.edition_files import Names


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where an article's editions are put, several at once."""

    ledger: Ledger
    """What is ours there."""
    revisions: Revisions
    """When the editions that lie there last changed."""
    languages: Sequence[str]
    """In which editions are to be made."""
    sharing: Lock = field(default_factory=Lock)
    """Held while that is put which editions share."""


@contextmanager
def hold(job: Job) -> Iterator[None]:
    """The article's folder, for this run alone. Raises `InUse`, and `WriteError` when nothing can be written there."""
    _check_output(job.settings.output)
    with atomic_output.alone(job.folder, job.settings.store / "locks"):
        yield


def record_of(job: Job) -> Ledger:
    """What is ours in the article's folder."""
    return ledger_of(job.folder, replace=job.settings.replace)


def claim(job: Job, ledger: Ledger, *, moved: bool = False) -> tuple[Notice, ...]:
    """Make the folder this article's, and tell what else it is published as.

    From now on the record says what the article is known by.

    Raises `NameTaken` or `NotOurs` when it is not to be had.
    """
    known, others = check(job, moved=moved), other_names(job)
    with writing(job.folder):
        if not job.folder.is_dir():
            ledger.make_room(job.folder)
        ledger.check(job.folder / REPORT)
    ledger.about[ARTICLE] = known.as_value()
    atomic_output.tidy(job.folder)
    return tuple(_twice(other, job.slug) for other in others)


def check_folder(job: Job, language: str, ledger: Ledger) -> None:
    """See that only what is ours would be replaced, before any work is done for it. Raises `NotOurs`.

    Where every record is lost, that shows when the files are made: the same ones are ours.
    """
    folder, names = job.folder / language, Names(job.slug, language)
    with writing(folder):
        strangers = (path.relative_to(folder).as_posix() for path in ledger.strangers(folder))
        if ledger.within(folder) or not all(map(names.can_be, strangers)):
            ledger.check(folder)


def revisions_of(job: Job, store: Store) -> Revisions:
    """When the article's editions last changed; the first of them bear the article's date."""
    return Revisions(job.folder, job.digest, store, now=_now, first=_date(job, store))


def _date(job: Job, store: Store) -> str:
    """What an article states; else SOURCE_DATE_EPOCH; else that under which it lies in its folder, or the day on which this
    store first saw it, by its digest.
    """
    if job.article.date:
        return job.article.date
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return clock.moment(epoch).isoformat()
    own = key("first published", 1, article=job.digest)
    if lying := first_date(job.folder, job.digest):
        store.put(own, lying.encode())
        return lying
    return store.remember(own, lambda: clock.now().date().isoformat().encode()).decode()


def _now() -> str:
    return clock.now().isoformat(timespec="seconds")


def _check_output(folder: Path) -> None:
    """Raise `WriteError`, before anything is made, when nothing can be written into `folder`; it need not be there yet."""
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(each))
    with writing(folder):
        if not there.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "a file stands there", str(there))
        if not os.access(there, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "no permission", str(there))


def _twice(other: str, slug: str) -> Notice:
    return Notice(
        "publish.twice",
        Level.WARNING,
        slug,
        f"The article lies published as {other} too. To go on with its episodes under the new name: feed --renamed "
        f"{other} {slug}; to take it out: remove {other}.",
    )
