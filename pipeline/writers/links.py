"""Links within an article, led to where their blocks stand in a book's files or on a page."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.document.article import Block, Mark, MarkKind, Sentence, Span
from pipeline.document.pages import Page

WITHIN = re.compile(r"(?:[A-Za-z][\w-]*\.xhtml)?#[se]\d[\w-]*")
"""Addresses that lead to another place of the same article."""

Place = Callable[[str, Page], str]
"""The address of the block of an id, seen from a page; empty where it is not shown."""


def across_files(pages: Sequence[Page]) -> tuple[Page, ...]:
    """`pages` whose links lead from file to file of a book."""
    homes = {id: page.id for page in pages for id in _ids(page)}

    def place(id: str, here: Page) -> str:
        home = homes.get(id, "")
        return f"#{id}" if home == here.id else f"{home}.xhtml#{id}" if home else ""

    return _lead(pages, place)


def on_one_page(pages: Sequence[Page]) -> tuple[Page, ...]:
    """`pages` whose links lead within a single file that shows all of them."""
    ids = {id for page in pages for id in _ids(page)}
    return _lead(pages, lambda id, _: f"#{id}" if id in ids else "")


def _ids(page: Page) -> Iterator[str]:
    return (inner.id for shown in page.blocks for inner in shown.walk())


def _lead(pages: Sequence[Page], place: Place) -> tuple[Page, ...]:
    return tuple(
        replace(page, blocks=tuple(_block(shown, page, place) for shown in page.blocks))
        if any(
            _is_within(mark)
            for sentence in page.sentences()
            for span in sentence.spans
            for mark in span.marks
        )
        else page
        for page in pages
    )


def _block(shown: Block, here: Page, place: Place) -> Block:
    return replace(
        shown,
        sentences=tuple(_sentence(sentence, here, place) for sentence in shown.sentences),
        blocks=tuple(_block(inner, here, place) for inner in shown.blocks),
    )


def _sentence(sentence: Sentence, here: Page, place: Place) -> Sentence:
    spans = (Span(span.text, tuple(_marks(span.marks, here, place))) for span in sentence.spans)
    return replace(sentence, spans=tuple(spans))


def _marks(marks: Sequence[Mark], here: Page, place: Place) -> Iterator[Mark]:
    for mark in marks:
        if not _is_within(mark):
            yield mark
        elif address := place(mark.value.rpartition("#")[2], here):
            yield replace(mark, value=address)


def _is_within(mark: Mark) -> bool:
    return mark.kind is MarkKind.LINK and WITHIN.fullmatch(mark.value) is not None
