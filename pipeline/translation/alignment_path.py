"""The cheapest way through two texts side by side, an article and its translation: which lines say the same.

Dynamic programming, after Gale and Church, A Program for Aligning Sentences in Bilingual Corpora, 1993: lengths in
proportion, headings to headings, beginnings of paragraphs to beginnings, and figures, addresses and names in Latin
letters that stand in both. It goes on, line for line, with those ways alone that may still become the cheapest, so that
a text of twice the length takes twice the time.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from math import log, sqrt

from pipeline.document.article import Block, BlockKind, Sentence
from pipeline.translation.alignment_anchors import Cell, anchor
from pipeline.translation.inline_markup import plain
from pipeline.translation.memory.entry import Place

_STEPS = {(1, 1): 0.1, (1, 2): 2.3, (2, 1): 2.6, (1, 3): 5.0, (1, 0): 3.6, (0, 1): 3.6, (2, 2): 5.0}
"""How many sentences of the article go with how many of the translation, and what that costs, as -log P."""
_SPREAD = 0.25
"""Of the logarithm of the ratio of two long sentences' lengths; FACTS of human translations give 0.2 to 0.27."""
_SLACK = 8.0
"""Characters of the source that a short sentence may be longer or shorter by, beside the spread."""
_LEFT_OUT = _STEPS[0, 1]
_DOWN = {step: prior for step, prior in _STEPS.items() if step[0]}
_MARGIN = 60.0
"""What a way may cost more, so far, than the cheapest one, with what it still costs to be where the texts go together."""
_WIDEST = 400
"""Ways that are gone on with from a line, at most: where all lines are alike, none is dearer."""
_ANCHOR = re.compile(r"https?://[^\s)）\]]+|\d[\d.,]*|[A-Z][A-Za-z’'-]*[A-Za-z]")
CLAUSE = re.compile(r"(?:[;，；：、—。!?！？]|[,.:](?!\d))\s*")
"""Where a clause ends, and a sentence may be cut."""
_UNMARKED = 2.5
"""The cost of taking two sentences to be one that has no clauses."""


@dataclass(frozen=True)
class Line:
    """One sentence of either text."""

    sentence: Sentence
    block: Block
    first: bool
    """Whether it begins its block."""
    place: Place

    @cached_property
    def text(self) -> str:
        """Without marks."""
        return plain(self.sentence.spans)[0]

    @cached_property
    def anchors(self) -> Counter[str]:
        """What may stand in both languages alike."""
        return Counter(each.replace(",", "").rstrip(".") for each in _ANCHOR.findall(self.text))


@dataclass(frozen=True, slots=True)
class _Group:
    """What of lines that follow each other says whether others say the same."""

    count: int
    length: int
    """Characters."""
    clauses: int
    """Places at which it may be cut."""
    anchors: Counter[str]
    kind: BlockKind | None
    """Of the first line's block, and `first` whether it begins it."""
    first: bool
    beginnings: int
    """How many of the other lines begin a block."""


class _Text:
    """The lines of one text, whose groups are looked at once, though each is held against many of the other text."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._groups: dict[tuple[int, int], _Group] = {}

    def group(self, begin: int, end: int) -> _Group:
        """The lines from `begin` up to `end`."""
        if (begin, end) not in self._groups:
            self._groups[begin, end] = _group(self._lines[begin:end])
        return self._groups[begin, end]


_Row = dict[int, tuple[float, Cell]]
"""By lines of the translation that are behind us: the cost of the cheapest way there, and the cell before the last step."""


def pair(
    source: Sequence[Line], target: Sequence[Line]
) -> list[tuple[Sequence[Line], Sequence[Line], float]]:
    """The cheapest way through both: groups of lines that say the same, and what each costs."""
    ratio = _ratio(source, target)
    own, other = _Text(source), _Text(target)
    size = len(source), len(target)
    rows: list[_Row] = [{} for _ in range(size[0] + 1)]
    rows[0][0] = 0.0, (0, 0)
    for i, goal in enumerate(_goals(source, target)):
        rows[i] = _promising(rows[i], i, goal, size)
        for j in _narrow(rows[i], i, goal):
            here, _ = rows[i][j]
            for (down, across), prior in _DOWN.items():
                to = i + down, j + across
                if to[0] <= size[0] and to[1] <= size[1]:
                    cost = _cost(own.group(i, to[0]), other.group(j, to[1]), ratio)
                    _take(rows[to[0]], to[1], here + prior + cost, (i, j))
    return list(_path(source, target, rows))


def _take(row: _Row, j: int, cost: float, before: Cell) -> None:
    if j not in row or cost < row[j][0]:
        row[j] = cost, before


def _goals(source: Sequence[Line], target: Sequence[Line]) -> Iterator[Cell]:
    """For each row the next cell, from this row on, that the way probably goes through."""
    ahead = [*anchor([each.anchors for each in source], [each.anchors for each in target])]
    ahead.append((len(source), len(target)))
    for row in range(len(source) + 1):
        yield ahead[bisect_left(ahead, (row, 0))]


def _promising(row: _Row, i: int, goal: Cell, size: Cell) -> _Row:
    """Row `i` with the lines of the translation that are left out there, without what is too dear to become the cheapest.

    One text may be ahead of the other by as much as it must be to come to the `goal`.
    """
    limit = min(_estimate((i, j), cost, goal) for j, (cost, _) in row.items()) + _MARGIN
    near: _Row = {}
    left = sorted(row, reverse=True)
    while left:
        j = left.pop()
        cost, _ = row[j]
        if _estimate((i, j), cost, goal) > limit:
            continue
        near[j] = row[j]
        if j < size[1]:
            left += [] if j + 1 in row else [j + 1]
            _take(row, j + 1, cost + _LEFT_OUT, (i, j))
    return near


def _narrow(row: _Row, i: int, goal: Cell) -> Collection[int]:
    """Where to go on from in row `i`; the others stay for the way back, which may lead through them."""
    if len(row) <= _WIDEST:
        return row
    return nsmallest(_WIDEST, row, key=lambda j: _estimate((i, j), row[j][0], goal))


def _estimate(at: Cell, cost: float, goal: Cell) -> float:
    """What a way that cost so much up to here costs up to the `goal`, at least about."""
    return cost + _LEFT_OUT * abs((goal[0] - at[0]) - (goal[1] - at[1]))


def _group(lines: Sequence[Line]) -> _Group:
    text = "".join(each.text for each in lines)
    return _Group(
        count=len(lines),
        length=len(text),
        clauses=len(CLAUSE.findall(text.rstrip(".。!?！？"))),
        anchors=sum((each.anchors for each in lines), Counter()),
        kind=lines[0].block.kind if lines else None,
        first=bool(lines) and lines[0].first,
        beginnings=sum(each.first for each in lines[1:]),
    )


def _path(
    source: Sequence[Line], target: Sequence[Line], rows: Sequence[_Row]
) -> Sequence[tuple[Sequence[Line], Sequence[Line], float]]:
    steps = []
    at = len(source), len(target)
    while at != (0, 0):
        cost, before = rows[at[0]][at[1]]
        came = rows[before[0]][before[1]][0]
        steps.append((source[before[0] : at[0]], target[before[1] : at[1]], cost - came))
        at = before
    return steps[::-1]


def _ratio(source: Sequence[Line], target: Sequence[Line]) -> float:
    """How long a translation is, a character of the source; of the two texts as a whole."""
    return (sum(len(each.text) for each in target) or 1) / (sum(len(each.text) for each in source) or 1)


def _cost(ours: _Group, theirs: _Group, ratio: float) -> float:
    if not ours.count or not theirs.count:
        return 0.0
    spread = sqrt(_SPREAD**2 + (_SLACK / max(ours.length, 1)) ** 2)
    away = log((theirs.length + 2) / (ours.length * ratio + 2)) / spread
    unmarked = _UNMARKED * (ours.count > 1 and theirs.clauses + 1 < ours.count)
    return away * away / 2 + unmarked + _structure(ours, theirs) + _anchors(ours.anchors, theirs.anchors)


def _structure(ours: _Group, theirs: _Group) -> float:
    heads = (ours.kind is BlockKind.HEADING) != (theirs.kind is BlockKind.HEADING)
    kinds = ours.kind is not theirs.kind
    begins = ours.first != theirs.first
    return 4.0 * heads + 1.0 * kinds + 1.0 * begins + 2.0 * (ours.beginnings + theirs.beginnings)


def _anchors(ours: Counter[str], theirs: Counter[str]) -> float:
    if not theirs:
        return 0.0
    both = (ours & theirs).total()
    lonely = sum(count for word, count in (theirs - ours).items() if word[0].isdigit())
    return -1.5 * min(both, 3) + 0.5 * min(lonely, 2)
