"""Plain text without mark-up to pieces: lines are put together, headings told by their shape.

A line of its own is a paragraph; within a column of text, lines that were wrapped are joined. `- `
and `1. ` make lists, `> ` a quotation; a heading that the rules miss can be marked by typing `## `.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.document.article import BlockKind
from pipeline.readers.headings import infer, words
from pipeline.readers.pieces import Manuscript, Piece, prose
from pipeline.readers.roles import sort
from pipeline.readers.wraps import goes_on, joined, width

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


def parse(text: str, name: str, title: str = "") -> Manuscript:
    """The pieces of the plain `text` in the file `name`.

    `title` is the article's when it is known from elsewhere; then the first line is only taken for
    the title when it says the same.
    """
    found = sort(_pieces(text.split("\n")), name)
    return Manuscript((*infer(_titled(found.body, title)), *found.back), found.notices)


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
    units: list[_Unit] = []
    for number, chunk in _chunks(lines):
        units += _units(number, chunk)
    return list(_grouped(units))


def _chunks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that no empty line parts, each with the number of its first."""
    chunk: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            chunk.append(line.rstrip())
        elif chunk:
            yield number - len(chunk), chunk
            chunk = []


def _units(number: int, chunk: Sequence[str]) -> list[_Unit]:
    column = max(width(line) for line in chunk)
    units: list[_Unit] = []
    last = ""
    for line in chunk:
        unit = _unit(line, number)
        if len(units) == 1 and unit.kind is BlockKind.RULE and _underlines(line, units[0]):
            units[0].kind, units[0].level = BlockKind.HEADING, 1 if line[0] == "=" else 2
        elif units and unit.lines and _continues(units[-1], unit, last, column):
            units[-1].lines += unit.lines
        else:
            units.append(unit)
        last = line.strip()
        number += 1
    return units


def _unit(line: str, number: int) -> _Unit:
    text = line.strip()
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    heading = _HEADING.match(text)
    if heading:
        return _Unit(BlockKind.HEADING, [heading[2]], number, indent, level=len(heading[1]))
    if _RULE.match(text):
        return _Unit(BlockKind.RULE, [], number, indent)
    for kind, pattern in _STARTS:
        match = pattern.match(text)
        if match and match.end() < len(text):
            label = match[0] if pattern is _NUMBER else ""
            return _Unit(kind, [text[match.end() :]], number, indent, label=label)
    return _Unit(BlockKind.PARAGRAPH, [text], number, indent)


def _underlines(line: str, above: _Unit) -> bool:
    return above.kind is BlockKind.PARAGRAPH and len(above.lines) == 1 and bool(_UNDERLINE.match(line))


def _continues(unit: _Unit, following: _Unit, last: str, column: int) -> bool:
    if unit.kind is BlockKind.ITEM and following.kind is BlockKind.PARAGRAPH:
        return following.indent >= 2 or goes_on(last, following.lines[0], column)
    if unit.kind is not following.kind or unit.kind not in (BlockKind.PARAGRAPH, BlockKind.QUOTATION):
        return False
    return following.indent <= unit.indent and goes_on(last, following.lines[0], column)


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
            made = (_piece(unit, kind) for unit in members)
            yield from (piece for piece in made if piece.text or kind is BlockKind.RULE)


def _piece(unit: _Unit, kind: BlockKind) -> Piece:
    return prose(kind, joined(unit.lines), level=unit.level, line=unit.number)


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
