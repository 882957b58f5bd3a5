"""The page of an edition: all its text, in order, in its own language, with its pictures."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from pipeline.document.article import (
    BlockKind,
    Role,
    Section,
)
from pipeline.languages import languages, words
from pipeline.writers.article_page import article_page
from pipeline.writers.edition_page import edition_page, pictures, without
from pipeline.writers.page_addresses import with_address
from tests.writers.web_pages import (
    SIBLINGS,
    TITLES,
    Html,
    block,
    edition,
    laid_out,
    others,
    page,
    report,
    shown,
    timeline,
)


@pytest.mark.parametrize("language", SIBLINGS)
def test_an_edition_shows_every_sentence_of_its_pages_under_its_own_id(language: str) -> None:
    html = page(language)
    ids = [found["id"] for _, found in html.elements if found.get("id")]
    assert len(ids) == len(set(ids))
    for sentence in (sentence for one in shown(language) for sentence in one.sentences()):
        assert sentence.id in ids
    assert {"s1", "s2", "credits", "cover", "contents"} <= set(ids)


@pytest.mark.parametrize("language", SIBLINGS)
def test_a_page_names_its_language_and_direction(language: str) -> None:
    found = page(language).all("html")[0]
    assert (found["lang"], found["dir"]) == (language, languages()[language].direction)


@pytest.mark.parametrize("language", SIBLINGS)
def test_fixed_words_are_in_the_editions_language(language: str) -> None:
    text = page(language).text
    for word in ("listen", "downloads", "download_book", "skip_to_text", "all_editions", "length"):
        assert words(language)[word] in text
    if language != "en":
        assert words("en")["listen"] not in text


@pytest.mark.parametrize(
    ("language", "length", "size", "locale"),
    [
        ("en", "Duration: ", "2.3 MB", "en_US"),
        ("ko", "재생 시간: ", "2.3MB", "ko_KR"),
        ("zh-Hans", "时长：", "2.3 MB", "zh_CN"),
        ("ar", "المدة: ", "2.3 ميغابايت", "ar_EG"),
    ],
)
def test_labels_sizes_and_the_locale_are_written_as_the_language_does(language, length, size, locale) -> None:
    html = page(language)
    assert length in html.text
    assert size in html.text
    assert [found["content"] for found in html.all("meta") if found.get("property") == "og:locale"] == [
        locale
    ]


@pytest.mark.parametrize("language", SIBLINGS)
def test_headings_begin_with_one_and_leave_out_no_level(language: str) -> None:
    levels = [int(tag[1]) for tag, _ in page(language).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_page_has_landmarks_and_a_way_past_them() -> None:
    html = page("en")
    assert len(html.all("main")) == 1
    assert html.all("header", "nav", "footer")
    assert all(found.keys() & {"aria-label", "aria-labelledby"} for found in html.all("nav"))
    skip = html.all("a")[0]
    assert skip["href"] == f"#{html.all('main')[0]['id']}"
    ids = {found.get("id") for _, found in html.elements}
    assert {found["aria-labelledby"] for _, found in html.elements if "aria-labelledby" in found} <= ids


def test_the_switch_of_languages_stands_once_before_the_title() -> None:
    html = page("ko")
    for other in ("en", "zh-Hans", "ar"):
        assert html.addresses.count(f"../{other}/index.html") == 1
    switch = next(link for link in html.all("a") if link.get("hreflang") == "ar" and link.get("lang"))
    assert (switch["lang"], switch["dir"]) == ("ar", "rtl")
    current = [link for link in html.all("a") if link.get("aria-current") == "page"]
    assert [link["hreflang"] for link in current] == ["ko"]


def test_many_languages_are_folded_so_that_the_title_comes_first() -> None:
    many = ["en", "ko", "zh-Hans", "ar", "de", "fr", "es"]
    header = edition_page(edition("ko"), timeline("ko"), others("ko"), many).decode().partition("<main")[0]
    assert "<summary>언어: 한국어</summary>" in header
    assert (
        "<summary>"
        not in edition_page(edition("ko"), timeline("ko"), others("ko"), SIBLINGS)
        .decode()
        .partition("<main")[0]
    )


def test_a_language_that_is_not_there_leaves_the_page_as_if_it_had_never_been_meant() -> None:
    many = ["en", "ko", "zh-Hans", "ar", "de", "fr", "es"]
    made = edition_page(edition("ko"), timeline("ko"), others("ko"), many)
    assert without(made, "de") == edition_page(
        edition("ko"), timeline("ko"), others("ko"), [tag for tag in many if tag != "de"]
    )
    alone = edition_page(edition("ko"), timeline("ko"), others("ko"), ["ko", "ar"])
    assert without(alone, "ar") == edition_page(edition("ko"), timeline("ko"), others("ko"), ["ko"])


def order(language: str, *marks: str, **more: Any) -> list[int]:
    """Where these strings stand in an edition's page."""
    made = edition_page(edition(language), timeline(language), others(language), SIBLINGS, **more).decode()
    return [made.index(mark) for mark in marks]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_text_comes_before_files_feeds_and_the_code(language: str) -> None:
    title, button, text, files, feed, code = order(
        language,
        "<h1",
        'name="listen">',
        '<section id="s1"',
        'class="downloads"',
        "pcast://",
        'class="code"',
        address="https://news.example/site/returns/ko/",
    )
    assert title < button < text < files < feed < code


def test_a_description_stands_beneath_the_title_where_no_subtitle_does() -> None:
    assert 'Told in "many" languages.' in page("ko").text
    plain = edition("ko")
    subtitle = block("s0-b2", BlockKind.PARAGRAPH, "부제.", role=Role.SUBTITLE)
    article = replace(plain.article, front=(subtitle,))
    html = Html(laid_out(replace(plain, article=article)))
    assert "부제." in html.text
    assert "Told in" not in html.text


@pytest.mark.parametrize(
    ("language", "first", "told"),
    [
        ("en", "One. Two. ", "One. Two."),
        ("ko", "우물이 말랐다. " * 40, f"{('우물이 말랐다. ' * 40)[:159].rstrip()}…"),
        ("zh-Hans", "井干了。", "井干了。"),
    ],
)
def test_what_searches_show_of_a_page_is_its_description_or_how_it_begins(
    language: str, first: str, told: str
) -> None:
    described = Html(laid_out(edition(language)))
    assert metas(described) == ['Told in "many" languages.'] * 2
    article = edition(language).article
    section = replace(article.sections[0], blocks=(block("s1-b2", BlockKind.PARAGRAPH, first),))
    plain = replace(article, description="", sections=(section,))
    assert metas(Html(laid_out(replace(edition(language), article=plain)))) == [told] * 2
    silent = replace(plain, sections=())
    assert metas(Html(laid_out(replace(edition(language), article=silent)))) == []


def metas(html: Html) -> list[str | None]:
    """What a page says that it is about, to searches and to those who share it."""
    named = [(meta.get("name") or meta.get("property"), meta.get("content")) for meta in html.all("meta")]
    return [content for name, content in named if name in ("description", "og:description")]


def test_a_lead_without_a_heading_gets_none_and_is_named_in_lists_alone() -> None:
    plain = edition("ko")
    lead = Section(
        "s1",
        block("s1-b1", BlockKind.HEADING, "들어가며", role=Role.LEAD, level=2),
        (block("s1-b2", BlockKind.PARAGRAPH, "첫 문장."),),
    )
    made = laid_out(
        replace(plain, article=replace(plain.article, sections=(lead, *plain.article.sections[1:])))
    )
    html = Html(made)
    assert ("h2", "들어가며") not in html.texts
    assert 'id="s1-b1"' not in made.decode()
    assert "들어가며" in html.text
    assert "첫 문장." in html.text


def test_an_article_without_headings_has_its_title_once() -> None:
    plain = edition("en")
    only = Section(
        "s1", block("s1-b1", BlockKind.HEADING, TITLES["en"], level=2), plain.article.sections[0].blocks
    )
    html = Html(laid_out(replace(plain, article=replace(plain.article, sections=(only,)))))
    assert [tag for tag, _ in html.elements if tag == "h1"] == ["h1"]
    assert not [found for found in html.all("h2") if found.get("id") == "s1-b1"]
    assert not [found for found in html.all("section") if found.get("aria-labelledby") == "s1-b1"]


def test_a_long_title_is_set_smaller() -> None:
    plain = edition("en")
    title = block("s0-b1", BlockKind.HEADING, "Long" * 75, role=Role.TITLE, level=1)
    assert b'<header id="cover" class="long">' in laid_out(
        replace(plain, article=replace(plain.article, title=title))
    )
    assert b'<header id="cover">' in laid_out(plain)


def test_words_that_look_like_markup_are_shown_as_words() -> None:
    html = page("en")
    assert TITLES["en"] in html.text
    assert not html.all("home", "b")
    (description,) = (meta for meta in html.all("meta") if meta.get("name") == "description")
    assert description["content"] == 'Told in "many" languages.'
    assert not Html(article_page(report("returns"))).all("home")


def test_pictures_lie_where_the_page_looks_for_them() -> None:
    cover, image = page("en").all("img")
    assert (cover["src"], cover["alt"]) == ("cover-small.jpg", "")  # what it shows stands beside it
    assert pictures(shown("en")) == {"pictures/s2-b2.png": b"png"}
    assert image["src"] == "../pictures/s2-b2.png"
    assert image["alt"] == "A map."


@pytest.mark.parametrize("language", SIBLINGS)
@pytest.mark.parametrize("before", ["", "http://old.example/그전/returns/"])
def test_a_page_that_lies_there_is_told_where_it_stands_as_if_it_had_been_known(
    language: str, before: str
) -> None:
    given = (edition(language), timeline(language), others(language), SIBLINGS)
    address = f"https://news.example/site/returns/{language}/"
    lying = edition_page(*given, before)
    assert with_address(lying, address, language) == edition_page(*given, address)
    assert with_address(lying, before, language) == lying


def test_a_page_to_be_read_only_is_told_where_it_stands_too() -> None:
    address = "https://news.example/site/returns/ko/"
    lying = laid_out(edition("ko"), {"x.ko.epub": 1})
    told = Html(with_address(lying, address, "ko"))
    assert [link["href"] for link in told.all("link") if link.get("rel") == "canonical"] == [address]
    assert not [meta for meta in told.all("meta") if meta.get("property") == "og:audio"]


@pytest.mark.parametrize("before", ["", "https://news.example/site/returns/ko/"])
def test_a_page_to_be_read_only_leads_to_no_podcast(before: str) -> None:
    address = "https://news.example/site/returns/ko/"
    made = Html(with_address(laid_out(edition("ko"), {"x.ko.epub": 1}, before), address, "ko"))
    feeds = sorted(link for link in made.addresses if "/feeds/" in link)
    assert feeds == ["../../feeds/catalogue.opds.json", "../../feeds/ko.atom", "../../feeds/ko.atom"]
    assert words("ko")["podcast"] not in made.text


def test_a_page_that_a_person_made_stays_as_it_is() -> None:
    own = "<!DOCTYPE html><title>제 것</title>".encode()
    assert with_address(own, "https://news.example/", "ko") == own
