"""The site's pages: all articles, those in each language, and what a search looks through.

Each is one file that can be read without script and asks nothing of any other server.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from pipeline.document.excerpts import LONGEST_SUMMARY, shorten
from pipeline.document.report import PublishedEdition, Report
from pipeline.infra.published import file_named
from pipeline.languages import FALLBACK, Language, figures, languages, words
from pipeline.languages.dates import day_in_words
from pipeline.writers.configuration import FeedsConfiguration
from pipeline.writers.feeds.feed_addresses import feed_path
from pipeline.writers.page_rendering import render
from pipeline.writers.search_index import search_index
from pipeline.writers.site_words import about_site
from pipeline.writers.small_covers import small_cover_name
from pipeline.writers.theme import logo_file

SITE_FILES = "index.files"
"""The folder of what the site's pages need; no article can be called so, for none has a dot."""
SITE_PAGE = re.compile(r"(?:index|[a-z]{2,3}(?:-[A-Z][A-Za-z]+)?)(?:-[0-9]+)?\.html")
"""The names of the site's pages; no article's folder can have one, for none has a dot."""
ARTICLES_A_PAGE = 20
_BESIDE = 2
"""Pages before and after one that it leads to by number; the first and the last are there always."""
_FOLDED = 6
"""With more languages than these their switch is folded, so that the articles come first."""
_LONGEST_SUMMARY = 300
_EVERY = ""
"""Stands for the list of all languages."""


def site_pages(
    reports: Sequence[Report],
    site: FeedsConfiguration,
    *,
    feeds: Collection[str] = (),
    covers: Collection[str] = (),
    size: int = ARTICLES_A_PAGE,
) -> Mapping[str, bytes]:
    """The site's files by name in the output folder, of the articles of `reports`, newest first.

    The first page is `index.html`, those after it `index-2.html` and so on, each of `size` articles; `ko.html` and so on
    are the same for a language, where there are several. `feeds` are the paths of the feeds that are there, `covers` the
    names of the small covers.
    """
    shown = [report for report in reports if report.published]
    whole = _Site(site, shown, frozenset(feeds), frozenset(covers))
    lists = {_EVERY: shown}
    if len(whole.tags) > 1:
        lists |= {tag: [one for one in shown if _edition_in(one, tag)] for tag in whole.tags}
    made: dict[str, bytes] = {}
    for tag, listed in lists.items():
        made |= _List(whole, tag, listed, size).pages()
    return {**made, **dict(_searched(whole)), **dict(_logo(site))}


@dataclass(frozen=True, slots=True)
class _Site:
    """What all pages of a site go by."""

    configuration: FeedsConfiguration
    reports: Sequence[Report]
    feeds: Collection[str]
    covers: Collection[str]

    @property
    def tags(self) -> Sequence[str]:
        """The languages in which something is published, in the tags' order."""
        return sorted({edition.language for report in self.reports for edition in report.published})

    @property
    def own_language(self) -> Language:
        """That of the newest article."""
        return languages()[self.reports[0].language if self.reports else FALLBACK]

    def podcasts(self) -> Sequence[tuple[Language, str]]:
        """The languages that have a podcast, each with the path of its page, or of the feed where an earlier version made it."""
        pages = ((one, feed_path(one.tag, "html")) for one in self.with_feeds("xml"))
        return [(one, page if page in self.feeds else feed_path(one.tag)) for one, page in pages]

    def with_feeds(self, kind: str) -> Sequence[Language]:
        """The languages that have a feed of the kind."""
        return [one for one in languages().values() if feed_path(one.tag, kind) in self.feeds]


@dataclass(frozen=True, slots=True)
class _List:
    """All articles, or those in one language, in pages."""

    site: _Site
    tag: str
    reports: Sequence[Report]
    size: int

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """The pages by name."""
        starts = range(0, max(len(self.reports), 1), self.size)
        common = self._common()
        for number, begin in enumerate(starts, 1):
            shown = self.reports[begin : begin + self.size]
            yield _page_name(self.tag, number), self._page(number, len(starts), shown, common)

    @property
    def language(self) -> Language:
        """In which the page speaks."""
        return languages()[self.tag] if self.tag else self.site.own_language

    def _common(self) -> Mapping[str, Any]:
        site = self.site
        logo = logo_file(site.configuration.theme)
        return {
            **about_site(site.configuration, self.language),
            "logo": _logo_path(logo.suffix) if logo else "",
            "tag": self.tag,
            "lists": [languages()[tag] for tag in site.tags] if len(site.tags) > 1 else [],
            "folded": len(site.tags) > _FOLDED,
            "feeds": site.with_feeds("xml"),
            "podcasts": site.podcasts(),
            "readers": site.with_feeds("atom"),
            "catalogue": "feeds/catalogue.opds.json" in site.feeds,
            "searched": [self.tag] if self.tag else site.tags,
            "files": SITE_FILES,
        }

    def _page(self, number: int, count: int, shown: Sequence[Report], common: Mapping[str, Any]) -> bytes:
        near = range(max(number - _BESIDE, 1), min(number + _BESIDE, count) + 1)
        pages = {other: _page_name(self.tag, other) for other in sorted({1, *near, count})}
        articles = [self._article(report) for report in shown]
        titles = shorten(" · ".join(each["title"] for each in articles), LONGEST_SUMMARY)
        return render(
            "site.html",
            self.language,
            styles=("site.css",),
            scripts=("page-memory.js", "list-player.js", "search.js"),
            theme=self.site.configuration.theme,
            articles=articles,
            summary=common["description"] or titles,
            number=number,
            pages=pages if count > 1 else {},
            newer=pages.get(number - 1, ""),
            older=pages.get(number + 1, ""),
            **common,
        )

    def _article(self, report: Report) -> Mapping[str, Any]:
        """As the list shows it: in its language, or in the article's own, and in which languages it can be heard."""
        own = _edition_in(report, self.tag or report.language)
        edition = own or report.published[0]
        folder = quote(report.slug)
        language = languages()[edition.language]
        cover = small_cover_name(edition)
        return {
            "href": f"{folder}/{edition.language}/index.html",
            "language": language,
            "title": edition.title.strip() or report.title,
            "summary": shorten(edition.description.strip(), _LONGEST_SUMMARY),
            "date": edition.date,
            "day": day_in_words(edition.date, language.tag),
            "seconds": round(edition.seconds) if _sound(folder, edition) else 0,
            "length": figures.clock(edition.seconds, language.tag),
            "cover": f"{SITE_FILES}/{cover}" if cover in self.site.covers else "",
            "editions": [_edition(folder, one) for one in _first(edition, report.published)],
        }


def _searched(site: _Site) -> Iterator[tuple[str, bytes]]:
    for tag in site.tags:
        found = ((quote(each.slug), edition) for each in site.reports if (edition := _edition_in(each, tag)))
        yield f"{SITE_FILES}/search.{tag}.json", search_index(tag, found, site.covers)


def _logo(site: FeedsConfiguration) -> Iterator[tuple[str, bytes]]:
    if logo := logo_file(site.theme):
        yield _logo_path(logo.suffix), logo.read_bytes()


def _logo_path(suffix: str) -> str:
    return f"{SITE_FILES}/logo{suffix.lower()}"


def _page_name(tag: str, number: int) -> str:
    return f"{tag or 'index'}{f'-{number}' if number > 1 else ''}.html"


def _edition_in(report: Report, tag: str) -> PublishedEdition | None:
    return next((each for each in report.published if each.language == tag), None)


def _first(edition: PublishedEdition, every: Sequence[PublishedEdition]) -> Sequence[PublishedEdition]:
    """`every` edition, this one before the others."""
    return [edition, *(each for each in every if each is not edition)]


def _edition(folder: str, edition: PublishedEdition) -> Mapping[str, Any]:
    return {
        "language": languages()[edition.language],
        "title": edition.title.strip(),
        "href": f"{folder}/{edition.language}/index.html",
        "sound": _sound(folder, edition),
        "words": words(edition.language),
    }


def _sound(folder: str, edition: PublishedEdition) -> str:
    sound = file_named(edition, f".{edition.language}.mp3")
    return f"{folder}/{quote(sound.path)}" if sound else ""
