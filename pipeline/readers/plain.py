"""Plain text without mark-up to pieces: lines are put together, headings told by their shape.

A line of its own is a paragraph; within a column of text, lines that were wrapped are joined. `- `
and `1. ` make lists, `> ` a quotation; a heading that the rules miss can be marked by typing `## `.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from pipeline.document.article import BlockKind
from pipeline.readers.front import Front
from pipeline.readers.headings import infer, words
from pipeline.readers.pieces import Manuscript, Piece, prose
from pipeline.readers.roles import sort
from pipeline.readers.signature import signed
from pipeline.readers.wraps import column, goes_on, joined

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*\Z")
_RULE = re.compile(r"(?:[*_~=—–•·#-][ \t]*){3,}\Z")
_BULLET = re.compile(r"[-–—*•‣◦▪●○■□◆◇▶▷・][ \t]+")
_NUMBER = re.compile(r"(?:\d{1,2}[.)]|\(\d{1,2}\))[ \t]+|[①-⑳][ \t]*")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*\Z")
_STARTS = ((BlockKind.ITEM, _BULLET), (BlockKind.ITEM, _NUMBER), (BlockKind.QUOTATION, _QUOTE))
_LONGEST_TITLE = 30
"""Words."""
_FULL_STOP = re.compile(r"[.。।][\"'”’»)]*\Z")
_DEEPEST = 8
"""Levels of lists; what is indented further stands on the last."""


def parse(text: str, name: str, front: Front) -> Manuscript:
    """The pieces of the plain `text` in the file `name`.

    Where `front`, the front matter, names a title, the first line is only taken for it when it says the same.
    """
    found = sort(_pieces(text.split("\n")), name)
    told, body = signed(front, _titled(found.body, front.title))
    return Manuscript(told, (*infer(body), *found.back), found.notices)


def _titled(pieces: tuple[Piece, ...], title: str) -> tuple[Piece, ...]:
    if not pieces or any(piece.level == 1 for piece in pieces):
        return pieces
    first, rest = pieces[0], pieces[1:]
    known = title and " ".join(title.split()).casefold() == first.text.casefold()
    if known or (not title and rest and _title(first)):
        return (replace(first, kind=BlockKind.HEADING, level=1), *rest)
    return pieces


def _title(piece: Piece) -> bool:
    text = piece.text
    if piece.kind is BlockKind.HEADING:
        return False
    short = piece.kind is BlockKind.PARAGRAPH and len(text) <= 400 and words(text) <= _LONGEST_TITLE
    return short and not _FULL_STOP.search(text)


@dataclass(slots=True)
class _Unit:
    """Lines that belong together: a heading, a paragraph, an item, a paragraph of a quotation."""

    kind: BlockKind
    lines: list[str]
    number: int
    """Of the first line."""
    indent: int
    level: int = 0
    label: str = ""
    """Of a numbered item."""


def _pieces(lines: Sequence[str]) -> list[Piece]:
    chunks = list(_chunks(lines))
    pairs = [pair for chunk in chunks for pair in pairwise(chunk) if _alike(*pair)]
    wrapped = column([(line.lines[0], following.lines[0]) for line, following in pairs[_skipped(chunks) :]])
    return list(_grouped([unit for chunk in chunks for unit in _units(chunk, wrapped)]))


def _chunks(lines: Sequence[str]) -> Iterator[list[_Unit]]:
    """Runs of lines that no empty line parts."""
    chunk: list[_Unit] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            chunk.append(_unit(line, number))
        elif chunk:
            yield chunk
            chunk = []


def _skipped(chunks: Sequence[Sequence[_Unit]]) -> int:
    """1 when the first line has another right below it: a title says nothing of how text was wrapped."""
    return int(bool(chunks) and len(chunks[0]) > 1 and _alike(*chunks[0][:2]))


def _alike(unit: _Unit, following: _Unit) -> bool:
    """Whether `following` may go on where `unit` stops."""
    if following.kind is BlockKind.PARAGRAPH:
        return unit.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
    return unit.kind is following.kind is BlockKind.QUOTATION


def _units(chunk: Sequence[_Unit], wrapped: int) -> list[_Unit]:
    """The lines of `chunk`, those that belong together made one; `wrapped` is the column of the text."""
    units = [chunk[0]]
    for above, unit in pairwise(chunk):
        if len(units) == 1 and unit.kind is BlockKind.RULE and _underlines(unit, units[0]):
            units[0].kind, units[0].level = BlockKind.HEADING, 1 if unit.lines[0][0] == "=" else 2
        elif _alike(units[-1], unit) and _continues(units[-1], above, unit, wrapped):
            units[-1].lines += unit.lines
        else:
            units.append(unit)
    return units


def _unit(line: str, number: int) -> _Unit:
    text = line.strip()
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    heading = _HEADING.match(text)
    if heading:
        return _Unit(BlockKind.HEADING, [heading[2]], number, indent, level=len(heading[1]))
    if _RULE.match(text):
        return _Unit(BlockKind.RULE, [text], number, indent)
    for kind, pattern in _STARTS:
        match = pattern.match(text)
        if match and match.end() < len(text):
            label = match[0] if pattern is _NUMBER else ""
            return _Unit(kind, [text[match.end() :]], number, indent, label=label)
    return _Unit(BlockKind.PARAGRAPH, [text], number, indent)


def _underlines(unit: _Unit, above: _Unit) -> bool:
    single = above.kind is BlockKind.PARAGRAPH and len(above.lines) == 1
    return single and bool(_UNDERLINE.match(unit.lines[0]))


def _continues(unit: _Unit, above: _Unit, line: _Unit, wrapped: int) -> bool:
    """Whether `line` belongs to `unit`, the last of whose lines is `above`."""
    if unit.kind is BlockKind.ITEM and line.indent >= 2:
        return True
    return line.indent <= above.indent and goes_on(above.lines[0], line.lines[0], wrapped)


def _grouped(units: Sequence[_Unit]) -> Iterator[Piece]:
    for kind, run in groupby(units, key=lambda unit: unit.kind):
        members = list(run)
        if kind is BlockKind.ITEM and (len(members) > 1 or not members[0].label):
            yield from _lists(members)
        elif kind is BlockKind.QUOTATION:
            inner = tuple(_piece(unit, BlockKind.PARAGRAPH) for unit in members)
            yield Piece(kind, pieces=inner, line=members[0].number)
        elif kind is BlockKind.ITEM:
            members[0].lines[0] = members[0].label + members[0].lines[0]
            yield _piece(members[0], BlockKind.PARAGRAPH)
        else:
            yield from (_piece(unit, kind) for unit in members)


def _piece(unit: _Unit, kind: BlockKind) -> Piece:
    text = "" if kind is BlockKind.RULE else joined(unit.lines)
    return prose(kind, text, level=unit.level, line=unit.number)


def _lists(items: Sequence[_Unit], depth: int = 1) -> Iterator[Piece]:
    """`items` as lists, numbered and others apart, those indented further nested in the one before."""
    nested = list(_nested(items, depth))
    for ordered, run in groupby(nested, key=lambda pair: bool(pair[0].label)):
        members = list(run)
        pieces = tuple(piece for _, piece in members)
        yield Piece(BlockKind.LIST, pieces=pieces, ordered=ordered, line=members[0][0].number)


def _nested(items: Sequence[_Unit], depth: int) -> Iterator[tuple[_Unit, Piece]]:
    position = 0
    while position < len(items):
        item, below = items[position], position + 1
        while below < len(items) and depth < _DEEPEST and items[below].indent >= item.indent + 2:
            below += 1
        inner = tuple(_lists(items[position + 1 : below], depth + 1))
        yield item, replace(_piece(item, BlockKind.ITEM), pieces=inner)
        position = below
