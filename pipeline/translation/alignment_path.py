"""The cheapest way through two texts side by side, an article and its translation: which lines say the same.

Dynamic programming, after Gale and Church, A Program for Aligning Sentences in Bilingual Corpora, 1993: lengths in
proportion, headings to headings, beginnings of paragraphs to beginnings, and figures, addresses and names in Latin
letters that stand in both.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf, log, sqrt

from pipeline.document.article import Block, BlockKind, Sentence
from pipeline.translation.inline_markup import plain
from pipeline.translation.memory.entry import Place

_STEPS = {(1, 1): 0.1, (1, 2): 2.3, (2, 1): 2.6, (1, 3): 5.0, (1, 0): 3.6, (0, 1): 3.6, (2, 2): 5.0}
"""How many sentences of the article go with how many of the translation, and what that costs, as -log P."""
_SPREAD = 0.25
"""Of the logarithm of the ratio of two long sentences' lengths; FACTS of human translations give 0.2 to 0.27."""
_SLACK = 8.0
"""Characters of the source that a short sentence may be longer or shorter by, beside the spread."""
_BAND = 60
"""Sentences that one text may be ahead of the other by, beyond a tenth of the whole."""
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


def pair(
    source: Sequence[Line], target: Sequence[Line]
) -> list[tuple[Sequence[Line], Sequence[Line], float]]:
    """The cheapest way through both: groups of lines that say the same, and what each costs."""
    ratio = _ratio(source, target)
    own, other = _Text(source), _Text(target)
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(source) + 1):
        for j in _columns(i, len(source), len(target)):
            here = best.get((i, j), inf)
            if here == inf:
                continue
            for (ours, theirs), prior in _STEPS.items():
                to = i + ours, j + theirs
                if to[0] > len(source) or to[1] > len(target):
                    continue
                cost = here + prior + _cost(own.group(i, to[0]), other.group(j, to[1]), ratio)
                if cost < best.get(to, inf):
                    best[to], came[to] = cost, (i, j)
    return list(_path(source, target, best, came))


def _columns(row: int, rows: int, columns: int) -> range:
    middle = row * columns // max(rows, 1)
    width = _BAND + max(rows, columns) // 10 + abs(rows - columns)
    return range(max(0, middle - width), min(columns, middle + width) + 1)


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
    source: Sequence[Line],
    target: Sequence[Line],
    best: dict[tuple[int, int], float],
    came: dict[tuple[int, int], tuple[int, int]],
) -> Sequence[tuple[Sequence[Line], Sequence[Line], float]]:
    steps = []
    at = (len(source), len(target))
    while at != (0, 0):
        before = came[at]
        steps.append((source[before[0] : at[0]], target[before[1] : at[1]], best[at] - best[before]))
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
