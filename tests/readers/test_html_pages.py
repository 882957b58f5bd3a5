"""Web pages: which part is the article, what the page says about it, and everything around it."""

import json
import time
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.document.article import BlockKind, Role
from pipeline.errors import ArticleEmpty, ArticleError
from pipeline.readers.hypertext import html_reader
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript

LONG = "강물이 지난밤에 불어 마을 사람들이 학교로 피했고 물은 일주일 내내 빠지지 않았다고 군청이 밝혔다. " * 4
LEAD = (
    "The water came at night and stayed for a week, as the people of the town had feared since spring. " * 3
)


def _read(page: str, address: str = "") -> Manuscript:
    return html_reader.parse(page, "page.html", Album(Path(), address, own=False), address)


def _texts(found: Manuscript) -> list[str]:
    return [part.text for piece in found.pieces for part in piece.walk() if part.text]


def _told(found: Manuscript) -> dict[str, str]:
    return {notice.code.removeprefix("reading."): notice.evidence for notice in found.notices}


def _linked(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **said})}</script>'


def test_the_one_article_is_read_and_the_page_around_it_told_of() -> None:
    found = _read(
        f"<header><a href=/>The Daily</a></header><article><h1>River <em>rises</em></h1><p>{LEAD}</p></article>"
        "<footer>© The Daily</footer>"
    )
    assert _texts(found) == ["River rises", LEAD.strip()]
    assert found.pieces[0].level == 1
    assert len(found.pieces[0].spans) == 2
    assert _told(found) == {"page": "The Daily\n© The Daily"}


@pytest.mark.parametrize(
    "page",
    [
        f"<article><h2><a href=/x>Teaser</a></h2></article><article><h1>제목</h1><p>{LONG}</p></article>",
        f"<div role=main><h1>제목</h1><p>{LONG}</p></div><aside>곁다리</aside>",
        f"<header>머리</header><h1>제목</h1><div itemprop=articleBody><p>{LONG}</p></div>",
        f"<div class=menu><a href=/a>정치</a> <a href=/b>경제</a></div><div><h1>제목</h1><div>{LONG}<br><br></div></div>"
        "<div class=foot><ul><li><a href=1>다른 기사 하나</a><li><a href=2>다른 기사 둘</a></ul></div>",
        f"<h1>제목</h1><p>{LONG}",
    ],
    ids=["of-several", "main", "body", "extracted", "plain"],
)
def test_the_article_is_found_wherever_the_page_has_it(page: str) -> None:
    assert _texts(_read(f"<html lang=ko><body>{page}")) == ["제목", LONG.strip()]


def test_json_ld_goes_before_open_graph_and_meta_tags() -> None:
    found = _read(
        "<html lang=en-US><head><title>X</title><meta property=og:site_name content='The Daily'>"
        "<meta property=og:title content='Other'><meta name=author content='Nobody'>"
        "<meta name=description content='A river &amp;amp; its town.'><link rel=canonical href=https://daily.example/a/b>"
        + _linked(
            **{
                "@graph": [
                    {"@type": "WebSite", "name": "no"},
                    {
                        "@type": ["NewsArticle"],
                        "headline": "River rises | The Daily",
                        "alternativeHeadline": "A town waits",
                        "author": [{"name": "Ana Lee"}, "Bo Kim", {"name": "https://x.example"}],
                        "datePublished": "2023-10-09T08:00:00+09:00",
                        "keywords": ["water", "towns"],
                        "image": [{"url": "/c.jpg"}],
                    },
                ]
            }
        )
        + f"</head><article><p>{LEAD} <a href=../c>on</a></p></article>"
    )
    front = found.front
    assert (front.subtitle, front.authors) == ("A town waits", ("Ana Lee", "Bo Kim"))
    assert (front.date, front.language) == ("2023-10-09T08:00:00+09:00", "en")
    assert (front.description, front.tags) == ("A river & its town.", ("water", "towns"))
    assert front.cover == "https://daily.example/c.jpg"
    assert found.pieces[0].text == "River rises"
    assert found.pieces[1].spans[-1].marks[0].value == "https://daily.example/c"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<meta name=author content='김민 기자, 이준 기자'>", (("김민", "이준"), "")),
        ("<meta name=author content='By Ana Lee and Bo Kim'>", (("Ana Lee", "Bo Kim"), "")),
        ("<meta property=article:published_time content=2023-10-09>", ((), "2023-10-09")),
        ("<meta name=dcterms.date content='9 October 2023'>", ((), "2023-10-09")),
        (
            "<script type=application/ld+json>{bad</script><meta name=dc.creator content=王芳>",
            (("王芳",), ""),
        ),
    ],
)
def test_meta_tags_name_authors_and_date(head: str, expected: tuple[tuple[str, ...], str]) -> None:
    front = _read(f"<head>{head}</head><article><p>{LEAD}</p></article>").front
    assert (front.authors, front.date) == expected


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>제목 - 하루신문</title><meta property=og:site_name content=하루신문>", "", "제목"),
        ("<title>The Daily | River</title><meta property=og:site_name content='The Daily'>", "", "River"),
        ("<title>T</title><meta property=og:title content='From OG'>", "", "From OG"),
        ("<title>T</title>" + _linked(**{"@type": "BlogPosting", "headline": "From LD"}), "", "From LD"),
        ("<title>T</title>", "<h1>Above the article</h1>", "Above the article"),
    ],
)
def test_a_title_outside_the_article_is_found(head: str, body: str, title: str) -> None:
    found = _read(f"<head>{head}</head>{body}<article><p>{LEAD}</p></article>")
    assert (found.pieces[0].text, found.pieces[0].level) == (title, 1)


def test_a_title_that_heads_the_text_once_more_is_not_doubled() -> None:
    found = _read(f"<head><title>제목</title></head><article><h2>제목</h2><p>{LONG}</p></article>")
    assert _texts(found) == ["제목", LONG.strip()]


def test_the_head_of_an_article_gives_subtitle_authors_and_date() -> None:
    found = _read(
        "<article><header><p class=kicker>World</p><h1>T</h1><p class=standfirst>A town waits.</p>"
        "<p class=byline>By Ana Lee</p><div><time datetime=2023-10-09>last week</time></div></header>"
        f"<p>On <time>3 May</time> it <span class=author>began</span>, and it went on for many weeks after that.</p><p>{LEAD}</p></article>"
    )
    assert (found.front.subtitle, found.front.authors, found.front.date) == (
        "A town waits.",
        ("Ana Lee",),
        "2023-10-09",
    )
    assert _texts(found)[1] == "On 3 May it began, and it went on for many weeks after that."
    assert _told(found)["byline"] == "By Ana Lee\nlast week"
    assert _told(found)["above-title"] == "World"


def test_share_bars_comments_related_boxes_and_letters_are_set_aside() -> None:
    found = _read(
        f"<article><h1>T</h1><div class='social-share'>Share</div><p>{LEAD}</p>"
        "<aside class=related-posts><h3>Related</h3><a href=/z>Zed</a></aside><blockquote class=pullquote>stayed for a week</blockquote>"
        "<div class=newsletter-signup>Get news <form><input type=email></form></div><div class=ad-slot>Buy</div>"
        "<p class='shared-history'>Shared history.</p><div class=comment-on-europe>A comment.</div>"
        "<section id=comments><h2>2 comments</h2><article class=comment>bad</article></section></article>"
    )
    assert _texts(found) == ["T", LEAD.strip(), "Shared history.", "A comment."]
    told = _told(found)
    assert told == {
        "share": "Share",
        "related": "Related\nZed",
        "repeated": "stayed for a week",
        "newsletter": "Get news",
        "advertisement": "Buy",
        "comments": "2 comments\nbad",
    }


def test_what_holds_most_of_the_text_is_the_text_whatever_it_is_called() -> None:
    assert LEAD.strip() in _texts(
        _read(f"<article><h1>T</h1><div class=comments><p>{LEAD}</p></div></article>")
    )


def test_pull_quotes_that_say_something_new_stay() -> None:
    found = _read(f"<article><h1>T</h1><p>{LEAD}</p><aside class=pullquote>새로운 말</aside></article>")
    assert _texts(found)[-1] == "새로운 말"


def test_credits_and_related_links_have_their_roles() -> None:
    page = f"<article><h1>T</h1><p>{LEAD}</p><p>Photo: Ana Lee</p><p>Read more</p><ul><li>One<li>Two</ul></article>"
    roles = [(piece.kind, piece.role) for piece in _read(page).pieces[2:]]
    assert (BlockKind.PARAGRAPH, Role.CREDIT) in roles
    assert (BlockKind.LIST, Role.RELATED) in roles


def test_a_page_of_frames_has_no_text() -> None:
    with pytest.raises(ArticleEmpty):
        _read("<frameset><frame src=a.html></frameset>")


@pytest.mark.parametrize(
    "tag", ["div", "blockquote", "ul", "b", "ul><li", "table><tr><td", "h1><div", "dl><div"]
)
def test_ten_thousand_elements_in_each_other_are_one_clear_error(tag: str) -> None:
    began = time.process_time()
    with pytest.raises(ArticleError, match=r"page\.html:3: .*too deeply"):
        _read(f"<p>x</p>\n\n{f'<{tag}>' * 10_000}x")
    assert time.process_time() - began < 10


@pytest.mark.parametrize("tag", ["blockquote", "ul><li", "table><tr><td", "dl><dd", "q", "dl><div><dt>x</dt"])
def test_a_hundred_levels_of_structure_are_one_clear_error(tag: str) -> None:
    with pytest.raises(ArticleError, match=r"page\.html:2: .*too deeply"):
        _read(f"<p>x</p>\n{f'<{tag}>x' * 100}x")


@pytest.mark.parametrize(
    "page",
    [
        "<" * 1_900_000,
        "<p>x" * 100_000,
        f"<p title='{'a' * 1_900_000}'>x",
        "<p>" + "word " * 380_000,
        "<p>" + "x<br><br>" * 10_000,
        "<p class='" + "share-" * 20_000 + "'>x",
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script><p>x",
        "".join(f"<font color={number}>" for number in range(900)) + "<p>x" * 5_000,
        "<div class=nav>n</div>" + "<div>" * 800 + f"<p>{LEAD}</p>" * 500,
        "\n" * 100_000 + "<p>x",
        "<p>" + "北京\n上海<b>\n海</b>" * 10_000,
    ],
    ids=["signs", "tags", "attribute", "line", "breaks", "class", "json", "fonts", "wrapped", "lines", "wide"],
)  # fmt: skip
def test_hostile_pages_are_read_or_refused_in_seconds(page: str) -> None:
    began = time.process_time()
    with suppress(ArticleError):
        _read(page)
    assert time.process_time() - began < 10
