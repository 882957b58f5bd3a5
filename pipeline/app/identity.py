"""Which article is which: what each is called in the output, and whether it is the one published under that name before.

A name alone tells nothing: `q1/news.md` and `q2/news.md` are two articles. The same file is the same article, however
its text changes, and so is the same text, wherever its file was moved. Where the file lies is kept relative to
the output, so that a project may be moved whole, and a run may begin in any folder.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.app.job import Job
from pipeline.document.report import Report
from pipeline.errors import NameTaken
from pipeline.infra.exception_messages import check_refusal
from pipeline.infra.ownership import RECORD, Ledger, Stamp, stamp_of, stated_about
from pipeline.infra.published import folders, read_report
from pipeline.readers import Place
from pipeline.site.site_index import REPORT

ARTICLE = "article"
"""Under this an article's folder keeps, in its record, what the article is known by."""
REMOVED = "removed"
"""Under this the output keeps, by name, what articles were known by that were taken out."""
RESERVED = ("feeds",)
"""Names that the output needs for itself."""
_SKETCH = 64
"""Of an article's sentences, how many digests are kept: the smallest ones, by which two texts' likeness is estimated
(A. Broder, On the resemblance and containment of documents, 1997)."""
_DIGITS = 12
_REMEMBERED = 1 << 14
"""Articles of the output that a run knows again; the sketch of one has some 4 kB."""
_SAME = 0.5
"""The share of sentences in common from which two texts are one article, corrected; reports that appear every week
under one title share some phrases."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What an article is known by."""

    place: str
    """Its file, relative to the output; its address; empty for standard input."""
    title: str
    sentences: tuple[str, ...]
    """A sketch of its text."""

    @classmethod
    def of(cls, job: Job) -> "Identity":
        """That of the article of a `job`, seen from its output."""
        digests = {sha256(one.text.encode()).hexdigest()[:_DIGITS] for one in job.article.sentences()}
        place = whereabouts(job.place, job.settings.output)
        return cls(place, job.title, tuple(sorted(digests)[:_SKETCH]))

    @classmethod
    def from_value(cls, value: Any) -> "Identity | None":
        """As `as_value` gave it; None when it is nothing such."""
        if not isinstance(value, Mapping) or not isinstance(value.get("sentences"), list):
            return None
        return cls(str(value.get("place")), str(value.get("title")), tuple(map(str, value["sentences"])))

    def as_value(self) -> dict[str, Any]:
        """As a record holds it."""
        return {**asdict(self), "sentences": list(self.sentences)}

    def resembles(self, other: "Identity") -> float:
        """The share of sentences that both have, estimated."""
        sketch = sorted({*self.sentences, *other.sentences})[:_SKETCH]
        both = set(self.sentences) & set(other.sentences)
        return sum(each in both for each in sketch) / max(1, len(sketch))

    def is_of(self, other: "Identity", output: Path) -> bool:
        """Whether this is the article that `other` was, of which the `output` holds editions."""
        if self.place and self.place == other.place:
            return True
        here, there = _file(self.place, output), _file(other.place, output)
        if there and there.is_file():
            return bool(here and here.is_file() and here.samefile(there))
        return self.resembles(other) >= _SAME


def check(job: Job, *, moved: bool = False) -> Identity:
    """What the article is known by, which may be published as its slug; raises `NameTaken` when it may not.

    `moved` says that it is the article published under that name before, though nothing shows it.
    """
    slug, output, own = job.slug, job.settings.output, Identity.of(job)
    if slug in RESERVED:
        raise NameTaken(f"No article can be called “{slug}”: the output has a folder of that name.", _NAMED)
    if moved:
        return own
    report, gone = read_report(job.folder), _find_removed(slug, output)
    if other := _earlier(job.folder):
        if not own.is_of(other, output):
            raise _name_taken(_holds(job.folder, other), job.place, _way(slug))
    elif report:
        if not _is_reported(report, job):
            reported = Identity(report.source, report.title, ())
            raise _name_taken(_holds(job.folder, reported), job.place, _way(slug))
    elif gone and not own.is_of(gone, output):
        raise _name_taken(f"{slug} was the name of {_name_of(gone)}, which was removed", job.place)
    return own


def other_names(job: Job) -> tuple[str, ...]:
    """What else the article lies published as: as its file is called, and, where its name is new, as what it was before."""
    own, output = Identity.of(job), job.settings.output
    usual = (job.usual_slug,) if _was_usual(job, own) else ()
    if _earlier(job.folder):
        return usual
    others = (folder for folder in folders(output, REPORT) if folder.name not in (job.slug, *usual))
    return (*usual, *(folder.name for folder in others if _was(own, _known(folder), output)))


def _was_usual(job: Job, own: Identity) -> bool:
    folder = job.settings.output / job.usual_slug
    report = read_report(folder) if job.usual_slug != job.slug else None
    if report is None:
        return False
    earlier = _earlier(folder)
    return own.is_of(earlier, job.settings.output) if earlier else _is_reported(report, job)


def _was(own: Identity, other: Identity | None, output: Path) -> bool:
    """Whether `other` is the article before it, or its file, was renamed; of pages at addresses the address tells."""
    if other is None or (_file(other.place, output) is None and own.place != other.place):
        return False
    return own.is_of(other, output)


def twice(slug: str, one: Place, other: Place) -> NameTaken:
    """The refusal of two articles that would be published by one command as `slug`."""
    return NameTaken(f"Two articles would be published as “{slug}”: {one} and {other}.", _NAMED)


_NAMED = "Give one a name of its own: “slug: another-name” in its front matter, or --slug another-name."


def _name_taken(why: str, place: Place, way: str = "") -> NameTaken:
    return NameTaken(
        f"{why}, and {place} would take its place and its episodes in feeds.",
        f"{_NAMED} {way}If it is the same article, at another place or written anew, say so once with --moved.",
    )


def _way(slug: str) -> str:
    return f"Or take out what is no longer wanted: remove {slug}. "


def _holds(folder: Path, other: Identity) -> str:
    return f"{folder} holds the editions of {_name_of(other)}"


def _name_of(other: Identity) -> str:
    return f"another article, “{other.title}” ({other.place or 'standard input'})"


def is_at(where: Place, folder: Path, output: Path) -> bool:
    """Whether a folder of the output holds the editions of the article at this very place."""
    earlier = _earlier(folder)
    return earlier is not None and earlier.place == whereabouts(where, output) != ""


def _earlier(folder: Path) -> Identity | None:
    return Identity.from_value(stated_about(folder / RECORD).get(ARTICLE))


def _known(folder: Path) -> Identity | None:
    """As `_earlier`, read once for as long as the record stays the same file: every article of a run is compared with all
    others of the output."""
    try:
        return _as_stamped(folder, stamp_of(folder / RECORD))
    except OSError as error:
        check_refusal(error)
        return None


@lru_cache(maxsize=_REMEMBERED)
def _as_stamped(folder: Path, _stamp: Stamp) -> Identity | None:
    return _earlier(folder)


def _find_removed(slug: str, output: Path) -> Identity | None:
    return Identity.from_value(removed_articles(Ledger(output)).get(slug))


def removed_articles(ledger: Ledger) -> Mapping[str, Any]:
    """By name, what articles were known by that were taken out of the output: whoever subscribed would take another
    of that name for them."""
    removed = ledger.about.get(REMOVED)
    return removed if isinstance(removed, Mapping) else {}


def _is_reported(report: Report, job: Job) -> bool:
    """Whether a report of an earlier version, which names the article's file alone, can be this article's."""
    same = report.title == job.title or report.source_digest == job.digest
    return report.source == job.place.source and same


def known_places(output: Path) -> Iterator[tuple[str, str]]:
    """The place of each article in the `output`, and what it is called there."""
    for folder in sorted(output.iterdir()) if output.is_dir() else ():
        if folder.is_dir() and (earlier := _earlier(folder)):
            yield earlier.place, folder.name


def whereabouts(place: Place, output: Path) -> str:
    """Where an article lies, as its folder's record has it: relative to the output, or its address.

    Links stay in it as they were typed: where they lead may be another file's place tomorrow."""
    if place.path:
        try:
            return Path(os.path.relpath(place.path, output)).as_posix()
        except ValueError:  # on another drive
            return place.path.absolute().as_posix()
    query = place.address.partition("?")[2]
    mark = f"?{sha256(query.encode()).hexdigest()[:_DIGITS]}" if query else ""
    return f"{place.source}{mark}" if place.address else ""


def _file(whereabouts: str, output: Path) -> Path | None:
    """Where a file lies now that was written down seen from `output`; None for what was no file."""
    if not whereabouts or "://" in whereabouts:
        return None
    return Path(os.path.normpath(output.absolute() / whereabouts))
