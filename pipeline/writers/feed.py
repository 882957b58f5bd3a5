"""The podcast feeds: RSS 2.0 with Apple's and the podcast namespace's tags, one a language.

Required and recommended tags after Apple's "A Podcaster's Guide to RSS" and the Podcast Standards Project's
PSP-1. No clock is read, so a feed changes only when its editions or its settings do.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

from pipeline.document.notices import Level, Notice
from pipeline.document.report import Chapter, PublishedEdition
from pipeline.document.sound import Artifact
from pipeline.errors import SettingsError
from pipeline.languages import languages
from pipeline.settings import Settings
from pipeline.writers.published import file_named, published

if TYPE_CHECKING:
    from lxml.etree import _Element

ATOM = "http://www.w3.org/2005/Atom"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
GUIDS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of `podcast:guid`, set by the podcast namespace."""
EPISODES = UUID("4ce71bd3-4042-5589-b850-04aa8808843f")
"""The namespace of our items' guids; never to be changed, or players show every episode as new."""
DESCRIPTION_BYTES = 4000  # Apple's limit
CATEGORIES = (
    *("Arts", "Business", "Comedy", "Education", "Fiction", "Government", "Health & Fitness", "History"),
    *("Kids & Family", "Leisure", "Music", "News", "Religion & Spirituality", "Science", "Society & Culture"),
    *("Sports", "TV & Film", "Technology", "True Crime"),
)
"""Apple's categories."""


@dataclass(frozen=True, slots=True)
class Episode:
    """An edition as an item of its language's feed."""

    slug: str
    edition: PublishedEdition
    sound: Artifact
    cover: Artifact

    @property
    def moment(self) -> datetime | None:
        """When the article appeared: its date, at midnight UTC unless it says more."""
        try:
            moment = datetime.fromisoformat(self.edition.date)
        except ValueError:
            return None
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def feeds(output: Path, settings: Settings) -> tuple[Mapping[str, bytes], tuple[Notice, ...]]:
    """The feed of every language that has editions in `output`, by path within it: `feeds/ko.xml`.

    Raises one `SettingsError` for all settings that are missing or wrong. A report that cannot be read, and
    an edition without sound or cover, gives a notice and is left out.
    """
    address = _address(settings)
    reports, notices = published(output)
    episodes: dict[str, list[Episode]] = {}
    told = list(notices)
    for report in reports:
        for edition in report.published:
            sound, cover = file_named(edition, ".mp3"), file_named(edition, ".jpg")
            if sound is None or cover is None:
                told.append(_incomplete(report.slug, edition))
                continue
            episodes.setdefault(edition.language, []).append(Episode(report.slug, edition, sound, cover))
    made = {language: _Feed(language, episodes[language], address, settings) for language in sorted(episodes)}
    return {f"feeds/{language}.xml": feed.xml() for language, feed in made.items()}, tuple(told)


def show_guid(address: str) -> UUID:
    """The `podcast:guid` of the feed at `address`."""
    return uuid5(GUIDS, re.sub("^[a-z]+://", "", address).rstrip("/"))


def item_guid(slug: str, language: str) -> str:
    """The guid of an article's edition: the same wherever it is hosted and however often it is made anew."""
    return uuid5(EPISODES, f"{slug}/{language}").urn


class _Feed:
    """One language's feed."""

    def __init__(self, language: str, episodes: Sequence[Episode], address: str, settings: Settings) -> None:
        self.language = language
        self.episodes = sorted(episodes, key=_newness, reverse=True)
        self.address = address
        self.self_address = f"{address}/feeds/{quote(language)}.xml"
        self.settings = settings

    def xml(self) -> bytes:
        from lxml import etree

        spaces = {"atom": ATOM, "itunes": ITUNES, "podcast": PODCAST}
        root = etree.Element("rss", {"version": "2.0"}, nsmap=spaces)
        channel = etree.SubElement(root, "channel")
        for tag, text, attributes in (*self._required(), *self._recommended()):
            _add(channel, tag, text, attributes)
        self._owner(channel)
        for episode in self.episodes:
            item = etree.SubElement(channel, "item")
            for tag, text, attributes in self._item(episode):
                _add(item, tag, text, attributes)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)

    def _required(self) -> "Iterator[_Tag]":
        yield "title", self._title(), {}
        yield "description", self._description(), {}
        yield "link", f"{self.address}/", {}
        yield "language", self.language, {}
        yield f"{{{ATOM}}}link", "", {"href": self.self_address, "rel": "self", "type": "application/rss+xml"}
        yield f"{{{ITUNES}}}author", self._author(), {}
        yield f"{{{ITUNES}}}category", "", {"text": self.settings.category}
        yield f"{{{ITUNES}}}explicit", str(self.settings.explicit).lower(), {}
        yield f"{{{ITUNES}}}image", "", {"href": self._url(self.episodes[0], self.episodes[0].cover)}

    def _recommended(self) -> "Iterator[_Tag]":
        moments = [episode.moment for episode in self.episodes if episode.moment]
        if moments:
            yield "lastBuildDate", format_datetime(max(moments), usegmt=True), {}
        yield f"{{{ITUNES}}}type", "episodic", {}
        yield f"{{{PODCAST}}}guid", str(show_guid(self.self_address)), {}
        owner = {"owner": self.settings.owner_email} if self.settings.owner_email else {}
        yield f"{{{PODCAST}}}locked", "yes", owner
        yield f"{{{PODCAST}}}medium", "podcast", {}

    def _owner(self, channel: "_Element") -> None:
        from lxml import etree

        if self.settings.owner_email:
            owner = etree.SubElement(channel, f"{{{ITUNES}}}owner")
            _add(owner, f"{{{ITUNES}}}name", self._author(), {})
            _add(owner, f"{{{ITUNES}}}email", self.settings.owner_email, {})

    def _item(self, episode: Episode) -> "Iterator[_Tag]":
        edition = episode.edition
        yield "title", edition.title, {}
        yield "link", f"{self.address}/{quote(episode.slug)}/{quote(edition.language)}/index.html", {}
        yield "description", _shown(edition), {}
        yield "enclosure", "", _enclosure(self._url(episode, episode.sound), episode.sound)
        yield "guid", item_guid(episode.slug, edition.language), {"isPermaLink": "false"}
        if episode.moment:
            yield "pubDate", format_datetime(episode.moment, usegmt=True), {}
        yield f"{{{ITUNES}}}author", ", ".join(edition.authors) or self._author(), {}
        yield f"{{{ITUNES}}}duration", str(max(1, round(edition.seconds))), {}
        yield f"{{{ITUNES}}}episodeType", "full", {}
        yield f"{{{ITUNES}}}explicit", str(self.settings.explicit).lower(), {}
        yield f"{{{ITUNES}}}image", "", {"href": self._url(episode, episode.cover)}
        yield from self._beside(episode)
        yield f"{{{PODCAST}}}txt", " ".join(edition.disclosures), {"purpose": "ai-content"}

    def _beside(self, episode: Episode) -> "Iterator[_Tag]":
        """The captions and the chapters."""
        edition = episode.edition
        if captions := file_named(edition, ".vtt"):
            found = {"url": self._url(episode, captions), "type": "text/vtt"}
            yield f"{{{PODCAST}}}transcript", "", {**found, "language": edition.language, "rel": "captions"}
        if chapters := file_named(edition, ".chapters.json"):
            found = {"url": self._url(episode, chapters), "type": "application/json+chapters"}
            yield f"{{{PODCAST}}}chapters", "", found

    def _title(self) -> str:
        """The site's title with the language's name, so that a show's feeds can be told apart."""
        if self.settings.site_title:
            return f"{self.settings.site_title} – {languages()[self.language].native}"
        return self.episodes[-1].edition.title

    def _description(self) -> str:
        newest = self.episodes[0].edition
        return self.settings.site_description or newest.description or self._title()

    def _author(self) -> str:
        return self.settings.owner or ", ".join(self.episodes[0].edition.authors) or self._title()

    def _url(self, episode: Episode, file: Artifact) -> str:
        """Where `file` will be found; it changes with the bytes, for players keep what they once fetched."""
        return f"{self.address}/{quote(episode.slug)}/{quote(file.path)}?v={file.digest[:8]}"


_Tag = tuple[str, str, Mapping[str, str]]


def _newness(episode: Episode) -> tuple[datetime, str]:
    return episode.moment or datetime.min.replace(tzinfo=UTC), episode.slug


def _enclosure(url: str, sound: Artifact) -> Mapping[str, str]:
    return {"url": url, "length": str(sound.size), "type": "audio/mpeg"}


def _shown(edition: PublishedEdition) -> str:
    """The item's description, in HTML: what it is about, who speaks, and its chapters with their times."""
    told = [edition.description, *edition.disclosures]
    made = "".join(f"<p>{escape(text)}</p>" for text in told if text)
    stamps = [f"{_clock(chapter)} {escape(chapter.title)}" for chapter in edition.chapters]
    while stamps and len(f"{made}<p>{'<br/>'.join(stamps)}</p>".encode()) > DESCRIPTION_BYTES:
        stamps.pop()
    return made + (f"<p>{'<br/>'.join(stamps)}</p>" if stamps else "")


def _clock(chapter: Chapter) -> str:
    minutes, seconds = divmod(int(chapter.start), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def _add(parent: "_Element", tag: str, text: str, attributes: Mapping[str, str]) -> None:
    from lxml import etree

    element = etree.SubElement(parent, tag, {name: _allowed(value) for name, value in attributes.items()})
    element.text = _allowed(text) or None


def _allowed(text: str) -> str:
    """`text` without the characters that no XML document may hold."""
    return re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def _address(settings: Settings) -> str:
    """The base address without a slash at its end; raises `SettingsError` for every fault there is."""
    faults = list(_address_faults(settings.base_url.strip()))
    if settings.category not in CATEGORIES:
        faults.append(f"category = {settings.category!r} is none of Apple's: {', '.join(CATEGORIES)}.")
    if settings.owner_email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", settings.owner_email):
        faults.append(f"owner_email = {settings.owner_email!r} is no e-mail address.")
    if faults:
        raise SettingsError("The feeds cannot be written:\n" + "\n".join(f"  {fault}" for fault in faults))
    return settings.base_url.strip().rstrip("/")


def _address_faults(address: str) -> Iterator[str]:
    if not address:
        yield "--base-url is missing: the address where the output folder will be found on the web."
        return
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or not re.fullmatch(r"[!-~]+", address):
        yield f"--base-url {address!r} is no web address such as https://example.org/podcast."
    elif "?" in address or "#" in address or "@" in parts.netloc:
        yield f"--base-url {address!r} must have no query, fragment, user name or password."


def _incomplete(slug: str, edition: PublishedEdition) -> Notice:
    return Notice(
        "feed.incomplete",
        Level.WARNING,
        edition.language,
        f"The {edition.language} edition of {slug} has no sound or no cover, and is not in the feed; publish it again.",
    )
