"""Markdown: marks, sections, captions, tables, and what is set aside."""

from pathlib import Path

import pytest

from pipeline.document.article import Article, Block, BlockKind, Heads, Mark, MarkKind, Role, Span
from pipeline.document.notices import Level, Notice
from pipeline.errors import UnknownLanguage
from pipeline.readers import read

EMPHASIS, STRONG, CODE = Mark(MarkKind.EMPHASIS), Mark(MarkKind.STRONG), Mark(MarkKind.CODE)


def _read(folder: Path, markup: str) -> tuple[Article, tuple[Notice, ...]]:
    path = folder / "article.md"
    path.write_text(markup, "utf-8")
    return read(path)


def _first(folder: Path, paragraph: str) -> Block:
    article, _ = _read(folder, f"# Title\n\n{paragraph}\n")
    return article.sections[0].blocks[0]


def test_marks_are_cut_where_sentences_end(tmp_path: Path) -> None:
    block = _first(tmp_path, "A *b. C **d*** e [f. G](https://example.org/).")
    assert [sentence.spans for sentence in block.sentences] == [
        (Span("A "), Span("b. ", (EMPHASIS,))),
        (
            Span("C ", (EMPHASIS,)),
            Span("d", (EMPHASIS, STRONG)),
            Span(" e "),
            Span("f. ", (Mark(MarkKind.LINK, "https://example.org/"),)),
        ),
        (Span("G", (Mark(MarkKind.LINK, "https://example.org/"),)), Span(".")),
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("그는 **말했다. 그리고** 떠났다.", ["그는 말했다. ", "그리고 떠났다."]),
        ("他*说了。然后*走了。", ["他说了。", "然后走了。"]),
        ("Run `a. B` now. Stop.", ["Run a. B now. ", "Stop."]),
        ("One\\\ntwo.  \nThree.", ["One\n", "two.\n", "Three."]),
    ],
)
def test_sentences_run_across_marks(tmp_path: Path, text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in _first(tmp_path, text).sentences] == sentences


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("one\ntwo", "one two"),
        ("하나\n둘", "하나 둘"),
        ("北京，\n上海", "北京，上海"),
        ("北京*上*\n海", "北京上海"),
        ("東京\nTokyo", "東京 Tokyo"),
    ],
)
def test_a_soft_line_end_is_a_space_except_within_chinese(tmp_path: Path, text: str, joined: str) -> None:
    assert _first(tmp_path, text).text == joined


def test_code_is_one_sentence_with_its_line_ends(tmp_path: Path) -> None:
    block = _first(tmp_path, "```\na. B.\n  c\n```")
    assert block.kind is BlockKind.CODE
    assert [sentence.text for sentence in block.sentences] == ["a. B.\n  c"]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Introduction"),
        ("ko", "들어가며"),
        ("zh-Hans", "引言"),
        ("ja", "はじめに"),
        ("es", "Introducción"),
    ],
)
def test_text_before_the_first_heading_is_a_section_of_its_own(
    tmp_path: Path, language: str, title: str
) -> None:
    article, _ = _read(tmp_path, f"---\nlang: {language}\n---\n# T\n\nLead.\n\n## A\n\nText.\n")
    assert article.language == language
    assert [section.title.text for section in article.sections] == [title, "A"]


def test_an_article_without_headings_is_one_section_with_its_title(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, "# The title\n\nOnly sentence.\n")
    assert [section.title.text for section in article.sections] == ["The title"]
    assert [block.text for block in article.sections[0].blocks] == ["Only sentence."]


def test_heading_ranks_follow_the_nesting_and_not_the_mark_up(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, "# T\n\n### A\n\nx\n\n###### B\n\ny\n\n## C\n\nz\n")
    assert [(block.id, block.level) for block in article.walk() if block.kind is BlockKind.HEADING] == [
        ("s0-b1", 1),
        ("s1-b1", 2),
        ("s1-s1-b1", 3),
        ("s2-b1", 2),
    ]


def test_front_matter_names_what_stands_under_the_title(tmp_path: Path) -> None:
    matter = (
        "title: 제목\nauthors: [김민, 이준]\ndate: 2023-10-09T08:00:00+09:00\nlang: ko-KR\nsummary: 요약."
    )
    article, notices = _read(tmp_path, f"---\n{matter}\n---\n\n본문이다.\n")
    assert (article.title.text, article.title.role) == ("제목", Role.TITLE)
    assert [(block.role, block.text) for block in article.front] == [
        (Role.BYLINE, "글: 김민, 이준"),
        (Role.DATELINE, "2023년 10월 9일"),
    ]
    assert article.authors == ("김민", "이준")
    assert article.date == "2023-10-09T08:00:00+09:00"
    assert article.language == "ko"
    assert article.description == "요약."
    assert not notices


def test_a_text_between_two_rules_is_not_front_matter(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, "---\nA sentence first.\n\n---\n\nAnother one.\n")
    assert [block.text for block in article.sections[0].blocks if block.sentences] == [
        "A sentence first.",
        "Another one.",
    ]


def test_what_front_matter_says_in_vain_is_told(tmp_path: Path) -> None:
    _, notices = _read(tmp_path, "---\ntitle: T\ndate: 9/10/23\nlayout: [a, b]\n---\nText.\n")
    assert [(notice.code, notice.level) for notice in notices] == [
        ("reading.date", Level.WARNING),
        ("reading.front-matter", Level.INFO),
    ]
    assert notices[1].evidence == "layout: a, b"


@pytest.mark.parametrize("head", ["---\nlang: xx\n---\n", '+++\nlanguage = "클링온"\n+++\n'])
def test_a_language_that_there_is_not_is_told_at_once(tmp_path: Path, head: str) -> None:
    with pytest.raises(UnknownLanguage, match="front matter"):
        _read(tmp_path, f"{head}Text.\n")


def test_a_file_without_a_title_gets_its_name_and_a_warning(tmp_path: Path) -> None:
    article, notices = _read(tmp_path, "One sentence.")
    assert article.title.text == "Article"
    assert [(notice.code, notice.level) for notice in notices] == [("reading.title-missing", Level.WARNING)]


@pytest.mark.parametrize(
    "address",
    ["other.md", "#part", "javascript:alert(1)", "http://", "https://[bad", "https://a b/", "data:x"],
)
def test_a_link_that_leads_nowhere_from_a_book_keeps_its_text_only(tmp_path: Path, address: str) -> None:
    article, notices = _read(tmp_path, f"# T\n\nSee [this](<{address}>).\n")
    (sentence,) = article.sections[0].blocks[0].sentences
    assert sentence.text == "See this."
    assert not [mark for span in sentence.spans for mark in span.marks]
    assert [notice.code for notice in notices] == ["reading.link"]


def test_html_within_markdown_is_read_as_in_a_page(tmp_path: Path) -> None:
    text = "# T\n\n<aside>kept</aside>\n\nA <b>bold</b> <i>word</i>.<br>End.\n\n<script>gone()</script>\n\n한 <span lang='zh'>北京</span>.\n"
    article, _ = _read(tmp_path, text)
    blocks = article.sections[0].blocks
    assert [block.text for block in blocks] == ["kept", "A bold word.\nEnd.", "한 北京."]
    assert Span("bold", (STRONG,)) in blocks[1].sentences[0].spans
    assert Mark(MarkKind.LANGUAGE, "zh-Hans") in blocks[2].sentences[0].spans[1].marks


def test_a_tag_that_is_never_closed_swallows_nothing(tmp_path: Path) -> None:
    for tag in ("title", "textarea", "xmp", "plaintext", "template", "script", "style"):
        article, notices = _read(tmp_path, f"# T\n\nOne <{tag}> two.\n\nThree.\n")
        assert [block.text for block in article.sections[0].blocks] == ["One two.", "Three."]
        assert [(notice.code, notice.where) for notice in notices] == [("reading.html", "article.md:3")]
        assert notices[0].evidence == f"<{tag}>"


def test_a_comment_that_is_never_closed_is_left_out_and_its_words_are_told_nowhere(tmp_path: Path) -> None:
    _, notices = _read(tmp_path, "# T\n\nText.\n\n<!-- open\n\nLost.\n")
    assert [(notice.code, notice.where) for notice in notices] == [("reading.comment", "article.md:5")]
    assert "Close it with -->" in notices[0].text
    assert "Lost" not in repr(notices)


@pytest.mark.parametrize(
    ("head", "cell"), [("Name", "Rain"), ("이름", "비"), ("名字", "雨")], ids=["en", "ko", "zh"]
)
def test_a_table_keeps_its_heads_and_cells(tmp_path: Path, head: str, cell: str) -> None:
    block = _first(tmp_path, f"| {head} | B |\n|:--|--:|\n| {cell} | ~~2~~ |")
    assert block.kind is BlockKind.TABLE
    assert [[part.text for part in row.blocks] for row in block.blocks] == [[head, "B"], [cell, "2"]]
    assert block.blocks[0].blocks[0].heads is Heads.COLUMN
    assert block.blocks[1].blocks[1].sentences[0].spans == (Span("2", (Mark(MarkKind.DELETED),)),)


def test_tasks_notes_and_definitions_keep_their_kinds(tmp_path: Path) -> None:
    text = "A[^n].\n\n- [x] done\n- [ ] open\n\n용어\n: 뜻\n\n[^n]: A note.\n[^m]: Nobody leads here.\n"
    article, notices = _read(tmp_path, f"# T\n\n{text}")
    blocks = article.sections[0].blocks
    assert [item.checked for item in blocks[1].blocks] == [True, False]
    assert [part.kind for part in blocks[2].blocks] == [BlockKind.TERM, BlockKind.DEFINITION]
    assert [block.text for block in blocks if block.kind is BlockKind.NOTE] == ["A note."]
    assert any("Nobody leads here." in part.text for part in article.walk())
    assert ("reading.note-unmarked", "article.md:12") in [(notice.code, notice.where) for notice in notices]


def test_a_heading_without_text_under_it_is_told(tmp_path: Path) -> None:
    _, notices = _read(tmp_path, "# T\n\n## A\n\nText.\n\n## B\n")
    assert [(notice.code, notice.where) for notice in notices] == [("reading.section-empty", "article.md:7")]


@pytest.mark.parametrize("mark", [":", "~"])
@pytest.mark.parametrize("between", ["", "\n"])
@pytest.mark.parametrize("term", ["Refoulement", "강제 송환", "遣返"])
def test_a_line_over_its_meaning_is_a_term_and_no_paragraph(
    tmp_path: Path, term: str, between: str, mark: str
) -> None:
    block = _first(tmp_path, f"{term}\n{between}{mark} What it means.")
    assert [(inner.kind, inner.text) for inner in block.blocks] == [
        (BlockKind.TERM, term),
        (BlockKind.DEFINITION, "What it means."),
    ]
