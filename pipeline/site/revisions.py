"""When an edition's words or sound last changed, which its e-book says of itself, so that libraries see a correction.

Where nothing is known of an earlier version, that is when the article appeared: the same input gives the same bytes on
every machine. What is known stands in the report of the edition that lies in its place, and in the store for one that
was taken away, or whose run was killed.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.document.article import Edition
from pipeline.document.digest import digest
from pipeline.document.report import PublishedEdition
from pipeline.document.sound import Timeline
from pipeline.infra.published import read_report
from pipeline.infra.store import Store, key
from pipeline.writers.epub.metadata import ANONYMOUS, identifier

_VERSION = 1
_LEAST = timedelta(seconds=1)
"""By how much a correction is later than what it corrects, though the clock went back; e-books tell whole seconds."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of an edition's words and sound."""

    content: str
    """Digest of them."""
    moment: str
    """When they became so, ISO 8601."""

    @property
    def time(self) -> datetime:
        """The moment; a day's is its midnight in UTC."""
        moment = datetime.fromisoformat(self.moment)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def first_date(folder: Path, source_digest: str) -> str:
    """The date under which this very article lies published in its `folder`; empty where it does not."""
    report = read_report(folder)
    return report.date if report and report.source_digest == source_digest else ""


class Revisions:
    """The revisions of an article's editions, as they lie in its `folder` before a run changes them.

    `now` tells the time, for a change; `first` is that of an edition of which nothing is known.
    """

    def __init__(
        self, folder: Path, source_digest: str, store: Store, *, now: Callable[[], str], first: str
    ) -> None:
        report = read_report(folder)
        lying = report.published if report else ()
        self._lying: Mapping[str, PublishedEdition] = {edition.language: edition for edition in lying}
        self._source_digest = source_digest
        self._store = store
        self._now = now
        self.first = first
        """The day on which the article appeared, ISO 8601."""

    def of(self, edition: Edition, timeline: Timeline) -> Revision:
        """The revision that an edition of these words and sounds is; from now on it is known."""
        content = digest((edition.article, timeline))
        own = key("revision", _VERSION, edition=identifier(edition, ANONYMOUS))
        known = [*self._placed_revisions(edition.language, content), *self._kept_revisions(own)]
        found = next((each for each in known if each.content == content), None) or self._new(content, known)
        self._store.put(own, json.dumps(asdict(found)).encode())
        return found

    def _new(self, content: str, known: list[Revision]) -> Revision:
        if not known:
            return Revision(content, self.first)
        after = max(each.time for each in known) + _LEAST
        return Revision(content, max(Revision(content, self._now()).time, after).isoformat())

    def _placed_revisions(self, language: str, content: str) -> list[Revision]:
        """What lies in its place; of an earlier version's edition all that is known is whether the article is the same."""
        lying = self._lying.get(language)
        if lying is None:
            return []
        if lying.content_digest:
            return _whole(Revision(lying.content_digest, lying.modified))
        same = lying.source_digest == self._source_digest
        return _whole(Revision(content if same else lying.source_digest, lying.date))

    def _kept_revisions(self, own: str) -> list[Revision]:
        data = self._store.latest(own)
        return _whole(Revision(**json.loads(data))) if data else []


def _whole(revision: Revision) -> list[Revision]:
    """The revision, if its moment is one: reports may be edited."""
    with suppress(ValueError, TypeError):
        return [revision] if revision.time else []
    return []
