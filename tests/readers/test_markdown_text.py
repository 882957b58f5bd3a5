"""Markdown: marks, sections, captions, tables, and what is set aside."""

from pathlib import Path

import pytest

from pipeline.document.article import Article, Block, BlockKind, Mark, MarkKind, Role, Span
from pipeline.document.notices import Level, Notice
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
        ("ko", "머리말"),
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
        (Role.BYLINE, "글 김민, 이준"),
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
    _, notices = _read(tmp_path, "---\ntitle: T\ndate: 9/10/23\nlang: xx\ntags: [a]\n---\nText.\n")
    assert [(notice.code, notice.level) for notice in notices] == [
        ("reading.date", Level.WARNING),
        ("reading.language", Level.WARNING),
        ("reading.front-matter", Level.INFO),
    ]
    assert "tags: a" in notices[2].text


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


def test_lost_html_is_a_warning_and_kept_text_is_not(tmp_path: Path) -> None:
    article, notices = _read(tmp_path, "# T\n\n<aside>gone</aside>\n\nA <b>bold</b> <i>word</i>.<br>End.\n")
    assert article.sections[0].blocks[0].text == "A bold word.\nEnd."
    assert [(notice.level, notice.where) for notice in notices] == [
        (Level.WARNING, "article.md:3"),
        (Level.INFO, "article.md"),
    ]
    assert "gone" in notices[0].text


def test_a_heading_without_text_under_it_is_told(tmp_path: Path) -> None:
    _, notices = _read(tmp_path, "# T\n\n## A\n\nText.\n\n## B\n")
    assert [(notice.code, notice.where) for notice in notices] == [("reading.section-empty", "article.md:7")]
