"""The map of the site for search engines: every page for readers, with the same in other languages (Sitemaps 0.9, and Google's xhtml:link)."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from pipeline.languages import languages
from pipeline.writers.feeds.feed_addresses import feed_path
from pipeline.writers.site_pages import SITE_PAGE

SITEMAP = "sitemap.xml"
_MOST_PAGES, _MOST_BYTES = 50_000, 45_000_000
"""Of one file; the protocol allows 50 MB."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_DEFAULT = "x-default"
"""For readers of languages that are not there."""


def sitemaps(names: Sequence[str], base_url: str) -> Mapping[str, bytes]:
    """The map's files, of the site's files `names`; several where one would be too large, and one that lists them.

    Players for other sites are left out: they are the editions' pages once more.
    """
    base = base_url.rstrip("/")
    parts = [*_parts(_entry(each, base) for each in _groups(names))]
    if len(parts) == 1:
        return {SITEMAP: _document("urlset", parts[0])}
    files = {f"sitemap-{number}.xml": _document("urlset", part) for number, part in enumerate(parts, 1)}
    listed = [f"<sitemap><loc>{base}/{name}</loc></sitemap>\n" for name in files]
    return {SITEMAP: _document("sitemapindex", listed), **files}


_Group = tuple[str, Mapping[str, str]]
"""A page, and the same by language; with none a page is for all."""


def _groups(names: Sequence[str]) -> Iterator[_Group]:
    """Every page once, in order."""
    lists = {tag: name for tag in languages() if (name := f"{tag}.html") in set(names)}
    whole = {**lists, _DEFAULT: "index.html"} if lists else {}
    further = sorted(name for name in names if SITE_PAGE.fullmatch(name) and name != "index.html")
    yield from ((name, whole if name in whole.values() else {}) for name in ("index.html", *further))
    podcasts = {tag: name for tag in languages() if (name := feed_path(tag, "html")) in set(names)}
    yield from ((name, podcasts) for name in sorted(podcasts.values()))
    for _, pages in sorted(_articles(names).items()):
        yield from ((name, pages) for name in sorted(pages.values()))


def _articles(names: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """The pages of every article by language."""
    articles: dict[str, dict[str, str]] = {}
    for name in names:
        folder, _, rest = name.partition("/")
        tag, _, page = rest.partition("/")
        if page == "index.html":
            articles.setdefault(folder, {})[tag] = name
        elif rest == "index.html":
            articles.setdefault(folder, {})[_DEFAULT] = name
    return articles


def _entry(group: _Group, base: str) -> str:
    name, others = group
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(_address(other, base))}/>'
        for tag, other in sorted(others.items())
    )
    return f"<url><loc>{escape(_address(name, base))}</loc>{links}</url>\n"


def _parts(entries: Iterator[str]) -> Iterator[Sequence[str]]:
    part: list[str] = []
    size = 0
    for entry in entries:
        if part and (len(part) == _MOST_PAGES or size + len(entry) > _MOST_BYTES):
            yield part
            part, size = [], 0
        part.append(entry)
        size += len(entry)
    yield part


def _document(kind: str, entries: Sequence[str]) -> bytes:
    return f"{_HEAD}<{kind} {_SPACES}>\n{''.join(entries)}</{kind}>\n".encode()


def _address(name: str, base: str) -> str:
    return f"{base}/{quote(name.removesuffix('index.html'))}"
