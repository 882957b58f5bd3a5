"""Links within an article lead to its blocks, whatever names them; a link to nothing keeps its text and is told."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.document.article import Article, MarkKind
from pipeline.document.notices import Notice
from pipeline.readers import read
from pipeline.readers.heading_names import heading_name

Read = Callable[..., tuple[Article, tuple[Notice, ...]]]


@pytest.fixture
def read_text(tmp_path: Path) -> Read:
    def made(text: str, name: str = "well.md") -> tuple[Article, tuple[Notice, ...]]:
        (tmp_path / name).write_text(text, "utf-8")
        return read(tmp_path / name)

    return made


def links(article: Article) -> Mapping[str, str]:
    """By its text, the text of the block that each link within the article leads to."""
    blocks = {f"#{block.id}": " ".join(block.text.split()) for block in article.walk()}
    marked = (
        (span.text, mark.value)
        for sentence in article.sentences()
        for span in sentence.spans
        for mark in span.marks
        if mark.kind is MarkKind.LINK and mark.value.startswith("#")
    )
    return {text: blocks[value] for text, value in marked}


HEADS = """# 마른 우물

[쟀다](#무엇을-쟀나), [본다](#%EB%AC%B4%EC%97%87%EC%9D%84-%EC%9F%80%EB%82%98), [查](#三村の水井2026-年), [twice](#the-pipes-1), [once](#the-pipes),
[code](#run-code_now-), [title](#마른-우물), [accent](#où-est-leau-).

## 무엇을 쟀나?

우물 열아홉 개를 쟀다.

## 三村の水井（2026 年）

水がない。

## The *pipes*

They leak.

## The pipes!

They leak again.

### Run `code_now` 💧

It runs.

### Où est l’eau ?

Nulle part.
"""


def test_headings_are_found_by_the_names_that_github_gives_them(read_text: Read) -> None:
    article, notices = read_text(HEADS)
    assert links(article) == {
        "쟀다": "무엇을 쟀나?",
        "본다": "무엇을 쟀나?",
        "查": "三村の水井（2026 年）",
        "twice": "The pipes!",
        "once": "The pipes",
        "code": "Run code_now 💧",
        "title": "마른 우물",
        "accent": "Où est l’eau ?",
    }
    assert [notice.code for notice in notices] == []


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("What’s new in 1.2?", "whats-new-in-12"),
        ("  A -- b_c  ", "a----b_c"),
        ("हिन्दी में", "हिन्दी-में"),
        ("ÄÖ & ß", "äö--ß"),
        ("제1조(목적)", "제1조목적"),
    ],
)
def test_names_of_headings(heading: str, name: str) -> None:
    assert heading_name(heading) == name


PLACES = """# The well

[a](#a) [b](#b) [c](#c) [d](#d) [e](#e) [f](#f) [g](#g)

## One

Before <a id="a"></a>the well.

Here it ends.<span id="b"></span>

<a name="c"></a>

- first
- <span id="d">second</span>

<div id="e">

Within.

</div>

<table id="f"><tr><th>head</th></tr><tr><td>cell</td></tr></table>

> <b id="g">quoted</b>
"""


def test_places_are_found_wherever_they_stand(read_text: Read) -> None:
    article, notices = read_text(PLACES)
    assert links(article) == {
        "a": "Before the well.",
        "b": "Here it ends.",
        "c": "first",
        "d": "second",
        "e": "Within.",
        "f": "head",
        "g": "quoted",
    }
    assert not notices


def test_a_web_page_leads_to_its_own_parts(read_text: Read) -> None:
    page = (
        "<html lang='zh-Hans'><head><link rel='canonical' href='https://w.example/a'></head><body><h1>水井</h1>"
        "<p><a href='#shu'>看</a>，<a href='https://w.example/a#shu'>同页</a>，<a href='https://w.example/b#shu'>别处</a>。</p>"
        "<h2 id='shu'>数目</h2><p>全村十九口水井之中，有十一口在八月没有水。最老的一口水井挖于一九零八年，至今仍有水。</p></body></html>"
    )
    article, _ = read_text(page, "a.html")
    found = links(article)
    assert found == {"看": "数目", "同页": "数目"}


def test_a_link_to_nothing_keeps_its_text_and_is_told(read_text: Read) -> None:
    article, notices = read_text(
        "# 우물\n\n## 첫째\n\n[여기](#없는-곳)를 보라. [위](#top)도. [끝](#last)도.\n\n<a id='last'></a>\n"
    )
    assert links(article) == {}
    assert "여기를 보라. 위도. 끝도." in article.sections[0].blocks[0].text
    assert [notice.code for notice in notices] == ["reading.link"] * 3
    assert "#없는-곳" in notices[0].text


def test_a_link_to_what_is_left_out_is_told(read_text: Read) -> None:
    article, notices = read_text("# Well\n\n## One\n\n[see](#gone) it.\n\n<p hidden id='gone'>Unseen.</p>\n")
    assert links(article) == {}
    assert "reading.link" in {notice.code for notice in notices}


def test_notes_stay_notes_though_a_link_leads_to_one(read_text: Read) -> None:
    text = "# 우물\n\n## 하나\n\n말랐다.[^1] [주를 보라](#fn1).\n\n[^1]: 8월의 조사.\n"
    article, _ = read_text(text)
    note = article.sections[0].blocks[-1]
    assert (note.kind, note.text) == ("note", "8월의 조사.")
    assert links(article)["주를 보라"] == "8월의 조사."


def test_words_and_sentences_are_as_without_links(read_text: Read) -> None:
    bare = HEADS.replace("[쟀다](#무엇을-쟀나)", "쟀다")
    one, other = (
        [sentence.text for sentence in read_text(text, name)[0].sentences()]
        for text, name in ((HEADS, "a.md"), (bare, "b.md"))
    )
    assert one == other
    assert all(
        mark.kind is not MarkKind.ANCHOR
        for sentence in read_text(HEADS)[0].sentences()
        for span in sentence.spans
        for mark in span.marks
    )
