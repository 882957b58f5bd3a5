"""Struck-through text in words, for whoever cannot see the line through it: who listens, who reads plain captions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.document.article import MarkKind, Span

_PAUSE = re.compile(r"\W\s?")
_RESTS = " .,;:!?…。，、；：！？،؛؟—–"
"""Where a voice rests anyway, and a comma would be too much."""
_OPENED = "([{“‘「『（【《«¡¿\"'"
_CLOSED = ")]}”’」』）】》»\"'"
_ENDS = " .,;:。，、；：،؛"
"""What ends a sentence or a clause is said behind the words that end the deletion."""


def in_words(spans: Iterable[Span], words: str) -> tuple[Span, ...]:
    """`spans` with `words` around each struck-through stretch: “deleted: 300, end of deletion, 200 people”.

    `words` are the fixed words `deleted` of a language, with {text} in them; the sign behind {text} is the
    language's comma. What is struck through and has neither letter nor digit stays as it is.
    """
    begin, _, end = words.partition("{text}")
    pause = _PAUSE.match(end)
    assert pause is not None
    comma, end = pause.group(), end[pause.end() :]
    stretches = [(struck, list(stretch)) for struck, stretch in groupby(spans, _struck)]
    pieces: list[Span] = []
    for number, (struck, stretch) in enumerate(stretches):
        if not struck or not any(map(str.isalnum, _text(stretch))):
            pieces += stretch
            continue
        inner, tail = _split(stretch)
        after = tail + "".join(_text(follows) for _, follows in stretches[number + 1 :])
        rest = "" if _text(inner)[-1] in _RESTS else comma.rstrip()
        gap = " " * (comma != comma.rstrip())
        pieces = [*_with_comma(pieces, comma), Span(begin), *inner, Span(f"{rest}{gap}{end}")]
        pieces.append(Span(_before(after, comma) + tail))
    return tuple(span for span in pieces if span.text or span.is_point)


def _struck(span: Span) -> bool:
    return any(mark.kind is MarkKind.DELETED for mark in span.marks)


def _text(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)


def _split(stretch: Sequence[Span]) -> tuple[list[Span], str]:
    """A stretch without the signs at its end, and those."""
    return _split_end(stretch, len(_text(stretch).rstrip(_ENDS)))


def _with_comma(spans: Sequence[Span], comma: str) -> list[Span]:
    """`spans` with a comma at their end, unless a voice rests there anyway."""
    text = _text(spans)
    last = text.rstrip()[-1:]
    if not last or last in _RESTS or last in _OPENED:
        return list(spans)
    return [*_split_end(spans, len(text.rstrip()))[0], Span(comma)]


def _before(after: str, comma: str) -> str:
    """The comma before what is said next, where it is needed."""
    following = after.lstrip()[:1]
    if not following or following in _RESTS or following in _CLOSED:
        return ""
    return comma.rstrip() if after[0].isspace() else comma


def _split_end(spans: Sequence[Span], letters: int) -> tuple[list[Span], str]:
    """The first so many letters of `spans`, and the rest as text."""
    head, rest = [], ""
    for span in spans:
        head.append(replace(span, text=span.text[:letters]))
        rest += span.text[letters:]
        letters = max(0, letters - len(span.text))
    return head, rest
