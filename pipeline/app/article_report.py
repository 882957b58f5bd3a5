"""What names all editions of an article, written when each of them was made or will not be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.app.claiming import Shelf
from pipeline.app.findings import Findings
from pipeline.app.job import Job
from pipeline.document.notices import Level, Notice
from pipeline.document.report import FailedEdition, PublishedEdition, Report
from pipeline.document.sound import Artifact
from pipeline.infra.published import earlier
from pipeline.site.edition_pages import write_pages
from pipeline.site.site_index import Shelved, entry, write_report


def report_article(
    job: Job, shelf: Shelf, made: Sequence[Shelved], failed: Iterable[FailedEdition], findings: Findings
) -> Report:
    """Write the pages of the editions that were `made`, the article's report and its page. Raises `NotOurs`, `WriteError`.

    The report that is given back tells also what was in the way of these.
    """
    shelf.confirm()
    pages = write_pages(made, shelf.languages, shelf.ledger)
    kept = tuple(edition for edition in earlier(job.folder) if edition.language not in pages)
    findings.add(_outdated(kept, job))
    entries = _entries(job, shelf, made, pages, findings)
    report = Report(
        slug=job.slug,
        source=job.place.source,
        source_digest=job.digest,
        title=job.title,
        language=job.article.language,
        date=shelf.revisions.first,
        editions=(*entries, *kept, *failed),
        notices=findings.of(),
    )
    write_report(report, shelf.ledger)
    findings.add(shelf.ledger.notices)
    return replace(report, notices=findings.of())


def _entries(
    job: Job, shelf: Shelf, made: Iterable[Shelved], pages: Mapping[str, Artifact], findings: Findings
) -> Iterator[PublishedEdition]:
    for each in made:
        language = each.edition.language
        yield entry(each, pages[language], shelf.revisions.first, job.digest, findings.of(language))


def _outdated(kept: Iterable[PublishedEdition], job: Job) -> Iterator[Notice]:
    """A notice for each edition of an earlier run that was made from other words of the article than it has now."""
    for edition in kept:
        if edition.source_digest != job.digest:
            yield Notice(
                "publish.outdated",
                Level.WARNING,
                edition.language,
                "This edition was made from an earlier version of the article, and stays in its place until it is "
                "published again.",
            )
