"""Formulas and readings over characters in the book: as MathML and ruby, and the package says which pages have them."""

import dataclasses

import pytest

from pipeline.document.article import Mark, MarkKind, Sentence, Span
from pipeline.languages import find
from pipeline.writers.epub.markup import prose

SHOWN = '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="d/v"><mfrac><mi>d</mi><mi>v</mi></mfrac></math>'
FORMULA = Mark(MarkKind.FORMULA, SHOWN)
RUBY = Mark(MarkKind.RUBY, "いど")


@pytest.mark.parametrize(
    ("spans", "markup"),
    [
        ((Span("It is "), Span("d/v", (FORMULA,)), Span(".")), f"It is {SHOWN}."),
        ((Span("井戸", (RUBY,)), Span("だ")), "<ruby>井戸<rt>いど</rt></ruby>だ"),
        ((Span("d/v", (Mark(MarkKind.STRONG), FORMULA)),), f"<strong>{SHOWN}</strong>"),
        ((Span("a", (Mark(MarkKind.RUBY, "<b>"),)),), "<ruby>a<rt>&lt;b&gt;</rt></ruby>"),
    ],
)
def test_they_are_shown_in_their_sentence(spans: tuple[Span, ...], markup: str) -> None:
    assert prose([Sentence("k1", spans)], find("ja")) == f'<span id="k1">{markup}</span>'


def test_the_package_names_the_pages_with_formulas_and_no_others(sample, open_book) -> None:
    edition = sample.edition("ko")
    first, *rest = edition.article.sections
    block = dataclasses.replace(
        first.blocks[0],
        sentences=(dataclasses.replace(first.blocks[0].sentences[0], spans=(Span("d/v", (FORMULA,)),)),),
    )
    section = dataclasses.replace(first, blocks=(block, *first.blocks[1:]))
    article = dataclasses.replace(edition.article, sections=(section, *rest))
    book = open_book(sample.made(dataclasses.replace(edition, article=article)))
    items = [
        item for item in book.package.iter("{*}item") if "mathml" in (item.get("properties") or "").split()
    ]
    assert [item.get("href") for item in items] == [f"text/{first.id}.xhtml"]
