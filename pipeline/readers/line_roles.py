"""What a line is for: credits, notes on pictures, tails of related links, references, a stray line of contents.

Lines are known by how newsrooms write them; each has to be short and to stand alone, so that a sentence
about photographs stays a sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.document.article import BlockKind, Role, Span
from pipeline.document.notices import Level, Notice
from pipeline.readers.headings import words
from pipeline.readers.newsroom import CONTENTS, CREDIT, NOTE, REFERENCE, REFERENCES, RELATED
from pipeline.readers.pieces import Piece, tidy

_SHORT = {"credit": 14, "note": 40, "lead": 12, "link": 30, "reference": 80}
"""Words a line of the kind may have."""

_FRAME = re.compile(r"^\s*(?:<<|>>|\[+|\(+|«)\s*|(?<!\s)\s*+(?:>>|<<|\]+|\)+|»)\s*$")
_PAGE = re.compile(r"(?<![\s.…·_-])[\s.…·_-]+\d{1,4}\s*\Z")
"""What stands behind an entry of contents."""
_SIGN_BEFORE = re.compile(r"\A[^\w\s(\[<«“\"'‘]{1,3}\s*")
"""An arrow, a bullet or an emoji before the words of a line."""
_FULL = re.compile(r"[.。।۔][\"'”’»)]*\Z")


@dataclass(frozen=True, slots=True)
class Sorted:
    """Pieces by what they are for."""

    body: tuple[Piece, ...]
    back: tuple[Piece, ...]
    """Credits, notes on pictures, references and related links, in the order they stood."""
    notices: tuple[Notice, ...]


def sort(pieces: Sequence[Piece], name: str) -> Sorted:
    """`pieces` of the file `name` with end matter set apart and lines of contents dropped."""
    kept, notices = _without_contents(pieces, name)
    body: list[Piece] = []
    back: list[Piece] = []
    position = 0
    while position < len(kept):
        links = _links_after(kept, position)
        if links:
            back += _related_list(kept[position], kept[position + 1 : position + 1 + links])
            position += 1 + links
            continue
        named = _references_after(kept, position)
        if named:
            back += _references(kept[position : position + 1 + named])
            position += 1 + named
            continue
        piece = kept[position]
        role = _role(piece)
        if role is Role.BODY:
            body.append(piece)
        else:
            back.append(
                replace(piece, role=role, spans=_without_frame(piece) if role is Role.CREDIT else piece.spans)
            )
        position += 1
    return Sorted(tuple(body), tuple(back), tuple(notices))


def _without_contents(pieces: Sequence[Piece], name: str) -> tuple[list[Piece], list[Notice]]:
    if not any(map(_leads_contents, pieces)):
        return list(pieces), []
    kept: list[Piece] = []
    notices: list[Notice] = []
    titles = _counts(pieces)
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        position += 1
        if not _leads_contents(piece):
            kept.append(piece)
            continue
        entries = _entries_after(pieces, position, titles)
        if piece.kind is BlockKind.HEADING and not entries and not _opens_section(pieces, position):
            kept.append(piece)
            continue
        message = f"The line “{piece.text}”{' and its entries were' if entries else ' was'} dropped: "
        message += "every edition has a contents page of its own."
        dropped = "\n".join(
            part.text
            for each in (piece, *pieces[position : position + entries])
            for part in each.walk()
            if part.text
        )
        notices.append(
            Notice("reading.contents-line", Level.INFO, _where(name, piece), message, evidence=dropped)
        )
        position += entries
    return kept, notices


def _leads_contents(piece: Piece) -> bool:
    return piece.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and bool(CONTENTS.fullmatch(piece.text))


def _counts(pieces: Sequence[Piece]) -> dict[str, int]:
    found: dict[str, int] = {}
    for piece in pieces:
        if piece.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            key = _key(piece.text)
            found[key] = found.get(key, 0) + 1
    return found


def _key(text: str) -> str:
    return " ".join(re.sub(r"^[\d.)\s]+", "", text).split()).casefold()


def _entry(text: str) -> str:
    """What an entry of contents repeats, without the dots and the number of a page behind it."""
    return _key(_PAGE.sub("", text))


def _entries_after(pieces: Sequence[Piece], position: int, titles: dict[str, int]) -> int:
    """How many pieces from `position` on only repeat the headings that follow."""
    following = pieces[position] if position < len(pieces) else None
    if following and following.kind is BlockKind.LIST:
        entries = [_entry(piece.text) for piece in following.walk() if piece.kind is BlockKind.ITEM]
        return int(bool(entries) and all(entry in titles for entry in entries))
    count, paged = 0, False
    for piece in pieces[position:]:
        numbered = (
            piece.kind is BlockKind.PARAGRAPH
            and bool(_PAGE.search(piece.text))
            and _entry(piece.text) in titles
        )
        if piece.kind is not BlockKind.PARAGRAPH or not (numbered or titles[_key(piece.text)] > 1):
            break
        count, paged = count + 1, paged or numbered
    return count if count > 1 or paged else 0


def _opens_section(pieces: Sequence[Piece], position: int) -> bool:
    return position >= len(pieces) or pieces[position].kind is BlockKind.HEADING


def _role(piece: Piece) -> Role:
    if piece.kind is not BlockKind.PARAGRAPH:
        return Role.BODY
    text = _FRAME.sub("", piece.text)
    framed = text != piece.text
    if CREDIT.match(text) and words(text) <= _SHORT["credit"] and (framed or not _FULL.search(text)):
        return Role.CREDIT
    if len(text) < 600 and words(text) <= _SHORT["note"] and NOTE.search(text):
        return Role.IMAGE_NOTE
    return Role.BODY


def _without_frame(piece: Piece) -> tuple[Span, ...]:
    """The credit without the `<< >>` or brackets around it, which are not words."""
    first, *rest = piece.spans
    spans = [Span(re.sub(r"^\s*(?:<<|>>|\[+|\(+|«)\s*", "", first.text), first.marks), *rest]
    spans[-1] = Span(re.sub(r"\s*(?:>>|<<|\]+|\)+|»)\s*$", "", spans[-1].text), spans[-1].marks)
    return tidy(spans)


def _links_after(pieces: Sequence[Piece], position: int) -> int:
    """How many pieces are the links that the piece at `position` leads in; 0 when it leads in none."""
    lead = pieces[position]
    if lead.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or words(lead.text) > _SHORT["lead"]:
        return 0
    if not RELATED.fullmatch(_SIGN_BEFORE.sub("", lead.text)):
        return 0
    count = 0
    for piece in pieces[position + 1 :]:
        if not _link(piece):
            break
        count += 1
    return count


def _link(piece: Piece) -> bool:
    if piece.kind is BlockKind.LIST:
        return all(words(item.text) <= _SHORT["link"] for item in piece.pieces)
    short = piece.kind is BlockKind.PARAGRAPH and words(piece.text) <= _SHORT["link"]
    return short and not _FULL.search(piece.text) and _role(piece) is Role.BODY


def _references_after(pieces: Sequence[Piece], position: int) -> int:
    """How many pieces are the works that the heading at `position` leads in: all that stand under it, or 0."""
    lead = pieces[position]
    if lead.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or not REFERENCES.fullmatch(lead.text):
        return 0
    count = 0
    for piece in pieces[position + 1 :]:
        if piece.kind is BlockKind.HEADING or _links_after(pieces, position + 1 + count):
            return count
        if not _names_work(piece):
            return count if lead.kind is BlockKind.PARAGRAPH else 0
        count += 1
    return count


def _names_work(piece: Piece) -> bool:
    if piece.kind is BlockKind.LIST:
        return all(words(part.text) <= _SHORT["reference"] for part in piece.walk())
    plain = piece.kind is BlockKind.PARAGRAPH and _role(piece) is Role.BODY
    return plain and words(piece.text) <= _SHORT["reference"] and bool(REFERENCE.match(piece.text))


def _references(pieces: Sequence[Piece]) -> list[Piece]:
    lead, *works = (_with_role(piece, Role.REFERENCES) for piece in pieces)
    return [replace(lead, kind=BlockKind.PARAGRAPH, level=0), *works]


def _related_list(lead: Piece, links: Sequence[Piece]) -> list[Piece]:
    """The lead-in line and all links as one list."""
    items: list[Piece] = []
    for piece in links:
        items += piece.pieces if piece.kind is BlockKind.LIST else [replace(piece, kind=BlockKind.ITEM)]
    listed = Piece(BlockKind.LIST, pieces=tuple(items), line=links[0].line)
    return [
        replace(lead, kind=BlockKind.PARAGRAPH, level=0, role=Role.RELATED),
        _with_role(listed, Role.RELATED),
    ]


def _with_role(piece: Piece, role: Role) -> Piece:
    return replace(piece, role=role, pieces=tuple(_with_role(inner, role) for inner in piece.pieces))


def _where(name: str, piece: Piece) -> str:
    return f"{name}:{piece.line}" if piece.line else name
