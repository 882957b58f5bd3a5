"""A show as Atom (RFC 4287), for readers of text: every edition with its page, its e-book and its recording."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid5

from pipeline.document.podcasting import ATOM, EPISODES_A_PAGE
from pipeline.document.sound import Artifact
from pipeline.writers.feeds import notes
from pipeline.writers.feeds.feed_addresses import feed_path
from pipeline.writers.feeds.feed_page import STYLE, XHTML, lead_to_page
from pipeline.writers.feeds.markup import add, document, paginate, root
from pipeline.writers.feeds.shows import UNDATED, Episode, Show

if TYPE_CHECKING:
    from lxml.etree import _Element

KIND = "atom"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def atom(show: Show, picture: str) -> Iterator[tuple[str, bytes]]:
    """The pages of `show`'s feed by path, newest editions on the first (RFC 5005, section 3)."""
    pages = paginate(show.episodes, EPISODES_A_PAGE)
    for number, episodes in enumerate(pages, 1):
        top = root(f"{{{ATOM}}}feed", {"": ATOM, "xhtml": XHTML}, {_XML_LANGUAGE: show.language.tag})
        _put(top, "id", uuid5(show.guid, KIND).urn)
        _put(top, "title", show.title)
        _put(top, "subtitle", show.description)
        _put(top, "updated", _moment(show.newest))
        _links(top, show, number, len(pages))
        _name(top, show.author)
        if show.configuration.copyright:
            _put(top, "rights", show.configuration.copyright)
        _put(top, "logo", picture)
        if show.heard:
            lead_to_page(top, show)
        for episode in episodes:
            _entry(_put(top, "entry"), episode, show)
        yield feed_path(show.language.tag, KIND, number), document(top, STYLE.rpartition("/")[2])


def _links(top: "_Element", show: Show, number: int, count: int) -> None:
    tag = show.language.tag
    _put(top, "link", rel="alternate", type="text/html", href=show.places.home())
    wanted = {"self": number}
    if count > 1:
        others = {"next": number + 1, "previous": number - 1, "first": 1, "last": count}
        wanted |= {rel: page for rel, page in others.items() if 1 <= page <= count}
    if hub := show.configuration.hub:
        _put(top, "link", rel="hub", href=hub)
    for rel, page in wanted.items():
        _put(top, "link", rel=rel, type="application/atom+xml", href=show.places.feed(tag, KIND, page))


def _entry(entry: "_Element", episode: Episode, show: Show) -> None:
    edition, places = episode.edition, show.places
    _put(entry, "id", episode.guid)
    _put(entry, "title", edition.title.strip() or show.title)
    _put(entry, "published", _moment(episode.moment))
    _put(entry, "updated", _moment(episode.changed))
    page = places.page(episode.slug, edition.language)
    _put(entry, "link", rel="alternate", type="text/html", hreflang=edition.language, href=page)
    for other in episode.siblings:
        address = places.page(other.slug, other.edition.language)
        _put(entry, "link", rel="related", type="text/html", hreflang=other.edition.language, href=address)
    if episode.sound:
        _enclose(entry, places.sound(episode.sound), episode.sound)
    if book := episode.file(f".{edition.language}.epub"):
        _enclose(entry, places.file(episode.slug, book), book)
    for name in edition.authors or (show.author,):
        _name(entry, name)
    if edition.description:
        _put(entry, "summary", edition.description)
    _put(entry, "content", notes.full(episode, places), type="html")


def _enclose(entry: "_Element", address: str, file: Artifact) -> None:
    _put(entry, "link", rel="enclosure", type=file.media_type, length=str(file.size), href=address)


def _name(parent: "_Element", name: str) -> None:
    _put(_put(parent, "author"), "name", name)


def _moment(moment: datetime | None) -> str:
    """RFC 3339; Atom asks for one where the article names none."""
    return (moment or UNDATED).isoformat().replace("+00:00", "Z")


def _put(parent: "_Element", tag: str, text: str = "", **attributes: str) -> "_Element":
    return add(parent, f"{{{ATOM}}}{tag}", text, attributes)
