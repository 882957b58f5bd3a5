"""Tables in HTML to rows and cells, and tables that only place things on the page to what they hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.document.article import BlockKind, Heads, Mark, Role, Span
from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.walk_context import Place
from pipeline.readers.pieces import Piece, tidy

_WIDEST = 1000
"""Columns or rows a cell may reach over (HTML, section 4.9.11)."""
_STRUCTURE = (
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "form",
    "article",
    "section",
    "nav",
    "blockquote",
)
_LONG = 1_500
"""Signs of a cell that is more a page than a value."""


def table(place: Place, node: Any, marks: tuple[Mark, ...]) -> list[Piece]:
    """The table `node` with what stood in it and does not fit into a cell, or what a table of layout holds."""
    _tell_hidden(place, node)
    rows = [row for row in _rows(node) if _cells(row)]
    if _layout(node, rows):
        parts = [*node.iterchildren("caption"), *(cell for row in rows for cell in _cells(row))]
        return [piece for part in parts for piece in place.within(part, marks)]
    line = place.line
    making = _Making(place, marks, [])
    spans = tidy(span for part in node.iterchildren("caption") for span in (*making.text(part), Span("\n")))
    captions = [Piece(BlockKind.CAPTION, spans, role=Role.CAPTION, line=line)] if spans else []
    made = [making.row(row, rows, number) for number, row in enumerate(rows)]
    if not any(cell.spans for row in made for cell in row.pieces):
        return [*(Piece(BlockKind.PARAGRAPH, spans, line=line) for spans in [spans] if spans), *making.rest]
    return [Piece(BlockKind.TABLE, pieces=(*captions, *made), line=line), *making.rest]


@dataclass(slots=True)
class _Making:
    place: Place
    marks: tuple[Mark, ...]
    rest: list[Piece]
    """Pictures, which stand behind the table."""

    def row(self, row: Any, rows: Sequence[Any], number: int) -> Piece:
        """One row."""
        heads = row.getparent().tag == "thead"
        cells = tuple(self._cell(cell, rows, number, place, heads) for place, cell in enumerate(_cells(row)))
        return Piece(BlockKind.ROW, pieces=cells, line=self.place.line)

    def _cell(self, cell: Any, rows: Sequence[Any], number: int, place: int, heads: bool) -> Piece:
        spans = self.text(cell)
        columns, down = _reach(cell.get("colspan")), _reach(cell.get("rowspan"))
        left = len(rows) - number
        return Piece(
            BlockKind.CELL,
            spans,
            heads=_heads(cell, rows, number, place, heads),
            columns=min(max(columns, 1), _WIDEST),
            rows=min(down or left, left, _WIDEST),
            line=self.place.line,
        )

    def text(self, cell: Any) -> tuple[Span, ...]:
        """What a cell says, a block a line."""
        spans: list[Span] = []
        for piece in self.place.within(cell, self.marks):
            if piece.kind is BlockKind.FIGURE or piece.kind is BlockKind.NOTE:
                self.rest.append(piece)
                continue
            for part in piece.walk():
                if part.spans:
                    spans += [Span("\n"), *part.spans] if spans else part.spans
        return tidy(spans)


def _tell_hidden(place: Place, node: Any) -> None:
    for row in _rows(node):
        for part in [row] if elements.is_hidden(row) else row:
            if elements.is_hidden(part):
                place.aside.put("hidden", place.line, elements.text(part))


def _rows(node: Any) -> Iterator[Any]:
    """The rows of this table, those of its foot last."""
    for part in node.iterchildren("thead", "tbody", "tr"):
        yield from [part] if part.tag == "tr" else part.iterchildren("tr")
    for part in node.iterchildren("tfoot"):
        yield from part.iterchildren("tr")


def _cells(row: Any) -> list[Any]:
    if elements.is_hidden(row):
        return []
    return [cell for cell in row.iterchildren("td", "th") if not elements.is_hidden(cell)]


def _layout(node: Any, rows: Sequence[Any]) -> bool:
    """Whether the table only places things on the page."""
    if elements.words(node, "role") & {"presentation", "none"}:
        return True
    if next(node.iter("th", "caption", "thead"), None) is not None and not _has_table(node):
        return False
    wide = max((len(_cells(row)) for row in rows), default=0)
    cells = [cell for row in rows for cell in _cells(row)]
    return wide < 2 or _has_table(node) or any(_page(cell) for cell in cells)


def _has_table(node: Any) -> bool:
    return any(inner is not node for inner in node.iter("table"))


def _page(cell: Any) -> bool:
    if next(cell.iter(*_STRUCTURE), None) is not None:
        return True
    return next(cell.iter("p", "div"), None) is not None and len("".join(cell.itertext())) > _LONG


def _heads(cell: Any, rows: Sequence[Any], number: int, place: int, heads: bool) -> Heads:
    scope = cell.get("scope", "").lower()
    if cell.tag != "th":
        return Heads.NOTHING
    if scope in ("row", "rowgroup"):
        return Heads.ROW
    alone = all(other.tag == "th" for other in _cells(rows[number]))
    if scope in ("col", "colgroup") or heads or alone:
        return Heads.COLUMN
    return Heads.ROW if place == 0 else Heads.COLUMN


def _reach(written: str | None) -> int:
    digits = (written or "1").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 6 else 1
