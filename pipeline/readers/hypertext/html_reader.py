"""A web page to pieces: the article in it, what the page says about it, and what is left out."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from lxml import etree

from pipeline.document.article import BlockKind, Role
from pipeline.errors import ArticleEmpty
from pipeline.readers.credit_fields import signature, signed
from pipeline.readers.credit_lines import read_bylines
from pipeline.readers.front_matter import Front
from pipeline.readers.headings import words
from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.article_head import date_beside_title, lift_credits, promote_title
from pipeline.readers.hypertext.boilerplate import clear
from pipeline.readers.hypertext.captions import mark_captions
from pipeline.readers.hypertext.declarations import without_declarations
from pipeline.readers.hypertext.excluded import Aside
from pipeline.readers.hypertext.extraction import (
    Extraction,
    confirm,
    extract,
    is_prose,
    share_kept,
    stands,
)
from pipeline.readers.hypertext.main_content import is_framed, main_content
from pipeline.readers.hypertext.markup import parse_html
from pipeline.readers.hypertext.metadata import Metadata, metadata
from pipeline.readers.hypertext.shown_title import has_parts, shown_title
from pipeline.readers.hypertext.text_blocks import TextBlock, text_blocks
from pipeline.readers.hypertext.trimming import trim
from pipeline.readers.hypertext.typed_marks import link_typed_notes
from pipeline.readers.hypertext.unscripted import seen, show_unscripted
from pipeline.readers.hypertext.walk import pieces
from pipeline.readers.line_roles import sort
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript, Piece, prose

_LEAST_KEPT = 0.5
"""Share of what was extracted that the article has to have."""
_LAST = 8
"""Paragraphs at an article's end that may be signed."""
_BESIDE = 4
"""Lines before the first paragraph and behind the last of which one may be the signature."""
_LINKED = 0.5
"""Share of a line in links from which it leads to something else."""
_BOXES = ("☐", "☒")
"""A box to be checked with nothing beside it, which a form of the page has."""
_UNDER_PICTURE = ("▲", "△", "▼")
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
    mark_captions(body)
    said = _with_shown_title(said, body)
    extraction = extract(text) if is_framed(body) else None
    if extraction is not None:
        extraction = seen(body, extraction, aside)
    shown = "".join(block.key for block in text_blocks(body))
    part, front = _article(body, said, extraction, aside)
    if extraction is not None and share_kept(extraction, text_blocks(part)) < _LEAST_KEPT:
        aside.put("page", part.sourceline or 0, elements.text(part))
        aside.put("unseen", 0, "\n".join(line for line in extraction.written if not stands(line, shown)))
        part = _extracted(extraction, said.front.title)
        front = _front(said, body, part)
    link_typed_notes(part)
    made, notices = pieces(part, name, album, address=said.address)
    made = tuple(_captioned(piece) for piece in made if piece.text.strip() not in _BOXES)
    made = _title(front, made, aside)
    found = sort(made, name)
    known = replace(front, title="", authors=_reporters(front, said))
    full_front, kept = read_bylines(known, found.body)
    authors = full_front.authors or _signed(kept) or front.authors
    full_front = replace(full_front, title="" if _heads(kept) else front.title, authors=authors)
    return Manuscript(full_front, (*kept, *found.back), (*aside.notices(), *notices, *found.notices))


def _reporters(front: Front, said: Metadata) -> tuple[str, ...]:
    """The authors, unless only the newsroom is named as one: then the article may be signed."""
    return () if said.newsrooms.issuperset(front.authors) else front.authors


def _captioned(piece: Piece) -> Piece:
    """A paragraph that ▲ begins, as newspapers of East Asia have it, is what stands under a picture."""
    told = piece.kind is BlockKind.PARAGRAPH and piece.text.startswith(_UNDER_PICTURE)
    return replace(piece, role=Role.CAPTION) if told else piece


def _signed(made: Sequence[Piece]) -> tuple[str, ...]:
    """Who signed a paragraph at the beginning or the end."""
    written = [piece.text for piece in made if piece.kind is BlockKind.PARAGRAPH]
    return next(
        (names for text in (*written[:2], *written[: -_LAST - 1 : -1]) if (names := signed(text))), ()
    )


def _signature(blocks: Sequence[TextBlock]) -> tuple[str, ...]:
    """Who signs in a line of its own right before the first paragraph or behind the last, which is no part of the text."""
    prose = [number for number, block in enumerate(blocks) if is_prose(block)]
    if not prose:
        return ()
    before = blocks[max(prose[0] - _BESIDE, 0) : prose[0]]
    behind = takewhile(_is_own, blocks[prose[-1] + 1 : prose[-1] + 1 + _BESIDE])
    lines = (block.line for block in (*before, *behind) if block.element.tag not in elements.HEADINGS)
    return next((names for line in lines if (names := signature(line))), ())


def _is_own(block: TextBlock) -> bool:
    """Whether a line behind the text may belong to it: a heading or a link begins what others wrote."""
    return block.element.tag not in elements.HEADINGS and block.link_share < _LINKED


def _with_shown_title(said: Metadata, body: Any) -> Metadata:
    title = said.front.title
    if has_parts(title):
        title = shown_title(title, text_blocks(body))
    return replace(said, front=replace(said.front, title=title))


def _article(body: Any, said: Metadata, extraction: Extraction | None, aside: Aside) -> tuple[Any, Front]:
    """The element that holds the article, with nothing else in it, and what the page says of it."""
    part, day = body, ""
    if extraction is not None:
        blocks = _confirmed(body, extraction)
        part, day = main_content(body, blocks), date_beside_title(blocks, said.front.title)
    front = _front(said, body, part)
    if part is not body:
        _around(body, part, aside)
    clear(part, aside)
    promote_title(part, said.front.title)
    named = lift_credits(replace(front, authors=_reporters(front, said)), part, aside)
    front = replace(named, date=named.date or day, authors=named.authors or front.authors)
    if extraction is not None:
        blocks = _confirmed(part, extraction)
        if not _reporters(front, said):
            front = replace(front, authors=_signature(blocks) or front.authors)
        trim(part, blocks, front, aside)
    return part, front


def _extracted(extraction: Extraction, title: str) -> Any:
    """What was extracted, as plain paragraphs: for a page whose text lies where no mark-up shows it, or of which too much was taken out."""
    body = etree.Element("body")
    for line in extraction.written:
        if _key(line) != _key(title):
            etree.SubElement(body, "p").text = line
    return body


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
