"""An article's own page: it leads to each edition in its own language."""

from dataclasses import replace
from urllib.parse import unquote

import pytest

from pipeline.languages import languages, words
from pipeline.writers.article_page import article_page
from tests.writers.web_pages import SIBLINGS, TITLES, Html, report


def test_an_articles_page_leads_to_each_edition_in_its_own_language() -> None:
    html = Html(article_page(report("returns", "ko")))
    assert html.all("html")[0]["lang"] == "ko"
    assert "2026년 3월 1일" in html.text
    for language in SIBLINGS:
        assert f"{language}/index.html" in html.addresses
        assert TITLES[language] in html.text
        assert words(language)["synthetic_voice"] in html.text
        assert {"lang": language, "dir": languages()[language].direction}.items() <= {
            name: value
            for found in html.all("section")
            if found.get("lang") == language
            for name, value in found.items()
        }.items()


@pytest.mark.parametrize("language", SIBLINGS)
def test_each_edition_is_heard_there(language: str) -> None:
    html = Html(article_page(report("returns", language)))
    heard = {
        unquote(link["href"] or ""): link["aria-label"]
        for link in html.all("a")
        if link.get("class") == "play"
    }
    assert heard == {
        f"{tag}/강제 송환.{tag}.mp3": f"{words(tag)['play']}{words(tag)['colon']}{TITLES[tag]}"
        for tag in SIBLINGS
    }


def test_searches_are_told_what_an_article_is_about_or_in_which_languages_it_is() -> None:
    plain = report("returns", "ko")
    described = replace(
        plain, editions=tuple(replace(each, description=f"{each.language}!") for each in plain.published)
    )
    told = [
        meta["content"]
        for made in (plain, described)
        for meta in Html(article_page(made)).all("meta")
        if meta.get("name") == "description"
    ]
    assert told == ["강제 송환: English, 한국어, 简体中文, العربية", "ko!"]


def test_an_article_without_a_date_shows_none() -> None:
    assert not Html(article_page(report("returns", date=""))).all("time")
