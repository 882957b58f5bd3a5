"""Formulas among the words of a sentence as they are said."""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.document.article import MarkKind, Span
from pipeline.languages.maths import spoken


def said_formulas(spans: Iterable[Span], language: str) -> tuple[Span, ...]:
    """`spans` with each formula in the words of `language` in the place of its signs."""
    return tuple(_said(span, language) for span in spans)


def _said(span: Span, language: str) -> Span:
    shown = next((mark.value for mark in span.marks if mark.kind is MarkKind.FORMULA), "")
    return replace(span, text=spoken(shown, language)) if shown and span.text.strip() else span
