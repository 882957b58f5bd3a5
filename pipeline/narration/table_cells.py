"""What a listener is told before a cell of a table: the head of its column.

A table is read row by row. Its heads are read where they stand, and again before each cell below them, parted by a
comma: “Arrivals, 1,200.” A row's own head opens the row and is said once; empty cells and those over several columns
have nothing before them, nor has a table of one column.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.document.article import Block, BlockKind, Heads, Sentence, Span
from pipeline.languages import find

_COMMAS = {"Hans": "，", "Hant": "，", "Jpan": "、", "Arab": "، "}
_ENDS = " :：.。,，、;；"


def heads(blocks: Iterable[Block], language: str) -> Mapping[str, tuple[Span, ...]]:
    """What is said before the sentences of cells, by the sentence's id."""
    comma = _COMMAS.get(find(language).script, ", ")
    tables = (each for block in blocks for each in block.walk() if each.kind is BlockKind.TABLE)
    return {
        sentence.id: tuple(span for head in over for span in _head_spans(head, comma))
        for table in tables
        for sentence, over in _with_heads(table)
    }


def _with_heads(table: Block) -> Iterator[tuple[Sentence, Sequence[Block]]]:
    """The first sentence of each cell that has heads over it, and those, the uppermost first."""
    rows = list(_with_columns([row for row in table.blocks if row.kind is BlockKind.ROW]))
    if max((place for row in rows for place, _ in row), default=0) == 0:
        return
    over: dict[int, list[Block]] = {}
    below = True
    for row in rows:
        if _is_head(row):
            over = {} if below else over
            for place, cell in row:
                for column in range(place, place + cell.columns):
                    over.setdefault(column, []).append(cell)
        else:
            yield from _under(row, over)
        below = not _is_head(row)


def _under(
    row: Iterable[tuple[int, Block]], over: Mapping[int, Sequence[Block]]
) -> Iterator[tuple[Sentence, Sequence[Block]]]:
    for place, cell in row:
        heads = [head for head in over.get(place, ()) if _sounds(head)]
        if heads and cell.heads is Heads.NOTHING and cell.columns == 1 and _sounds(cell):
            yield next(_sentences(cell)), heads


def _with_columns(rows: Iterable[Block]) -> Iterator[list[tuple[int, Block]]]:
    """Each row's cells with their columns, counted from 0; a cell of an upper row may reach down into it."""
    taken: dict[int, int] = {}
    for row in rows:
        placed, place = [], 0
        for cell in row.blocks:
            while taken.get(place, 0) > 0:
                place += 1
            placed.append((place, cell))
            taken |= dict.fromkeys(range(place, place + cell.columns), cell.rows)
            place += cell.columns
        taken = {column: left - 1 for column, left in taken.items()}
        yield placed


def _is_head(row: Sequence[tuple[int, Block]]) -> bool:
    cells = [cell for _, cell in row if _sounds(cell)]
    return bool(cells) and all(cell.heads is Heads.COLUMN for cell in cells)


def _sounds(cell: Block) -> bool:
    return any(sign.isalnum() for sentence in _sentences(cell) for sign in sentence.text)


def _sentences(cell: Block) -> Iterator[Sentence]:
    for block in cell.walk():
        yield from block.sentences


def _head_spans(head: Block, comma: str) -> Iterator[Span]:
    """The words of a head and the pause behind them; after a question mark there is one already."""
    spans = [span for sentence in _sentences(head) for span in sentence.spans if span.text]
    while spans and not spans[-1].text.rstrip(_ENDS):
        spans.pop()
    text = spans[-1].text.rstrip(_ENDS)
    yield from (*spans[:-1], replace(spans[-1], text=text))
    yield Span(" " if text[-1] in "?!？！" else comma)
