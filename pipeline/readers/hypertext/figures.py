"""Pictures in HTML to figures, with what they show and what is written under them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from pipeline.document.article import BlockKind, Mark, MarkKind, Picture, Role
from pipeline.document.notices import Level, Notice
from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.walk_context import Place
from pipeline.readers.pieces import Piece, is_marked, prose, without

_EMPHASIS = Mark(MarkKind.EMPHASIS)
_SIGNS = frozenset(
    [
        "emoji",
        "gaiji",
        "wp-smiley",
        "smiley",
        "latex",
        "tex",
        "ql-img-inline-formula",
        "mwe-math-fallback-image-inline",
    ]
)
"""Classes of pictures that stand for signs; their alternative is the text."""
_LATER = ("data-src", "data-lazy-src", "data-original", "data-srcset", "srcset")
_PLACEHOLDER = re.compile(r"\s*(?:data:image/(?:gif|svg\+xml)|about:blank|\Z)", re.IGNORECASE)
_DRAWN = frozenset(
    ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "image", "use"]
)


def picture_pieces(place: Place, image: Any) -> Iterator[Piece | str]:
    """What the picture `image` (`img` or `svg`) becomes: a figure, the text it stands for, or a caption."""
    if _counts(image):
        return
    if image.tag == elements.SVG:
        yield from _drawing(place, image)
        return
    alternative, title = (" ".join(image.get(name, "").split()) for name in ("alt", "title"))
    if not _SIGNS.isdisjoint(elements.words(image, "class")):
        yield alternative
        return
    caption = title if title != alternative else ""
    address = _address(image)
    shows = "\n".join(part for part in (alternative, caption) if part)
    picture = place.album.picture(address, place.where, shows)
    yield from _figure_pieces(place, picture, address, alternative, caption)


def attach_captions(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """`pieces` with captions in what they stand under.

    A caption belongs to the figure or the table right before it, else right behind it. A paragraph
    that is emphasised from end to end, right under a picture without caption, is its caption.
    """
    held: Piece | None = None
    for piece in pieces:
        joined = _join(held, piece) if held else None
        if joined:
            held = joined
            continue
        if held:
            yield from _settle(held)
        held = piece
    if held:
        yield from _settle(held)


def _join(before: Piece, piece: Piece) -> Piece | None:
    """The two as one, if one is the other's caption."""
    if piece.kind is BlockKind.CAPTION and before.kind in (BlockKind.FIGURE, BlockKind.TABLE):
        return _under(before, piece)
    if before.kind is BlockKind.CAPTION and piece.kind in (BlockKind.FIGURE, BlockKind.TABLE):
        return None if _bears(piece) else _under(piece, before)
    bare = before.kind is BlockKind.FIGURE and not _bears(before)
    if bare and piece.kind is BlockKind.PARAGRAPH and is_marked(piece.spans, _EMPHASIS):
        spans = without(piece.spans, _EMPHASIS)
        return _under(before, Piece(BlockKind.CAPTION, spans, role=Role.CAPTION, line=piece.line))
    return None


def _bears(piece: Piece) -> bool:
    return any(part.kind is BlockKind.CAPTION for part in piece.pieces)


def _under(piece: Piece, caption: Piece) -> Piece:
    rest = tuple(part for part in piece.pieces if part.kind is not BlockKind.CAPTION)
    inside = (caption, *rest) if piece.kind is BlockKind.TABLE else (*rest, caption)
    return replace(piece, pieces=inside)


def _settle(piece: Piece) -> Iterator[Piece]:
    """A caption of nothing is a paragraph, and so is one of a picture that was set aside."""
    if piece.kind is BlockKind.FIGURE and piece.picture is None:
        yield from (replace(part, kind=BlockKind.PARAGRAPH) for part in piece.pieces)
    else:
        yield replace(piece, kind=BlockKind.PARAGRAPH) if piece.kind is BlockKind.CAPTION else piece


def _figure_pieces(
    place: Place, picture: Picture | None, address: str, alternative: str, caption: str
) -> Iterator[Piece]:
    captions = [prose(BlockKind.CAPTION, caption, Role.CAPTION, line=place.line)] if caption else []
    if picture is None:
        yield Piece(BlockKind.FIGURE, pieces=tuple(captions), line=place.line)
        return
    parts = [prose(BlockKind.ALTERNATIVE, alternative)] if alternative else []
    if not alternative:
        shown = "in the text itself" if address.startswith("data:") else address[:80]
        message = f"The picture {shown} has no alternative text; write in its brackets what it shows."
        place.said.append(Notice("reading.alternative-missing", Level.WARNING, place.where, message))
    yield Piece(BlockKind.FIGURE, pieces=(*parts, *captions), picture=picture, line=place.line)


def _counts(image: Any) -> bool:
    """Whether it is a dot that counts readers."""
    size = [image.get(side, "").strip().removesuffix("px") for side in ("width", "height")]
    return all(side in ("0", "1", "2") for side in size)


def _address(image: Any) -> str:
    """Where the picture is, also when the page loads it late."""
    written = str(image.get("src", ""))
    if not _PLACEHOLDER.match(written):
        return written
    around = image.getparent()
    held = [image, *(around.iterchildren("source") if around is not None and around.tag == "picture" else ())]
    later = (element.get(name) for element in held for name in _LATER)
    found = next((address for address in later if address and address.strip()), "")
    return str(found.split()[0].rstrip(",")) if found else written


def _drawing(place: Place, node: Any) -> Iterator[Piece]:
    """A drawing in the text is a picture when it says what it shows, else decoration."""
    description = elements.text(node)
    title = node.find("{*}title")
    alternative = node.get("aria-label") or (title.text if title is not None else "") or ""
    says = (
        alternative.strip()
        or node.get("role") == "img"
        or any(outer.tag == "figure" for outer in node.iterancestors())
    )
    draws = any(etree.QName(inner).localname in _DRAWN for inner in node.iter())
    if not (says and draws):
        place.aside.put("drawing", place.line, description)
        return
    data = etree.tostring(node, encoding="utf-8", with_tail=False)
    picture = place.album.embed(data, "drawing", place.where, description)
    yield from _figure_pieces(place, picture, "drawing", " ".join(alternative.split()), "")
