"""Plain text without mark-up to pieces: lines are put together, headings told by their shape.

A line of its own is a paragraph; within a column of text, lines that were wrapped are joined. `- `
and `1. ` make lists, `> ` a quotation; a heading that the rules miss can be marked by typing `## `,
by underlining it, or by naming its line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from pipeline.document.article import BlockKind
from pipeline.document.notices import Level, Notice
from pipeline.errors import ArticleError
from pipeline.languages.guess import guess
from pipeline.languages.sentences import split
from pipeline.readers.credit_lines import read_bylines
from pipeline.readers.front_matter import Front
from pipeline.readers.hard_wraps import column, goes_on, join, width
from pipeline.readers.headings import Wanted, infer, wanted_headings, words
from pipeline.readers.line_roles import sort
from pipeline.readers.pasted.order import put_in_order
from pipeline.readers.pieces import Manuscript, Piece, prose
from pipeline.readers.typed_notes import typed_notes

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
_WIDEST_VERSE = 60
"""Columns."""
_DEEPEST = 8
"""Levels of lists; what is indented further stands on the last."""
_NAMED = 7
"""The level of a heading whose line was named, until the title is known."""
_MOST_LINES = 50_000
"""That are not empty; the longest text, wrapped to forty columns, has as many."""


def parse(text: str, name: str, front: Front, headings: str = "auto") -> Manuscript:
    """The pieces of the plain `text` in the file `name`.

    Where `front`, the front matter, names a title, the first line is only taken for it when it says the same.
    `headings` is `auto`; or `none`, when only those count that are typed with `## `; or the numbers of the
    lines that are headings, from 1: `3,9,21`, and no others are.
    Raises `SettingsError` when `headings` cannot be followed, `ArticleError` when there are too many lines.
    """
    lines = text.split("\n")
    _check(lines, name)
    asked = wanted_headings(headings, lines, name)
    aside: tuple[Notice, ...] = ()
    if asked.inferred:
        lines, front, aside = put_in_order(lines, front, name)
    found = sort(typed_notes(_pieces(lines, asked)), name)
    body, notices = _with_title(found.body, front.title, name)
    full_front, body = read_bylines(front, _with_ranks(body))
    inferred = infer(body) if asked.inferred else body
    return Manuscript(full_front, (*inferred, *found.back), (*aside, *found.notices, *notices))


def _check(lines: Sequence[str], name: str) -> None:
    count = sum(bool(line.strip()) for line in lines)
    if count > _MOST_LINES:
        raise ArticleError(
            f"{name} has {count:,} lines of text; the most is {_MOST_LINES:,}.",
            "Publish it in several parts, or join the lines of each paragraph.",
        )


def _with_title(pieces: tuple[Piece, ...], title: str, name: str) -> tuple[list[Piece], list[Notice]]:
    """`pieces` with the first one made the title where it is one, and a notice where that may be wrong."""
    if not pieces:
        return [], []
    first, rest = pieces[0], pieces[1:]
    known = title and " ".join(title.split()).casefold() == first.text.casefold()
    marked = [piece for piece in pieces if piece.level == 1]
    if not known and (title or not rest or len(marked) == 1 or not _title(first)):
        return list(pieces), []
    named = replace(first, kind=BlockKind.HEADING, level=1)
    if known or not _FULL_STOP.search(first.text):
        return [named, *rest], []
    message = "The first line was taken for the title, though it ends like a sentence."
    message += " If it is none, write the title above it."
    where = f"{name}:{first.line}"
    return [named, *rest], [Notice("reading.title-sentence", Level.INFO, where, message, evidence=first.text)]


def _title(piece: Piece) -> bool:
    text = piece.text
    if piece.kind is BlockKind.HEADING:
        return piece.level == _NAMED
    if piece.kind is not BlockKind.PARAGRAPH or len(text) > 400 or words(text) > _LONGEST_TITLE:
        return False
    return not _FULL_STOP.search(text) or len(split(text, guess(text))) == 1


def _with_ranks(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` with a level 1 for the title only, when it is the first and other headings have that level too."""
    named = [replace(piece, level=2) if piece.level == _NAMED else piece for piece in pieces]
    ones = [piece for piece in named if piece.level == 1]
    if len(ones) < 2 or named[0].level != 1:
        return named
    rest = (replace(piece, level=piece.level + 1) if piece.level else piece for piece in named[1:])
    return [named[0], *rest]


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
    verse: bool = False
    """Whether its lines stay lines."""


def _pieces(lines: Sequence[str], asked: Wanted) -> list[Piece]:
    chunks = list(_chunks(lines, asked))
    pairs = [pair for chunk in chunks for pair in pairwise(chunk) if _alike(*pair)]
    wrapped = column(
        [(line.lines[0], following.lines[0]) for line, following in pairs[_skipped_lines(chunks) :]]
    )
    least = min((unit.indent for chunk in chunks for unit in chunk), default=0)
    return list(_group([unit for chunk in chunks for unit in _units(chunk, wrapped, asked, least)]))


def _chunks(lines: Sequence[str], asked: Wanted) -> Iterator[list[_Unit]]:
    """Runs of lines that no empty line parts."""
    chunk: list[_Unit] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            chunk.append(_as_heading(line, number, asked.lines) if asked.lines else _unit(line, number))
        elif chunk:
            yield chunk
            chunk = []


def _skipped_lines(chunks: Sequence[Sequence[_Unit]]) -> int:
    """1 when the first line has another right below it: a title says nothing of how text was wrapped."""
    return int(bool(chunks) and len(chunks[0]) > 1 and _alike(*chunks[0][:2]))


def _alike(unit: _Unit, following: _Unit) -> bool:
    """Whether `following` may go on where `unit` stops."""
    if following.kind is BlockKind.PARAGRAPH:
        return unit.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
    return unit.kind is following.kind is BlockKind.QUOTATION


def _units(chunk: Sequence[_Unit], wrapped: int, asked: Wanted, least: int) -> list[_Unit]:
    """The lines of `chunk`, those that belong together made one; `wrapped` is the column of the text, `least` its indent."""
    if _is_verse(chunk, least):
        return [replace(chunk[0], lines=[line for unit in chunk for line in unit.lines], verse=True)]
    underlined = asked.inferred
    units = [chunk[0]]
    for above, unit in pairwise(chunk):
        if underlined and len(units) == 1 and unit.kind is BlockKind.RULE and _underlines(unit, units[0]):
            units[0].kind, units[0].level = BlockKind.HEADING, 1 if unit.lines[0][0] == "=" else 2
        elif _alike(units[-1], unit) and _continues(units[-1], above, unit, wrapped):
            units[-1].lines += unit.lines
        else:
            units.append(unit)
    return units


def _is_verse(chunk: Sequence[_Unit], least: int) -> bool:
    """Whether all lines are set in further than the text, short, and not all of them sentences."""
    if len(chunk) < 2 or any(
        unit.kind is not BlockKind.PARAGRAPH or unit.indent < least + 2 for unit in chunk
    ):
        return False
    lines = [unit.lines[0] for unit in chunk]
    return all(width(line) <= _WIDEST_VERSE for line in lines) and not all(map(_FULL_STOP.search, lines))


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


def _as_heading(line: str, number: int, named: frozenset[int]) -> _Unit:
    """The same, where a line is a heading when it is one of `named`, and else never."""
    unit, text = _unit(line, number), line.strip()
    if number not in named:
        kind = BlockKind.PARAGRAPH if unit.kind is BlockKind.HEADING else unit.kind
        return replace(unit, kind=kind, lines=[text], level=0) if unit.level else unit
    level = unit.level or _NAMED
    return _Unit(BlockKind.HEADING, unit.lines if unit.level else [text], number, unit.indent, level)


def _underlines(unit: _Unit, above: _Unit) -> bool:
    single = above.kind is BlockKind.PARAGRAPH and len(above.lines) == 1
    return single and bool(_UNDERLINE.match(unit.lines[0]))


def _continues(unit: _Unit, above: _Unit, line: _Unit, wrapped: int) -> bool:
    """Whether `line` belongs to `unit`, the last of whose lines is `above`."""
    if unit.kind is BlockKind.ITEM and line.indent >= 2:
        return True
    return line.indent <= above.indent and goes_on(above.lines[0], line.lines[0], wrapped)


def _group(units: Sequence[_Unit]) -> Iterator[Piece]:
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
    text = "" if kind is BlockKind.RULE else "\n".join(unit.lines) if unit.verse else join(unit.lines)
    return prose(kind, text, level=unit.level, line=unit.number)


def _lists(items: Sequence[_Unit], depth: int = 1) -> Iterator[Piece]:
    """`items` as lists, numbered and others apart, those indented further nested in the one before."""
    nested = list(_nested_items(items, depth))
    for ordered, run in groupby(nested, key=lambda pair: bool(pair[0].label)):
        members = list(run)
        numbers = [_number(unit.label) for unit, _ in members] if ordered else []
        counted = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
        pieces = (piece if counted or not ordered else _with_label(unit, piece) for unit, piece in members)
        start = numbers[0] if counted else 1
        yield Piece(
            BlockKind.LIST, pieces=tuple(pieces), ordered=counted, start=start, line=members[0][0].number
        )


def _number(label: str) -> int:
    shown = label.strip().strip("().")
    return int(shown) if shown.isdecimal() else ord(shown[0]) - ord("①") + 1


def _with_label(unit: _Unit, piece: Piece) -> Piece:
    """`piece` with its number in its text, where numbers do not follow one another and a list would change them."""
    text = f"{unit.label.strip()} {piece.text}"
    return replace(prose(BlockKind.ITEM, text, line=unit.number), pieces=piece.pieces)


def _nested_items(items: Sequence[_Unit], depth: int) -> Iterator[tuple[_Unit, Piece]]:
    position = 0
    while position < len(items):
        item, below = items[position], position + 1
        while below < len(items) and depth < _DEEPEST and items[below].indent >= item.indent + 2:
            below += 1
        inner = tuple(_lists(items[position + 1 : below], depth + 1))
        yield item, replace(_piece(item, BlockKind.ITEM), pieces=inner)
        position = below
