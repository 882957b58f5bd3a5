"""The e-books as an OPDS 2.0 catalogue, for e-book apps: a start with the newest, and a list a language.

Sections named here are those of https://drafts.opds.io/opds-2.0.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.document.podcasting import EPISODES_A_PAGE
from pipeline.document.sound import Artifact
from pipeline.languages import words
from pipeline.writers.cover import COVER
from pipeline.writers.feeds.feed_addresses import Places, feed_path
from pipeline.writers.feeds.markup import allowed_text, paginate
from pipeline.writers.feeds.shows import UNDATED, Episode, Show

KIND = "opds.json"
START = f"feeds/catalogue.{KIND}"
_NEWEST = 12
_TYPE = "application/opds+json"
_OPEN = "http://opds-spec.org/acquisition/open-access"


def opds(shows: Sequence[Show], places: Places, title: str = "") -> Iterator[tuple[str, bytes]]:
    """The catalogue's files by path, the start first; none when there is no e-book. `title` is the site's."""
    with_books = [show for show in shows if any(_books(episode) for episode in show.episodes)]
    if with_books:
        yield START, _start(with_books, places, title or with_books[0].title)
    for show in with_books:
        pages = paginate([episode for episode in show.episodes if _books(episode)], EPISODES_A_PAGE)
        for number, episodes in enumerate(pages, 1):
            yield feed_path(show.language.tag, KIND, number), _catalogue_page(show, episodes, number, pages)


def _start(shows: Sequence[Show], places: Places, title: str) -> bytes:
    """Section 1.3: what is to be looked through, and the newest of each as a group (section 1.5)."""
    navigation = [
        {"href": _address(show), "title": show.title, "type": _TYPE, "rel": "subsection"} for show in shows
    ]
    groups = [
        {
            "metadata": {"title": show.title, "numberOfItems": len(_with_books(show))},
            "links": [{"rel": "self", "href": _address(show), "type": _TYPE}],
            "publications": [_publication(one, show) for one in _with_books(show)[:_NEWEST]],
        }
        for show in shows
    ]
    own = {"rel": "self", "href": f"{places.address}/{START}", "type": _TYPE}
    return _json({"metadata": {"title": title}, "links": [own], "navigation": navigation, "groups": groups})


def _catalogue_page(
    show: Show, episodes: Sequence[Episode], number: int, pages: Sequence[Sequence[Episode]]
) -> bytes:
    """Section 1.4, with the pages of section 4.1."""
    others = {"next": number + 1, "previous": number - 1, "first": 1, "last": len(pages)}
    wanted = {rel: page for rel, page in others.items() if len(pages) > 1 and 1 <= page <= len(pages)}
    links = [
        {"rel": rel, "href": _address(show, page), "type": _TYPE}
        for rel, page in {"self": number, **wanted}.items()
    ]
    links.append({"rel": "start", "href": f"{show.places.address}/{START}", "type": _TYPE})
    metadata = {
        "title": show.title,
        "numberOfItems": sum(map(len, pages)),
        "itemsPerPage": EPISODES_A_PAGE,
        "currentPage": number,
    }
    publications = [_publication(episode, show) for episode in episodes]
    return _json({"metadata": metadata, "links": links, "publications": publications})


def _publication(episode: Episode, show: Show) -> Mapping[str, Any]:
    """Section 5.1: what it is, where to get it, what it looks like."""
    edition, places = episode.edition, show.places
    moment, changed = (
        (each or UNDATED).isoformat().replace("+00:00", "Z") for each in (episode.moment, episode.changed)
    )
    metadata = {
        "@type": "http://schema.org/Book",
        "title": edition.title.strip() or show.title,
        "identifier": episode.guid,
        "language": edition.language,
        "author": [{"name": name} for name in edition.authors],
        "publisher": show.configuration.owner,
        "description": edition.description,
        "published": moment,
        "modified": changed,
        "readingProgression": episode.language.direction,
        "duration": round(edition.seconds) if episode.sound else 0,
    }
    cover = episode.file(COVER)
    links = [_acquisition(episode, book, places, word) for book, word in _books(episode)]
    page = places.page(episode.slug, edition.language)
    links.append({"rel": "alternate", "href": page, "type": "text/html"})
    images = [{"href": places.file(episode.slug, cover), "type": cover.media_type}] if cover else []
    return {
        "metadata": {name: value for name, value in metadata.items() if value},
        "links": links,
        "images": images,
    }


def _acquisition(episode: Episode, book: Artifact, places: Places, word: str) -> Mapping[str, Any]:
    """Section 5.3."""
    return {
        "rel": _OPEN,
        "href": places.file(episode.slug, book),
        "type": book.media_type,
        "title": words(episode.edition.language)[word],
        "properties": {"size": book.size},
    }


def _books(episode: Episode) -> Sequence[tuple[Artifact, str]]:
    """The e-book first, then its other sizes where they were asked for; each with the word for it."""
    language = episode.edition.language
    endings = {
        f".{language}.epub": "download_book",
        ".small.epub": "download_small_book",
        ".text.epub": "download_text",
    }
    found = ((episode.file(ending), word) for ending, word in endings.items())
    return [(book, word) for book, word in found if book]


def _with_books(show: Show) -> Sequence[Episode]:
    return [episode for episode in show.episodes if _books(episode)]


def _address(show: Show, page: int = 1) -> str:
    return show.places.feed(show.language.tag, KIND, page)


def _json(value: Mapping[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False) + "\n"
    return allowed_text(text).encode()
