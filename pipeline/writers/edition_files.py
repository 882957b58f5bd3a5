"""All files of an edition: what was made before from the same values is taken from the store."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType

from pipeline.config.choices import Variant
from pipeline.document.article import Article, Edition
from pipeline.document.digest import digest
from pipeline.document.notices import Level as NoticeLevel
from pipeline.document.notices import Notice
from pipeline.document.pages import Page, PageKind, pages, side_by_side
from pipeline.document.sound import Timeline, Track
from pipeline.infra.atomic_output import slug
from pipeline.infra.store import BLOCK_BYTES, Content, Kept, Store, fingerprint, key
from pipeline.languages import words
from pipeline.languages.bylines import join_names
from pipeline.languages.isolation import plain
from pipeline.writers import captions, recording
from pipeline.writers.cover import COVER, SHOWN, SMALL_COVER, cover, smaller, square
from pipeline.writers.encoder import FULL, SMALL, Play, Quality
from pipeline.writers.encoders import Encoders
from pipeline.writers.encoding_progress import BOOK_SHARE, Steps, Tell, nobody
from pipeline.writers.epub.metadata import Imprint
from pipeline.writers.epub.package import Narration, book
from pipeline.writers.epub.pronunciations import Lexicons, lexicons_used
from pipeline.writers.id3 import Tags
from pipeline.writers.page_files import NAMES, PAGE
from pipeline.writers.pls import as_pls
from pipeline.writers.recording import record

VERSION = 4
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
        return COVER

    @property
    def small_cover(self) -> str:
        """The picture as a page shows it."""
        return SMALL_COVER

    @property
    def text_book(self) -> str:
        """The e-book without sound."""
        return f"{self.stem}.text.epub"

    @property
    def small_book(self) -> str:
        """The e-book with sound of a low bit rate."""
        return f"{self.stem}.small.epub"

    @property
    def small_episode(self) -> str:
        """The recording at a low bit rate."""
        return f"{self.stem}.small.mp3"

    def bilingual_book(self, other: str) -> str:
        """The e-book with each sentence in the language `other` beside it."""
        return f"{self.stem}.with-{other}.epub"

    def section(self, number: int, title: str) -> str:
        """The MP3 of the section `number`, counted from 1."""
        return f"sections/{number:02}-{slug(title, 'section')}.mp3"

    def can_be(self, name: str) -> bool:
        """Whether an edition may have a file of this name, its page included."""
        fixed = {self.cover, self.small_cover, PAGE, *NAMES}
        return name in fixed or name.startswith((f"{self.stem}.", "sections/"))


def edition_files(
    edition: Edition,
    timeline: Timeline,
    play: Play,
    names: Names,
    imprint: Imprint,
    disclosures: Sequence[str],
    store: Store,
    encoders: Encoders,
    bench: Path,
    also: Sequence[Variant] = (),
    embed_font: bool = False,
    lexicons: Lexicons = MappingProxyType({}),
    tell: Tell = nobody,
) -> tuple[Mapping[str, Content], tuple[Notice, ...]]:
    """The edition's files by name, its page excepted, and what was found in making them.

    `encoders` may be shared by editions that are made side by side; `bench` is a folder
    for what is in the making. The last of the
    `disclosures` says that the voice is synthetic; `also` names further sizes of the e-book,
    and with `embed_font` all of them bring the glyphs they need. Of `lexicons`, the authors' by language, books bring what
    they have words of. How far it is, is told to `tell`.
    """
    picture, notices = _cover(edition.article, store.local)
    tags = _tags(edition, imprint, disclosures)
    steps = Steps(_work(timeline, also), tell)
    sound = Sound(timeline, play, tags, store, encoders, bench, steps)
    shelf = Bookshelf(
        edition,
        imprint,
        picture,
        disclosures,
        store.local,
        bench,
        steps,
        sound.timeline,
        embed_font,
        lexicons,
    )
    episode, by_page = sound.files(FULL)
    files: dict[str, Content] = {
        names.episode: episode,
        names.book: shelf.book(Narration(timeline, by_page)),
        names.captions: captions.captions(timeline).encode(),
        names.chapters: captions.chapters(timeline, tags.title).encode(),
        names.cover: picture,
        names.small_cover: _small_cover(picture, store.local),
    }
    for number, track in enumerate(_sections(timeline), 1):
        files[names.section(number, track.page.title)] = by_page[track.page.id]
    if Variant.TEXT in also:
        files[names.text_book] = shelf.book(None)
    if Variant.SMALL in also:
        files[names.small_episode], small = sound.files(SMALL)
        files[names.small_book] = shelf.book(Narration(timeline, small))
    if Variant.BILINGUAL in also and edition.language != edition.source.language:
        files[names.bilingual_book(edition.source.language)] = shelf.bilingual(Narration(timeline, by_page))
    return files, notices


def _tags(edition: Edition, imprint: Imprint, disclosures: Sequence[str]) -> Tags:
    title = edition.article.title.text.strip()
    return Tags(
        title=title,
        artist=", ".join(edition.article.authors),
        album=title,
        language=edition.language,
        date=imprint.appeared or imprint.modified,
        comment=" ".join(disclosures),
    )


def _work(timeline: Timeline, also: Sequence[Variant]) -> float:
    """Seconds of sound to be encoded, and books as what is as much work."""
    books = 1 + len({Variant.SMALL, Variant.BILINGUAL} & {*also})
    return _seconds(timeline) * (1 + (Variant.SMALL in also) + BOOK_SHARE * books)


def _seconds(timeline: Timeline) -> float:
    """Of all pages, those that only the book has among them."""
    return timeline.seconds(sum(track.samples for track in timeline.tracks))


def _sections(timeline: Timeline) -> Sequence[Track]:
    return [track for track in timeline.tracks if track.page.kind is PageKind.SECTION]


def _cover(article: Article, store: Store) -> tuple[bytes, tuple[Notice, ...]]:
    if article.cover and article.cover.media_type in SHOWN:
        own = key("own cover", VERSION, picture=sha256(article.cover.data).hexdigest())
        return store.remember(own, partial(square, article.cover)), ()
    language = article.language
    title, author = article.title.text.strip(), plain(join_names(article.authors, language))
    own = key("cover", VERSION, title=title, author=author, language=language)
    found = key("cover notices", VERSION, cover=own)
    picture, record = store.get(own), store.get(found)
    if picture is not None and record is not None:
        return picture, tuple(_notice(**fields) for fields in json.loads(record))
    picture, notices = cover(title, author, language)
    store.put(own, picture)
    store.put(found, json.dumps([asdict(notice) for notice in notices]).encode())
    return picture, notices


def _small_cover(picture: bytes, store: Store) -> bytes:
    own = key("small cover", VERSION, picture=sha256(picture).hexdigest())
    return store.remember(own, partial(smaller, picture))


def _notice(code: str, level: str, where: str, text: str, evidence: str) -> Notice:
    return Notice(code, NoticeLevel(level), where, text, evidence)


class Sound:
    """The sound of one edition as MP3; what was encoded before is taken from the store."""

    def __init__(
        self,
        timeline: Timeline,
        play: Play,
        tags: Tags,
        store: Store,
        encoders: Encoders,
        bench: Path,
        steps: Steps,
    ) -> None:
        self._timeline = timeline
        self._play = play
        self._tags = tags
        self._store = store
        self._joined = store.local
        """For the files: joined in moments of what is in the store, and three times as large."""
        self._encoders = encoders
        self._bench = bench
        self._steps = steps
        self.timeline = digest(timeline)
        self._own = {"timeline": self.timeline, "tags": digest(tags)}

    def files(self, quality: Quality) -> tuple[Kept, Mapping[str, Kept]]:
        """The whole edition, and each page's own file by the page's id."""
        ids = [track.page.id for track in self._timeline.tracks]
        own = key("recording", recording.VERSION, quality=digest(quality), **self._own)
        episode, *pages = self._stored_files(own) or self._recorded_files(own, quality)
        return episode, dict(zip(ids, pages, strict=True))

    def _stored_files(self, own: str) -> Sequence[Kept]:
        """All files as they were made before, or none."""
        known = json.loads(self._joined.get(own) or "[]")
        found = [self._joined.find(each) for each in known]
        whole = [kept for kept in found if kept is not None]
        if not whole or len(whole) < len(found):
            return ()
        self._steps.skip(_seconds(self._timeline))
        return whole

    def _recorded_files(self, own: str, quality: Quality) -> Sequence[Kept]:
        """All files of that quality, made of what was encoded before and of what was not."""
        made = record(
            self._timeline,
            self._play,
            self._tags,
            self._store,
            self._encoders,
            self._bench,
            quality,
            self._steps,
        )
        files = [made.episode, *made.pages]
        keys = [file.key for file in files]
        kept = [
            self._joined.find(each) or self._joined.keep(each, file.blocks())
            for each, file in zip(keys, files, strict=True)
        ]
        self._joined.put(own, json.dumps(keys).encode())
        return kept


@dataclass(frozen=True, slots=True)
class Bookshelf:
    """The e-books of one edition; what was made before is taken from the store."""

    edition: Edition
    imprint: Imprint
    picture: bytes
    disclosures: Sequence[str]
    store: Store
    bench: Path
    steps: Steps
    timeline: str
    """The digest of that of the narration."""
    embed_font: bool = False
    lexicons: Lexicons = field(default_factory=dict)

    def book(self, narration: Narration | None) -> Kept:
        """The e-book, read aloud or silent; a silent one says nothing of a voice."""
        if narration is not None:
            return self._make([track.page for track in narration.timeline.tracks], narration)
        return self._make(
            pages(self.edition, words(self.edition.language), tuple(self.disclosures[:-1])), None
        )

    def bilingual(self, narration: Narration) -> Kept:
        """The e-book with the original beside each sentence; only the translation is read aloud."""
        shown = side_by_side([track.page for track in narration.timeline.tracks], self.edition)
        return self._make(shown, narration, self.edition.source.language)

    def _make(self, shown: Sequence[Page], narration: Narration | None, other: str = "") -> Kept:
        fixed = words(self.edition.language)
        used = lexicons_used(shown, self.edition.language, self.lexicons)
        own = key(
            "book",
            VERSION,
            edition=digest(self.edition),
            pages="" if narration and not other else digest(tuple(shown)),  # the timeline's own
            timeline=self.timeline if narration else "",
            sound=[fingerprint(sound) for sound in narration.audio.values()] if narration else [],
            cover=sha256(self.picture).hexdigest(),
            words=digest(dict(fixed)),
            imprint=digest(self.imprint),
            other=other,
            **({"embed_font": True} if self.embed_font else {}),
            **({"lexicons": [sha256(as_pls(each)).hexdigest() for each in used.values()]} if used else {}),
        )
        found = self.store.find(own)
        if found and narration:
            self.steps.skip(BOOK_SHARE * _seconds(narration.timeline))
        return found or self.store.keep(own, self._bind(shown, narration, other))

    def _bind(self, shown: Sequence[Page], narration: Narration | None, other: str) -> Iterator[bytes]:
        """The book in blocks, from a file: a ZIP file goes back to what it wrote."""
        sounds = narration.audio.values() if narration else ()
        size = sum(sound.size for sound in sounds if isinstance(sound, Kept))
        work = BOOK_SHARE * _seconds(narration.timeline) if narration else 0
        with TemporaryFile(dir=self.bench) as file:
            book(
                file,
                self.edition,
                shown,
                self.picture,
                words=words(self.edition.language),
                narration=narration,
                other=other,
                imprint=self.imprint,
                embed_font=self.embed_font,
                lexicons=self.lexicons,
                written=lambda count: self.steps.advance(work * count / size),
            )
            file.seek(0)
            while block := file.read(BLOCK_BYTES):
                yield block
