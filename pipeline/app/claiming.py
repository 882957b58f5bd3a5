"""What an article needs before anything is made for it: its folder, which nobody else has, and its date."""

import errno
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from pipeline.app.identity import ARTICLE, check, other_names
from pipeline.app.job import Job
from pipeline.document.events import Noticed, Progress
from pipeline.document.notices import Level, Notice
from pipeline.errors import PublishError, writing
from pipeline.infra import atomic_output, clock
from pipeline.infra.folder_leases import FolderLease, WorkLease
from pipeline.infra.leases import Holder
from pipeline.infra.ownership import Ledger
from pipeline.infra.shared_store import place_at
from pipeline.infra.store import Store, key
from pipeline.readers import Place
from pipeline.site.revisions import Revisions, first_date
from pipeline.site.site_index import REPORT, ledger_of
from pipeline.writers.edition_files import Names

POLL_S = 1.0
"""How often it is looked whether an article is free that another machine has."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where an article's editions are put, several at once."""

    ledger: Ledger
    """What is ours there."""
    revisions: Revisions
    """When the editions that lie there last changed."""
    languages: Sequence[str]
    """In which editions are to be made."""
    confirm: Callable[[], None]
    """Raises `InUse` when this run's turn at the folder is over, though nobody said so."""
    sharing: Lock = field(default_factory=Lock)
    """Held while that is put which editions share."""


class ArticleLease:
    """Has one run at a time have an article: its folder, and its work where a store is shared. For one thread, but for `confirm`.

    Raises `InUse` when another run of this machine holds the folder, and `WriteError` when nothing can be written there.
    """

    def __init__(self, job: Job) -> None:
        settings, locks = job.settings, job.settings.store / "locks"
        _check_output(settings.output)
        self._folder = FolderLease(job.folder, settings.output, locks)
        self._work = _work_lease(job, locks)

    def take(self) -> Holder | None:
        """Take it, or who has it on another machine; to be asked again by who waits."""
        return self._folder.take() or (self._work.take() if self._work else None)

    def confirm(self) -> None:
        """See, before anything is put for people to see, that it is this run's still. Raises `InUse`."""
        self._folder.confirm()

    def leave(self) -> None:
        """Let the next one have its turn."""
        if self._work:
            self._work.leave()
        self._folder.leave()


@contextmanager
def hold(job: Job, progress: Progress) -> Iterator[ArticleLease]:
    """Have an article for a block; who has it on another machine is told and waited for. Raises as `ArticleLease`."""
    lease = ArticleLease(job)
    try:
        last_turn = ""
        while holder := lease.take():
            if holder.turn != last_turn:
                last_turn = holder.turn
                progress.tell(waits(job.place, holder))
            time.sleep(POLL_S)
        yield lease
    finally:
        lease.leave()


def waits(where: Place, holder: Holder) -> Noticed:
    """What is told of an article that another machine has."""
    text = (
        f"Another run has this article: on {holder}. This one waits, and goes on when it is free. A run that died gives it "
        "up within a minute; Ctrl-C ends the waiting."
    )
    return Noticed(Notice("publish.waits", Level.INFO, str(where), text))


def _work_lease(job: Job, locks: Path) -> WorkLease | None:
    with suppress(PublishError):  # told when the store is opened
        place = place_at(job.settings.store_url, offline=job.settings.offline)
        return WorkLease(job.digest, place, locks) if place else None
    return None


def record_of(job: Job) -> Ledger:
    """What is ours in the article's folder."""
    return ledger_of(job.folder, job.settings.theme, replace=job.settings.replace)


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
