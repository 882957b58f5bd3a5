"""Notes that a page only types are notes; other numbers are not."""

from pathlib import Path

import pytest

from pipeline.document.article import BlockKind, MarkKind
from pipeline.readers.hypertext import html_reader
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript

LEAD = (
    "<p>The well was full in spring, and the people of the square drew water from it until the end of July.</p>"
    * 2
)


def _read(body: str) -> Manuscript:
    page = f"<html lang=en><body><article><h1>The Old Well</h1>{LEAD}{body}</article></body></html>"
    return html_reader.parse(page, "page.html", Album(Path(), own=False))


def _notes(found: Manuscript) -> list[str]:
    return [inner.text for piece in found.pieces for inner in piece.walk() if inner.kind is BlockKind.NOTE]


def _text(found: Manuscript) -> str:
    return "\n".join(piece.text for piece in found.pieces if piece.kind is not BlockKind.NOTE)


@pytest.mark.parametrize(
    ("marked", "notes"),
    [
        (
            "<p>It was dug in 1640.<a href='fn.html#n1'>[1]</a> The miller paid.<sup>2</sup> Nobody knows.[3]</p>",
            "<h2>Notes</h2><p>1. Parish book.</p><p>2. Letters.</p><p>3. Told by the sexton.</p>",
        ),
        ("<p>우물은 1640년에 팠다.<sup>1)</sup> 방앗간이 냈다.[2]</p>".replace("1)", "1"), "<h3>주</h3><p>1) 교구 책.</p><p>2) 편지.</p>"),
        ("<p>井挖于1640年。[1]磨坊付钱。[2]</p>", "<p>[1] 教区册。</p><p>[2] 书信。</p>"),
        ("<p>It was dug.<sup>1</sup> He paid.<sup>2</sup></p>", "<h2>Notes</h2><ol><li>Parish book.</li><li>Letters.</li></ol>"),
    ],
)  # fmt: skip
def test_numbers_that_are_marks_and_paragraphs_that_are_notes_are_linked(marked: str, notes: str) -> None:
    found = _read(marked + notes)
    marks = [
        mark
        for piece in found.pieces
        for span in piece.spans
        for mark in span.marks
        if mark.kind is MarkKind.NOTE
    ]
    assert len(marks) == len(_notes(found)) == notes.count("<p>") + notes.count("<li>")
    assert not any(sign in _text(found) for sign in ("[1]", "[2]", ".1", ".2", "Notes", "주\n"))
    assert not any(note[:1].isdigit() or note[:1] == "[" for note in _notes(found))


@pytest.mark.parametrize(
    "body",
    [
        "<p>Three things are wanted.</p><p>1. A rope.</p><p>2. A bucket.</p>",
        "<p>It was dug.<sup>1</sup></p><p>1. A rope.</p><p>2. A bucket.</p>",
        "<p>x<sup>2</sup> and y<sup>3</sup></p><p>The end of it.</p>",
        "<p>It was dug.[1] He paid.[2]</p><p>1. Parish book.</p><p>2. Letters.</p><p>And this is how it ended, in the rain.</p>",
    ],
)
def test_other_numbered_paragraphs_stay_what_they_are(body: str) -> None:
    assert _notes(_read(body)) == []


@pytest.mark.parametrize(
    ("marked", "kept"),
    [
        ("30 m<sup>2</sup> cost more.<sup>1</sup> So he said.<sup>2</sup>", "m²"),
        ("It was dug.<sup>1</sup> It is 5km<sup>2</sup> large.<sup>2</sup>", "km²"),
        ("넓이는 30 m<sup>2</sup>다.<sup>1</sup> 그가 말했다.<sup>2</sup>", "m²"),
        ("E = mc<sup>2</sup>, he wrote in 1905.<sup>1</sup> Nobody read it.<sup>2</sup>", "mc²"),
        ("面积30m<sup>2</sup>。<sup>1</sup>他说。<sup>2</sup>", "m²"),
    ],
)
def test_a_power_is_no_mark(marked: str, kept: str) -> None:
    found = _read(f"<p>{marked}</p><p>1. Parish book.</p><p>2. Letters.</p>")
    assert len(_notes(found)) == 2
    raised = [span.text for piece in found.pieces for span in piece.spans if span.text in ("2", "²")]
    assert raised or kept in _text(found)


def test_where_a_mark_is_missing_a_power_does_not_take_its_place() -> None:
    assert _notes(_read("<p>E = mc<sup>2</sup>.<sup>1</sup></p><p>1. Book.</p><p>2. Letters.</p>")) == []


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ("<meta name=date content=2019-01-01>", "<time datetime=2024-03-04>4 March</time>", "2024-03-04"),
        ("<meta property=article:published_time content=2024-03-04>", "<time datetime=2020-01-01>x</time>", "2024-03-04"),
        ("", "<aside><time datetime=2020-01-01>x</time></aside><time datetime=2024-03-04>x</time>", "2024-03-04"),
        ("<meta name=date content=1970-01-01>", "", ""),
        ("<meta name=date content=2024-03-04>", "", "2024-03-04"),
        ("", "<div class='comments'><time datetime=2025-01-01 pubdate>x</time></div>", ""),
    ],
)  # fmt: skip
def test_the_date_is_the_article_s_and_not_its_template_s(head: str, body: str, date: str) -> None:
    page = f"<html lang=en><head>{head}</head><body><article><h1>The Old Well</h1>{body}{LEAD}</article></body></html>"
    assert html_reader.parse(page, "page.html", Album(Path(), own=False)).front.date == date
