"""HTML elements to pieces: the walk that Markdown, web pages and Word documents share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.document.article import BlockKind, Heads, Mark, MarkKind, Span
from pipeline.document.notices import Notice
from pipeline.readers.hypertext.markup import parse_html
from pipeline.readers.hypertext.walk import pieces
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Piece

PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def _read(markup: str, **said: str) -> tuple[tuple[Piece, ...], tuple[Notice, ...]]:
    return pieces(parse_html(markup, "page.html"), "page.html", Album(Path(), own=False), **said)  # type: ignore[arg-type]


def _outline(made: tuple[Piece, ...]) -> list[str]:
    """A line a piece, indented by depth."""

    def lines(piece: Piece, depth: int) -> Iterator[str]:
        yield f"{'  ' * depth}{piece.kind} {piece.text}".rstrip(" ").replace("\n", "|")
        for inner in piece.pieces:
            yield from lines(inner, depth + 1)

    return [line for piece in made for line in lines(piece, 0)]


def _spans(markup: str) -> tuple[Span, ...]:
    return _read(markup)[0][0].spans


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one\n  two</p>", "one two"),
        ("<p>하나\n둘</p>", "하나 둘"),
        ("<p>北京\n  上<b>\n海</b></p>", "北京上海"),
        ("<p>東京\n Tokyo</p>", "東京 Tokyo"),
        ("<p>a <b> b</b> c<br>\n d</p>", "a b c\nd"),
        ("<p>say <q>a <q>b</q></q></p>", "say “a ‘b’”"),
        ("<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>だ</p>", "漢字だ"),
        ("<p>so <math alttext='x^2'></math></p>", "so x²"),
        ("<p>so <math><mi>x</mi><annotation>tex</annotation></math></p>", "so x"),
        ("<p>hi <img class=emoji alt='🙂' src=e.png></p>", "hi 🙂"),
        ("<p>a<unknown>b</unknown><x:y>c</x:y></p>", "abc"),
        ("<p>a\0b &bad; &#0;</p>", "ab &bad; \ufffd"),
        ("<body>a</body></html> after", "a after"),
    ],
)
def test_text_is_what_a_reader_of_the_page_sees(markup: str, text: str) -> None:
    assert _read(markup)[0][0].text == text


def test_two_line_breaks_part_paragraphs() -> None:
    assert _outline(_read("첫째 줄<br>이어서<br> <br>둘째")[0]) == [
        "paragraph 첫째 줄|이어서",
        "paragraph 둘째",
    ]


def test_marks_are_kept_with_what_they_say() -> None:
    markup = (
        "<p><em>a</em><strong>b</strong><code>c</code><sup>d</sup><sub>e</sub><del>f</del>"
        "<abbr title='World  Health'>g</abbr><i lang=fr>h</i><a href='https://example.org/'>i</a>"
        "<span style='font-weight:700'>j</span><b style='font-weight:normal'>k</b>"
    )
    assert [(span.text, [(mark.kind, mark.value) for mark in span.marks]) for span in _spans(markup)] == [
        ("a", [(MarkKind.EMPHASIS, "")]),
        ("b", [(MarkKind.STRONG, "")]),
        ("c", [(MarkKind.CODE, "")]),
        ("d", [(MarkKind.SUPERSCRIPT, "")]),
        ("e", [(MarkKind.SUBSCRIPT, "")]),
        ("f", [(MarkKind.DELETED, "")]),
        ("g", [(MarkKind.ABBREVIATION, "World Health")]),
        ("h", [(MarkKind.EMPHASIS, ""), (MarkKind.LANGUAGE, "fr")]),
        ("i", [(MarkKind.LINK, "https://example.org/")]),
        ("j", [(MarkKind.STRONG, "")]),
        ("k", []),
    ]


def test_tags_that_are_nested_wrongly_or_never_closed_lose_neither_text_nor_marks() -> None:
    made, _ = _read("<p><b><i>x</b>y</i><p><em>z<p>w")
    emphasis, strong = Mark(MarkKind.EMPHASIS), Mark(MarkKind.STRONG)
    assert [piece.spans for piece in made] == [
        (Span("x", (strong, emphasis)), Span("y", (emphasis,))),
        (Span("z", (emphasis,)),),
        (Span("w", (emphasis,)),),
    ]


def test_the_language_of_a_word_is_the_nearest_one_said() -> None:
    made, _ = _read(
        "<html lang=en><body><p lang=fr>a <i lang=de>b</i> <span lang=en-GB>c</span></p><p lang=en>d"
    )
    tongues = [
        (span.text.strip(), [mark.value for mark in span.marks if mark.kind is MarkKind.LANGUAGE])
        for piece in made
        for span in piece.spans
        if span.text.strip()
    ]
    assert tongues == [("a", ["fr"]), ("b", ["de"]), ("c", []), ("d", [])]


def test_relative_links_lead_on_from_the_page_when_its_address_is_known() -> None:
    (piece,), notices = _read("<p><a href='/b?c'>x</a>", address="https://example.org/a/")
    assert piece.spans[0].marks == (Mark(MarkKind.LINK, "https://example.org/b?c"),)
    assert not notices
    assert [notice.code for notice in _read("<p><a href='/b?c'>x</a>")[1]] == ["reading.link"]


def test_lists_keep_nesting_numbers_tasks_and_stray_text() -> None:
    made, _ = _read(
        "<ul>stray<li>one<ol start=3><li>x</ol><li><input type=checkbox checked> done"
        "<li><p><input type=checkbox>open</p><p>more</ul>"
    )
    assert _outline(made) == [
        "list",
        "  item stray",
        "  item one",
        "    list",
        "      item x",
        "  item done",
        "  item open",
        "    paragraph more",
    ]
    items = made[0].pieces
    assert [item.checked for item in items] == [None, None, True, False]
    assert (items[1].pieces[0].ordered, items[1].pieces[0].start) == (True, 3)


def test_tables_keep_caption_heads_spans_and_empty_cells() -> None:
    made, _ = _read(
        "<table><caption>도시</caption><tfoot><tr><td>sum<td></tfoot><thead><tr><th>a<th>b</thead>"
        "<tr><th>r<td colspan=2>1<br>2<tr><th scope=col>s<td rowspan=9><p>x</p><ul><li>y</ul></table>"
    )
    assert _outline(made) == [
        *(
            "table",
            "  caption 도시",
            "  row",
            "    cell a",
            "    cell b",
            "  row",
            "    cell r",
            "    cell 1|2",
        ),
        *("  row", "    cell s", "    cell x|y", "  row", "    cell sum", "    cell"),
    ]
    cells = [(cell.heads, cell.columns, cell.rows) for row in made[0].pieces[1:] for cell in row.pieces]
    assert cells[2:6] == [
        (Heads.ROW, 1, 1),
        (Heads.NOTHING, 2, 1),
        (Heads.COLUMN, 1, 1),
        (Heads.NOTHING, 1, 2),
    ]
    assert cells[0][0] is Heads.COLUMN


def test_hidden_cells_and_rows_are_told_of() -> None:
    made, notices = _read("<table><tr><th>a<th>b<td hidden>c<tr hidden><td>d<tr><td>e<td>f</table>")
    assert [cell.text for row in made[0].pieces for cell in row.pieces] == ["a", "b", "e", "f"]
    assert [notice.evidence for notice in notices] == ["c\nd"]


def test_a_table_that_only_places_things_becomes_what_it_holds() -> None:
    made, _ = _read("<table><tr><td><h2>Head</h2><p>Text.</td><td>side</td></tr></table>")
    assert _outline(made) == ["paragraph Head", "paragraph Text.", "paragraph side"]


def test_definitions_quotations_code_and_rules_are_kept() -> None:
    made, _ = _read(
        "<dl><div><dt>T<dd>D</div>s<dd><p>E<p>F</dl><blockquote><h2>H</h2>q</blockquote><hr>"
        "<pre>\n<code>\n  a\n\n b\n\n</code></pre><details><summary>S</summary><h3>I</h3>t</details>"
    )
    assert _outline(made) == [
        *("definitions", "  term T", "  definition D", "  definition s", "  definition E", "    paragraph F"),
        *("quotation", "  paragraph H", "  paragraph q", "rule", "code |  a|| b|"),
        *("paragraph S", "paragraph I", "paragraph t"),
    ]
    assert made[1].pieces[0].spans[0].marks == (Mark(MarkKind.STRONG),)


@pytest.mark.parametrize(
    "markup",
    [
        f"<figure><img src='{PNG}' alt='A dot'><figcaption>Under it.</figcaption></figure>",
        f"<figure><figcaption>Under it.</figcaption><picture><source srcset=x.webp><img src='{PNG}' alt='A dot'></picture></figure>",
        f"<p><img src='{PNG}' alt='A dot' title='Under it.'></p>",
        f"<p><a href=big.png><img src='{PNG}' alt='A dot'></a></p><p><em>Under it.</em></p>",
        f"<div><img data-src='{PNG}' src='data:image/gif;base64,R0' alt='A dot'><p class=wp-caption-text>Under it.</p></div>",
    ],
)
def test_a_picture_alone_is_a_figure_with_what_stands_under_it(markup: str) -> None:
    made, _ = _read(markup)
    assert _outline(made) == ["figure", "  alternative A dot", "  caption Under it."]
    assert made[0].picture


def test_a_caption_stays_when_its_picture_is_set_aside() -> None:
    made, _ = _read("<figure><img src=none.png alt=x><figcaption>설명이다.</figcaption></figure>")
    assert _outline(made) == ["paragraph 설명이다."]


def test_a_drawing_that_says_what_it_shows_is_a_picture_and_another_decoration() -> None:
    made, notices = _read(
        "<p><svg role=img aria-label='A circle' viewBox='0 0 9 9'><circle r=4 /></svg></p>"
        "<p>t<svg><path d=''/><text>gone</text></svg></p>"
    )
    assert _outline(made) == ["figure", "  alternative A circle", "paragraph t"]
    assert [(notice.code, notice.evidence) for notice in notices] == [("reading.drawing", "gone")]


NOTES = {
    "markdown-it": (
        '<p>A<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>.</p><hr class="footnotes-sep">'
        '<section class="footnotes"><ol><li id="fn1"><p>N. <a href="#fnref1" class="footnote-backref">↩</a></p></li></ol></section>'
    ),
    "pandoc": (
        '<p>A<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p>'
        '<section role="doc-endnotes"><hr><ol><li id="fn1"><p>N.<a href="#fnref1" role="doc-backlink">↩</a></p></li></ol></section>'
    ),
    "wordpress": (
        '<p>A<sup data-fn="u" class="fn"><a href="#u" id="u-link">1</a></sup>.</p>'
        '<ol class="wp-block-footnotes"><li id="u">N. <a href="#u-link">↩︎</a></li></ol>'
    ),
    "wiki": (
        '<p>A<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>.</p><h2>References</h2>'
        '<ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><a href="#cite_ref-1">^</a></span> N.</li></ol>'
    ),
    "word": (
        '<p>A<a href="#_ftn1" name="_ftnref1">[1]</a>.</p><hr>'
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> N.</p></div>'
    ),
    "epub": (
        '<p>A<a epub:type="noteref" href="#n">1</a>.</p><aside epub:type="footnote" id="n"><p>1. N.</p></aside>'
    ),
    "korean": '<p>A<a href="#주1" id="본1">1)</a>.</p><p id="주1"><a href="#본1">1)</a> N.</p>',
    "stars": '<p>A<a href="#s">*</a>.</p><p id="s">* N.</p>',
}  # fmt: skip


@pytest.mark.parametrize("writer", NOTES)
def test_notes_of_all_writers_are_notes(writer: str) -> None:
    made, _ = _read(NOTES[writer])
    assert _outline(made) == ["paragraph A.", "note N."]
    assert [span.marks[0].value for span in made[0].spans if span.is_point] == [made[1].label]


def test_a_link_to_a_part_of_the_page_is_no_note() -> None:
    made, _ = _read("<ul><li><a href='#one'>1</a></ul><h2 id=one>One</h2><p id=p>x <a href='#p'>2</a>")
    assert [piece.kind for piece in made] == [BlockKind.LIST, BlockKind.HEADING, BlockKind.PARAGRAPH]
    marks = [mark for piece in made for part in piece.walk() for span in part.spans for mark in span.marks]
    assert {mark.kind for mark in marks} == {MarkKind.LINK, MarkKind.ANCHOR}


def test_what_a_book_cannot_hold_is_set_aside_and_told_of_whole() -> None:
    long = "글자 " * 300
    made, notices = _read(
        f"<p onclick='x()'>seen</p><script>a()</script><style>b{{}}</style><template>t</template><nav>Home</nav>"
        f"<p hidden>{long}</p><p style='display: none'>two</p><span aria-hidden=true>three</span>"
        "<iframe src='https://example.org/v'></iframe><video src='https://example.org/f.mp4'>old browser</video>"
        "<form><label>Name</label><input value=v><select><option>o</select><textarea>t</textarea><button>Go</button></form>"
        "<noscript>without</noscript>"
    )
    assert _outline(made) == ["paragraph seen", "paragraph Name"]
    told = {notice.code: notice for notice in notices}
    assert told["reading.hidden"].evidence == f"{long.strip()}\ntwo\nthree"
    assert "3 places" in told["reading.hidden"].text
    assert told["reading.navigation"].evidence == "Home"
    assert "https://example.org/v, https://example.org/f.mp4" in told["reading.embedded"].text
    assert told["reading.form"].evidence == "o\nt\nGo"
    assert told["reading.noscript"].evidence == "without"


def test_lines_are_the_files_own_or_what_the_mark_up_says() -> None:
    assert [piece.line for piece in _read("\n<p>a\n<p>b")[0]] == [2, 3]
    assert [piece.line for piece in _read("<p data-line=7>a<p data-line=9>b<i>c</i>")[0]] == [7, 9]


def test_what_a_drawing_looks_like_is_kept_in_it_and_told_nowhere() -> None:
    drawing = "<svg role=img aria-label='점'><style>.a{fill:red}</style><circle class=a r=1 /></svg>"
    made, notices = _read(f"<p>글이다.</p>{drawing}")
    assert [piece.text for piece in made if "fill" in piece.text] == []
    assert [notice for notice in notices if "fill" in f"{notice.evidence}{notice.text}"] == []
