"""A sentence that stays in the article's language within an edition in another one, and the words that say so."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document.article import Mark, MarkKind, Sentence, Span

_LABEL = Mark(MarkKind.UNTRANSLATED)


def mark_untranslated(spans: Sequence[Span], language: str, words: str) -> tuple[Span, ...]:
    """`spans`, which are in `language` (BCP 47), marked as such, behind the words that say that they stay so.

    `words` are the fixed words `untranslated` of the edition's language, with {text} at their end. What is marked as
    another language's keeps that mark.
    """
    label = words.removesuffix("{text}")
    said, gap = label.rstrip(), label[len(label.rstrip()) :]
    foreign = Mark(MarkKind.LANGUAGE, language)
    own = (replace(span, marks=(foreign, *span.marks)) for span in spans)
    return (Span(said, (_LABEL,)), *([Span(gap)] if gap else []), *own)


def parts(sentence: Sentence) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The label of `sentence`, nothing where it is translated, and what follows it, white space between them aside."""
    label = tuple(span for span in sentence.spans if _LABEL in span.marks)
    rest = sentence.spans[len(label) :]
    between = bool(label) and bool(rest) and not rest[0].text.strip() and not rest[0].is_point
    return label, rest[1:] if between else rest


def is_left(sentence: Sentence) -> bool:
    """Whether `sentence` stays in the article's language, and says so."""
    return any(_LABEL in span.marks for span in sentence.spans)
