"""RTF to pieces: HTML is made of it, and the walk that all HTML takes does the rest."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.document.article import Picture
from pipeline.document.notices import Level, Notice
from pipeline.errors import ArticleError
from pipeline.languages.dates import iso_date
from pipeline.readers.credit_lines import read_bylines
from pipeline.readers.front_matter import Front
from pipeline.readers.hypertext.markup import parse_html
from pipeline.readers.hypertext.walk import pieces
from pipeline.readers.line_roles import sort
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript
from pipeline.readers.rtf.reading import Found, found_in
from pipeline.readers.sources.source import LONGEST, clean
from pipeline.readers.word.bold_headings import bold_headings
from pipeline.readers.word.check_boxes import task_lists
from pipeline.readers.word.docx import lift_front, with_title
from pipeline.readers.word.properties import MOST_DAYS, authors, days_between


def parse(data: bytes, name: str, album: Album) -> Manuscript:
    """The article in the RTF `data`, whose file is called `name`.

    Raises `ArticleEmpty` when there is no text in it, and `ArticleError` when it is beyond reason.
    """
    found = found_in(data, name)
    if len(found.html) > 4 * LONGEST:
        raise ArticleError(f"{name} is too long for an article.", "Divide it and publish the parts.")
    body = parse_html(found.html, name).find("body")
    front = lift_front(_front(found), body)
    made, notices = pieces(body, name, _Enclosed(album, found.pictures), numbered=False)
    sorted_ = sort(task_lists(bold_headings(made)), name)
    front, titled = with_title(front, sorted_.body)
    full_front, kept = read_bylines(front, titled)
    return Manuscript(full_front, (*kept, *sorted_.back), (*_losses(name, found), *notices, *sorted_.notices))


class _Enclosed:
    """The album of a file, and the pictures within it."""

    def __init__(self, album: Album, pictures: list[bytes]) -> None:
        self._album = album
        self._pictures = pictures

    def picture(self, address: str, where: str, shows: str = "") -> Picture | None:
        """The picture in the file that has this name, or what the album has at this address."""
        number = address.removeprefix("picture:")
        if number == address or not number.isdigit() or int(number) >= len(self._pictures):
            return self._album.picture(address, where, shows)
        return self.embed(self._pictures[int(number)], f"picture-{int(number) + 1}", where, shows)

    def embed(self, data: bytes, stem: str, where: str, shows: str = "") -> Picture | None:
        """The picture `data`."""
        return self._album.embed(data, stem, where, shows)


def _front(found: Found) -> Front:
    said = {name: " ".join(clean(text).split()) for name, text in found.properties.items()}
    made = said.get("creatim", "")
    old = days_between(made, said.get("revtim", "")) > MOST_DAYS
    front = Front(title=said.get("title", ""), authors=tuple(dict.fromkeys(authors(said.get("author", "")))))
    tags = tuple(dict.fromkeys(filter(None, map(str.strip, said.get("keywords", "").split(",")))))
    return replace(front, date="" if old else iso_date(made) or "", tags=tags)


def _losses(name: str, found: Found) -> Iterator[Notice]:
    """What of the file is not in the article. What was deleted from it is not told."""
    if found.changed:
        text = "Changes are tracked in it: it was read as if all were accepted; what was deleted is left out."
        yield Notice("reading.changes", Level.INFO, name, text)
    formulas = "Formulas of this file were left out; save it as .docx or .odt to keep them."
    if evidence := _lines(found.aside["formulas"]):
        yield Notice("reading.unconverted", Level.WARNING, name, formulas, evidence)
    kinds = (
        ("comments", "Comments were left out."),
        ("margins", "Headers and footers of pages were left out."),
        ("contents", "The table of contents was left out: every edition has its own."),
        ("hidden", "Text that the document hides was left out."),
    )
    for kind, text in kinds:
        if evidence := _lines(found.aside[kind]):
            yield Notice(f"reading.{kind}", Level.INFO, name, text, evidence)


def _lines(texts: list[str]) -> str:
    return "\n".join(filter(None, map(str.strip, texts)))
