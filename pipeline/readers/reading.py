"""An article read from where it stands: its bytes by the reader of their kind, and the cover beside them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document.article import Article, Picture
from pipeline.document.notices import Level, Notice
from pipeline.errors import SettingsError, UnknownLanguage
from pipeline.languages import find
from pipeline.readers.configuration import ReadingConfiguration
from pipeline.readers.sources.places import Place, place

if TYPE_CHECKING:
    from pipeline.readers.front_matter import Front
    from pipeline.readers.pictures.album import Album
    from pipeline.readers.pieces import Manuscript
    from pipeline.readers.sources.feed_item import FeedItem
    from pipeline.readers.sources.source import Source

_NAME_IT = (
    "If it is in another language, name that with --lang; docs/languages.md tells how a language is added."
)

_BEGINNING = 3_000
"""Signs by which a text's script is told."""
_BEYOND_LATIN = "\u0250"
_FEW = 5


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no cycles among what is read: it is hundreds of thousands of small objects that all stay, and a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_uncollected()
def read(
    article: Path | Place, language: str | None = None, configuration: ReadingConfiguration | None = None
) -> tuple[Article, tuple[Notice, ...]]:
    """The article at its place, and what was found or set aside on the way.

    `language` names its language, else `configuration` does; without both the front matter or the mark-up
    says it, or else the text. Nothing is fetched but a page whose address is the article's place, and
    pictures when the configuration allows. Raises an `ArticleError`, or `UnknownLanguage` when the language
    named is none.
    """
    from pipeline.readers import bidi_controls
    from pipeline.readers.assemble import assemble
    from pipeline.readers.pictures.album import Album
    from pipeline.readers.sources import source
    from pipeline.readers.sources.web import Web

    configuration = configuration or ReadingConfiguration()
    named = language or configuration.lang
    known = find(named).tag if named else ""
    where = place(article)
    web = Web(configuration)
    loaded = source.load(where, web)
    album = Album(
        where.folder,
        loaded.address,
        web.picture if configuration.fetch_pictures else None,
        own=loaded.kind.is_written_here,
    )
    manuscript = bidi_controls.straight(_manuscript(loaded, album, configuration), loaded.name)
    if where.item:
        manuscript = replace(manuscript, front=_with_item(manuscript.front, where.item))
    if len(manuscript.text) > source.LONGEST:
        raise source.too_long(loaded.name)
    tag = known or manuscript.front.language
    doubts: tuple[Notice, ...] = ()
    if not tag:
        declared = where.item.language if where.item else ""
        tag, doubts = _declared(declared, _guessed(manuscript, loaded.name), loaded.name)
    elif not known and not loaded.kind.is_written_here and _is_in_another_script(tag, manuscript.text):
        tag, doubts = _declared(tag, _guessed(manuscript, loaded.name), loaded.name, "document")
    cover = _cover(manuscript.front, loaded, album)
    made, more = assemble(loaded.name, manuscript.front, manuscript.pieces, tag, cover)
    return made, (*loaded.notices, *manuscript.notices, *doubts, *album.notices, *more)


def _is_in_another_script(tag: str, text: str) -> bool:
    """Whether hardly a letter of the text's beginning is of the script that the language `tag` is written in, where one of both is Latin."""
    letters = [sign for sign in text[:_BEGINNING] if sign.isalpha()]
    latin = sum(sign < _BEYOND_LATIN for sign in letters)
    own = latin if find(tag).script == "Latn" else len(letters) - latin
    return own * _FEW < len(letters)


def _declared(tag: str, guessed: str, where: str, what: str = "feed") -> tuple[str, tuple[Notice, ...]]:
    """The language that a feed or a page declares, unless the text is written in another script: many say what their program came with."""
    if not tag or find(tag).script == find(guessed).script:
        return tag or guessed, ()
    text = f"The {what} declares {find(tag).name}, and the text is in {find(guessed).name}: that is taken; --lang says otherwise."
    return guessed, (Notice(f"reading.{what}-language", Level.WARNING, where, text),)


def _guessed(manuscript: "Manuscript", name: str) -> str:
    """The language that the text is in. One that is not ours is never taken for another."""
    from pipeline.languages.cldr import english_name
    from pipeline.languages.guess import guess, stranger

    declared = manuscript.front.foreign_language
    if declared:
        named = f"{english_name(declared)} ({declared})"
        raise UnknownLanguage(f"{name} says that it is in {named}, which is no language here yet.", _NAME_IT)
    if strange := stranger(manuscript.text):
        raise UnknownLanguage(f"{name} is in {strange}, which is no language here yet.", _NAME_IT)
    return guess(manuscript.text)


def _with_item(front: "Front", item: "FeedItem") -> "Front":
    """What a page says of its article and what its feed says: of who wrote it and when, the feed is surer."""
    return replace(
        front,
        title=front.title or item.title,
        authors=item.authors or front.authors,
        date=item.date or front.date,
        description=front.description or item.description,
        tags=front.tags or item.tags,
        cover=front.cover or item.picture,
    )


def _cover(front: "Front", loaded: "Source", album: "Album") -> Picture | None:
    """The author's own cover. One that a web page only names is no loss."""
    if not front.cover:
        return None
    count = len(album.notices)
    made = album.picture(front.cover, loaded.name, front.cover_alt or "cover")
    if not loaded.kind.is_written_here:
        album.notices[count:] = [replace(notice, level=Level.INFO) for notice in album.notices[count:]]
    elif made:
        album.notices += _cover_questions(made, front, loaded.name)
    return made


def _cover_questions(cover: Picture, front: "Front", where: str) -> Iterator[Notice]:
    """What an author is asked who gives a cover of their own."""
    if cover.media_type == "image/svg+xml":
        message = f"The cover {front.cover[:80]} is a drawing, and one of ours is made instead; give cover a PNG or JPEG."
        yield Notice("reading.cover-drawing", Level.WARNING, where, message, evidence=front.cover_alt)
    elif not front.cover_alt:
        message = f"The cover {front.cover[:80]} has no alternative text; write below cover: “cover_alt: ” and what it shows."
        yield Notice("reading.cover-alternative", Level.INFO, where, message)


def _manuscript(loaded: "Source", album: "Album", configuration: ReadingConfiguration) -> "Manuscript":
    from pipeline.readers.sources.media_kinds import Kind

    headings = configuration.headings
    if headings != "auto" and loaded.kind is not Kind.PLAIN:
        raise SettingsError(
            f"--headings is for plain text, and {loaded.name} is {loaded.kind.value}.",
            "Leave it out: the headings are those that are marked.",
        )
    if loaded.kind is Kind.WORD:
        from pipeline.readers.word import docx

        return docx.parse(loaded.data, loaded.name, album)
    if loaded.kind is Kind.OPEN_DOCUMENT:
        from pipeline.readers.opendocument import odt

        return odt.parse(loaded.data, loaded.name, album)
    if loaded.kind is Kind.RTF:
        from pipeline.readers.rtf import rtf

        return rtf.parse(loaded.data, loaded.name, album)
    if loaded.kind is Kind.WEB:
        from pipeline.readers.hypertext import html_reader

        return html_reader.parse(loaded.text, loaded.name, album, loaded.address)
    from pipeline.readers import front_matter, markdown, plain_text

    bare = loaded.kind is Kind.MARKDOWN
    matter, body, said = front_matter.split(loaded.text, loaded.name, bare=bare)
    if not configuration.drafts:
        front_matter.refuse_draft(matter, loaded.name)
    if loaded.kind is Kind.MARKDOWN:
        made = markdown.parse(body, album, loaded.name, matter)
    else:
        made = plain_text.parse(body, loaded.name, matter, headings)
    return replace(made, notices=(*said, *made.notices))
