"""A web page to pieces: the article in it, what the page says about it, and what is left out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lxml import etree

from pipeline.document.article import BlockKind
from pipeline.errors import ArticleEmpty
from pipeline.readers.credit_lines import read_bylines
from pipeline.readers.front_matter import Front
from pipeline.readers.headings import words
from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.article_head import lift_credits, promote_title
from pipeline.readers.hypertext.boilerplate import clear
from pipeline.readers.hypertext.declarations import without_declarations
from pipeline.readers.hypertext.excluded import Aside
from pipeline.readers.hypertext.extraction import Extraction, confirm, extract
from pipeline.readers.hypertext.main_content import is_framed, main_content
from pipeline.readers.hypertext.markup import parse_html
from pipeline.readers.hypertext.metadata import Metadata, metadata
from pipeline.readers.hypertext.text_blocks import TextBlock, text_blocks
from pipeline.readers.hypertext.trimming import trim
from pipeline.readers.hypertext.unscripted import show_unscripted
from pipeline.readers.hypertext.walk import pieces
from pipeline.readers.line_roles import sort
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript, Piece, prose

_KICKER = 12
"""Words of a line above the title that only says where in the paper it stands."""


def parse(text: str, name: str, album: Album, address: str = "") -> Manuscript:
    """The article in the web page `text`, whose file is called `name` and that was fetched from `address` if it was.

    Raises `ArticleEmpty` when there is no text in it, and `ArticleError` for mark-up beyond reason.
    """
    root = parse_html(without_declarations(text), name)
    said = metadata(root, address)
    body = root.find("body")
    if body is None:
        raise ArticleEmpty(f"{name} has no text, only frames.", "Save the page in the frame.")
    aside = Aside(name)
    show_unscripted(body)
    framed = is_framed(body)
    extraction = extract(text) if framed else None
    part = body if extraction is None else main_content(body, _confirmed(body, extraction))
    front = _front(said, body, part)
    if part is not body:
        _around(body, part, aside)
    clear(part, aside)
    promote_title(part, said.front.title)
    front = lift_credits(front, part, aside)
    if extraction is not None:
        trim(part, _confirmed(part, extraction), front, aside)
    made, notices = pieces(part, name, album, address=said.address)
    made = _title(front, made, aside)
    found = sort(made, name)
    full_front, kept = read_bylines(replace(front, title=""), found.body)
    full_front = replace(full_front, title="" if _heads(kept) else front.title)
    return Manuscript(full_front, (*kept, *found.back), (*aside.notices(), *notices, *found.notices))


def _confirmed(part: Any, extraction: Extraction) -> Sequence[TextBlock]:
    blocks = text_blocks(part)
    confirm(blocks, extraction)
    return blocks


def _front(said: Metadata, body: Any, part: Any) -> Front:
    """What the page says; the title is the only first heading there is, or else what the metadata call it."""
    front = said.front
    heads = [
        text for head in body.iter("h1") if not elements.is_hidden(head) and (text := elements.line(head))
    ]
    named = {elements.line(head) for head in body.iter("h1", "h2", "h3")}
    if part.find(".//h1") is None and len(heads) == 1 and heads[0] != said.site and front.title not in named:
        front = replace(front, title=heads[0])
    language = next((part.get("lang") for part in (part, *part.iterancestors()) if part.get("lang")), "")
    return replace(front, language=elements.known_tag(language) or front.language)


def _around(body: Any, part: Any, aside: Aside) -> None:
    """Tell what of the page is not the article, all of it."""
    parent, stand_in = part.getparent(), etree.Element("div")
    stand_in.tail = part.tail
    parent.replace(part, stand_in)
    aside.put("page", body.sourceline or 0, elements.text(body))
    parent.replace(stand_in, part)


def _title(front: Front, made: Sequence[Piece], aside: Aside) -> tuple[Piece, ...]:
    """The pieces with the title first; lines above it that only say where it stands are put aside."""
    place = next((number for number, piece in enumerate(made) if piece.level == 1), None)
    if place is None:
        same = made and made[0].kind is BlockKind.HEADING and _key(made[0].text) == _key(front.title)
        head = prose(BlockKind.HEADING, front.title, level=1)
        return (*([head] if front.title else []), *made[1 if same else 0 :])
    above = []
    for piece in made[:place]:
        if piece.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and words(piece.text) <= _KICKER:
            aside.put("above-title", piece.line, piece.text)
        else:
            above.append(piece)
    return (made[place], *above, *made[place + 1 :])


def _heads(made: Sequence[Piece]) -> bool:
    return bool(made) and made[0].level == 1


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
