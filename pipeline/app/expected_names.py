"""What articles will be called, known before they are read: thousands are not read twice only to see that two have one name."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.app.identity import RESERVED, is_at, removed_articles
from pipeline.app.job import Job, read_job
from pipeline.config.settings import Settings
from pipeline.errors import ArticleError, UnknownLanguage
from pipeline.infra import atomic_output
from pipeline.infra.ownership import Ledger
from pipeline.readers import Place
from pipeline.readers.front_matter import split
from pipeline.readers.sources.media_kinds import ENDINGS

_HEAD_BYTES = 100_000
"""In which an article's front matter is looked for."""
_SLUG = (b"slug", b"s\0l\0u\0g")
"""How its key is written, in UTF-16 too."""


@dataclass(frozen=True, slots=True)
class Expected:
    """An article that will be published."""

    slug: str
    job: Job | None = None
    """The article, where it had to be read to be known."""


class ExpectedNames:
    """What articles will be called in an output, and whether that is free there or theirs already."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._removed: Mapping[str, Any] = removed_articles(Ledger(settings.output))

    def of(self, where: Place) -> Expected:
        """The name of the article at a place. Raises as `read_job` for what cannot be read at all."""
        if where.path and (slug := _file_slug(where.path)):
            return Expected(slug)
        job = read_job(where, self._settings)
        return Expected(job.slug, job)

    def is_surely_free(self, slug: str, where: Place) -> bool:
        """Whether the article may have the name; what is not sure, its text tells."""
        if slug in RESERVED or slug in self._removed:
            return False
        folder = self._settings.output / slug
        return not folder.exists() or is_at(where, folder, self._settings.output)


def _file_slug(path: Path) -> str:
    """As the front matter says, else as the file is called; empty where it has to be read."""
    if path.suffix.lower() not in ENDINGS:
        return ""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return ""
    if not head:
        return ""
    own = _own_slug(head, path.name) if any(key in head.lower() for key in _SLUG) else ""
    return "" if own is None else atomic_output.slug(own or path.stem, "article")


def _own_slug(head: bytes, name: str) -> str | None:
    """What the front matter says, which may be nothing; None where it has to be read as a whole."""
    try:
        text = head[: head.rindex(b"\n") + 1].decode("utf-8-sig").replace("\r\n", "\n")
        return split(text, name)[0].slug
    except (ValueError, ArticleError, UnknownLanguage):
        return None
