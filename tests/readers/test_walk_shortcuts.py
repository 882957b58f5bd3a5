"""An element with nothing but text in it is walked by a short way, which finds what the long one does."""

from pathlib import Path

import pytest

from pipeline.document.article import BlockKind, Mark, MarkKind
from pipeline.readers.hypertext.markup import parse_html
from pipeline.readers.hypertext.walk import pieces
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Piece

ALONE = [
    "<p>{}</p>",
    "<ul><li>{}<li>{}</ul>",
    "<ol start=3><li>{}</ol>",
    "<dl><dt>{}<dd>{}</dl>",
    "<blockquote>{}</blockquote>",
    "<h2>{}</h2><p>{}</p>",
    "<table><tr><th>{}<th>b<tr><td>{}<td>c</table>",
    "<em>before <p>{}</p> behind</em>",
    "<figure><figcaption>{}</figcaption></figure><p>{}</p>",
]
TEXTS = ["a", " a  b\n\tc ", "", " \n", "가 나\n다", "中\n文", "a\u00a0 b", "one\u0301  two"]


def walked(markup: str) -> tuple[Piece, ...]:
    return pieces(parse_html(markup, "a.html").find("body"), "a.html", Album(Path()))[0]


@pytest.mark.parametrize("around", ALONE)
@pytest.mark.parametrize("text", TEXTS)
def test_text_alone_is_read_as_text_in_an_element_of_its_own_is(around: str, text: str) -> None:
    inner = f"<span>{text}</span>"
    assert walked(around.replace("{}", text)) == walked(around.replace("{}", inner))


def test_a_place_that_a_link_leads_to_stays_before_the_paragraph_behind_it() -> None:
    _, target = walked("<p><a href='#x'>there</a></p><a id='x'></a><p>Here.</p>")
    assert target.kind is BlockKind.PARAGRAPH
    assert [span.marks for span in target.spans if span.is_point] == [(Mark(MarkKind.ANCHOR, "x"),)]


def test_a_paragraph_that_is_hidden_or_a_caption_is_none_although_it_holds_text_alone() -> None:
    found = walked("<p hidden>gone</p><p style='display:none'>gone</p><p class=sr-only>gone</p><p>kept</p>")
    assert [piece.text for piece in found] == ["kept"]
