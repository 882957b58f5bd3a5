"""No article is lost on its page: hidden until a script shows it, told to programs alone, or taken for the page's frame."""

import json
from pathlib import Path

import pytest

from pipeline.document.notices import Level
from pipeline.readers.hypertext import html_reader
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript

STORIES = {
    "en": [
        f"On day {day} the ferry stopped at noon because the river had risen by {day + 2} metres, and nobody on the quay knew when it would run again."
        for day in range(1, 9)
    ],
    "ko": [
        f"{day}일째 되던 날 강물이 {day + 2}미터나 불어 나루터의 배는 한낮에 운항을 멈추었고 부두에 나온 사람들은 배가 언제 다시 뜨는지 아무도 몰랐다고 군청이 밝혔다."
        for day in range(1, 9)
    ],
    "zh": [
        f"第{day}天，河水上涨了{day + 2}米，渡船中午就停航了，码头上没有人知道渡船什么时候会恢复，港务长也一直没有接听居民打来的电话，岛上的居民只好等着。"
        for day in range(1, 9)
    ],
}
FRAME = "<header><a href=/>Home</a> <a href=/n>News</a></header>"


def _read(page: str) -> Manuscript:
    return html_reader.parse(page, "page.html", Album(Path(), "", own=False), "")


def _texts(page: str) -> list[str]:
    return [part.text for piece in _read(page).pieces for part in piece.walk() if part.text]


def _paragraphs(language: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in STORIES[language])


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize(
    "hides", ["style='display:none'", "style='visibility: hidden'", "hidden", "class=visually-hidden"]
)
def test_an_article_that_a_script_would_show_is_read(language: str, hides: str) -> None:
    page = f"<html lang={language}><body>{FRAME}<div class=content><h1>T</h1><div {hides}>{_paragraphs(language)}</div></div>"
    assert _texts(page) == ["T", *STORIES[language]]


@pytest.mark.parametrize("language", STORIES)
def test_a_hidden_box_beside_the_article_stays_hidden(language: str) -> None:
    box = "<div style='display:none'><p>Your cart holds nothing yet, and we would like to know why that is so.</p></div>"
    page = f"<html lang={language}><body>{FRAME}{box}<article><h1>T</h1>{_paragraphs(language)}</article>"
    assert _texts(page) == ["T", *STORIES[language]]


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize("name", ["comments", "newsletter", "related", "ad", "toc", "author-bio"])
def test_an_article_in_a_box_named_like_furniture_is_read(language: str, name: str) -> None:
    page = f"<html lang={language}><body>{FRAME}<div class=content><h1>T</h1><div class={name}>{_paragraphs(language)}</div></div>"
    assert [text for text in STORIES[language] if text not in _texts(page)] == []


@pytest.mark.parametrize("language", STORIES)
def test_an_article_that_only_json_ld_holds_is_read_under_its_title(language: str) -> None:
    said = {"@type": "NewsArticle", "headline": "T", "articleBody": "\n\n".join(STORIES[language])}
    data = json.dumps(said, ensure_ascii=False)
    page = (
        f"<html lang={language}><head><title>T</title><script type=application/ld+json>{data}</script></head>"
        f"<body>{FRAME}<div id=app></div><footer>©</footer></body></html>"
    )
    texts = _texts(page)
    assert texts.count("T") == 1
    assert texts[0] == "T"
    assert [text for text in STORIES[language] if not any(text in each for each in texts)] == []


def test_an_article_of_two_halves_in_two_boxes_is_read_whole() -> None:
    story = STORIES["en"]
    first, second = ("".join(f"<p>{text}</p>" for text in half) for half in (story[:3], story[3:]))
    page = f"<body>{FRAME}<h1>T</h1><div itemprop=articleBody>{first}</div><div class=more>{second}</div>"
    assert [text for text in story if text not in _texts(page)] == []


DRAFTS = {
    "en": "This draft is confidential, and nobody may read a word of it before the court has ruled on the matter of the ferry.",
    "ko": "이 초안은 비밀이며 법원이 나루터의 배에 관한 사건을 판결하기 전에는 그 누구도 단 한 글자도 읽어서는 안 된다고 적혀 있었다.",
    "zh": "这份草稿是机密文件，在法院对渡船一案作出裁决之前，任何人都不得阅读其中的任何一个字，也不得对外公布其中的任何内容。",
}
HIDES = ["hidden", "style='display:none'", "aria-hidden=true hidden", "class=sr-only"]


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize("hides", HIDES)
def test_what_hides_beside_a_short_article_stays_hidden(language: str, hides: str) -> None:
    draft = "".join(f"<p>{number}. {DRAFTS[language]}</p>" for number in range(9))
    short = STORIES[language][0]
    page = f"<html lang={language}><body>{FRAME}<article><h1>T</h1><p>{short}</p><div {hides}>{draft}</div></article>"
    assert _texts(page) == ["T", short]


@pytest.mark.parametrize("language", STORIES)
def test_a_window_that_is_closed_is_no_text(language: str) -> None:
    window = "<dialog>" + "".join(f"<p>{number}. {DRAFTS[language]}</p>" for number in range(9)) + "</dialog>"
    short = STORIES[language][0]
    page = f"<html lang={language}><body>{FRAME}<article><h1>T</h1><p>{short}</p></article>{window}"
    assert _texts(page) == ["T", short]


@pytest.mark.parametrize("hides", [*HIDES[:2], "class=sr-only"])
def test_it_is_told_that_the_page_hides_what_was_taken_for_its_article(hides: str) -> None:
    page = f"<html lang=en><body>{FRAME}<div class=content><h1>T</h1><div {hides}>{_paragraphs('en')}</div></div>"
    told = {notice.code: notice for notice in _read(page).notices}
    assert told["reading.unseen"].level is Level.WARNING
    assert STORIES["en"][0] in told["reading.unseen"].evidence


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize(("begin", "end"), [("<p class=sr-only>", "</p>"), ("<div><p hidden>", "</p></div>")])
def test_an_article_whose_paragraphs_are_hidden_one_by_one_is_read_whole(
    language: str, begin: str, end: str
) -> None:
    text = "".join(f"{begin}{paragraph}{end}" for paragraph in STORIES[language])
    page = f"<html lang={language}><body>{FRAME}<main><h1>T</h1>{text}</main>"
    assert _texts(page) == ["T", *STORIES[language]]


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize("waits", ["template", "script type=text/template"])
def test_what_waits_in_a_template_beside_a_short_article_is_no_text(language: str, waits: str) -> None:
    draft = f"<{waits}><p>{DRAFTS[language] * 3}</p></{waits.split()[0]}>"
    short = STORIES[language][0]
    page = f"<html lang={language}><body>{FRAME}<article><h1>T</h1><p>{short}</p>{draft}</article>"
    assert _texts(page) == ["T", short]


@pytest.mark.parametrize("language", STORIES)
def test_it_is_told_that_a_page_hides_more_than_it_shows(language: str) -> None:
    hidden = "".join(f"<p>{paragraph}</p>" for paragraph in STORIES[language][1:])
    lead = STORIES[language][0]
    page = f"<html lang={language}><body>{FRAME}<article><h1>T</h1><p>{lead}</p><div hidden>{hidden}</div></article>"
    told = {notice.code: notice for notice in _read(page).notices}["reading.hidden-most"]
    assert told.level is Level.WARNING
    assert told.evidence.splitlines() == STORIES[language][1:]
