"""The e-book of an edition: pages, overlays, sound and metadata put together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import IO

from pipeline.document.article import Edition, Role
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Timeline
from pipeline.infra.store import Content
from pipeline.languages import Language, find
from pipeline.writers.cover import drawn_words
from pipeline.writers.epub.markup import MATH
from pipeline.writers.epub.metadata import ANONYMOUS, Imprint, Spoken, entries, identifier, modified_at
from pipeline.writers.epub.nav import contents
from pipeline.writers.epub.ncx import ncx
from pipeline.writers.epub.overlays import Overlay, overlay
from pipeline.writers.epub.pages import page, picture_path
from pipeline.writers.epub.parts import NCX, Cover, Part
from pipeline.writers.epub.pronunciations import (
    Lexicons,
    lexicon_parts,
    lexicon_path,
    lexicons_used,
    with_phonemes,
)
from pipeline.writers.epub.styles import sheet
from pipeline.writers.links import across_files


@dataclass(frozen=True, slots=True)
class Narration:
    """How a book is read aloud."""

    timeline: Timeline
    audio: Mapping[str, Content]
    """Each track's sound as MP3 by the page's id."""


def book(
    out: IO[bytes],
    edition: Edition,
    pages: Sequence[Page],
    cover: bytes,
    *,
    words: Mapping[str, str],
    narration: Narration | None = None,
    other: str = "",
    imprint: Imprint = ANONYMOUS,
    embed_font: bool = False,
    lexicons: Lexicons = MappingProxyType({}),
    written: Callable[[int], None] = lambda _: None,
) -> None:
    """Write the EPUB 3 file of `edition` into `out`, which can seek: a page of the book for each of `pages`, read aloud where there is a `narration`.

    `cover` is a JPEG or PNG whose words stand on the cover page too, `words` the fixed words of the
    edition's language. `other` is a second language in which the pages say everything again, BCP 47; that one
    is not read aloud. With `embed_font` the book brings the glyphs it needs; of `lexicons` it brings
    what it has words of. `written` is told how many bytes of sound were, as they
    are. The same values give the same bytes.
    """
    from pipeline.writers.epub.archive import pack

    language = find(edition.language)
    pages = across_files(pages)
    lexicons = lexicons_used(pages, language.tag, lexicons)
    pages = with_phonemes(pages, language.tag, lexicons)
    overlays = _overlays(narration)
    cover_part = _cover(cover)
    faces = _fonts(pages, language) if embed_font else ()
    parts = [
        _style(language, faces, narrated=narration is not None, other=other),
        *faces,
        cover_part,
        *_pictures(pages),
        *_texts(
            pages,
            language,
            words,
            Cover(cover_part.path, drawn_words(edition.article, words)),
            overlays,
            {tag: lexicon_path(tag) for tag in lexicons},
        ),
        *lexicon_parts(lexicons),
        _ncx(edition, pages, imprint, language),
        *_sounds(narration, overlays),
    ]
    pack(
        out,
        parts,
        entries(edition, pages, _spoken_parts(narration, overlays), words, imprint, other),
        identifier(edition, imprint),
        language,
        modified_at(edition, imprint),
        written,
    )


def _fonts(pages: Sequence[Page], language: Language) -> Sequence[Part]:
    from pipeline.writers.epub.fonts import fonts

    return fonts(pages, language)


def _style(language: Language, faces: Sequence[Part], *, narrated: bool, other: str) -> Part:
    own = sheet(language, narrated=narrated, other=other)
    if faces:
        from pipeline.writers.epub.fonts import rules

        own = rules(faces) + b"\n" + own
    return Part("style", "book.css", "text/css", own)


def _overlays(narration: Narration | None) -> Mapping[str, Overlay]:
    if narration is None:
        return {}
    timeline = narration.timeline
    return {track.page.id: overlay(track, timeline.rate) for track in timeline.tracks}


def _spoken_parts(narration: Narration | None, overlays: Mapping[str, Overlay]) -> Spoken | None:
    if narration is None:
        return None
    durations = {f"overlay-{id}": made.duration_ms for id, made in overlays.items()}
    return Spoken(narration.timeline.voice, durations)


def _cover(data: bytes) -> Part:
    png = data.startswith(b"\x89PNG")
    path, media_type = ("cover.png", "image/png") if png else ("cover.jpg", "image/jpeg")
    return Part("cover-picture", path, media_type, data, properties=("cover-image",))


def _pictures(pages: Sequence[Page]) -> Iterator[Part]:
    for shown in pages:
        for block in (inner for outer in shown.blocks for inner in outer.walk()):
            if block.picture and block.role is not Role.COVER:
                path = picture_path(block, block.picture)
                yield Part(f"picture-{block.id}", path, block.picture.media_type, block.picture.data)


def _texts(
    pages: Sequence[Page],
    language: Language,
    words: Mapping[str, str],
    cover: Cover,
    overlays: Mapping[str, Overlay],
    lexicons: Mapping[str, str],
) -> Iterator[Part]:
    for shown in pages:
        nav = shown.kind is PageKind.CONTENTS
        data = (
            contents(shown, pages, language, words, lexicons)
            if nav
            else page(shown, language, cover, lexicons)
        )
        yield Part(
            f"page-{shown.id}",
            f"text/{shown.id}.xhtml",
            "application/xhtml+xml",
            data,
            properties=(*(("nav",) if nav else ()), *(("mathml",) if MATH in data else ())),
            overlay=f"overlay-{shown.id}" if shown.id in overlays else None,
            spine=True,
        )


def _ncx(edition: Edition, pages: Sequence[Page], imprint: Imprint, language: Language) -> Part:
    listed = next(page for page in pages if page.kind is PageKind.CONTENTS)
    title = " ".join(edition.article.title.text.split())
    data = ncx(listed, title, identifier(edition, imprint), language)
    return Part(NCX, "toc.ncx", "application/x-dtbncx+xml", data)


def _sounds(narration: Narration | None, overlays: Mapping[str, Overlay]) -> Iterator[Part]:
    for id, made in overlays.items():
        assert narration is not None
        yield Part(f"overlay-{id}", f"overlays/{id}.smil", "application/smil+xml", made.smil)
        yield Part(f"audio-{id}", f"audio/{id}.mp3", "audio/mpeg", narration.audio[id])
