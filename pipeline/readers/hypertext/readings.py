"""Readings over characters (ruby): each stretch of the line with what stands above it."""

from collections.abc import Iterator
from typing import Any

from pipeline.document.article import Mark, MarkKind
from pipeline.readers.hypertext.elements import SILENT, text

Reading = tuple[Mark, ...]
_ABOVE = frozenset(["rt", "rtc"])
_BRACKETS = "rp"


def ruby(element: Any) -> Iterator[tuple[str, Reading]]:
    """The text of the element `ruby`, piece by piece, with its reading as a mark. One that stands over nothing is text."""
    base = element.text or ""
    bases: list[str] = []
    readings: list[str] = []
    for inner in element:
        if inner.tag in _ABOVE:
            readings.append(_line(inner))
        elif inner.tag != _BRACKETS and inner.tag not in SILENT:
            if readings:
                yield from _pairs([*bases, base], readings)
                base, bases, readings = "", [], []
            if inner.tag == "rb" and base.strip():
                bases, base = [*bases, base], ""
            base += _line(inner)
        if (inner.tail or "").strip():
            if readings:
                yield from _pairs([*bases, base], readings)
                base, bases, readings = "", [], []
            base += inner.tail
    yield from _pairs([*bases, base], readings)


def _pairs(bases: list[str], readings: list[str]) -> Iterator[tuple[str, Reading]]:
    """Each base with its reading; all of them with all readings where their numbers differ."""
    said = [each for each in bases if each.strip()]
    if not said:
        yield from ((each, ()) for each in readings if each)
        return
    if len(said) != len(readings):
        said, readings = ["".join(said)], ["".join(readings)]
    for base, reading in zip(said, readings, strict=True):
        yield base, ((Mark(MarkKind.RUBY, reading),) if reading else ())


def _line(element: Any) -> str:
    return str(element.get("alt", "")) if element.tag == "img" else " ".join(text(element).split())
