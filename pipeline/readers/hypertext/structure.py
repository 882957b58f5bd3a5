"""The structure of HTML to pieces: headings, lists, quotations, definitions, code, captions and notes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lxml import etree

from pipeline.document.article import BlockKind, Mark, MarkKind, Role, Span, SpokenBy
from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.excluded import Aside
from pipeline.readers.hypertext.tables import table
from pipeline.readers.hypertext.walk_context import Marks, Place
from pipeline.readers.pieces import Piece, tidy

_STRONG = Mark(MarkKind.STRONG)


def note(place: Place, node: Any, name: str) -> Piece:
    """The note of this name that `node` holds."""
    line = place.line
    inner = _without_mark(place.within(node), place.notes.shown[name] if node.tag != "li" else "")
    if len(inner) == 1 and inner[0].kind is BlockKind.PARAGRAPH:
        return Piece(BlockKind.NOTE, inner[0].spans, label=name, line=line)
    return Piece(BlockKind.NOTE, pieces=tuple(inner), label=name, line=line)


def hold(place: Place, node: Any, marks: Marks) -> list[Piece]:
    """Notes, and what stands among them; over nothing but notes headings and rules are no part of the text."""
    inner = _list(place, node, marks) if node.tag in ("ol", "ul") else place.deeper(node, marks)
    rest = [piece for piece in inner if piece.kind is not BlockKind.RULE]
    if not all(piece.kind in (BlockKind.NOTE, BlockKind.HEADING) for piece in rest):
        return inner
    for piece in rest:
        if piece.kind is BlockKind.HEADING:
            place.aside.put("notes-heading", piece.line, piece.text)
    return [piece for piece in rest if piece.kind is BlockKind.NOTE]


def caption(place: Place, node: Any, marks: Marks) -> list[Piece]:
    """The caption, which finds its figure later, and what else stood in it."""
    line = place.line
    inner = place.within(node, marks)
    spans = _code_spans((piece for piece in inner if piece.kind is BlockKind.PARAGRAPH), "\n")
    rest = [piece for piece in inner if piece.kind is not BlockKind.PARAGRAPH]
    return [*([Piece(BlockKind.CAPTION, spans, role=Role.CAPTION, line=line)] if spans else []), *rest]


def without_heading(piece: Piece) -> Piece:
    """A heading inside a quotation or an item opens no section; it becomes a strong paragraph."""
    if piece.kind is not BlockKind.HEADING:
        return piece
    spans = tuple(Span(span.text, tuple(dict.fromkeys((_STRONG, *span.marks)))) for span in piece.spans)
    return Piece(BlockKind.PARAGRAPH, spans, line=piece.line)


def without_heads(made: Sequence[Piece], aside: Aside) -> Iterator[Piece]:
    """`made` without headings and rules over nothing but notes, since the notes go where they are marked."""
    for number, piece in enumerate(made):
        if piece.kind in (BlockKind.HEADING, BlockKind.RULE) and _over_notes(made, number):
            aside.put("notes-heading", piece.line, piece.text)
        else:
            yield piece


def _heading(place: Place, node: Any, marks: Marks) -> list[Piece]:
    line = place.line
    inner = place.deeper(node, marks)
    spans = _code_spans(inner, " ")
    heading = Piece(BlockKind.HEADING, spans, level=elements.HEADINGS[node.tag], line=line)
    rest = [piece for piece in inner if piece.kind is not BlockKind.PARAGRAPH]
    return [*([heading] if spans else []), *rest]


def _list(place: Place, node: Any, marks: Marks) -> list[Piece]:
    """The list; the notes in it stand before it."""
    line, found, items = place.line, [], []  # type: int, list[Piece], list[Piece]
    for child in _parts(node):
        place.see(child)
        if child in place.notes.bodies:
            found.append(note(place, child, place.notes.bodies[child]))
        elif child.tag in ("ol", "ul") and items:
            with place.nest():
                nested = _list(place, child, marks)
            items[-1] = replace(items[-1], pieces=(*items[-1].pieces, *nested))
        elif not place.unread(child):
            items += _item(place, child, marks)
    ordered = node.tag == "ol"
    start = elements.number(node.get("start", "")) if ordered else None
    listed = Piece(
        BlockKind.LIST,
        pieces=tuple(items),
        ordered=ordered,
        start=1 if start is None else start,
        line=line,
    )
    return [*found, *([listed] if items else [])]


def _item(place: Place, node: Any, marks: Marks) -> list[Piece]:
    line = place.line
    box = next((inner for inner in node.iter("input", "li") if inner is not node), None)
    checked = "checked" in box.attrib if box is not None and box.get("type") == "checkbox" else None
    if checked is not None:
        elements.remove(box)
    made = item(BlockKind.ITEM, place.within(node, marks), line)
    if not (made.spans or made.pieces):
        return []
    return [made if checked is None else replace(made, checked=checked)]


def _quotation(place: Place, node: Any, marks: Marks) -> list[Piece]:
    line = place.line
    inner = tuple(place.within(node, marks))
    return [Piece(BlockKind.QUOTATION, pieces=inner, spoken_by=_spoken_by(node), line=line)] if inner else []


def _spoken_by(node: Any) -> SpokenBy:
    """By the classes `voice-female` and `voice-male`; both at once say nothing."""
    said = [each for each in SpokenBy if each and f"voice-{each}" in elements.words(node, "class")]
    return said[0] if len(said) == 1 else SpokenBy.UNSAID


def _definitions(place: Place, node: Any, marks: Marks) -> list[Piece]:
    line = place.line
    made = list(_definition_pieces(place, node, marks))
    return [Piece(BlockKind.DEFINITIONS, pieces=tuple(made), line=line)] if made else []


def _definition_pieces(place: Place, node: Any, marks: Marks) -> Iterator[Piece]:
    """The terms and what they mean; text that is marked as neither says more about what it follows."""
    for child in _parts(node):
        place.see(child)
        at = place.line
        if child.tag == "div" and next(child.iter("dt", "dd"), None) is not None:
            with place.nest():
                yield from _definition_pieces(place, child, marks)
        elif place.unread(child):
            continue
        elif child.tag == "dt":
            spans = _code_spans(place.within(child, marks), " ")
            yield from [Piece(BlockKind.TERM, spans, line=at)] if spans else []
        elif inner := place.within(child, marks):
            yield item(BlockKind.DEFINITION, inner, at)


def _preformatted_pieces(place: Place, node: Any, marks: Marks) -> list[Piece]:
    code = _code(node).removesuffix("\n")
    return [Piece(BlockKind.CODE, (Span(code),), line=place.line)] if code.strip() else []


def _rule(place: Place, node: Any, marks: Marks) -> list[Piece]:
    if "footnotes-sep" in elements.words(node, "class"):
        return []
    return [Piece(BlockKind.RULE, line=place.line)]


def _box(place: Place, node: Any, marks: Marks) -> list[Piece]:
    """What stands beside the text opens no section of it."""
    return place.within(node, marks)


def item(kind: BlockKind, inner: Sequence[Piece], line: int) -> Piece:
    """An item, or what is like one: the first paragraph is its own text."""
    first = inner[0] if inner else None
    if first and first.kind is BlockKind.PARAGRAPH:
        return Piece(kind, first.spans, tuple(inner[1:]), line=line)
    return Piece(kind, pieces=tuple(inner), line=line)


def _without_mark(inner: list[Piece], mark: str) -> list[Piece]:
    """What a note says without its own mark before it."""
    first = inner[0] if inner else None
    at = next((number for number, span in enumerate(first.spans) if span.text), -1) if first else -1
    if first is None or at < 0 or not mark or not first.spans[at].text.startswith(mark):
        return inner
    rest = first.spans[at].text[len(mark) :].lstrip(".)]: ")
    spans = tidy([*first.spans[:at], Span(rest, first.spans[at].marks), *first.spans[at + 1 :]])
    return [replace(first, spans=spans), *inner[1:]]


def _code_spans(inner: Iterable[Piece], between: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    for piece in inner:
        spans += [Span(between), *piece.spans] if spans else piece.spans
    return tidy(spans, breaks=False)


def _parts(node: Any) -> Iterator[Any]:
    """The children of a list; text that stands between them as an element of its own."""
    yield from _stray(node.text)
    for child in list(node):
        yield child
        yield from _stray(child.tail)


def _stray(text: str | None) -> Iterator[Any]:
    if text and text.strip():
        made = etree.Element("span")
        made.text = text
        yield made


def _code(node: Any) -> str:
    for line_break in node.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return "".join(node.itertext()).replace("\r\n", "\n")


def _over_notes(made: Sequence[Piece], number: int) -> bool:
    behind = number + 1
    while behind < len(made) and made[behind].kind is BlockKind.NOTE:
        behind += 1
    ends = behind == len(made) or (
        made[behind].kind is BlockKind.HEADING and made[behind].level <= made[number].level
    )
    return behind > number + 1 and ends


STRUCTURE: Mapping[str, Callable[[Place, Any, Marks], list[Piece]]] = {
    **dict.fromkeys(elements.HEADINGS, _heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _list),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), _preformatted_pieces),
    **dict.fromkeys(("aside", "details", "dialog"), _box),
    "blockquote": _quotation,
    "dl": _definitions,
    "hr": _rule,
    "figure": _box,
    "table": table,
}
"""What makes the pieces of each element of structure."""
