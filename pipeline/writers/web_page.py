"""The pages beside the editions': an article's languages, and all that is published.

Each is one file that needs no script and asks nothing of any other server.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.document.notices import Notice
from pipeline.document.report import PublishedEdition, Report
from pipeline.infra.published import read_reports
from pipeline.languages import FALLBACK, Language, languages, words
from pipeline.languages.dates import long_date
from pipeline.writers.downloads import downloads, link
from pipeline.writers.page_rendering import render

SITE_PAGE = re.compile(r"index(?:-[0-9]+)?\.html")
"""The names of the site's pages; no article's folder can have one, for none has a dot."""
ARTICLES_A_PAGE = 50
_BESIDE = 2
"""Pages before and after one that it leads to by number; the first and the last are there always."""


def article_page(report: Report) -> bytes:
    """The page `index.html` of an article's folder: its editions, each in its own language."""
    language = languages()[report.language]
    return render(
        "article.html",
        language,
        title=report.title,
        date=report.date,
        day=_day(report.date, language),
        editions=[_edition_entry(edition) for edition in report.published],
    )


def site_pages(
    output: Path, title: str = "", description: str = "", size: int = ARTICLES_A_PAGE
) -> tuple[Mapping[str, bytes], tuple[Notice, ...]]:
    """The pages of the folder `output` by name: all articles, newest first, and the feeds that are there.

    `title` and `description` are what the site says of itself.

    The first is `index.html`, those after it `index-2.html` and so on, each of `size` articles. A report that
    cannot be read gives a notice and is left out.
    """
    reports, notices = read_reports(output)
    shown = [report for report in reports if report.published]
    language = languages()[shown[0].language if shown else FALLBACK]
    parts = [shown[at : at + size] for at in range(0, len(shown), size)] or [[]]
    common = {
        "title": title or words(language.tag)["articles"],
        "description": description,
        "feeds": _with_feeds(output, "xml"),
        "readers": _with_feeds(output, "atom"),
        "catalogue": (output / "feeds" / "catalogue.opds.json").is_file(),
    }
    made = {
        _site_name(number): _site_page(number, len(parts), part, language, common)
        for number, part in enumerate(parts, 1)
    }
    return made, notices


def _site_name(number: int) -> str:
    return f"index-{number}.html" if number > 1 else "index.html"


def _site_page(
    number: int, count: int, shown: Sequence[Report], language: Language, common: Mapping[str, Any]
) -> bytes:
    near = range(max(number - _BESIDE, 1), min(number + _BESIDE, count) + 1)
    pages = {other: _site_name(other) for other in sorted({1, *near, count})}
    return render(
        "site.html",
        language,
        articles=[_article(report) for report in shown],
        number=number,
        pages=pages if count > 1 else {},
        newer=pages.get(number - 1, ""),
        older=pages.get(number + 1, ""),
        **common,
    )


def _with_feeds(output: Path, kind: str) -> Sequence[Language]:
    """The languages that have a feed of the kind."""
    return [one for one in languages().values() if (output / "feeds" / f"{one.tag}.{kind}").is_file()]


def _edition_entry(edition: PublishedEdition) -> Mapping[str, Any]:
    language = languages()[edition.language]
    files = {
        file.path: link(file.path, file.size, language) for file in edition.files if file.path.count("/") == 1
    }
    return {
        "language": language,
        "title": edition.title,
        "disclosures": edition.disclosures,
        "words": words(edition.language),
        "downloads": list(downloads(files, language)),
    }


def _article(report: Report) -> Mapping[str, Any]:
    language = languages()[report.language]
    editions = [{"language": languages()[one.language], "title": one.title} for one in report.published]
    return {
        "href": quote(report.slug),
        "language": language,
        "title": report.title,
        "date": report.date,
        "day": _day(report.date, language),
        "editions": editions,
    }


def _day(date: str, language: Language) -> str:
    try:
        return long_date(date, language.tag)
    except ValueError:
        return ""
