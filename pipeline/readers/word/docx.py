"""Word documents to pieces: mammoth makes HTML of them, and the walk that all HTML takes does the rest."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from xml.parsers.expat import ExpatError

from lxml import etree

from pipeline.document.article import Picture
from pipeline.document.notices import Level, Notice
from pipeline.errors import ArticleError, ArticleNotText
from pipeline.languages.dates import iso_date
from pipeline.readers.credit_lines import authors_in, read_bylines
from pipeline.readers.front_matter import Front
from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.markup import parse_html
from pipeline.readers.hypertext.walk import pieces
from pipeline.readers.line_roles import sort
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript, Piece
from pipeline.readers.sources.source import LONGEST
from pipeline.readers.word.bold_headings import bold_headings
from pipeline.readers.word.check_boxes import task_lists
from pipeline.readers.word.formulas import put_in
from pipeline.readers.word.package import pack, parts, tree
from pipeline.readers.word.properties import properties
from pipeline.readers.word.repairs import (
    head_tables,
    join_drop_caps,
    mark_numbers,
    take_numbers,
    type_styles,
    unwrap,
)
from pipeline.readers.word.styles import style_map
from pipeline.readers.word.text import ease, text, unconverted_paragraphs

_MAIN = "word/document.xml"


def parse(data: bytes, name: str, album: Album) -> Manuscript:
    """The article in the Word document `data`, whose file is called `name`.

    Raises `ArticleNotText` when it is none, `ArticleEmpty` when there is no text in it, and
    `ArticleError` when it is damaged or beyond reason.
    """
    found = dict(parts(data, name))
    main = _main(found, name)
    document = tree(found[main], f"{name}: its part {main}")
    hidden, formulas = ease(document)
    hidden_in_notes = _ease_notes(found, main, name, formulas)
    contents = unwrap(document)
    join_drop_caps(document)
    head_tables(document)
    if numbering := _beside(found, main, "numbering.xml"):
        mark_numbers(document, tree(found[numbering], f"{name}: its part {numbering}"))
    found[main] = etree.tostring(document, encoding="utf-8", xml_declaration=True)
    held = _Enclosed(album)
    body = parse_html(put_in(_convert(found, main, name, held), formulas), name).find("body")
    take_numbers(body)
    lost = unconverted_paragraphs(document, elements.text(body))
    front = lift_front(_properties(found, name), body)
    made, notices = pieces(body, name, held, numbered=False)
    sorted_ = sort(task_lists(bold_headings(made)), name)
    front, titled = with_title(front, sorted_.body)
    full_front, kept = read_bylines(front, titled)
    more = _losses(name, found, "\n".join(filter(None, (hidden, *hidden_in_notes))), lost, contents)
    return Manuscript(full_front, (*kept, *sorted_.back), (*more, *notices, *sorted_.notices))


class _Enclosed:
    """The album of a document, and the pictures within it until the walk asks for them."""

    def __init__(self, album: Album) -> None:
        self._album = album
        self._held: dict[str, bytes] = {}

    def take(self, image: Any) -> dict[str, str]:
        """What mammoth writes of a picture: the name it is held by, or the address of one that is elsewhere."""
        from mammoth.docx.files import InvalidFileReferenceError

        address = f"picture:{len(self._held) + 1}"
        try:
            with image.open() as file:
                self._held[address] = file.read()
        except InvalidFileReferenceError as error:
            return {"src": str(error).partition("'")[2].partition("'")[0]}
        except KeyError:
            self._held[address] = b""
        return {"src": address}

    def picture(self, address: str, where: str, shows: str = "") -> Picture | None:
        """The picture held by this name, or what the album has at this address."""
        if address not in self._held:
            return self._album.picture(address, where, shows)
        return self.embed(self._held[address], address.replace(":", "-"), where, shows)

    def embed(self, data: bytes, stem: str, where: str, shows: str = "") -> Picture | None:
        """The picture `data`."""
        return self._album.embed(data, stem, where, shows)


def _main(found: Mapping[str, bytes], name: str) -> str:
    """The path of the part with the text."""
    package = found.get("_rels/.rels")
    links = tree(package, f"{name}: its part _rels/.rels") if package else ()
    for link in links:
        if link.get("Type", "").endswith("/officeDocument"):
            path = link.get("Target", "").lstrip("/")
            if path in found:
                return str(path)
    if _MAIN not in found:
        raise ArticleNotText(
            f"{name} has no text part, so it is no Word document.", "Save the article as .docx."
        )
    return _MAIN


def _ease_notes(found: dict[str, bytes], main: str, name: str, formulas: list[str]) -> list[str]:
    """Ease the parts with notes as the text was, and add their formulas to its own; returned is what they hide."""
    hidden = []
    for path in filter(None, (_beside(found, main, ending) for ending in ("footnotes.xml", "endnotes.xml"))):
        root = tree(found[path], f"{name}: its part {path}")
        secret, shown = ease(root, len(formulas))
        hidden.append(secret)
        formulas += shown
        found[path] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return hidden


def _beside(found: Mapping[str, bytes], main: str, ending: str) -> str:
    """The path of the part of this kind in the folder of the `main` one, or in any; empty when there is none."""
    near = f"{main.rpartition('/')[0]}/{ending}"
    return near if near in found else next((path for path in found if path.endswith(f"/{ending}")), "")


def _styles(found: dict[str, bytes], main: str, name: str) -> Any:
    """The root of the styles, all of which have a type; None when there are none."""
    path = _beside(found, main, "styles.xml")
    if not path:
        return None
    root = tree(found[path], f"{name}: its part {path}")
    if type_styles(root):
        found[path] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return root


def _convert(found: dict[str, bytes], main: str, name: str, held: _Enclosed) -> str:
    """The document as HTML."""
    import mammoth

    mapped = style_map(_styles(found, main, name))
    try:
        made = mammoth.convert_to_html(
            pack(found),
            style_map=mapped,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(held.take),
        )
    except (
        KeyError,
        ValueError,
        OSError,
        AttributeError,
        TypeError,
        IndexError,
        ExpatError,
        RecursionError,
    ) as error:
        raise ArticleError(
            f"{name} cannot be understood as a Word document ({error}).",
            "Open it in a word processor and save it anew as .docx.",
        ) from error
    html = str(made.value)
    if len(html) > 4 * LONGEST:
        raise ArticleError(f"{name} is too long for an article.", "Divide it and publish the parts.")
    return html


def _properties(found: Mapping[str, bytes], name: str) -> Front:
    """What the document's properties say."""
    path = "docProps/core.xml"
    return properties(tree(found[path], f"{name}: its part {path}")) if path in found else Front()


def lift_front(front: Front, body: Any) -> Front:
    """`front` with what the styles for subtitle, author and date say; they leave the text."""
    for element in list(body.iter("p")):
        names, line = elements.words(element, "class"), " ".join(elements.text(element).split())
        if "subtitle" in names and not front.subtitle:
            front = replace(front, subtitle=line)
        elif "byline" in names:
            front = replace(front, authors=authors_in(line, front.language))
        elif "dateline" in names and iso_date(line):
            front = replace(front, date=iso_date(line) or "")
        else:
            continue
        elements.remove(element)
    return front


def with_title(front: Front, made: Sequence[Piece]) -> tuple[Front, tuple[Piece, ...]]:
    """The pieces with the title first: the first heading of the first rank, or what the properties say.

    Where several headings have the first rank, they are the sections', unless the first stands at the head.
    """
    tops = [number for number, piece in enumerate(made) if piece.level == 1]
    if tops and (len(tops) == 1 or tops[0] == 0):
        first = tops[0]
        return replace(front, title=""), (made[first], *made[:first], *made[first + 1 :])
    if not front.title:
        return front, tuple(made)
    same = bool(made) and _key(made[0].text) == _key(front.title)
    return front, tuple(made[1:] if same else made)


def _losses(name: str, found: Mapping[str, bytes], hidden: str, lost: str, contents: str) -> Iterator[Notice]:
    """What of the document is not in the article."""
    margins = [path for path in found if re.fullmatch(r"word/(?:header|footer)\d*\.xml", path)]
    kinds = (
        ("comments", Level.INFO, "Comments were left out.", _words(found, name, ["word/comments.xml"])),
        ("margins", Level.INFO, "Headers and footers of pages were left out.", _words(found, name, margins)),
        ("contents", Level.INFO, "The table of contents was left out: every edition has its own.", contents),
        ("hidden", Level.INFO, "Text that the document hides was left out.", hidden),
        (
            "unconverted",
            Level.WARNING,
            "Text that could not be converted was left out; put it into plain paragraphs.",
            lost,
        ),
    )
    return (
        Notice(f"reading.{kind}", level, name, text, evidence)
        for kind, level, text, evidence in kinds
        if evidence
    )


def _words(found: Mapping[str, bytes], name: str, paths: Sequence[str]) -> str:
    trees = (tree(found[path], f"{name}: its part {path}") for path in paths if path in found)
    return "\n".join(words for root in trees if (words := text(root)))


def _key(written: str) -> str:
    return " ".join(written.split()).casefold()
