"""White space in HTML: collapsed as browsers do, and none where a line ends within Chinese or Japanese."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.document.article import Mark, Span
from pipeline.readers.hard_wraps import closed_up
from pipeline.readers.pieces import tidy

HARD = "\r"
"""A line break that was asked for, until a run of text is settled."""
_WHITE = re.compile("[ \t\n\r\f]+")
_SOFT = re.compile(r"(?<![ \r])[ \r]*+\n[ \n\r]*+")
_GAP = re.compile(f"(?<! ) *+(?:{HARD}[ \n]*+){{2,}}")

Run = list[tuple[str, tuple[Mark, ...]]]
"""Text of inline elements, as it stands in the mark-up, with its marks."""


def collapse(text: str) -> str:
    """`text` with white space made one space, or one line end where it holds one; no `HARD` is left in it."""
    if text.isprintable() and "  " not in text:
        return text
    return _WHITE.sub(lambda found: "\n" if "\n" in found[0] else " ", text)


def paragraphs(run: Run) -> Iterator[tuple[Span, ...]]:
    """The paragraphs of a run: two line breaks, one after the other, part them."""
    text = _text(run)
    gaps = [found.span() for found in _GAP.finditer(text)] if HARD in text else []
    for part in _within(run, _between(gaps, len(text))) if gaps else [run]:
        if spans := settle(part):
            yield spans


def settle(run: Run, *, breaks: bool = True) -> tuple[Span, ...]:
    """The spans of a run, its line ends turned into spaces or nothing. Without `breaks` none is left in it."""
    text = _text(run)
    if "\n" not in text and HARD not in text:
        return tidy((Span(part, marks) for part, marks in run), breaks=breaks)
    dropped = [found.span() for found in _SOFT.finditer(text) if _closed_up(text, found)]
    parts = (pair for part in _within(run, _between(dropped, len(text))) for pair in part)
    spans = (Span(part.replace("\n", " ").replace(HARD, "\n"), marks) for part, marks in parts)
    return tidy(spans, breaks=breaks)


def _text(run: Run) -> str:
    return run[0][0] if len(run) == 1 else "".join(part for part, _ in run)


def _closed_up(text: str, found: re.Match[str]) -> bool:
    begin, end = found.span()
    return HARD not in found[0] and begin > 0 and closed_up(text[begin - 1], text[end : end + 1])


def _between(gaps: Sequence[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """From where to where text stands that is in none of the `gaps`."""
    last = 0
    for begin, end in gaps:
        yield last, begin
        last = end
    yield last, length


def _within(run: Run, ranges: Iterable[tuple[int, int]]) -> Iterator[Run]:
    """What of a run lies in each of the `ranges`, which follow each other; a note's mark at a cut goes before it."""
    number = position = 0
    for begin, end in ranges:
        made: Run = []
        while number < len(run):
            text, marks = run[number]
            if position > end or (position == end and text):
                break
            kept = text[max(begin - position, 0) : end - position]
            if kept or not text:
                made.append((kept, marks))
            if position + len(text) > end:
                break
            position += len(text)
            number += 1
        yield made
