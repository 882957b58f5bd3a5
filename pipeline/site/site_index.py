"""What lies published, written down: the editions' pages, an article's report and page, the site's page."""

import json
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.config.tables import Theme
from pipeline.document.article import Edition
from pipeline.document.notices import Notice
from pipeline.document.report import Chapter, PublishedEdition, Report, SpeakerUsed
from pipeline.document.sound import Artifact, Timeline
from pipeline.errors import writing
from pipeline.infra import atomic_output
from pipeline.infra.exception_messages import check_refusal
from pipeline.infra.folder_leases import alone_anywhere
from pipeline.infra.ownership import RECORD, Files, Ledger, digest_of
from pipeline.infra.published import folders, read_report, read_reports
from pipeline.infra.store import fingerprint
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.revisions import Revision
from pipeline.writers.article_page import article_page
from pipeline.writers.site_pages import ARTICLES_A_PAGE, SITE_FILES, SITE_PAGE, site_pages
from pipeline.writers.small_covers import small_cover, small_cover_name

PAGE = "index.html"
REPORT = "report.json"
PICTURES = "pictures"
SOUND = re.compile(r"(?P<stem>.+)\.(?P<digest>[0-9a-f]{8})\.mp3")
"""Names of the recordings in the folder `sound` of the feeds."""
FEEDS_BEFORE = ".written.json"
"""In the folder of the feeds, where an earlier version kept the digests of what it wrote."""
_COVERS_AT_ONCE = 1000
"""Small covers that are in memory at once."""
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


def ledger_of(folder: Path, theme: Theme, *, replace: bool = False) -> Ledger:
    """What is ours in an article's folder: what its record says, or else its report, with the page that follows from it
    in the site's style or ours.

    With `replace`, what is not ours is moved aside where it is in the way.
    """
    with writing(folder):
        return Ledger(folder, partial(_report_files, folder, theme), replace=replace)


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


def write_report(report: Report, ledger: Ledger, theme: Theme) -> None:
    """Write an article's report and, unless nothing of it is published, its page in the site's style; the site's pages
    list it later.

    Raises `NotOurs` when another's file lies where the report should.
    """
    atomic_output.put(ledger.folder / REPORT, report.as_json(), ledger)
    if report.published:
        with ledger.passing():
            atomic_output.put(ledger.folder / PAGE, article_page(report, theme), ledger)


def write_site(site: SiteConfiguration) -> tuple[Notice, ...]:
    """Write the site's pages: all articles, and the feeds that are there; what was not written is told.

    Pages that there are no longer enough articles for are taken away.
    """
    with alone_anywhere(site.output, site.output, site.store / "locks", patient=True):
        atomic_output.tidy(site.output)
        ledger = site_ledger(site)
        reports, _ = read_reports(site.output)
        covers = _put_covers(reports, ledger)
        made = _pages(site, reports, {Path(name).name for name in covers})
        changed = {name: page for name, page in made.items() if not _is_written(ledger, name, page)}
        atomic_output.put_together({site.output / name: page for name, page in changed.items()}, ledger)
        gone = {*site_names(ledger)} - made.keys() - {*covers}
        atomic_output.remove({site.output / name for name in gone}, ledger)
    return tuple(ledger.notices)


def site_names(ledger: Ledger) -> tuple[str, ...]:
    """The site's pages and what they need that is written down, by name in the output."""
    return tuple(
        name for name in ledger.names if SITE_PAGE.fullmatch(name) or name.startswith(f"{SITE_FILES}/")
    )


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


def _put_covers(reports: Sequence[Report], ledger: Ledger) -> Sequence[str]:
    """Have the small cover of every edition lie beside the site's pages; their names in the output.

    A name says what it was made from, so one that is there is not made again.
    """
    wanted = dict(_wanted_covers(reports))
    lacking = [name for name in wanted if not _has(ledger, name)]
    for begin in range(0, len(lacking), _COVERS_AT_ONCE):
        made = {name: _small(ledger.folder / wanted[name]) for name in lacking[begin:][:_COVERS_AT_ONCE]}
        atomic_output.put_together(
            {ledger.folder / name: data for name, data in made.items() if data}, ledger
        )
    return [name for name in wanted if _has(ledger, name)]


def _small(cover: Path) -> bytes | None:
    """None where there is no picture; one that the system does not let be read ends the run, which would else leave it out."""
    with writing(cover):
        try:
            return small_cover(cover.read_bytes())
        except (FileNotFoundError, IsADirectoryError):
            return None


def _wanted_covers(reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    """The names of small covers, and what each is made from: both within the output."""
    for report in reports:
        for edition in report.published:
            if cover := small_cover_name(edition):
                yield f"{SITE_FILES}/{cover}", f"{report.slug}/{edition.language}/cover.jpg"


def _is_written(ledger: Ledger, name: str, data: bytes) -> bool:
    """Whether the file holds that already, as is written down: of a large site a run changes few pages."""
    path = ledger.folder / name
    is_ours = path.is_file() and ledger.has_settled(path, fingerprint(data)) and not ledger.strangers(path)
    return is_ours and path.read_bytes() == data


def _has(ledger: Ledger, name: str) -> bool:
    path = ledger.folder / name
    return ledger.knows(path) and path.is_file()


def _pages(
    site: SiteConfiguration, reports: Sequence[Report], covers: Collection[str], size: int = ARTICLES_A_PAGE
) -> Mapping[str, bytes]:
    return site_pages(reports, site, feeds=set(_feed_files(site.output / "feeds")), covers=covers, size=size)


def _feed_files(folder: Path) -> Iterator[str]:
    """By name in the output. A folder that cannot be looked into is not taken for an empty one."""
    with writing(folder):
        if folder.is_dir():
            yield from (f"feeds/{path.name}" for path in folder.iterdir() if path.suffix)


def _earlier_list(site: SiteConfiguration) -> Files:
    """As an earlier version wrote it: all articles on one page."""
    pages = _pages(site, read_reports(site.output)[0], (), sys.maxsize)
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


def _report_files(folder: Path, theme: Theme) -> Files:
    report = read_report(folder)
    if report is None:
        return {}
    files = {file.path: (file.digest,) for edition in report.published for file in edition.files}
    shown = [path for path in (folder / PICTURES).glob(_PICTURE) if path.is_file()]
    own = {f"{PICTURES}/{path.name}": (digest_of(path),) for path in shown}
    styles = (Theme(), theme)
    pages = {
        REPORT: (digest_of(folder / REPORT),),
        PAGE: tuple(fingerprint(article_page(report, style)) for style in styles),
    }
    return files | own | pages
