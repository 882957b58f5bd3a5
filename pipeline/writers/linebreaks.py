"""Lines of large type, of what `document.boundaries` lets end a line: rather at a pause than within a phrase, evenly filled."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

_OPENERS = "([{‘“«‹〈《「『【〔（［｛〖〘〝￥＄"
_PAUSES = ")]}’”»›〉》」』】〕）］｝、。，．：；？！–—…,.:;?!"
_HYPHENS = "-‐–—"
_ROUGH = 1.0  # what a line's end within a phrase costs, beside the squares of the lines' empty parts


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that no line break falls into. Widths are in letter heights."""

    text: str
    width: float
    """Without the space after it."""
    space: float
    """The width of that space, 0 where there is none."""

    @property
    def whole(self) -> str:
        """The text and its space."""
        return self.text + " " * bool(self.space)


def set_evenly(pieces: Sequence[Piece], room: float, most: int) -> tuple[int, tuple[str, ...]] | None:
    """The best lines of at most `room` and at most `most` in number, or None when there are none.

    With them comes how many of them end within a phrase.
    """
    best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(float("inf"), 0)] * len(pieces)]
    starts = [0.0, *accumulate(piece.width + piece.space for piece in pieces)]
    costs = [_ROUGH * _rough(*pair) for pair in zip(pieces, [*pieces[1:], None], strict=True)]
    for _ in range(most):
        if starts[-1] > room * most:
            return None
        best.append(_one_line_more(pieces, room, starts, costs, best[-1]))
    count = min(range(len(best)), key=lambda lines: best[lines][-1][0])
    if best[count][-1][0] == float("inf"):
        return None
    return _trace(pieces, best, count)


def cut(pieces: Sequence[Piece], room: float, most: int, dots: float) -> tuple[str, ...]:
    """The first `most` lines, filled one after the other, with an ellipsis `dots` wide when more would follow."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if lines[-1] and _width([*lines[-1], piece]) > room:
            lines.append([])
        lines[-1].append(piece)
    if len(lines) <= most:
        return tuple(map(_text, lines))
    last = lines[most - 1]
    while len(last) > 1 and _width(last) + dots > room:
        last = last[:-1]
    return (*map(_text, lines[: most - 1]), _text(last).rstrip(" -" + _PAUSES) + "…")


def _rough(piece: Piece, after: Piece | None) -> bool:
    """Whether a line that ends with `piece` ends within a phrase."""
    if after is None or piece.space or not piece.text:
        return False
    last, first = piece.text[-1], after.text[0]
    if last in _PAUSES + _HYPHENS or first in _OPENERS:
        return False
    return not ("ぁ" <= last <= "ん" and not "ぁ" <= first <= "ん")  # kana, then Han: a new Japanese phrase


def _one_line_more(
    pieces: Sequence[Piece],
    room: float,
    starts: Sequence[float],
    costs: Sequence[float],
    before: Sequence[tuple[float, int]],
) -> list[tuple[float, int]]:
    """For every number of pieces the least cost of setting them with one line more, and where that line begins."""
    after = [(float("inf"), 0)] * len(before)
    for end in range(1, len(before)):
        for begin in range(end - 1, -1, -1):
            width = starts[end] - starts[begin] - pieces[end - 1].space
            if width > room:
                break
            cost = before[begin][0] + (1 - width / room) ** 2 + costs[end - 1]
            after[end] = min(after[end], (cost, begin))
    return after


def _trace(
    pieces: Sequence[Piece], best: Sequence[Sequence[tuple[float, int]]], count: int
) -> tuple[int, tuple[str, ...]]:
    lines: list[str] = []
    end, rough = len(pieces), 0
    for number in range(count, 0, -1):
        begin = best[number][end][1]
        after = pieces[end] if end < len(pieces) else None
        rough += _rough(pieces[end - 1], after)
        lines.insert(0, _text(pieces[begin:end]))
        end = begin
    return rough, tuple(lines)


def _width(line: Sequence[Piece]) -> float:
    return sum(piece.width for piece in line) + sum(piece.space for piece in line[:-1])


def _text(line: Sequence[Piece]) -> str:
    return "".join(piece.whole for piece in line).rstrip(" ")
