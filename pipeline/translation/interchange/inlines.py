"""Inline codes in the order in which a file writes them, and as readable placeholders for formats without markup.

A placeholder is `<1>…</1>` around text and `<2/>` for a place. What looks like one in the text itself has a
backslash before it, and backslashes before either are doubled.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from pipeline.translation.inline_markup import collapse
from pipeline.translation.interchange.segments import Coded, Inline

_PLACEHOLDER = re.compile(r"(?<!\\)(\\*)(<(/?)(\d{1,6})(/?)>)")
HEAD = (
    "Links and emphasis are numbered: <1>…</1> stands around what is marked, <2/> for the mark of a note. "
    "Keep every number of the source, move them where they belong, and do not change the ids. "
    "A backslash before such a sign says that it is text."
)
"""What a translator must know of placeholders."""


class Step(Enum):
    """What comes next in an inline content."""

    TEXT = auto()
    OPEN = auto()
    CLOSE = auto()
    POINT = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of text, or one end of a code, or a code that is a place."""

    step: Step
    value: str
    """The text, or the code's id."""


def tokens(inline: Inline) -> Iterator[Token]:
    """`inline` as a file writes it, its codes properly nested."""
    left = list(inline.codes)
    yield from _inside(inline.text, 0, len(inline.text), left)
    yield from (Token(Step.POINT, code.id) for code in left if code.begin == code.end)


def gather(tokens: Iterable[Token]) -> Inline:
    """What the tokens of a file say: white space collapsed, no empty codes; one that was cut in parts is whole again."""
    parts: list[str] = []
    ends: dict[str, tuple[int, int]] = {}
    points: dict[str, int] = {}
    place = 0
    for token in tokens:
        if token.step is Step.TEXT:
            parts.append(token.value)
            place += len(token.value)
        elif token.step is Step.OPEN:
            ends.setdefault(token.value, (place, place))
        elif token.step is Step.CLOSE and token.value in ends:
            ends[token.value] = (ends[token.value][0], place)
        elif token.step is Step.POINT:
            points.setdefault(token.value, place)
    text, places = collapse("".join(parts))
    codes = [Coded(id, places[begin], places[end]) for id, (begin, end) in ends.items()]
    codes = [code for code in codes if code.begin < code.end]
    codes += [Coded(id, places[at], places[at]) for id, at in points.items()]
    return Inline(
        text, tuple(sorted(codes, key=lambda code: (code.begin, code.begin != code.end, -code.end)))
    )


def readable(inline: Inline) -> str:
    """`inline` with placeholders."""
    written = {Step.OPEN: "<{}>", Step.CLOSE: "</{}>", Step.POINT: "<{}/>"}
    return "".join(
        _escape(token.value) if token.step is Step.TEXT else written[token.step].format(token.value)
        for token in tokens(inline)
    )


def parse_placeholders(text: str) -> Inline:
    """A text with placeholders as an `Inline`. Raises `ValueError` naming the placeholder that is damaged."""
    return gather(_check(_tokens(text)))


def _inside(text: str, begin: int, end: int, left: list[Coded]) -> Iterator[Token]:
    while left and left[0].begin < end:
        code = left.pop(0)
        if begin < code.begin:
            yield Token(Step.TEXT, text[begin : code.begin])
        begin = max(begin, code.begin)
        if code.begin == code.end:
            yield Token(Step.POINT, code.id)
            continue
        stop = min(code.end, end)
        yield Token(Step.OPEN, code.id)
        yield from _inside(text, begin, stop, left)
        yield Token(Step.CLOSE, code.id)
        begin = stop
    if begin < end:
        yield Token(Step.TEXT, text[begin:end])


def _escape(text: str) -> str:
    return _PLACEHOLDER.sub(lambda match: match[1] * 2 + "\\" + match[2], text)


def _tokens(text: str) -> Iterator[Token]:
    begin = 0
    for match in _PLACEHOLDER.finditer(text):
        slashes = len(match[1])
        before = text[begin : match.start()] + "\\" * (slashes // 2)
        begin = match.end()
        if slashes % 2:
            yield Token(Step.TEXT, before + match[2])
            continue
        if before:
            yield Token(Step.TEXT, before)
        if match[3] and match[5]:
            raise ValueError(f"“{match[2]}” is not a placeholder")
        step = Step.CLOSE if match[3] else Step.POINT if match[5] else Step.OPEN
        yield Token(step, match[4])
    if begin < len(text):
        yield Token(Step.TEXT, text[begin:])


def _check(tokens: Iterable[Token]) -> Iterator[Token]:
    """`tokens`, when every code that opens closes again, inner ones first, and none comes twice."""
    opened: list[str] = []
    seen: set[str] = set()
    for token in tokens:
        if token.step in (Step.OPEN, Step.POINT):
            if token.value in seen:
                raise ValueError(f"<{token.value}> stands there twice")
            seen.add(token.value)
        if token.step is Step.OPEN:
            opened.append(token.value)
        elif token.step is Step.CLOSE and (not opened or opened.pop() != token.value):
            raise ValueError(f"</{token.value}> closes nothing")
        yield token
    if opened:
        raise ValueError(f"<{opened[-1]}> is not closed by </{opened[-1]}>")
