"""Front matter in YAML and TOML: tags, cover, and what is not used."""

from pathlib import Path

import pytest
from PIL import Image

from pipeline.document.article import BlockKind, Role
from pipeline.document.notices import Level
from pipeline.errors import ArticleError
from pipeline.readers import read
from pipeline.readers.front_matter import split


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("tags: [비, 바람, 비]", ("비", "바람")),
        ("tags: rain, wind", ("rain", "wind")),
        ("keywords: 雨、风，云", ("雨", "风", "云")),
        ("tags: [a]\nkeywords: a, b", ("a", "b")),
    ],
)
def test_tags_are_a_list_or_a_text_with_commas(written: str, tags: tuple[str, ...]) -> None:
    front, _, notices = split(f"---\n{written}\n---\nText.\n", "a.md")
    assert front.tags == tags
    assert not notices


def test_toml_between_plus_signs_is_front_matter_and_keeps_the_count_of_lines() -> None:
    written = (
        'title = "제목"\ndate = 2023-10-09\ntags = ["a"]\ncover = "c.png"\nweight = 3\n[menu]\nmain = true'
    )
    front, body, notices = split(f"+++\n{written}\n+++\nText.\n", "a.md")
    assert (front.title, front.date, front.tags, front.cover) == ("제목", "2023-10-09", ("a",), "c.png")
    assert body == "\n" * 9 + "Text.\n"
    assert [notice.evidence for notice in notices] == ["weight: 3\nmenu: main: true"]


def test_what_a_cover_shows_is_read_and_becomes_a_figure_under_the_title(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "c.png")
    article = tmp_path / "a.md"
    article.write_text(
        "---\ncover: c.png\ncover_alt: 마른 우물.\nlang: ko\n---\n# 물\n\n비가 없다.\n", "utf-8"
    )
    read_, notices = read(article)
    (figure,) = read_.front
    assert (figure.kind, figure.role, figure.picture) == (BlockKind.FIGURE, Role.COVER, read_.cover)
    assert [block.text for block in figure.blocks] == ["마른 우물."]
    assert not notices


@pytest.mark.parametrize(
    "front", ["---\ncover: c.png\nlang: ko\n---", '+++\ncover = "c.png"\ncover_alt = " "\nlang = "ko"\n+++']
)
def test_an_author_who_says_nothing_of_their_own_cover_is_asked_for_it(tmp_path: Path, front: str) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "c.png")
    article = tmp_path / "a.md"
    article.write_text(f"{front}\n# 물\n\n비가 없다.\n", "utf-8")
    (notice,) = read(article)[1]
    assert (notice.code, notice.level, notice.where) == ("reading.cover-alternative", Level.INFO, "a.md")
    assert "c.png" in notice.text
    assert "cover_alt:" in notice.text


def test_nobody_is_asked_for_the_alternative_of_a_cover_that_is_not_theirs(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "c.png")
    page = tmp_path / "a.html"
    page.write_text(
        '<html lang="ko"><head><title>물</title><meta property="og:image" content="c.png"></head>'
        "<body><article><h1>물</h1><p>비가 없다.</p></article></body></html>",
        "utf-8",
    )
    read_, notices = read(page)
    assert read_.cover
    assert not notices


def test_a_cover_that_is_a_drawing_is_no_figure_and_the_author_is_told(tmp_path: Path) -> None:
    (tmp_path / "c.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    article = tmp_path / "a.md"
    article.write_text("---\ncover: c.svg\ncover_alt: 井。\nlang: zh-Hans\n---\n# 水\n\n没有雨。\n", "utf-8")
    read_, (notice,) = read(article)
    assert read_.front == ()
    assert (notice.code, notice.level, notice.evidence) == ("reading.cover-drawing", Level.WARNING, "井。")


def test_broken_toml_names_the_file_and_the_line() -> None:
    with pytest.raises(ArticleError, match=r"a\.md.*line 2"):
        split('+++\ntitle = "T"\nlang = \n+++\nText.\n', "a.md")


def test_plus_signs_around_text_are_text() -> None:
    text = "+++\nA sentence.\n+++\n"
    assert split(text, "a.md")[1] == text


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: 우물\ndate: 2024-01-02\nauthor: 김하늘\n---\n",
        '+++\ntitle = "우물"\ndate = 2024-01-02\n[params]\nauthor = "김하늘"\n+++\n',
        '{\n  "title": "우물",\n  "date": "2024-01-02",\n  "author": {"name": "김하늘"}\n}\n\n',
        "title: 우물\ndate: 2024-01-02 10:00:00\nauthors:\n  - name: 김하늘\n---\n",
        "Title: 우물\nDate: 2024-01-02\nAuthor: 김하늘\n\n",
        "% 우물\n% 김하늘\n% 2024-01-02\n\n",
        '---json\n{"title": "우물", "pubDate": "2024-01-02", "author": ["김하늘"]}\n---\n',
        "제목: 우물\n날짜: 2024-01-02\n작성자: 김하늘\n\n",
    ],
    ids=["yaml", "toml", "json", "hexo", "pelican", "pandoc", "fenced json", "korean"],
)
def test_front_matter_is_known_in_every_form_that_sites_write(head: str) -> None:
    front, body, _ = split(f"{head}물은 깊다.\n", "a.md")
    assert (front.title, front.date[:10], front.authors) == ("우물", "2024-01-02", ("김하늘",))
    assert body.strip() == "물은 깊다."
    assert body.index("물") == head.count("\n")


@pytest.mark.parametrize(
    ("written", "cover", "shows"),
    [
        ("cover:\n  image: /img/井.png\n  alt: 一口井", "/img/井.png", "一口井"),
        ("image:\n  path: /a/well.jpg\n  alt: 우물", "/a/well.jpg", "우물"),
        ("featured_image: well.webp\nimage_alt: 井", "well.webp", "井"),
        ("heroImage:\n  src: ./well.avif\n  alt: 우물", "./well.avif", "우물"),
        ("images: [a.png, b.png]", "a.png", ""),
        ("header:\n  teaser: /t.png", "/t.png", ""),
        ("image: 2024", "", ""),
        ("cover: true\nthumbnail: a.png", "true", ""),
    ],
)
def test_a_cover_is_found_by_the_names_that_sites_give_it(written: str, cover: str, shows: str) -> None:
    front, _, _ = split(f"---\ntitle: 井\n{written}\n---\n水。\n", "a.md")
    assert (front.cover, front.cover_alt) == (cover, shows)


@pytest.mark.parametrize(
    "text",
    [
        "Note: this is text.\n\nMore.\n",
        "물: 깊다.\n불: 뜨겁다.\n\n글.\n",
        "{ 井 }\n\n水。\n",
        "% 100\n",
        "date: someday\n\nText.\n",
    ],
)
def test_text_that_looks_like_it_is_no_front_matter(text: str) -> None:
    assert split(text, "a.md")[1] == text
