"""Bytes in, an `Article` out, with everything that was set aside named in a notice."""

from pathlib import Path

from pipeline.document.article import Article
from pipeline.document.notices import Notice
from pipeline.languages import find

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
"""Endings of files that are read as Markdown; any other text is read as plain."""


def read(path: Path, language: str | None = None) -> tuple[Article, tuple[Notice, ...]]:
    """The article in the file at `path`, and what was found or set aside on the way.

    `language` names the article's language; without it the front matter says it, or else the text.
    Raises an `ArticleError`, or `UnknownLanguage` when `language` names none.
    """
    from pipeline.languages.guess import guess
    from pipeline.readers import front, markdown, plain, source
    from pipeline.readers.assemble import assemble
    from pipeline.readers.pictures import Album

    known = find(language).tag if language else ""
    loaded = source.load(path)
    album = Album(path.parent)
    matter, body, said = front.split(loaded.text, loaded.name)
    if path.suffix.lower() in MARKDOWN:
        manuscript = markdown.parse(body, album, loaded.name, matter)
    else:
        manuscript = plain.parse(body, loaded.name, matter)
    tag = known or matter.language or guess(manuscript.text)
    article, more = assemble(loaded.name, manuscript.front, manuscript.pieces, tag)
    return article, (*loaded.notices, *said, *manuscript.notices, *album.notices, *more)
