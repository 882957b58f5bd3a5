"""What a run made of an article: `report.json` is this value."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from pipeline.document.notices import Notice
from pipeline.document.sound import Artifact


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of the episode."""

    title: str
    start: float
    """Seconds from the beginning."""


@dataclass(frozen=True, slots=True)
class SpeakerUsed:
    """Who speaks an edition."""

    engine: str
    voice: str
    version: str


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """An edition that is in its place."""

    language: str
    title: str
    description: str
    authors: tuple[str, ...]
    date: str
    """ISO 8601."""
    origin: str
    engines: tuple[str, ...]
    """Translators that took part, with versions."""
    speaker: SpeakerUsed
    seconds: float
    """Length of the episode."""
    chapters: tuple[Chapter, ...]
    disclosures: tuple[str, ...]
    """In the edition's language: who translated it and who speaks."""
    files: tuple[Artifact, ...]
    """Paths relative to the article's folder."""
    notices: tuple[Notice, ...]
    source_digest: str
    """Digest of the article it was made from."""
    modified: str = ""
    """When its words or its sound last changed, ISO 8601."""
    content_digest: str = ""
    """Digest of its words and its sound."""
    status: str = "published"


@dataclass(frozen=True, slots=True)
class FailedEdition:
    """An edition that could not be published, and why."""

    language: str
    message: str
    advice: str
    exit_code: int
    status: str = "failed"
    notices: tuple[Notice, ...] = ()
    """What was found in its translation before it was stopped."""


@dataclass(frozen=True, slots=True)
class FailedArticle:
    """An article of which no edition could be begun, and why."""

    place: str
    """Where it lies, as it was named."""
    message: str
    advice: str
    exit_code: int
    status: str = "failed"

    def as_json(self) -> bytes:
        """As a file holds it beside the article."""
        return _as_json(self)


@dataclass(frozen=True, slots=True)
class Report:
    """All editions of an article, and what was found on the way."""

    slug: str
    source: str
    """Name of the article's file."""
    source_digest: str
    title: str
    language: str
    date: str
    editions: tuple[PublishedEdition | FailedEdition, ...]
    notices: tuple[Notice, ...]

    @property
    def published(self) -> tuple[PublishedEdition, ...]:
        """The editions that are in their places."""
        return tuple(item for item in self.editions if isinstance(item, PublishedEdition))

    def made_for(self, targets: Iterable[str]) -> tuple[PublishedEdition, ...]:
        """The editions that a run for the languages `targets` published; others lie there from earlier runs."""
        wanted = {self.language, *targets} - {edition.language for edition in self.failed}
        return tuple(edition for edition in self.published if edition.language in wanted)

    @property
    def failed(self) -> tuple[FailedEdition, ...]:
        """The editions that are not."""
        return tuple(item for item in self.editions if isinstance(item, FailedEdition))

    @property
    def all_notices(self) -> tuple[Notice, ...]:
        """What was found in the article, then in each published edition."""
        return (*self.notices, *(notice for edition in self.published for notice in edition.notices))

    def as_json(self) -> bytes:
        """As `report.json` holds it."""
        return _as_json(self)


def _as_json(report: Report | FailedArticle) -> bytes:
    return (json.dumps(asdict(report), ensure_ascii=False, indent=2) + "\n").encode()
