"""The web pages: an edition to read and to hear, an article's languages, and all that is published.

Each is one file that needs no script and asks nothing of any other server. Text, ids and style are the
e-book's own, so what names a sentence in the captions names it here too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.document.article import Block, Edition, Role
from pipeline.document.notices import Notice
from pipeline.document.pages import ENTRY, Page, PageKind
from pipeline.document.report import PublishedEdition, Report
from pipeline.document.sound import Timeline
from pipeline.infra.published import read_reports
from pipeline.languages import FALLBACK, Language, figures, languages, words
from pipeline.languages.dates import long_date
from pipeline.languages.regions import with_territory
from pipeline.writers.cover import SHOWN, drawn_words
from pipeline.writers.epub.markup import prose
from pipeline.writers.epub.pages import alternative, block, picture_path
from pipeline.writers.epub.styles import sheet
from pipeline.writers.links import on_one_page
from pipeline.writers.read_along import SPEEDS, cues, places, policy, script_json

if TYPE_CHECKING:
    from jinja2 import Environment

_DOWNLOADS = {
    "download_book": ".{language}.epub",
    "download_sound": ".{language}.mp3",
    "download_captions": ".{language}.vtt",
    "download_bilingual": ".{language}.with-*.epub",
    "download_small_book": ".{language}.small.epub",
    "download_small_sound": ".{language}.small.mp3",
    "download_text": ".{language}.text.epub",
}
"""The word for a file, and how its name ends; the last four are made when they are asked for."""

SITE_PAGE = re.compile(r"index(?:-[0-9]+)?\.html")
"""The names of the site's pages; no article's folder can have one, for none has a dot."""
ARTICLES_A_PAGE = 50
_BESIDE = 2
"""Pages before and after one that it leads to by number; the first and the last are there always."""


@dataclass(frozen=True, slots=True)
class Link:
    """A file to be fetched."""

    href: str
    size: str
    """For a person, unit included."""


def edition_page(
    edition: Edition,
    timeline: Timeline,
    others: Mapping[str, int],
    siblings: Sequence[str],
    address: str = "",
) -> bytes:
    """The page `index.html` of an edition's folder.

    `others` are the sizes in bytes of the edition's other files by name: its recording, e-book, captions and
    sections; `siblings` the languages of all editions of the article, this one's among them. What `pictures`
    gives must lie beside the edition's folder. `address` is where that folder will stand on the web, with a
    slash at its end, if that is known.
    """
    language = languages()[edition.language]
    pages = on_one_page([track.page for track in timeline.tracks])
    kinds: Mapping[PageKind, Page] = {page.kind: page for page in pages}
    shown = [languages()[tag] for tag in siblings]
    links = {name: _link(name, size, language) for name, size in others.items()}
    own = {name: link for name, link in links.items() if "/" not in name}
    return _render(
        "edition.html",
        language,
        script=_source("read-along.js"),
        address=address,
        locale=with_territory(edition.language),
        subscription=_subscription(address, language),
        code=_safe(_code(address)) if address else "",
        linked_data=_safe(script_json(_linked_data(edition, timeline, address))),
        cues=_safe(cues(timeline)),
        places=places(timeline),
        speeds=[(each, figures.speed(each, language.tag)) for each in SPEEDS],
        title=edition.article.title.text.strip(),
        description=edition.article.description,
        siblings=shown,
        others=[one for one in shown if one != language],
        cover=_markup(kinds[PageKind.COVER].blocks, language),
        cover_shows=_cover_shows(edition),
        episode=next(link for word, link in _downloads(own, language) if word == "download_sound"),
        duration=f"PT{round(timeline.seconds(timeline.samples))}S",
        clock=figures.clock(timeline.seconds(timeline.samples), language.tag),
        downloads=list(_downloads(own, language)),
        recordings=_recordings(pages, links),
        contents=_contents(kinds[PageKind.CONTENTS], language),
        sections=[
            _section(page, language) for page in pages if page.kind in (PageKind.SECTION, PageKind.END)
        ],
    )


def without(page: bytes, language: str) -> bytes:
    """An edition's page as `edition_page` makes it when the article has no edition in `language`, another one's."""
    text = page.decode()
    head = rf'<link rel="alternate" hreflang="{language}" href="\.\./{language}/index\.html">\n'
    link = rf'<li><a lang="{language}" dir="\w+" hreflang="{language}" href="\.\./{language}/index\.html[^"]*">[^<]*</a></li>\n'
    text = re.sub(f"^(?:{head}|{link})", "", text, flags=re.MULTILINE)
    empty = r'^<details class="here">\n<summary [^\n]*</summary>\n<ul class="switch">\n</ul>\n</details>\n'
    return re.sub(empty, "", text, flags=re.MULTILINE).encode()


def pictures(pages: Sequence[Page]) -> Mapping[str, bytes]:
    """The pictures that an edition's page shows, by path within the article's folder; all editions share them."""
    figures = (inner for page in pages for shown in page.blocks for inner in shown.walk())
    return {picture_path(one, one.picture): one.picture.data for one in figures if one.picture}


def article_page(report: Report) -> bytes:
    """The page `index.html` of an article's folder: its editions, each in its own language."""
    language = languages()[report.language]
    return _render(
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
    return _render(
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


def _cover_shows(edition: Edition) -> str:
    """The author's words for a cover of their own, nothing for one they say nothing of, and what ours says."""
    article = edition.article
    description = next((alternative(shown) for shown in article.front if shown.role is Role.COVER), None)
    if description:
        return " ".join(description.text.split())
    own = article.cover and article.cover.media_type in SHOWN
    return "" if own else drawn_words(article, words(edition.language))


def _contents(page: Page, language: Language) -> Mapping[str, Any]:
    heading, listed = page.blocks
    below_title = replace(heading, level=2)
    return {
        "id": heading.id,
        "heading": _markup([below_title], language),
        "list": _entries(listed, language),
    }


def _entries(listed: Block, language: Language) -> Mapping[str, Any]:
    entries = [
        {
            "id": item.id,
            "place": _place(item.id.removeprefix(ENTRY)),
            "text": _safe(prose(item.sentences, language, links=False)),
            "lists": [_entries(inner, language) for inner in item.blocks],
        }
        for item in listed.blocks
    ]
    return {"id": listed.id, "entries": entries}


def _place(section: str) -> str:
    """Where a section begins in the page: a nested one with its heading."""
    return f"{section}-b1" if "-" in section else section


def _section(page: Page, language: Language) -> Mapping[str, Any]:
    heading, *rest = page.blocks
    head = _markup([heading], language)
    return {
        "id": page.id,
        "title": page.title,
        "label": heading.id if head else "",
        "head": head,
        "body": _markup(rest, language),
        "switch": page.kind is PageKind.SECTION,
    }


def _recordings(pages: Sequence[Page], links: Mapping[str, Link]) -> Sequence[tuple[str, Link]]:
    """The recordings of the sections with their titles; their names are numbered in the sections' order."""
    titles = [page.title for page in pages if page.kind is PageKind.SECTION]
    named = sorted((name for name in links if name.startswith("sections/")), key=_number)
    return [(title, links[name]) for title, name in zip(titles, named, strict=True)] if named else []


def _number(name: str) -> int:
    return int(name.removeprefix("sections/").partition("-")[0])


def _edition_entry(edition: PublishedEdition) -> Mapping[str, Any]:
    language = languages()[edition.language]
    files = {
        file.path: _link(file.path, file.size, language)
        for file in edition.files
        if file.path.count("/") == 1
    }
    return {
        "language": language,
        "title": edition.title,
        "disclosures": edition.disclosures,
        "words": words(edition.language),
        "downloads": list(_downloads(files, language)),
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


def _markup(blocks: Sequence[Block], language: Language) -> str:
    return _safe("\n".join(filter(None, (block(one, language) for one in blocks))))


def _downloads(links: Mapping[str, Link], language: Language) -> Iterator[tuple[str, Link]]:
    """The files to be fetched that are there, each with the word for it, in the table's order."""
    for word, ending in _DOWNLOADS.items():
        pattern = f"*{ending.format(language=language.tag)}"
        yield from ((word, link) for name, link in links.items() if fnmatchcase(name, pattern))


def _link(path: str, amount: int, language: Language) -> Link:
    return Link(quote(path), figures.size(amount, language.tag))


def _day(date: str, language: Language) -> str:
    try:
        return long_date(date, language.tag)
    except ValueError:
        return ""


def _safe(markup: str) -> str:
    """`markup` as the templates take it, unescaped: it was escaped where it was made."""
    from markupsafe import Markup

    return Markup(markup)


def _linked_data(edition: Edition, timeline: Timeline, address: str) -> Mapping[str, Any]:
    """The article as search engines read it: Schema.org's NewsArticle, with its sound."""
    article = edition.article
    properties: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title.text.strip(),
        "inLanguage": edition.language,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "audio": {"@type": "AudioObject", "duration": f"PT{round(timeline.seconds(timeline.samples))}S"},
    }
    optional = {
        "datePublished": article.date,
        "description": article.description,
        "keywords": ", ".join(article.tags),
        "url": address,
    }
    return properties | {name: value for name, value in optional.items() if value}


def _subscription(address: str, language: Language) -> str:
    """The feed's address as podcast apps take it from a link; `address` is that of the edition's folder."""
    _, _, place = address.removesuffix("/").rpartition("://")
    site = place.rpartition("/")[0].rpartition("/")[0]
    return f"pcast://{site}/feeds/{language.tag}.xml" if site else ""


def _code(address: str) -> str:
    """The address as a QR code (ISO/IEC 18004), drawn inline; its words stand beside it."""
    import segno

    made: str = segno.make(address, micro=False).svg_inline(
        omitsize=True, border=4, dark="#000", svgclass=None
    )
    return made.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def _render(template: str, language: Language, script: str = "", **values: Any) -> bytes:
    """A page from its template. Style and script stand in it between line ends, which the policy's digests count."""
    style = sheet(language).decode() + "\n" + _source("page.css")
    page = (
        _environment()
        .get_template(template)
        .render(
            language=language,
            style=_safe(style),
            script=_safe(script),
            policy=policy(f"\n{style}\n", f"\n{script}\n" if script else ""),
            words=words(language.tag),
            **values,
        )
    )
    return page.encode()


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        autoescape=True,
        auto_reload=False,
        finalize=_allowed_text,
        keep_trailing_newline=True,
        loader=FunctionLoader(_source),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )


def _source(name: str) -> str:
    return (files("pipeline.writers") / "templates" / name).read_text("utf-8")


def _allowed_text(value: object) -> object:
    """Text without the characters that no HTML may hold; what is marked as safe came without them."""
    if type(value) is not str:
        return value
    return re.sub("[^\t\n\r\u0020-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]", "", value)
