"""The e-book of an edition: pages, overlays, sound and metadata put together."""

from collections.abc import Iterator, Mapping

from pipeline.document.article import Edition
from pipeline.document.pages import PageKind
from pipeline.document.sound import Timeline
from pipeline.languages import Language, find
from pipeline.writers.epub.metadata import ANONYMOUS, Imprint, entries, identifier, modified
from pipeline.writers.epub.nav import contents
from pipeline.writers.epub.ncx import ncx
from pipeline.writers.epub.overlays import Overlay, overlay
from pipeline.writers.epub.pages import page, picture_path
from pipeline.writers.epub.parts import NCX, Part
from pipeline.writers.epub.styles import sheet


def book(
    edition: Edition,
    timeline: Timeline,
    audio: Mapping[str, bytes],
    cover: bytes,
    *,
    words: Mapping[str, str],
    imprint: Imprint = ANONYMOUS,
) -> bytes:
    """The EPUB 3 file of `edition`, read aloud by `timeline`: a page of the book for each of its tracks.

    `audio` holds each track's sound as MP3 by the page's id, `cover` a JPEG or PNG whose words stand
    on the cover page too, `words` the fixed words of the edition's language. The same values give
    the same bytes.
    """
    from pipeline.writers.epub.archive import packed

    language = find(edition.language)
    overlays = {track.page.id: overlay(track, timeline.rate) for track in timeline.tracks}
    durations = {f"overlay-{id}": made.duration_ms for id, made in overlays.items()}
    cover_part = _cover(cover)
    parts = [
        Part("style", "book.css", "text/css", sheet(language)),
        cover_part,
        *_pictures(timeline),
        *_texts(timeline, language, words, cover_part.path),
        _ncx(edition, timeline, imprint, language),
        *_sounds(timeline, overlays, audio),
    ]
    return packed(
        parts,
        entries(edition, timeline, durations, words, imprint),
        identifier(edition, imprint),
        language,
        modified(edition, imprint),
    )


def _cover(data: bytes) -> Part:
    png = data.startswith(b"\x89PNG")
    path, media_type = ("cover.png", "image/png") if png else ("cover.jpg", "image/jpeg")
    return Part("cover-picture", path, media_type, data, properties=("cover-image",))


def _pictures(timeline: Timeline) -> Iterator[Part]:
    for track in timeline.tracks:
        for block in (inner for outer in track.page.blocks for inner in outer.walk()):
            if block.picture:
                path = picture_path(block, block.picture)
                yield Part(f"picture-{block.id}", path, block.picture.media_type, block.picture.data)


def _texts(timeline: Timeline, language: Language, words: Mapping[str, str], cover: str) -> Iterator[Part]:
    pages = [track.page for track in timeline.tracks]
    for shown in pages:
        nav = shown.kind is PageKind.CONTENTS
        yield Part(
            f"page-{shown.id}",
            f"text/{shown.id}.xhtml",
            "application/xhtml+xml",
            contents(shown, pages, language, words) if nav else page(shown, language, cover),
            properties=("nav",) if nav else (),
            overlay=f"overlay-{shown.id}",
            spine=True,
        )


def _ncx(edition: Edition, timeline: Timeline, imprint: Imprint, language: Language) -> Part:
    page = next(track.page for track in timeline.tracks if track.page.kind is PageKind.CONTENTS)
    title = " ".join(edition.article.title.text.split())
    data = ncx(page, title, identifier(edition, imprint), language)
    return Part(NCX, "toc.ncx", "application/x-dtbncx+xml", data)


def _sounds(
    timeline: Timeline, overlays: Mapping[str, Overlay], audio: Mapping[str, bytes]
) -> Iterator[Part]:
    for id in (track.page.id for track in timeline.tracks):
        yield Part(f"overlay-{id}", f"overlays/{id}.smil", "application/smil+xml", overlays[id].smil)
        yield Part(f"audio-{id}", f"audio/{id}.mp3", "audio/mpeg", audio[id])
