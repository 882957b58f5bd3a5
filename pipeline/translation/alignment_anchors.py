"""Which lines of two texts go together by what stands in both alike, and once: figures, addresses, names."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise

Cell = tuple[int, int]
"""So many lines of the article, and so many of the translation, are behind us."""
_DRIFT = 5
"""Lines by which one text may come ahead of the other between two pairs that bear each other out."""


def anchor(ours: Sequence[Counter[str]], theirs: Sequence[Counter[str]]) -> list[Cell]:
    """The longest row of pairs of lines that goes down in both texts; each pair shares what no other lines have.

    A pair that no neighbour bears out is left out: a word may stand in both by chance.
    """
    own, other = _unique(ours), _unique(theirs)
    pairs = {(own[word], other[word]) for word in own.keys() & other.keys()}
    return _borne_out(_longest_ascent(sorted(pairs, key=lambda pair: (pair[0], -pair[1]))))


def _borne_out(pairs: Sequence[Cell]) -> list[Cell]:
    near = [abs((a - b) - (c - d)) <= _DRIFT for (a, b), (c, d) in pairwise(pairs)]
    return [
        pair
        for pair, before, after in zip(pairs, [False, *near], [*near, False], strict=False)
        if before or after
    ]


def _unique(lines: Sequence[Counter[str]]) -> Mapping[str, int]:
    """The line of each word that stands once in all of them."""
    total = Counter(chain.from_iterable(line.elements() for line in lines))
    return {word: number for number, line in enumerate(lines) for word in line if total[word] == 1}


def _longest_ascent(pairs: Sequence[Cell]) -> list[Cell]:
    """By patience sorting; of pairs with one first number the last one comes first."""
    lows: list[int] = []
    tops: list[int] = []
    before: list[int | None] = []
    for number, (_, second) in enumerate(pairs):
        pile = bisect_left(lows, second)
        before.append(tops[pile - 1] if pile else None)
        lows[pile : pile + 1] = [second]
        tops[pile : pile + 1] = [number]
    ascent: list[Cell] = []
    at = tops[-1] if tops else None
    while at is not None:
        ascent.append(pairs[at])
        at = before[at]
    return ascent[::-1]
