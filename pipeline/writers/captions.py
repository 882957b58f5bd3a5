"""The episode's captions and chapters as players read them."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pipeline.document import deletions, untranslated
from pipeline.document.article import MarkKind, Sentence, Span
from pipeline.document.boundaries import graphemes, line_segments
from pipeline.document.sound import Timeline
from pipeline.languages import find, words
from pipeline.languages.isolation import isolate

COLUMNS = 65
"""The longest line that podcast players are said to show; a Chinese, Japanese or Korean letter takes two columns."""


def captions(timeline: Timeline) -> str:
    """WebVTT: a cue for each sentence of the episode, under the sentence's id, as it stands on the page.

    What is struck through there is named, for a caption has no line through it.
    """
    return "\n\n".join(["WEBVTT", *_cues(timeline)]) + "\n"


def chapters(timeline: Timeline, title: str) -> str:
    """JSON chapters 1.2.0, one a page of the episode, in order. `title` is the episode's."""
    listed = [
        {"startTime": round(timeline.seconds(begin), 3), "title": track.page.title}
        for track, begin in zip(timeline.episode, timeline.begins, strict=True)
    ]
    return (
        json.dumps({"version": "1.2.0", "title": title, "chapters": listed}, ensure_ascii=False, indent=2)
        + "\n"
    )


def lines(text: str, language: str, columns: int = COLUMNS) -> list[str]:
    """`text` in as few lines as it needs, all about as long.

    Broken where `document.boundaries` lets a line end; a word is cut only when it is longer than a line.
    """
    units = [(unit, _width(unit)) for unit in _units(" ".join(text.split()), language, columns)]
    filled = _fill(units, columns)
    for narrower in range(_width(text) // max(len(filled), 1), columns):
        balanced = _fill(units, narrower)
        if len(balanced) == len(filled):
            return balanced
    return filled


def _cues(timeline: Timeline) -> Iterator[str]:
    for track, offset in zip(timeline.episode, timeline.begins, strict=True):
        for sentence, cue in zip(track.page.sentences(), track.cues, strict=True):
            begin = _clock(timeline, offset + cue.begin)
            end = _clock(timeline, offset + cue.end)
            shown = _caption_lines(sentence, timeline.voice.language)
            yield "\n".join([cue.sentence, f"{begin} --> {end}", *shown])


def _caption_lines(sentence: Sentence, language: str) -> list[str]:
    """The lines of a sentence; what stays in the article's language within a `lang` span (WebVTT, section 3.3)."""
    spans = deletions.in_words(sentence.spans, words(language)["deleted"])
    shown = [_escape(line) for line in lines("".join(span.text for span in spans), language)]
    label, own = untranslated.parts(sentence)
    if not label or not shown:
        return shown
    head = _escape("".join(span.text for span in label))
    first = shown[0].removeprefix(head)
    if first == shown[0]:  # a label that fills more than a line
        return shown
    gap = first[: len(first) - len(first.lstrip())]
    shown[0] = f"{head}{gap}<lang {_language(own)}>{isolate(first.lstrip(), language)}"
    return [*shown[:-1], f"{shown[-1]}</lang>"]


def _language(own: Sequence[Span]) -> str:
    return next(mark.value for span in own for mark in span.marks if mark.kind is MarkKind.LANGUAGE)


def _clock(timeline: Timeline, samples: int) -> str:
    """Rounded down, so that no cue ends after the sound."""
    seconds, milliseconds = divmod(samples * 1000 // timeline.rate, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{milliseconds:03}"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _fill(units: Iterable[tuple[str, int]], columns: int) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for unit, width in units:
        if line and used + width - unit.endswith(" ") > columns:
            lines.append(line.rstrip())
            line, used = "", 0
        line, used = line + unit, used + width
    return [*lines, line] if line else lines


def _units(text: str, language: str, columns: int) -> Iterator[str]:
    """Pieces that stay on one line, the space after a piece included."""
    for segment in line_segments(text, language, keep_all=find(language).keep_all):
        if _width(segment.rstrip()) <= columns:
            yield segment
        else:
            yield from _cut(segment, columns)


def _cut(word: str, columns: int) -> Iterator[str]:
    """A word that is longer than a line, between its letters."""
    unit, used = "", 0
    for letter in graphemes(word):
        wide = _width(letter)
        if unit and used + (letter != " ") * wide > columns:
            yield unit
            unit, used = "", 0
        unit, used = unit + letter, used + wide
    yield unit


def _width(text: str) -> int:
    return sum(map(_columns, text))


@cache
def _columns(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
