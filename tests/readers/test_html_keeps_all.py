"""Pages made of tags in any order: every word that can be seen is in the article or in a notice."""

import random
import re
from pathlib import Path

import pytest

from pipeline.errors import PublishError
from pipeline.readers.hypertext import elements, html_reader
from pipeline.readers.hypertext.markup import parse_html, show_unfinished
from pipeline.readers.pictures.album import Album

TAGS = [
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "li",
    "main",
    "math",
    "mi",
    "nav",
    "noscript",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rt",
    "ruby",
    "section",
    "select",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "ul",
    "video",
    "script",
    "object",
    "frameset",
    "option",
    "textarea",
    "base",
    "meta",
    "link",
]
SAID = [
    "id=x",
    "href=#x",
    "href=#fn1",
    "id=fn1",
    "class=footnotes",
    "class=byline",
    "hidden",
    "lang=ko",
    "lang=xx-yy",
    "colspan=3",
    "rowspan=0",
    "scope=row",
    "src=a.png",
    "title=t",
    "class=share",
    "class=pullquote",
    "class=newsletter",
    "itemprop=articleBody",
    "role=main",
    "type=checkbox",
    "start=-3",
    "start=x",
    "role=doc-noteref",
    "class=footnote-ref",
    "epub:type=footnote",
    "data-line=3",
    "data-line=x",
    "style=display:none",
    "class=emoji",
    "datetime=2023-01-01",
    "rel=author",
    "property=og:title",
    "href=http://[bad",
    "colspan=²",
    "alt=w",
]


def _page(made: random.Random) -> str:
    parts: list[str] = []
    open_: list[str] = []
    for number in range(made.randint(1, 40)):
        chance = made.random()
        if chance < 0.4:
            open_.append(made.choice(TAGS))
            parts.append(f"<{open_[-1]} {' '.join(made.sample(SAID, made.randint(0, 2)))}>")
        elif chance < 0.6 and open_:
            parts.append(f"</{made.choice(open_) if made.random() < 0.2 else open_.pop()}>")
        else:
            parts.append(f"말{number}x ")
    return "".join(parts)


@pytest.mark.parametrize("seed", range(10))
def test_no_word_is_lost_in_silence_whatever_the_tags_are(seed: int) -> None:
    for number in range(60):
        page = _page(random.Random(seed * 1_000 + number))
        album = Album(Path(), own=False)
        body = parse_html(page, "page.html").find("body")
        seen = re.findall(r"말\d+x", elements.text(body)) if body is not None else []
        try:
            found = html_reader.parse(page, "page.html", album)
        except PublishError:
            continue
        told = (f"{notice.evidence} {notice.text}" for notice in (*found.notices, *album.notices))
        kept = " ".join((found.text, str(found.front), *told))
        assert [word for word in seen if word not in kept] == [], page


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ('<p>우물이 말랐다.</p><div id="foo"\n*물이 없다*', '우물이 말랐다.<div id="foo"\n*물이 없다*'),
        ('<p>井里没有水。</p><div class="a<b\nfoo', '井里没有水。<div class="a<b\nfoo'),
        ("<p>The well is dry.</p></bod", "The well is dry."),
        ("<p>The well is <3 m deep.</p>", "The well is <3 m deep."),
    ],
)
def test_a_tag_that_is_left_unfinished_at_the_end_can_be_shown_as_text(page: str, seen: str) -> None:
    assert "".join(parse_html(show_unfinished(page), "page.html").itertext()).strip() == seen
