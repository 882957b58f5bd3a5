"""What names all editions of an article, written when each of them was made or will not be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.app.claiming import Shelf
from pipeline.app.findings import Findings
from pipeline.app.job import Job
from pipeline.document.notices import Level, Notice
from pipeline.document.report import FailedEdition, PublishedEdition, Report
from pipeline.document.sound import Artifact
from pipeline.infra import atomic_output
from pipeline.infra.published import earlier
from pipeline.site.edition_pages import write_pages
from pipeline.site.site_index import PAGE, REPORT, Shelved, entry, write_report


def report_article(
    job: Job, shelf: Shelf, editions: Sequence[Shelved], failed: Iterable[FailedEdition], findings: Findings
) -> Report:
    """Write the pages of the `editions`, the article's report and its page. Raises `NotOurs`, `WriteError`.

    The report that is given back tells also what was in the way of these.
    """
    shelf.confirm()
    pages = write_pages(editions, shelf.languages, shelf.ledger)
    others = tuple(edition for edition in earlier(job.folder) if edition.language not in pages)
    findings.add(_outdated_notices(others, job))
    entries = _entries(job, shelf, editions, pages, findings)
    report = _report(job, shelf, (*entries, *others, *failed), findings.of())
    write_report(report, shelf.ledger, job.settings.theme)
    findings.add(shelf.ledger.notices)
    return replace(report, notices=findings.of())


def list_placed(job: Job, shelf: Shelf, placed: Shelved, page: bytes) -> None:
    """Have the article's report and its page name an edition as soon as it lies in its place with its `page`.

    So the site lists it though the run be killed before `report_article`, which writes both anew, and tells of what lies
    in their places. Editions may be placed at once: `shelf.sharing` has to be held. Raises `NotOurs`, `WriteError`.
    """
    if any(shelf.ledger.strangers(job.folder / name) for name in (REPORT, PAGE)):
        return  # ours perhaps, as they will be at the end, and their record is lost
    language, notices = placed.edition.language, (*placed.edition.notices, *placed.notices)
    listing = entry(placed, atomic_output.artifact(PAGE, page), shelf.revisions.first, job.digest, notices)
    before = {each.language: each for each in earlier(job.folder)}
    if language in before and before[language].files == listing.files:
        return
    order = [*shelf.languages, *before]
    there = sorted((before | {language: listing}).values(), key=lambda each: order.index(each.language))
    write_report(_report(job, shelf, tuple(there), ()), shelf.ledger, job.settings.theme)


def _report(
    job: Job,
    shelf: Shelf,
    editions: tuple[PublishedEdition | FailedEdition, ...],
    notices: tuple[Notice, ...],
) -> Report:
    return Report(
        slug=job.slug,
        source=job.place.source,
        source_digest=job.digest,
        title=job.title,
        language=job.article.language,
        date=shelf.revisions.first,
        editions=editions,
        notices=notices,
    )


def _entries(
    job: Job, shelf: Shelf, editions: Iterable[Shelved], pages: Mapping[str, Artifact], findings: Findings
) -> Iterator[PublishedEdition]:
    for each in editions:
        language = each.edition.language
        yield entry(each, pages[language], shelf.revisions.first, job.digest, findings.of(language))


def _outdated_notices(others: Iterable[PublishedEdition], job: Job) -> Iterator[Notice]:
    """A notice for each edition of an earlier run that was made from other words of the article than it has now."""
    for edition in others:
        if edition.source_digest != job.digest:
            yield Notice(
                "publish.outdated",
                Level.WARNING,
                edition.language,
                "This edition was made from an earlier version of the article, and stays in its place until it is "
                "published again.",
            )
