"""Plain text: titles, headings, joined lines, lists, roles."""

import time
from pathlib import Path

import pytest

from pipeline.document.article import Article, BlockKind, Role
from pipeline.document.notices import Notice
from pipeline.errors import ArticleError, SettingsError
from pipeline.readers import plain_text, read
from pipeline.readers.assemble import assemble
from pipeline.readers.configuration import ReadingConfiguration
from pipeline.readers.front_matter import Front

LONG = "This is a paragraph that is long enough to stand under a heading, because it goes on for a while."


def _read(folder: Path, text: str, name: str = "article.txt") -> tuple[Article, tuple[Notice, ...]]:
    path = folder / name
    path.write_text(text, "utf-8")
    return read(path)


def _titles(article: Article) -> list[str]:
    return [section.title.text for section in article.sections]


@pytest.mark.parametrize(
    "line",
    [
        "A Heading",
        "2023: a year",
        "Where did they go?",
        "UN’s View",
        "무슨 일이 있었나",
        "發生了什麼事",
        "何が起きたか",
    ],
)
def test_a_short_line_over_a_long_one_is_a_heading(tmp_path: Path, line: str) -> None:
    article, _ = _read(tmp_path, f"The title\n{LONG}\n{line}\n{LONG}\n")
    assert _titles(article)[1:] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "It ends like a sentence.",
        "이것은 문장이다.",
        "這是一句話。",
        "starts small",
        "“Quoted words",
        "Doors open at 10:30",
        "See https://example.org for more",
        "A line of far too many words to be any heading at all",
        "这一行实在太长了所以无论如何都不可能是一个标题因为标题应当简短明了",
        "Three things,",
        "She said: “We know”",
        "وقال القائد إن المدينة بعيدة",
        "So where did they go?",
        "그런데 어디로 갔나",
        "那么他们去了哪里",
    ],
)
def test_other_lines_are_no_headings(tmp_path: Path, line: str) -> None:
    article, _ = _read(tmp_path, f"The title\n{LONG}\n{line}\n{LONG}\n")
    assert len(article.sections) == 1
    assert line in [block.text for block in article.sections[0].blocks]


def test_a_line_over_a_short_one_is_no_heading(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, f"The title\n{LONG}\nA Heading\nShort.\n{LONG}\n")
    assert len(article.sections) == 1


def test_a_list_of_short_lines_is_not_taken_for_headings(tmp_path: Path) -> None:
    pairs = "".join(
        f"Speaker {number}\nShe said that the boats should leave the harbour again very soon.\n"
        for number in range(6)
    )
    article, _ = _read(tmp_path, f"The title\n{pairs}")
    assert len(article.sections) == 1


@pytest.mark.parametrize("end", ["", "."])
def test_where_paragraphs_end_without_a_mark_short_lines_are_no_headings(tmp_path: Path, end: str) -> None:
    article, _ = _read(tmp_path, f"The title\n{LONG[:-1]}{end}\nA Heading\n{LONG[:-1]}{end}\n{LONG}\n")
    assert _titles(article)[1:] == (["A Heading"] if end else [])


def test_a_heading_can_be_typed_where_the_rules_miss_it(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, f"The title\n{LONG}\n## it is small.\nShort.\n### Below\n{LONG}\n")
    assert _titles(article)[1:] == ["it is small."]
    assert article.sections[1].sections[0].title.text == "Below"


@pytest.mark.parametrize(
    "first",
    [
        "It rained all day. Nobody came.",
        "하루 종일 비가 왔다. 아무도 오지 않았다.",
        "下了一整天雨。没有人来。",
    ],
)
def test_a_first_paragraph_of_sentences_is_no_title(tmp_path: Path, first: str) -> None:
    article, notices = _read(tmp_path, f"{first}\n{LONG}\n", "rainy-day.txt")
    assert article.title.text == "Rainy day"
    assert [notice.code for notice in notices] == ["reading.title-missing"]


@pytest.mark.parametrize("first", ["It rained all day.", "하루 종일 비가 왔다.", "下了一整天雨。"])
def test_a_first_line_that_ends_like_a_sentence_is_the_title_and_told(tmp_path: Path, first: str) -> None:
    article, notices = _read(tmp_path, f"{first}\n{LONG}\n")
    assert article.title.text == first
    assert [(notice.code, notice.where, notice.evidence) for notice in notices] == [
        ("reading.title-sentence", "article.txt:1", first)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "제1장 바다",
        "第一章 大海",
        "一、背景",
        "第二節　海",
        "Chapter 2: The Sea",
        "Capítulo 3",
        "THE LAW OF THE SEA",
        "ЗАКОН МОРЯ",
    ],
)
def test_a_line_that_says_it_is_a_heading_may_stand_over_less(tmp_path: Path, line: str) -> None:
    article, _ = _read(tmp_path, f"The title\n{LONG}\n{line}\nNothing is left of it now.\n{LONG}\n")
    assert _titles(article)[1:] == [line]


@pytest.mark.parametrize(
    "lines",
    [
        "一、大海很大\n二、船很小\n三、人很少",
        "제1장 바다\n제2장 배\n제3장 사람",
        "NO WAY\nSO BE IT\nWE ARE HERE",
        "NATO!\nHe left.",
        "第一章，他写道，是关于大海的",
    ],
)
def test_lines_that_only_look_like_it_are_text(tmp_path: Path, lines: str) -> None:
    article, _ = _read(tmp_path, f"The title\n{LONG}\n{lines}\n")
    assert len(article.sections) == 1


def test_the_number_of_a_heading_gives_its_rank(tmp_path: Path) -> None:
    titles = ["1. The Sea", "1.1 The Coast", "1.2 The Depth", "2. The Land"]
    text = "\n".join(["The title", *(f"{title}\n{LONG} {LONG}" for title in titles)])
    article, _ = _read(tmp_path, text)
    assert _titles(article) == ["1. The Sea", "2. The Land"]
    assert [section.title.text for section in article.sections[0].sections] == [
        "1.1 The Coast",
        "1.2 The Depth",
    ]


def test_a_decimal_is_no_rank(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, f"The title\nThe Sea\n{LONG} {LONG}\n3.5 Million Reasons\n{LONG} {LONG}\n")
    assert _titles(article) == ["The Sea", "3.5 Million Reasons"]


def test_underlined_lines_are_headings_and_the_first_line_stays_the_title(tmp_path: Path) -> None:
    text = f"The title\n\nThe Sea\n=======\n{LONG}\n\nthe coast.\n----------\n{LONG}\n\nThe Land\n========\n{LONG}\n"
    article, _ = _read(tmp_path, text)
    assert article.title.text == "The title"
    assert _titles(article) == ["The Sea", "The Land"]
    assert [section.title.text for section in article.sections[0].sections] == ["the coast."]


WRITTEN = f"The title\nA Heading\n{LONG}\n## typed\n{LONG}\nsmall, and not one.\n{LONG}\n"


@pytest.mark.parametrize(
    ("headings", "titles"),
    [
        ("auto", ["A Heading", "typed"]),
        ("none", ["Introduction", "typed"]),
        ("6", ["Introduction", "small, and not one."]),
        (" 4, 6", ["Introduction", "typed", "small, and not one."]),
        ("1,2", ["A Heading"]),
    ],
)
def test_headings_can_be_named(headings: str, titles: list[str]) -> None:
    article = _parsed(WRITTEN, headings)
    assert article.title.text == "The title"
    assert _titles(article) == titles


def test_a_typed_mark_that_is_not_named_stays_as_it_was_typed() -> None:
    assert "## typed" in [block.text for block in _parsed(WRITTEN, "2").walk()]


def test_a_named_line_is_a_heading_within_wrapped_text() -> None:
    text = "The title\n\n" + "\n".join(["the council of the town has closed its port to small boats"] * 6)
    article = _parsed(text, "5")
    assert _titles(article)[1:] == ["the council of the town has closed its port to small boats"]
    assert len(article.sections[0].blocks) == len(article.sections[1].blocks) == 1


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        ("some", "some"),
        ("", "“”"),
        ("3;4", "3;4"),
        ("-3", "-3"),
        ("0", "no line 0"),
        ("99", "no line 99; its last one is 7"),
        ("8", "no line 8"),
        ("2,9", "no line 9"),
    ],
)
def test_a_line_that_cannot_be_a_heading_is_refused(headings: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told) as refused:
        plain_text.parse(WRITTEN, "article.txt", Front(), headings)
    assert refused.value.advice


@pytest.mark.parametrize(
    ("lines", "start", "items"),
    [
        ("3. three\n4. four", 3, ["three", "four"]),
        ("① 하나\n② 둘", 1, ["하나", "둘"]),
        ("(2) 二\n(3) 三", 2, ["二", "三"]),
        ("1. one\n3. three", None, ["1. one", "3. three"]),
    ],
)
def test_a_numbered_list_keeps_its_numbers(
    tmp_path: Path, lines: str, start: int | None, items: list[str]
) -> None:
    article, _ = _read(tmp_path, f"The title\n{LONG}\n\n{lines}\n")
    listed = article.sections[0].blocks[1]
    assert [item.text for item in listed.blocks] == items
    assert (listed.ordered, listed.start) == (start is not None, start or 1)


def test_lists_nest_as_they_are_indented_and_quotations_stand_apart(tmp_path: Path) -> None:
    text = f"The title\n{LONG}\n- 배\n  - 그물\n    1. 하나\n    2. 둘\n- 항구\n\n> 우리는 두렵다.\n> 그래도 간다.\n"
    article, _ = _read(tmp_path, text)
    _, listed, quoted = article.sections[0].blocks
    assert [item.text for item in listed.blocks] == ["배", "항구"]
    (inner,) = listed.blocks[0].blocks
    assert [item.text for item in inner.blocks] == ["그물"]
    assert [item.text for item in inner.blocks[0].blocks[0].blocks] == ["하나", "둘"]
    assert quoted.kind is BlockKind.QUOTATION
    assert [block.text for block in quoted.blocks] == ["우리는 두렵다.", "그래도 간다."]


@pytest.mark.parametrize(
    "opening", ["SEOUL, Oct. 9 (AP) — ", "(서울=연합뉴스) 김민 기자 = ", "本报北京10月9日电 "]
)
def test_where_a_report_was_filed_stays_in_its_first_paragraph(tmp_path: Path, opening: str) -> None:
    article, _ = _read(tmp_path, f"The title\n{opening}{LONG}\n")
    assert article.sections[0].blocks[0].text == f"{opening}{LONG}"


def test_more_lines_than_any_book_has_are_refused() -> None:
    with pytest.raises(ArticleError, match="50,001 lines"):
        plain_text.parse("a\n" * 50_001, "article.txt", Front())


def test_the_most_lines_there_may_be_are_read_in_time() -> None:
    began = time.process_time()
    plain_text.parse("a title-like Line\n" * 50_000, "article.txt", Front())
    assert time.process_time() - began < 15


def test_an_empty_line_is_no_heading() -> None:
    with pytest.raises(SettingsError, match=r"line 2 of article\.txt is empty"):
        plain_text.parse(f"The title\n\n{LONG}", "article.txt", Front(), "2")


def test_lines_are_counted_from_the_top_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(f"---\nauthor: Ana Ruiz\n---\nThe title\n{LONG}\nhere it begins\n{LONG}\n", "utf-8")
    article, _ = read(path, configuration=ReadingConfiguration(headings="6"))
    assert _titles(article)[1:] == ["here it begins"]
    with pytest.raises(SettingsError, match=r"line 2 of article\.txt is empty or front matter"):
        read(path, configuration=ReadingConfiguration(headings="2"))


def test_headings_of_marked_up_text_are_those_that_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text(f"# The title\n\n{LONG}\n", "utf-8")
    with pytest.raises(SettingsError, match=r"article\.md is Markdown"):
        read(path, configuration=ReadingConfiguration(headings="3"))


def _parsed(text: str, headings: str) -> Article:
    manuscript = plain_text.parse(text, "article.txt", Front(), headings)
    return assemble("article.txt", manuscript.front, manuscript.pieces, "en")[0]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ana Ruiz", "By Ana Ruiz"),
        ("Por Ana Ruiz", "By Ana Ruiz"),
        ("김민 기자", "By 김민"),
        ("作者：李偉", "By 李偉"),
        ("بقلم سلمى ناصر", "By \u2068سلمى ناصر\u2069"),
        ("取材・佐野みどり", "By 佐野みどり"),
        ("佐野みどり", "By 佐野みどり"),
        ("김민", "By 김민"),
        ("Ana Ruiz", "By Ana Ruiz"),
    ],
)
def test_a_byline_and_a_date_under_the_title_are_front_matter(tmp_path: Path, line: str, author: str) -> None:
    path = tmp_path / "article.txt"
    path.write_text(f"The title\n{line}\nOctober 9, 2023\n{LONG}\n", "utf-8")
    article, _ = read(path, "en")
    assert [(block.role, block.text) for block in article.front] == [
        (Role.BYLINE, author),
        (Role.DATELINE, "October 9, 2023"),
    ]
    assert article.date == "2023-10-09"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ana Ruiz | October 9, 2023", "By Ana Ruiz"),
        ("Published: October 9, 2023 · By Ana Ruiz", "By Ana Ruiz"),
        ("김민 기자 | 입력 2023.10.09", "By 김민"),
        ("作者：李偉｜发布时间：2023-10-09", "By 李偉"),
    ],
)
def test_a_byline_and_a_date_may_share_a_line(tmp_path: Path, line: str, author: str) -> None:
    path = tmp_path / "article.txt"
    path.write_text(f"The title\n{line}\n{LONG}\n", "utf-8")
    article, _ = read(path, "en")
    assert [block.text for block in article.front] == [author, "October 9, 2023"]
    assert [block.text for block in article.sections[0].blocks] == [LONG]


@pytest.mark.parametrize(
    "line", ["Updated: October 9, 2023", "By Ana Ruiz | Photos by Lee", "수정 2023.10.09"]
)
def test_a_line_that_says_more_than_author_and_date_stays_whole(tmp_path: Path, line: str) -> None:
    article, _ = _read(tmp_path, f"The title\n{line}\n{LONG}\n")
    assert not article.front
    assert line in [block.text for block in article.walk()]


@pytest.mark.parametrize(
    "line", ["By Monday everything had changed", "By the river", "By then, nobody knew."]
)
def test_a_line_that_only_begins_like_a_byline_stays(tmp_path: Path, line: str) -> None:
    article, _ = _read(tmp_path, f"The title\n{line}\n\nShort end.\n")
    assert not article.front
    assert line in [block.text for block in article.walk()]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("<< photo by Lee Min >>", "photo by Lee Min"),
        ("Photo: Ana Ruiz/Agency", "Photo: Ana Ruiz/Agency"),
        ("(Image courtesy of the union)", "Image courtesy of the union"),
        ("사진 제공: 이준", "사진 제공: 이준"),
        ("图片来源：陈明", "图片来源：陈明"),
        ("Foto: Ana Ruiz", "Foto: Ana Ruiz"),
        ("写真：山田太郎", "写真：山田太郎"),
    ],
)
def test_a_credit_is_kept_but_not_as_body(tmp_path: Path, line: str, text: str) -> None:
    article, _ = _read(tmp_path, f"The title\n{LONG}\n{line}\n{LONG}\n")
    assert [(block.role, block.text) for block in article.back] == [(Role.CREDIT, text)]


@pytest.mark.parametrize(
    "line",
    [
        "Photos by satellites show that the camp has grown over the year.",
        "Images from the border show what nobody wanted to see this year, and they were shown again at night.",
        "사진은 그날 밤의 모습을 보여 준다.",
        "图片让人想起了那一夜。",
        "Photos from the border show what nobody wanted to see this year, and they came again at night",
        "Photo: she held it up for all to see, then put it back into her bag and went home alone",
        "Read the letter that the union wrote.",
        "The picture does not change.",
    ],
)
def test_a_sentence_about_pictures_stays_body(tmp_path: Path, line: str) -> None:
    article, _ = _read(tmp_path, f"The title\n{LONG}\n{line}\n{LONG}\n")
    assert not article.back


@pytest.mark.parametrize(
    "line",
    [
        "The image is for illustrative purposes only and does not depict the actual situation.",
        "이미지는 참고용입니다.",
        "图片仅供参考。",
        "圖片僅供參考，與內文無關。",
        "写真はイメージです。",
        "Imagen meramente ilustrativa.",
    ],
)
def test_a_note_on_a_picture_is_kept_but_not_as_body(tmp_path: Path, line: str) -> None:
    article, _ = _read(tmp_path, f"The title\n{LONG}\n{line}\n")
    assert [(block.role, block.text) for block in article.back] == [(Role.IMAGE_NOTE, line)]


@pytest.mark.parametrize(
    "lead",
    [
        "You might want to read !",
        "Related articles",
        "관련 기사",
        "相关阅读",
        "延伸閱讀：",
        "関連記事",
        "Lea también:",
    ],
)
@pytest.mark.parametrize("bullet", ["- ", ""])
def test_a_tail_of_links_is_one_list_behind_its_lead_in(tmp_path: Path, lead: str, bullet: str) -> None:
    text = (
        f"The title\n{LONG}\n{lead}\n{bullet}First: How Will It End?\n{bullet}두 번째 기사\n{bullet}第三篇\n"
    )
    article, _ = _read(tmp_path, text)
    line, links = article.back
    assert (line.role, line.text) == (Role.RELATED, lead)
    assert (links.role, links.kind) == (Role.RELATED, BlockKind.LIST)
    assert [item.text for item in links.blocks] == ["First: How Will It End?", "두 번째 기사", "第三篇"]
    assert [block.text for block in article.sections[0].blocks] == [LONG]


def test_what_follows_a_box_of_links_is_body_again(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, f"The title\n{LONG}\nRead also:\n- One\n- Two\n{LONG}\n")
    assert [block.text for block in article.sections[0].blocks] == [LONG, LONG]


@pytest.mark.parametrize(
    "line", ["Table of Contents", "Contents:", "목차", "目录", "目錄", "目次", "Índice", "Sumário"]
)
def test_a_stray_line_of_contents_is_dropped_and_told(tmp_path: Path, line: str) -> None:
    article, notices = _read(tmp_path, f"{line}\nThe title\n{LONG}\n")
    assert article.title.text == "The title"
    assert [(notice.code, notice.where) for notice in notices] == [("reading.contents-line", "article.txt:1")]


def test_a_list_of_contents_is_dropped_with_its_line(tmp_path: Path) -> None:
    text = f"Contents\nThe Past\nThe Future\nThe title\n{LONG}\nThe Past\n{LONG}\nThe Future\n{LONG}\n"
    article, _ = _read(tmp_path, text)
    assert article.title.text == "The title"
    assert _titles(article) == ["Introduction", "The Past", "The Future"]


def test_wrapped_lines_are_joined_by_the_custom_of_their_script(tmp_path: Path) -> None:
    english = "The council of Harbour Town has closed its port\nto small boats between sunset and sunrise, and it\nsays that the well-\nknown rule is older than that.\nA short one."
    chinese = "市議會禁止小船在日落後出港，約三百戶家庭以夜間捕魚\n為生，這項規定自星期一起生效。"
    article, _ = _read(tmp_path, f"The title\n\n{english}\n\n{chinese}\n")
    assert [block.text for block in article.sections[0].blocks] == [
        "The council of Harbour Town has closed its port to small boats between sunset and sunrise, and it says that the well-known rule is older than that.",
        "A short one.",
        "市議會禁止小船在日落後出港，約三百戶家庭以夜間捕魚為生，這項規定自星期一起生效。",
    ]


def test_a_full_chinese_line_that_ends_a_sentence_goes_on(tmp_path: Path) -> None:
    lines = [
        "標題",
        "",
        "市議會禁止小船在日落後出港，約三百戶家庭以捕魚為生。",
        "這項規定自星期一起生效，市議會並沒有說明何時會結束",
        "，工會很不滿。",
    ]
    article, _ = _read(tmp_path, "\n".join(lines))
    assert [block.text for block in article.sections[0].blocks] == ["".join(lines[2:])]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_ends_a_line(tmp_path: Path, end: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(f"The title{end}{LONG}{end}제목{end}{LONG}".encode())
    article, notices = read(path)
    assert (article.title.text, _titles(article)[1:]) == ("The title", ["제목"])
    assert not notices


def test_an_indented_line_begins_a_paragraph(tmp_path: Path) -> None:
    lines = [
        "A title of a few words",
        "  The council of Harbour Town has closed its port to small",
        "boats between sunset and sunrise and it gave no reason why",
        "  In the old law of the port nothing like that is written,",
        "as lawyers say.",
    ]
    article, _ = _read(tmp_path, "\n".join(lines))
    assert [block.text for block in article.sections[0].blocks] == [
        "The council of Harbour Town has closed its port to small boats between sunset and sunrise and it gave no reason why",
        "In the old law of the port nothing like that is written, as lawyers say.",
    ]


def test_a_numbered_line_alone_is_a_paragraph_or_heading(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, f"The title\n1. The Past\n{LONG}\n2. The Future\n{LONG}\n")
    assert _titles(article) == ["1. The Past", "2. The Future"]


def test_markup_free_text_keeps_its_marks_as_text(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, "The title\nHe wrote *this* and <that>. [x](y)\n")
    assert article.sections[0].blocks[0].text == "He wrote *this* and <that>. [x](y)"


@pytest.mark.parametrize("said", ["다리가 무너졌다.", "桥塌了。", "The bridge fell."])
def test_a_wide_space_before_an_item_is_none_of_its_words(tmp_path: Path, said: str) -> None:
    article, _ = _read(tmp_path, f"The title\n\n- \u3000{said}\n- \u3000{said}\n")
    assert {sentence.text for sentence in article.sentences()} == {"The title", said}
