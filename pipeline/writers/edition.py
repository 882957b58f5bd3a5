"""All files of an edition: what was made before from the same values is taken from the store."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256

from pipeline.document.article import Article, Edition
from pipeline.document.digest import digest
from pipeline.document.notices import Level as NoticeLevel
from pipeline.document.notices import Notice
from pipeline.document.pages import PageKind
from pipeline.document.sound import Timeline, Track
from pipeline.languages import words
from pipeline.shelf import slug
from pipeline.store import Store, key
from pipeline.writers import audio, captions
from pipeline.writers.audio import Level, Play
from pipeline.writers.cover import SHOWN, cover, squared
from pipeline.writers.epub.metadata import Imprint
from pipeline.writers.epub.package import book
from pipeline.writers.id3 import Tags

VERSION = 2
"""Raised when the cover or the e-book would be made otherwise from the same values."""


@dataclass(frozen=True, slots=True)
class Names:
    """What an edition's files are called."""

    slug: str
    language: str

    @property
    def stem(self) -> str:
        """What all of them begin with."""
        return f"{self.slug}.{self.language}"

    @property
    def episode(self) -> str:
        """The whole edition as one MP3."""
        return f"{self.stem}.mp3"

    @property
    def book(self) -> str:
        """The e-book."""
        return f"{self.stem}.epub"

    @property
    def captions(self) -> str:
        """The episode's captions, WebVTT."""
        return f"{self.stem}.vtt"

    @property
    def chapters(self) -> str:
        """The episode's chapters, JSON."""
        return f"{self.stem}.chapters.json"

    @property
    def cover(self) -> str:
        """The picture."""
        return "cover.jpg"

    def section(self, number: int, title: str) -> str:
        """The MP3 of the section `number`, counted from 1."""
        return f"sections/{number:02}-{slug(title, 'section')}.mp3"


def edition_files(
    edition: Edition,
    timeline: Timeline,
    play: Play,
    names: Names,
    imprint: Imprint,
    disclosures: Sequence[str],
    store: Store,
    jobs: int,
) -> tuple[Mapping[str, bytes], tuple[Notice, ...]]:
    """The edition's files by name, its page excepted, and what was found in making them."""
    article = edition.article
    title = article.title.text.strip()
    picture, notices = _cover(article, store)
    tags = Tags(
        title=title,
        artist=", ".join(article.authors),
        album=title,
        language=edition.language,
        date=imprint.modified,
        comment=" ".join(disclosures),
        cover=picture,
    )
    episode, tracks = _sound(timeline, play, tags, store, jobs)
    by_page = {track.page.id: data for track, data in zip(timeline.tracks, tracks, strict=True)}
    files = {
        names.episode: episode,
        names.book: _book(edition, timeline, by_page, picture, imprint, store),
        names.captions: captions.captions(timeline).encode(),
        names.chapters: captions.chapters(timeline, title).encode(),
        names.cover: picture,
    }
    for number, track in enumerate(_sections(timeline), 1):
        files[names.section(number, track.page.title)] = by_page[track.page.id]
    return files, notices


def _sections(timeline: Timeline) -> Sequence[Track]:
    return [track for track in timeline.tracks if track.page.kind is PageKind.SECTION]


def _cover(article: Article, store: Store) -> tuple[bytes, tuple[Notice, ...]]:
    if article.cover and article.cover.media_type in SHOWN:
        own = key("own cover", VERSION, picture=sha256(article.cover.data).hexdigest())
        return store.remember(own, partial(squared, article.cover)), ()
    title, author, language = article.title.text.strip(), ", ".join(article.authors), article.language
    own = key("cover", VERSION, title=title, author=author, language=language)
    found = key("cover notices", VERSION, cover=own)
    picture, told = store.get(own), store.get(found)
    if picture is not None and told is not None:
        return picture, tuple(_notice(**fields) for fields in json.loads(told))
    picture, notices = cover(title, author, language)
    store.put(own, picture)
    store.put(found, json.dumps([asdict(notice) for notice in notices]).encode())
    return picture, notices


def _notice(code: str, level: str, where: str, text: str, evidence: str) -> Notice:
    return Notice(code, NoticeLevel(level), where, text, evidence)


def _sound(
    timeline: Timeline, play: Play, tags: Tags, store: Store, jobs: int
) -> tuple[bytes, Sequence[bytes]]:
    own = {"timeline": digest(timeline), "tags": digest(tags)}
    whole = key("episode", audio.VERSION, **own)
    loud = key("level", audio.VERSION, **own)
    pages = [key("track", audio.VERSION, page=track.page.id, **own) for track in timeline.tracks]
    episode, level = store.get(whole), store.get(loud)
    if episode is None or level is None:
        made = audio.episode(timeline, play, tags)
        episode, level = made.data, json.dumps(asdict(made.level)).encode()
        store.put(whole, episode)
        store.put(loud, level)
    tracks = [store.get(page) for page in pages]
    if None in tracks:
        tracks = list(audio.tracks(timeline, play, tags, Level(**json.loads(level)), jobs))
        for page, data in zip(pages, tracks, strict=True):
            assert data is not None
            store.put(page, data)
    return episode, [data for data in tracks if data is not None]


def _book(
    edition: Edition,
    timeline: Timeline,
    sound: Mapping[str, bytes],
    picture: bytes,
    imprint: Imprint,
    store: Store,
) -> bytes:
    fixed = words(edition.language)
    own = key(
        "book",
        VERSION,
        edition=digest(edition),
        timeline=digest(timeline),
        sound=[sha256(data).hexdigest() for data in sound.values()],
        cover=sha256(picture).hexdigest(),
        words=digest(dict(fixed)),
        imprint=digest(imprint),
    )
    return store.remember(own, lambda: book(edition, timeline, sound, picture, words=fixed, imprint=imprint))
