"""What lies published, written down: the editions' pages, an article's report and page, the site's page."""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.document.article import Edition
from pipeline.document.notices import Notice
from pipeline.document.report import Chapter, PublishedEdition, Report, SpeakerUsed
from pipeline.document.sound import Artifact, Timeline
from pipeline.errors import writing
from pipeline.infra import atomic_output
from pipeline.infra.exception_messages import check_refusal
from pipeline.infra.folder_leases import alone_anywhere
from pipeline.infra.ownership import RECORD, Files, Ledger, digest_of
from pipeline.infra.published import folders, read_report
from pipeline.infra.store import fingerprint
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.revisions import Revision
from pipeline.writers.web_page import (
    ARTICLES_A_PAGE,
    SITE_PAGE,
    article_page,
    site_pages,
)

PAGE = "index.html"
REPORT = "report.json"
PICTURES = "pictures"
SOUND = re.compile(r"(?P<stem>.+)\.(?P<digest>[0-9a-f]{8})\.mp3")
"""Names of the recordings in the folder `sound` of the feeds."""
FEEDS_BEFORE = ".written.json"
"""In the folder of the feeds, where an earlier version kept the digests of what it wrote."""
_PICTURE = "[se][0-9]*-b[0-9]*.*"
"""Names that an earlier version gave to pictures, and wrote down nowhere."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """An edition whose files are in their places."""

    edition: Edition
    timeline: Timeline
    disclosures: tuple[str, ...]
    files: Mapping[str, Artifact]
    """By name within the edition's folder, its page excepted."""
    page: bytes
    """As it is when every edition that was begun with it is there."""
    notices: tuple[Notice, ...]
    revision: Revision


def ledger_of(folder: Path, *, replace: bool = False) -> Ledger:
    """What is ours in an article's folder: what its record says, or else the report of an earlier version.

    With `replace`, what is not ours is moved aside where it is in the way.
    """
    with writing(folder):
        return Ledger(folder, partial(_report_files, folder), replace=replace)


def entry(
    shelved: Shelved, page: Artifact, date: str, source_digest: str, notices: Sequence[Notice]
) -> PublishedEdition:
    """What the report says of an edition."""
    edition, timeline = shelved.edition, shelved.timeline
    article, voice = edition.article, timeline.voice
    return PublishedEdition(
        language=edition.language,
        title=article.title.text.strip(),
        description=article.description,
        authors=article.authors,
        date=date,
        origin=edition.origin.value,
        engines=edition.engines,
        speaker=SpeakerUsed(voice.engine, voice.name, voice.version),
        seconds=round(timeline.seconds(timeline.samples), 3),
        chapters=tuple(
            Chapter(track.page.title, round(timeline.seconds(begin), 3))
            for track, begin in zip(timeline.episode, timeline.begins, strict=True)
        ),
        disclosures=shelved.disclosures,
        files=tuple(
            replace(file, path=f"{edition.language}/{file.path}") for file in (*shelved.files.values(), page)
        ),
        notices=tuple(notices),
        source_digest=source_digest,
        modified=shelved.revision.moment,
        content_digest=shelved.revision.content,
    )


def write_report(report: Report, ledger: Ledger) -> None:
    """Write an article's report and, unless nothing of it is published, its page; the site's pages list it later.

    Raises `NotOurs` when another's file lies where the report should.
    """
    atomic_output.put(ledger.folder / REPORT, report.as_json(), ledger)
    if report.published:
        with ledger.passing():
            atomic_output.put(ledger.folder / PAGE, article_page(report), ledger)


def write_site(site: SiteConfiguration) -> tuple[Notice, ...]:
    """Write the site's pages: all articles, and the feeds that are there; what was not written is told.

    Pages that there are no longer enough articles for are taken away.
    """
    with alone_anywhere(site.output, site.output, site.store / "locks", patient=True):
        atomic_output.tidy(site.output)
        ledger = site_ledger(site)
        made = _pages(site)
        for name, page in made.items():
            with ledger.passing():
                atomic_output.put(site.output / name, page, ledger)
        atomic_output.remove({site.output / name for name in {*site_names(ledger)} - made.keys()}, ledger)
    return tuple(ledger.notices)


def site_names(ledger: Ledger) -> tuple[str, ...]:
    """The site's pages that are written down, by name in the output."""
    return tuple(name for name in ledger.names if SITE_PAGE.fullmatch(name))


def site_ledger(site: SiteConfiguration) -> Ledger:
    """What is ours in the output itself, the articles' and the feeds' folders apart."""
    return Ledger(site.output, partial(_earlier_list, site), replace=site.replace)


def feeds_ledger(site: SiteConfiguration) -> Ledger:
    """What is ours in the folder of the feeds, the recordings apart, whose names say what they are."""
    folder = site.output / "feeds"
    return Ledger(folder, partial(_feeds_before, folder / FEEDS_BEFORE), replace=site.replace)


def is_sound(path: Path) -> bool:
    """Whether a file of the feeds is named as we name recordings, by their content."""
    return SOUND.fullmatch(path.name) is not None


def article_folders(output: Path) -> tuple[Path, ...]:
    """The folders in which an article lies published."""
    return tuple(each for each in folders(output, REPORT, RECORD) if each.name != "feeds")


def claim_site(site: SiteConfiguration) -> None:
    """Write down that the site's page is ours if it is as an earlier version wrote it, before an article changes it."""
    if (site.output / PAGE).is_file():
        with (
            alone_anywhere(site.output, site.output, site.store / "locks", patient=True),
            writing(site.output),
        ):
            site_ledger(site).announce({})


def _pages(site: SiteConfiguration, size: int = ARTICLES_A_PAGE) -> Mapping[str, bytes]:
    title, description = site.site_title, site.site_description
    return site_pages(site.output, title, description, size)[0]


def _earlier_list(site: SiteConfiguration) -> Files:
    """As an earlier version wrote it: all articles on one page."""
    pages = _pages(site, sys.maxsize)
    return {PAGE: (fingerprint(pages[PAGE]),)}


def _feeds_before(record: Path) -> Files:
    """None when the list is gone or damaged: then nothing but what would be written anyway counts as ours."""
    try:
        table = json.loads(record.read_text("utf-8"))
    except (OSError, ValueError) as error:
        check_refusal(error)
        return {}
    listed = table.items() if isinstance(table, dict) else ()
    return {name: (str(digest),) for name, digest in listed if Path(name).name == name}


def _report_files(folder: Path) -> Files:
    report = read_report(folder)
    if report is None:
        return {}
    files = {file.path: (file.digest,) for edition in report.published for file in edition.files}
    shown = [path for path in (folder / PICTURES).glob(_PICTURE) if path.is_file()]
    own = {f"{PICTURES}/{path.name}": (digest_of(path),) for path in shown}
    pages = {REPORT: (digest_of(folder / REPORT),), PAGE: (fingerprint(article_page(report)),)}
    return files | own | pages
