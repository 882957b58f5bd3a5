"""A show as RSS 2.0 with Apple's and the podcast namespace's tags.

Required and recommended tags after Apple's "A Podcaster's Guide to RSS", the Podcast Standards Project's PSP-1,
and podcastindex.org's namespace. No clock is read, so a feed changes only when its editions or its configuration do.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from functools import partial
from typing import TYPE_CHECKING

from pipeline.document.podcasting import ATOM, CONTENT, EPISODES_A_PAGE, ITUNES, PODCAST, categories
from pipeline.document.sound import Artifact
from pipeline.writers.cover import COVER
from pipeline.writers.encoder import FULL, SMALL, Quality
from pipeline.writers.feeds import notes
from pipeline.writers.feeds.feed_addresses import Places, feed_path
from pipeline.writers.feeds.feed_page import STYLE, XHTML, lead_to_page
from pipeline.writers.feeds.markup import add, add_html, document, paginate, root
from pipeline.writers.feeds.shows import Episode, Show

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACES = {"atom": ATOM, "content": CONTENT, "itunes": ITUNES, "podcast": PODCAST, "xhtml": XHTML}
_LONGEST_TEXT = 4000  # of a txt, by the namespace
_LONGEST_NAME = 128  # of a person, by the namespace
_LONGEST_LABEL = 32  # of an alternate enclosure, by the namespace


def rss(show: Show, picture: str) -> Iterator[tuple[str, bytes]]:
    """The pages of `show`'s feed by path, newest episodes on the first; `picture` is the show's address of it.

    A show without recordings has none.
    """
    pages = paginate(show.heard, EPISODES_A_PAGE) if show.heard else []
    for number, episodes in enumerate(pages, 1):
        page = _Page(show, picture, episodes, number, len(pages))
        yield feed_path(show.language.tag, page=number), page.xml()


@dataclass(frozen=True, slots=True)
class _Page:
    """One page of a feed."""

    show: Show
    picture: str
    episodes: Sequence[Episode]
    number: int
    count: int

    def xml(self) -> bytes:
        top = root("rss", _SPACES, {"version": "2.0"})
        channel = add(top, "channel")
        self._about(channel)
        self._links(channel)
        self._apple(channel)
        self._podcast(channel)
        lead_to_page(channel, self.show)
        for episode in self.episodes:
            _Item(self.show, episode, add(channel, "item")).fill()
        return document(top, STYLE.rpartition("/")[2])

    def _about(self, channel: "_Element") -> None:
        show, configuration = self.show, self.show.configuration
        for tag, text in (
            ("title", show.title),
            ("description", show.description),
            ("link", show.places.home()),
            ("language", show.language.tag),
            ("copyright", configuration.copyright),
            ("lastBuildDate", format_datetime(show.newest, usegmt=True) if show.newest else ""),
        ):
            if text:
                add(channel, tag, text)
        image = add(channel, "image")
        for tag, text in (("url", self.picture), ("title", show.title), ("link", show.places.home())):
            add(image, tag, text)

    def _links(self, channel: "_Element") -> None:
        """Where this page is, and the others of the feed (RFC 5005, section 3)."""
        others = {"next": self.number + 1, "previous": self.number - 1, "first": 1, "last": self.count}
        wanted = {"self": self.number}
        if self.count > 1:
            wanted |= {rel: page for rel, page in others.items() if 1 <= page <= self.count}
        for rel, page in wanted.items():
            href = self.show.places.feed(self.show.language.tag, page=page)
            add(channel, f"{{{ATOM}}}link", "", {"href": href, "rel": rel, "type": "application/rss+xml"})
        if hub := self.show.configuration.hub:
            add(channel, f"{{{ATOM}}}link", "", {"href": hub, "rel": "hub"})

    def _apple(self, channel: "_Element") -> None:
        configuration = self.show.configuration
        put = partial(_put, channel, ITUNES)
        put("author", self.show.author)
        above = channel
        for name in categories(configuration.category):
            above = add(above, f"{{{ITUNES}}}category", "", {"text": name})
        put("explicit", _yes(configuration.explicit))
        put("image", "", href=self.picture)
        put("type", "episodic")
        if configuration.owner_email:
            owner = put("owner", "")
            add(owner, f"{{{ITUNES}}}name", configuration.owner or self.show.author)
            add(owner, f"{{{ITUNES}}}email", configuration.owner_email)
        if (
            configuration.first_base_url
            and Places(configuration.first_base_url.rstrip("/")) != self.show.places
        ):
            put("new-feed-url", self.show.places.feed(self.show.language.tag))

    def _podcast(self, channel: "_Element") -> None:
        configuration = self.show.configuration
        put = partial(_put, channel, PODCAST)
        put("guid", str(self.show.guid))
        put("locked", "yes", **({"owner": configuration.owner_email} if configuration.owner_email else {}))
        put("medium", "podcast")
        if configuration.funding:
            put("funding", self.show.funding_words[:_LONGEST_NAME], url=configuration.funding)
        if configuration.verify:
            put("txt", configuration.verify[:_LONGEST_TEXT], purpose="verify")
        if configuration.licence:
            put(
                "license",
                configuration.licence,
                **({"url": configuration.licence_url} if configuration.licence_url else {}),
            )


@dataclass(frozen=True, slots=True)
class _Item:
    """One episode."""

    show: Show
    episode: Episode
    item: "_Element"

    def fill(self) -> None:
        self._about()
        self._apple()
        self._beside()
        for role, name in self._people():
            _put(self.item, PODCAST, "person", name[:_LONGEST_NAME], group="writing", role=role)
        for alternate in self._alternates():
            self._alternate(*alternate)
        disclosure = " ".join(self.episode.edition.disclosures)
        if disclosure:
            _put(self.item, PODCAST, "txt", disclosure[:_LONGEST_TEXT], purpose="ai-content")
        configuration = self.show.configuration
        if configuration.licence:
            address = {"url": configuration.licence_url} if configuration.licence_url else {}
            _put(self.item, PODCAST, "license", configuration.licence, **address)

    def _about(self) -> None:
        episode, places = self.episode, self.show.places
        add(self.item, "title", episode.edition.title.strip() or self.show.title)
        add(self.item, "link", places.page(episode.slug, episode.edition.language))
        add_html(self.item, "description", notes.short(episode) or notes.full(episode, places))
        add_html(self.item, f"{{{CONTENT}}}encoded", notes.full(episode, places))
        if episode.sound:
            size = {"length": str(episode.sound.size), "type": episode.sound.media_type}
            add(self.item, "enclosure", "", {"url": places.counted(episode.sound), **size})
        add(self.item, "guid", episode.guid, {"isPermaLink": "false"})
        if episode.moment:
            add(self.item, "pubDate", format_datetime(episode.moment, usegmt=True))

    def _apple(self) -> None:
        put = partial(_put, self.item, ITUNES)
        put("author", ", ".join(self.episode.edition.authors) or self.show.author)
        put("duration", str(max(1, round(self.episode.edition.seconds))))
        put("episodeType", "full")
        put("explicit", _yes(self.show.configuration.explicit))
        if cover := self.episode.file(COVER):
            put("image", "", href=self._file(cover))

    def _beside(self) -> None:
        """The captions, the page as a transcript to be read, and the chapters."""
        put = partial(_put, self.item, PODCAST)
        language = self.episode.edition.language
        if captions := self.episode.file(".vtt"):
            put(
                "transcript", "", url=self._file(captions), type="text/vtt", language=language, rel="captions"
            )
        if page := self.episode.file("/index.html"):
            put("transcript", "", url=self._file(page), type="text/html", language=language)
        if chapters := self.episode.file(".chapters.json"):
            put("chapters", "", url=self._file(chapters), type="application/json+chapters")

    def _people(self) -> Iterator[tuple[str, str]]:
        """Who wrote it. The voice is nobody's, and machines are no persons."""
        for name in self.episode.edition.authors:
            if name.strip():
                yield "author", name.strip()

    def _alternates(self) -> Iterator[tuple[Episode, Artifact, int]]:
        """The small recording, then those in other languages; each with its bits a second."""
        if small := self.episode.small_sound:
            yield self.episode, small, _bitrate(SMALL)
        for other in self.episode.siblings:
            if other.sound:
                yield other, other.sound, _bitrate(FULL)

    def _alternate(self, episode: Episode, sound: Artifact, bitrate: int) -> None:
        """With a digest of the file (W3C Subresource Integrity), for whoever wants to be sure of it."""
        attributes = {
            "type": sound.media_type,
            "length": str(sound.size),
            "bitrate": str(bitrate),
            "lang": episode.edition.language,
            "title": f"{episode.language.native}, {bitrate // 1000} kbit/s"[:_LONGEST_LABEL],
        }
        alternate = _put(self.item, PODCAST, "alternateEnclosure", "", **attributes)
        _put(alternate, PODCAST, "source", "", uri=self.show.places.counted(sound))
        digest = b64encode(bytes.fromhex(sound.digest)).decode()
        _put(alternate, PODCAST, "integrity", "", type="sri", value=f"sha256-{digest}")

    def _file(self, file: Artifact) -> str:
        return self.show.places.file(self.episode.slug, file)


def _put(parent: "_Element", space: str, tag: str, text: str, **attributes: str) -> "_Element":
    return add(parent, f"{{{space}}}{tag}", text, attributes)


def _yes(value: bool) -> str:
    return str(value).lower()


def _bitrate(quality: Quality) -> int:
    """Bits a second."""
    return int(quality.bitrate.removesuffix("k")) * 1000
