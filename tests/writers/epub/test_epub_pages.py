"""Blocks and marks as XHTML, and the style sheets."""

import re

import pytest
from lxml import etree

from pipeline.document.article import Block, BlockKind, Mark, MarkKind, Picture, Role, Sentence, Span
from pipeline.document.pages import Page, PageKind
from pipeline.languages import find, words
from pipeline.writers.epub.markup import prose, text
from pipeline.writers.epub.metadata import ACTIVE
from pipeline.writers.epub.nav import contents
from pipeline.writers.epub.pages import block
from pipeline.writers.epub.styles import sheet

ENGLISH, KOREAN, CHINESE, ARABIC = map(find, ("en", "ko", "zh-Hant", "ar"))
LINK = Mark(MarkKind.LINK, "https://example.org/")
STRONG = Mark(MarkKind.STRONG)


def marked(*spans, language=ENGLISH, links=True):
    told = prose([Sentence("s1-b1-k1", tuple(Span(*span) for span in spans))], language, links=links)
    return told.removeprefix('<span id="s1-b1-k1">').removesuffix("</span>")


def sentences(*texts):
    return [Sentence(f"k{number}", (Span(text),)) for number, text in enumerate(texts, 1)]


def test_a_mark_over_several_spans_is_one_element():
    assert marked(("a", (LINK,)), ("b", (LINK, STRONG)), ("c", ())) == (
        '<a href="https://example.org/">a<strong>b</strong></a>c'
    )


def test_a_link_never_holds_a_link():
    other = Mark(MarkKind.LINK, "https://example.com/")
    assert marked(("a", (LINK, other))) == '<a href="https://example.org/">a</a>'


def test_a_heading_that_leads_somewhere_is_no_link_in_the_contents():
    assert marked(("a", (LINK, STRONG)), links=False) == "<strong>a</strong>"


def test_a_linked_heading_leads_from_the_contents_to_its_section_only():
    linked = Sentence("contents-s1-k1", (Span("난민", (LINK,)),))
    item = Block("contents-s1", BlockKind.ITEM, sentences=(linked,))
    heading = Block("contents-b1", BlockKind.HEADING, sentences=tuple(sentences("차례")), level=1)
    listed = Block("contents-b2", BlockKind.LIST, blocks=(item,))
    page = Page("contents", PageKind.CONTENTS, "차례", (heading, listed), episode=False)
    section = Page("s1", PageKind.SECTION, "난민", (), episode=True)
    made = contents(page, [page, section], KOREAN, words("ko")).decode()
    assert '<a href="s1.xhtml"><span id="contents-s1-k1">난민</span></a>' in made


@pytest.mark.parametrize(
    "address", ["/about", "#top", "page.html", "javascript:alert(1)", "http://", "http://[x", ""]
)
def test_an_address_that_leads_nowhere_in_a_book_is_no_link(address):
    assert marked(("여기", (Mark(MarkKind.LINK, address),)), language=KOREAN) == "여기"


def test_an_address_is_written_as_a_valid_url():
    address = "https://example.org/탈북 자료?a=1&b=%20"
    assert 'href="https://example.org/%ED%83%88%EB%B6%81%20%EC%9E%90%EB%A3%8C?a=1&amp;b=%20"' in marked(
        ("x", (Mark(MarkKind.LINK, address),))
    )


def test_a_foreign_word_names_its_language_and_a_direction_that_differs():
    word = ("난민", (Mark(MarkKind.LANGUAGE, "ko"),))
    assert marked(word) == '<span lang="ko" xml:lang="ko">난민</span>'
    assert marked(word, language=ARABIC) == '<span lang="ko" xml:lang="ko" dir="ltr">난민</span>'
    assert marked(("x", (Mark(MarkKind.LANGUAGE, 'k"o'),))) == "x"


def test_characters_that_xml_forbids_are_left_out():
    assert text("a\x0b\x00\ud800\ufffe<b\U0001f54a") == "a&lt;b\U0001f54a"


def test_korean_sentences_stand_apart_and_chinese_ones_do_not():
    assert (
        prose(sentences("갔다. ", "왔다. "), KOREAN)
        == '<span id="k1">갔다.</span> <span id="k2">왔다.</span>'
    )
    assert (
        prose(sentences("走了。 ", "來了。"), CHINESE)
        == '<span id="k1">走了。</span><span id="k2">來了。</span>'
    )
    assert (
        prose(sentences("走了。 ", "OK."), CHINESE) == '<span id="k1">走了。</span> <span id="k2">OK.</span>'
    )
    assert prose(sentences("說：“走。” ", "“來。”"), CHINESE).count("> <") == 0


def test_code_keeps_its_lines_and_runs_from_left_to_right_in_arabic():
    code = Block("b1", BlockKind.CODE, sentences=tuple(sentences("if a < b:\n", "    c\n")))
    assert block(code, ARABIC) == (
        '<pre id="b1" dir="ltr"><code><span id="k1">if a &lt; b:</span>\n<span id="k2">    c</span>\n</code></pre>'
    )


def test_a_heading_deeper_than_six_stays_a_heading():
    deep = Block("b1", BlockKind.HEADING, sentences=tuple(sentences("깊은 제목")), level=9)
    assert block(deep, KOREAN) == '<h6 id="b1"><span id="k1">깊은 제목</span></h6>'


def test_a_role_becomes_a_class():
    note = Block("b1", BlockKind.PARAGRAPH, Role.IMAGE_NOTE, tuple(sentences("圖說。")))
    assert block(note, CHINESE).startswith('<p id="b1" class="image-note">')


def test_a_picture_nobody_tells_is_decoration():
    picture = Picture("x.png", "image/png", b"")
    caption = Block("f-b1", BlockKind.CAPTION, sentences=tuple(sentences("A caption.")))
    figure = block(Block("f", BlockKind.FIGURE, blocks=(caption,), picture=picture), ENGLISH)
    assert '<img src="../pictures/f.png" alt="" role="presentation"/>' in figure
    assert "<figcaption" in figure


def test_a_figure_without_its_picture_shows_what_it_told():
    told = Block("f-b1", BlockKind.ALTERNATIVE, sentences=tuple(sentences("Una mapa.")))
    assert block(Block("f", BlockKind.FIGURE, blocks=(told,)), ENGLISH) == (
        '<div id="f">\n<p id="f-b1"><span id="k1">Una mapa.</span></p>\n</div>'
    )


@pytest.mark.parametrize("tag", ["ko", "zh-Hans", "zh-Hant", "ja", "ar", "he"])
def test_scripts_without_italics_have_none(tag):
    css = sheet(find(tag)).decode()
    assert re.search(r"em \{[^}]*font-style: normal", css)
    assert "italic" not in re.sub(r"/\*.*?\*/", "", css, flags=re.S)


def test_lines_break_by_the_rules_of_the_script():
    assert b"word-break: keep-all" in sheet(KOREAN)
    for tag in ("zh-Hans", "zh-Hant", "ja"):
        assert b"line-break: strict" in sheet(find(tag))
        assert b"keep-all" not in sheet(find(tag))
    assert b"em {" not in sheet(ENGLISH)


@pytest.mark.parametrize(("tag", "begin"), [("en", "deleted: "), ("ko", "삭제된 내용: "), ("ar", "محذوف: ")])
def test_struck_through_text_is_named_to_screen_readers_in_the_book_s_language(tag, begin):
    css = sheet(find(tag), other="zh-Hans").decode()
    assert f'\ndel::before {{\n  content: "{begin}";\n}}' in css
    assert ':lang(zh-Hans) del::after {\n  content: "，删去部分结束， ";\n}' in css
    assert ":lang" not in sheet(find(tag)).decode()


def test_what_is_read_aloud_stands_out_on_light_and_dark_pages():
    css = sheet(ENGLISH).decode()
    rule = re.search(rf"\.{ACTIVE},\s[^{{]*\{{([^}}]*)\}}", css)
    assert rule
    ground, ink = (
        re.search(rf"(?<![-\w]){name}: (#\w{{6}})", rule[1])[1] for name in ("background-color", "color")
    )
    outline = re.search(rf"img\.{ACTIVE} \{{[^}}]*outline: [^;]*(#\w{{6}})", css)
    assert _contrast(ground, ink) >= 7
    assert min(_contrast(outline[1], "#ffffff"), _contrast(outline[1], "#000000")) >= 3


def _contrast(one, other):
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted(map(_luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_table_names_what_its_header_cells_head_and_keeps_empty_cells(books, language):
    page = books[language].xml("text/s2.xhtml")
    (table,) = page.iter("{*}table")
    assert [child.tag.rpartition("}")[2] for child in table] == ["caption", "thead", "tbody"]
    scopes = [cell.get("scope") for cell in table.iter("{*}th")]
    assert scopes == ["col", "col", "row"]
    cells = list(table.iter("{*}td"))
    assert ["".join(cell.itertext()) for cell in cells][:1] == [""]
    assert cells[1].get("colspan") == "2"


def test_a_note_is_found_from_its_mark_and_leads_back(books, language):
    page = books[language].xml("text/s2.xhtml")
    (mark,) = (link for link in page.iter("{*}a") if link.get("role") == "doc-noteref")
    (note,) = page.iter("{*}aside")
    (back,) = (link for link in note.iter("{*}a") if link.get("role") == "doc-backlink")
    assert mark.get("href") == f"#{note.get('id')}"
    assert back.get("href") == "#s2-b10"
    assert ("".join(mark.itertext()), back.text) == ("1", "1")


def test_neither_mark_nor_number_of_a_note_is_read_aloud(books, language):
    told = {target for target, _, _ in books[language].clips("s2")}
    page = books[language].xml("text/s2.xhtml")
    spoken = [element for element in page.iter() if element.get("id") in told]
    assert all(link.get("role") != "doc-backlink" for element in spoken for link in element.iter("{*}a"))


def test_tasks_and_terms_keep_what_they_are(books, language):
    page = books[language].xml("text/s2.xhtml")
    assert [item.get("class") for item in page.iter("{*}li")] == ["done", "open"]
    (terms,) = page.iter("{*}dl")
    assert [child.tag.rpartition("}")[2] for child in terms] == ["dt", "dd"]


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Water is not a favour.", "— Letter to the council"),
        ("물은 은혜가 아니다.", "― 의회에 보낸 편지"),
        ("水不是恩惠。", "——給鎮議會的信"),
    ],
)
def test_the_source_of_a_quotation_stands_beside_it_and_keeps_its_clip(sample, said, source):
    quoted = [
        sample.block(f"s1-b1-b{number}", BlockKind.PARAGRAPH, text)
        for number, text in enumerate((said, source), 1)
    ]
    made = block(sample.block("s1-b1", BlockKind.QUOTATION, blocks=quoted), find("en"))
    figure = etree.fromstring(made)
    assert (figure.tag, figure.get("id")) == ("figure", "s1-b1")
    assert "".join(figure.find("blockquote").itertext()).strip() == said
    assert figure.find("figcaption/span").get("id") == "s1-b1-b2-k1"
    assert figure.find("figcaption/span").text == source


@pytest.mark.parametrize(
    ("first", "last"),
    [("One.", "Nor is it a gift."), ("One.", "— " + "and so on " * 20), ("— Who is there?", "— 저예요.")],
)
def test_a_quotation_that_names_no_source_is_whole(sample, first, last):
    quoted = [
        sample.block(f"s1-b1-b{number}", BlockKind.PARAGRAPH, text)
        for number, text in enumerate((first, last), 1)
    ]
    made = etree.fromstring(block(sample.block("s1-b1", BlockKind.QUOTATION, blocks=quoted), find("en")))
    assert made.tag == "blockquote"
    assert len(made) == 2


def test_a_quotation_of_nothing_but_a_dash_and_words_is_no_source(sample):
    only = sample.block("s1-b1-b1", BlockKind.PARAGRAPH, "— Who is there?")
    made = block(sample.block("s1-b1", BlockKind.QUOTATION, blocks=[only]), find("en"))
    assert made.startswith("<blockquote")
