"""Plain text: titles, headings, joined lines, lists, roles."""

from pathlib import Path

import pytest

from pipeline.document.article import Article, BlockKind, Role
from pipeline.document.notices import Notice
from pipeline.readers import read

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


def test_a_heading_can_be_typed_where_the_rules_miss_it(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, f"The title\n{LONG}\n## it is small.\nShort.\n### Below\n{LONG}\n")
    assert _titles(article)[1:] == ["it is small."]
    assert article.sections[1].sections[0].title.text == "Below"


def test_a_first_sentence_is_no_title(tmp_path: Path) -> None:
    article, notices = _read(tmp_path, f"It rained all day.\n{LONG}\n", "rainy-day.txt")
    assert article.title.text == "Rainy day"
    assert [notice.code for notice in notices] == ["reading.title-missing"]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ana Ruiz", "By Ana Ruiz"),
        ("Por Ana Ruiz", "By Ana Ruiz"),
        ("김민 기자", "By 김민"),
        ("作者：李偉", "By 李偉"),
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
