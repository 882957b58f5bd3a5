"""The parts of a sentence that are said by other languages' rules: those that its article marks so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pipeline.document.article import MarkKind, Sentence, Span
from pipeline.document.sound import Run, Voice
from pipeline.errors import UnknownLanguage
from pipeline.languages import find
from pipeline.languages.scripts import share

_LEAST = 0.5
"""Of a run's letters, how many must be its language's. Word processors mark numbers and whole Korean paragraphs as
English, and only what is written in Latin letters can be."""


def runs(spans: Iterable[Span], voice: Voice) -> tuple[Run, ...]:
    """The text of `spans`, white space as single spaces, by the languages that `voice` says it in.

    Empty when that is the voice's own throughout: so it is too where its engine has no rules for the other one.
    """
    parts = [Run(text, _spoken_language(text, tag, voice)) for tag, text in _texts(spans)]
    joined = [
        Run("".join(part.text for part in same), language)
        for language, same in groupby(parts, lambda part: part.language)
    ]
    return () if all(run.language == voice.language for run in joined) else tuple(_collapse_spaces(joined))


def languages(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """The languages that parts of `sentences` are marked as, those that this program can name."""
    marked = (_marked_language(span) for sentence in sentences for span in sentence.spans)
    return tuple(sorted({tag for written in marked if written and (tag := _tag(written))}))


def cut(whole: Sequence[Run], first: str) -> list[tuple[Run, ...]]:
    """`whole` in two, after the text `first` that it begins with."""
    parts: tuple[list[Run], list[Run]] = ([], [])
    left = len(first)
    for run in whole:
        for part, text in zip(parts, (run.text[:left], run.text[left:]), strict=True):
            if text:
                part.append(Run(text, run.language))
        left = max(left - len(run.text), 0)
    return [tuple(_collapse_spaces(part)) for part in parts]


def _texts(spans: Iterable[Span]) -> Iterator[tuple[str, str]]:
    for tag, same in groupby(spans, _marked_language):
        yield tag, "".join(span.text for span in same)


def _marked_language(span: Span) -> str:
    tags = [mark.value for mark in span.marks if mark.kind is MarkKind.LANGUAGE]
    return tags[-1] if tags else ""


def _tag(written: str) -> str:
    try:
        return find(written).tag
    except UnknownLanguage:
        return ""


def _spoken_language(text: str, written: str, voice: Voice) -> str:
    """The language by whose rules a part is said that is marked as `written`."""
    tag = _tag(written) if written else ""
    if not tag or find(tag).base not in voice.knows:
        return voice.language
    if find(tag).base == find(voice.language).base and find(tag).script == find(voice.language).script:
        return voice.language
    letters, own = share(text, find(tag).script)
    return tag if letters and own >= _LEAST else voice.language


def _collapse_spaces(parts: Sequence[Run]) -> Iterator[Run]:
    """As `" ".join(text.split())` of the whole."""
    ended, left = " ", len("".join(part.text for part in parts).rstrip())
    for run in parts:
        text = re.sub(r"\s+", " ", run.text[: max(left, 0)])
        text = text.lstrip() if ended == " " else text
        left -= len(run.text)
        if text:
            ended = text[-1]
            yield Run(text, run.language)
