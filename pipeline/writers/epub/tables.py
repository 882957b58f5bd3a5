"""Tables as XHTML: a caption, header cells with their scope, and every cell in its column."""

from collections.abc import Callable, Sequence
from itertools import takewhile

from pipeline.document.article import Block, BlockKind, Heads
from pipeline.languages import Language
from pipeline.writers.epub.markup import prose

_SCOPES = {Heads.COLUMN: ' scope="col"', Heads.ROW: ' scope="row"'}
"""What a header cell heads (WCAG 2.2, technique H63)."""


Below = Callable[[Block, Language], str]


def table(shown: Block, language: Language, below: Below) -> str:
    """The table `shown`; its first rows stand in a `thead` when all their cells head columns.

    `below` makes what lies below a cell, where that is more than its sentences.
    """
    if not any(inner.text.strip() for inner in shown.walk()):
        return ""
    captions = [inner for inner in shown.blocks if inner.kind is BlockKind.CAPTION]
    rows = [inner for inner in shown.blocks if inner.kind is BlockKind.ROW]
    head = list(takewhile(_heads_columns, rows))
    parts = [
        *(f'<caption id="{one.id}">{prose(one.sentences, language)}</caption>' for one in captions[:1]),
        _group("thead", head, language, below),
        _group("tbody", rows[len(head) :], language, below),
    ]
    content = "\n".join(part for part in parts if part)
    return f'<table id="{shown.id}">\n{content}\n</table>'


def _heads_columns(row: Block) -> bool:
    return bool(row.blocks) and all(cell.heads is Heads.COLUMN for cell in row.blocks)


def _group(name: str, rows: Sequence[Block], language: Language, below: Below) -> str:
    body = "\n".join(_row(row, language, below) for row in rows)
    return f"<{name}>\n{body}\n</{name}>" if body else ""


def _row(row: Block, language: Language, below: Below) -> str:
    cells = "".join(_cell(cell, language, below) for cell in row.blocks)
    return f'<tr id="{row.id}">{cells}</tr>'


def _cell(cell: Block, language: Language, below: Below) -> str:
    words = prose(cell.sentences, language) + below(cell, language)
    name = "th" if cell.heads and words else "td"
    spans = "".join(
        f' {attribute}="{count}"'
        for attribute, count in (("colspan", cell.columns), ("rowspan", cell.rows))
        if count > 1
    )
    scope = _SCOPES.get(cell.heads, "") if name == "th" else ""
    return f'<{name} id="{cell.id}"{scope}{spans}>{words}</{name}>'
