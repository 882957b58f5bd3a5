"""What a web page says about its article: JSON-LD first, then OpenGraph, meta tags and mark-up."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from pipeline.infra.http.addresses import join
from pipeline.languages import surrogates
from pipeline.languages.cldr import english_name
from pipeline.languages.dates import iso_date
from pipeline.readers.author_names import listed_authors, people, reporters
from pipeline.readers.credit_lines import authors_in
from pipeline.readers.front_matter import Front
from pipeline.readers.hypertext import elements
from pipeline.readers.sources.source import clean

_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|\w*NewsPosting|Report|Blog ?Post)\Z")
_MOST = 2_000
"""Nodes of JSON-LD that are looked at."""
_ADDRESS = re.compile(r"(?:https?:)?//|www\.")
_SEPARATOR = r"\s*[-–—|·•:»_／｜]\s*"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article, and where the page is."""

    front: Front
    site: str = ""
    """The site's name."""
    address: str = ""
    """What relative links start from."""
    newsrooms: frozenset[str] = frozenset()
    """Who publishes the site; as an article's author it stands for somebody who is named elsewhere or nowhere."""


def metadata(root: Any, address: str) -> Metadata:
    """What the page with this `root`, fetched from `address` if it was, says about its article.

    Its title is what the metadata call it, without the site's name.
    """
    page = _Page(root)
    site = page.meta("og:site_name", "application-name")
    front = Front(
        title=without_site(page.title(), site),
        subtitle=page.value("alternativeHeadline"),
        authors=page.authors(),
        date=page.date(),
        language=page.language(),
        foreign_language=page.foreign_language(),
        description=page.description(),
        tags=page.tags(),
    )
    based = page.address(address)
    cover = page.cover()
    if cover:
        front = replace(front, cover=join(based, cover), cover_alt=page.cover_alt(cover))
    return Metadata(front, site, based, frozenset((site, *page.newsrooms())))


def without_site(title: str, site: str) -> str:
    """`title` without the name of the site before or behind it."""
    if not site:
        return title
    name = re.escape(site)
    return re.sub(rf"{_SEPARATOR}{name}\Z|\A{name}{_SEPARATOR}", "", title, flags=re.IGNORECASE) or title


class _Page:
    """One page, asked for one thing after the other."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._meta = dict(_metas(root))
        self._linked = next((node for node in _json_ld_nodes(root) if _is_article(node)), {})

    def meta(self, *names: str) -> str:
        """What the first of these meta tags says."""
        return next((self._meta[name][0] for name in names if name in self._meta), "")

    def value(self, *names: str) -> str:
        """What JSON-LD says under the first of these names, as a text."""
        return next((value for name in names if (value := _line(_first(self._linked.get(name))))), "")

    def title(self) -> str:
        titles = (inner.text for inner in self._root.iter("title") if isinstance(inner.tag, str))
        whole = _line(next((title for title in titles if title), ""))
        return (
            self.value("headline")
            or self.meta("og:title", "twitter:title", "dcterms.title", "dc.title")
            or whole
        )

    def authors(self) -> tuple[str, ...]:
        written = [name for key in _AUTHORS for name in self._meta.get(key, ())]
        said = (
            (one for name in _names(self._linked.get("author")) for one in reporters(name)),
            (one for name in written for one in listed_authors(name, self.language())),
            self._authors(),
        )
        return next((found for names in said if (found := people(names))), ())

    def newsrooms(self) -> Iterator[str]:
        """The names of the publisher, and of authors that are no persons."""
        for name in ("publisher", "author", "sourceOrganization"):
            said = self._linked.get(name)
            for one in said if isinstance(said, list) else [said]:
                if name != "author" or (isinstance(one, dict) and "Organization" in str(one.get("@type"))):
                    yield from _names(one)

    def _authors(self) -> tuple[str, ...]:
        for element in self._root.iter():
            if element.tag in ("a", "span", "address", "div", "p") and (
                "author" in elements.words(element, "rel", "itemprop")
            ):
                found = element.find(".//*[@itemprop='name']")
                text = elements.text(element if found is None else found)
                if text and len(text) < 100:
                    return authors_in(text, self.language())
        return ()

    def date(self) -> str:
        """When it appeared. What a template says of every page (“date”) comes after what the article itself shows."""
        candidates = (
            self.value("datePublished", "dateCreated"),
            self.meta(*_PUBLISHED),
            *self._times(),
            self.meta(*_DATES),
        )
        dates = (iso_date(written) for written in candidates if written)
        return next((date for date in dates if date and not date.startswith(_UNSET)), "")

    def _times(self) -> Iterator[str]:
        part = self._article()
        for element in part.iter("time", "meta", "span", "abbr"):
            said = "datepublished" in elements.words(element, "itemprop") or "pubdate" in element.attrib
            if said and not _is_around(element, part):
                yield element.get("datetime") or element.get("content") or elements.text(element)
        for element in part.iter("time") if part is not self._root else ():
            if not _is_around(element, part):
                yield element.get("datetime") or elements.text(element)

    def _article(self) -> Any:
        """The element that holds the article: the one around the page's first heading, else the only one of its kind, else the page."""
        head = self._root.find(".//h1")
        around = next(head.iterancestors("article"), None) if head is not None else None
        found = list(self._root.iter("article"))
        return around if around is not None else found[0] if len(found) == 1 else self._root

    def language(self) -> str:
        return elements.known_tag(self._declared())

    def foreign_language(self) -> str:
        declared = self._declared()
        return "" if elements.known_tag(declared) or not english_name(declared) else declared

    def _declared(self) -> str:
        candidates = (
            self._root.get("lang"),
            self.value("inLanguage"),
            self.meta("content-language", "dcterms.language", "dc.language"),
        )
        written = next((one for one in (*candidates, self.meta("og:locale").replace("_", "-")) if one), "")
        return written.partition(",")[0].strip()

    def description(self) -> str:
        return self.meta("description", "og:description", "dcterms.description") or self.value("description")

    def tags(self) -> tuple[str, ...]:
        words = self._linked.get("keywords")
        listed = words if isinstance(words, list) else [words] if isinstance(words, str) else []
        metas = [
            *self._meta.get("article:tag", ()),
            *self._meta.get("keywords", ()),
            *self._meta.get("news_keywords", ()),
        ]
        keywords = [one for one in listed if isinstance(one, str)] or metas
        return tuple(
            dict.fromkeys(
                tag for one in keywords for part in re.split("[,;，、]", one) if (tag := _line(part))
            )
        )

    def cover(self) -> str:
        image = _first(self._linked.get("image"))
        return self.meta("og:image", "og:image:url", "twitter:image") or _line(image)

    def cover_alt(self, cover: str) -> str:
        """What the picture at the address `cover` shows, where the page says so."""
        named = {"og:image:alt": ("og:image", "og:image:url"), "twitter:image:alt": ("twitter:image",)}
        return next(
            (
                alternative
                for alt, of in named.items()
                if self.meta(*of) == cover and (alternative := self.meta(alt))
            ),
            "",
        )

    def address(self, fetched: str) -> str:
        """Where the page is: as fetched, or as it says itself; its `<base>` counts for links."""
        links = (link for link in self._root.iter("link") if "canonical" in elements.words(link, "rel"))
        says = [
            fetched,
            *(link.get("href", "") for link in links),
            self.meta("og:url"),
            self.value("url", "mainEntityOfPage"),
        ]
        place = next((one for one in says if _ADDRESS.match(one)), "")
        base = next((element.get("href") for element in self._root.iter("base") if element.get("href")), "")
        return join(place, base) if base else place


def _is_around(element: Any, part: Any) -> bool:
    """Whether an element within `part` stands in something beside the text: another article, a margin, comments."""
    for outer in element.iterancestors():
        if outer is part:
            return False
        if outer.tag in ("aside", "nav", "footer", "article") or _BESIDE.search(outer.get("class", "")):
            return True
    return False


_BESIDE = re.compile(r"\b(?:comments?|related|sidebar|teasers?|most-read|recommend\w*)\b", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time",
    "dcterms.created",
    "dcterms.issued",
    "dc.date.issued",
    "citation_publication_date",
    "publish-date",
    "datepublished",
)
_DATES = ("dcterms.date", "dc.date", "pubdate", "date")
_UNSET = ("0001-", "1900-01-01", "1970-01-01")
"""What programs write that were given no date."""
_AUTHORS = (
    "author",
    "article:author",
    "dcterms.creator",
    "dc.creator",
    "byl",
    "parsely-author",
    "citation_author",
)


def _metas(root: Any) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = _line(element.get("content", ""))
        for name in elements.words(element, "name", "property", "http-equiv", "itemprop") if content else ():
            found.setdefault(name, []).append(content)
    yield from found.items()


def _json_ld_nodes(root: Any) -> Iterator[Mapping[str, Any]]:
    """All nodes of the page's JSON-LD, those within others and in graphs too."""
    for element in root.iter("script"):
        if "ld+json" not in element.get("type", "").lower():
            continue
        try:
            waiting = [surrogates.whole_in(json.loads(element.text or "", strict=False))]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                yield node
                waiting += [node[key] for key in ("@graph", "mainEntity", "hasPart") if key in node]


def _is_article(node: Mapping[str, Any]) -> bool:
    kind = node.get("@type")
    return any(
        isinstance(one, str) and _ARTICLE.match(one) for one in (kind if isinstance(kind, list) else [kind])
    )


def _first(value: Any) -> Any:
    """A value, the first of a list, or the address or name of a thing."""
    if isinstance(value, list):
        return _first(value[0]) if value and not isinstance(value[0], list) else ""
    if isinstance(value, dict):
        return value.get("url") or value.get("@id") or value.get("name") or ""
    return value


def _names(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        for part in name if isinstance(name, list) else [name]:
            if isinstance(part, str) and _line(part) and not _ADDRESS.match(part):
                yield _line(part)


def _line(text: Any) -> str:
    return " ".join(clean(unescape(text)).split()) if isinstance(text, str) else ""
