"""An article's page: its editions, each in its own language. It needs no script to be read or heard and asks nothing of any other server."""

from collections.abc import Mapping
from typing import Any

from pipeline.config.tables import Theme
from pipeline.document.report import PublishedEdition, Report
from pipeline.languages import figures, languages, words
from pipeline.languages.dates import day_in_words
from pipeline.writers.downloads import SOUND, downloads, link
from pipeline.writers.page_rendering import render

_PLAIN = Theme()


def article_page(report: Report, theme: Theme = _PLAIN) -> bytes:
    """The page `index.html` of an article's folder: its editions, each in its own language."""
    language = languages()[report.language]
    return render(
        "article.html",
        language,
        styles=("site.css",),
        scripts=("page-memory.js", "list-player.js"),
        theme=theme,
        title=report.title,
        summary=_summary(report),
        date=report.date,
        day=day_in_words(report.date, language.tag),
        editions=[_edition_entry(edition) for edition in report.published],
    )


def _summary(report: Report) -> str:
    """What the article is about in its own language, or else in which languages it can be had."""
    told = (each.description for each in report.published if each.language == report.language)
    names = (languages()[each.language].native for each in report.published)
    return next(filter(None, told), "") or f"{report.title}: {', '.join(names)}"


def _edition_entry(edition: PublishedEdition) -> Mapping[str, Any]:
    language = languages()[edition.language]
    files = {
        file.path: link(file.path, file.size, language) for file in edition.files if file.path.count("/") == 1
    }
    fetched = dict(downloads(files, language))
    return {
        "language": language,
        "title": edition.title,
        "disclosures": edition.disclosures,
        "sound": fetched[SOUND].href if SOUND in fetched else "",
        "length": figures.clock(edition.seconds, language.tag),
        "words": words(edition.language),
        "downloads": list(fetched.items()),
    }
