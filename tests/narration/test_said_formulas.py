"""A formula is heard in words, and characters with a reading above them once."""

import pytest

from pipeline.document.article import Mark, MarkKind, Span
from pipeline.languages.normalization import normalize
from pipeline.narration.formulas import said_formulas

FORMULA = Mark(MarkKind.FORMULA, "<math><mfrac><mi>d</mi><mn>2</mn></mfrac></math>")


@pytest.mark.parametrize(
    ("language", "before", "behind", "heard"),
    [
        ("en", "It is ", " at most.", "It is d over two at most."),
        ("ko", "시간은 ", " 이다.", "시간은 이 분의 d 이다."),
        ("zh-Hans", "时间是 ", "。", "时间是二分之 d。"),
    ],
)
def test_a_formula_is_heard_in_the_words_of_the_edition(
    language: str, before: str, behind: str, heard: str
) -> None:
    spans = said_formulas((Span(before), Span("d/2", (FORMULA,)), Span(behind)), language)
    assert normalize("".join(span.text for span in spans), language) == heard


def test_what_is_no_formula_is_heard_as_it_stands() -> None:
    spans = (Span("井戸", (Mark(MarkKind.RUBY, "いど"),)), Span("の水 d/2"))
    assert said_formulas(spans, "ja") == spans
