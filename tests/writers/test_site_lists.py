"""The site's pages: all articles and those in each language, newest first, and what a search looks through."""

import json
import posixpath
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from justhtml import JustHTML

from pipeline.config.tables import SiteWords
from pipeline.infra.published import read_reports
from pipeline.languages import words
from pipeline.writers.configuration import FeedsConfiguration
from pipeline.writers.site_pages import site_pages
from pipeline.writers.small_covers import small_cover_name

Entry = Callable[..., dict[str, Any]]
Shelve = Callable[..., Path]

LANGUAGES = ("en", "ko", "zh-Hans", "ar")
LONG = "Who was returned, and what awaits them. " * 20


@pytest.fixture
def fill(tmp_path: Path, entry: Entry, shelve: Shelve) -> Callable[..., None]:
    """Lays so many small articles into the output, each a day newer than the one before it."""

    def lay(count: int, *languages: str, **changes: Any) -> None:
        for number in range(count):
            slug, day = f"글-{number}", f"2024-{number // 28 + 1:02}-{number % 28 + 1:02}"
            made = [entry(slug, tag, date=day, **changes) for tag in languages]
            shelve(tmp_path, slug, *made, language=languages[0], date=day, title=made[0]["title"])

    return lay


def made(
    output: Path,
    site: FeedsConfiguration | None = None,
    feeds: Collection[str] = (),
    size: int = 20,
    covers: Collection[str] = (),
) -> Mapping[str, bytes]:
    reports, _ = read_reports(output)
    return site_pages(reports, site or FeedsConfiguration(), feeds=feeds, covers=covers, size=size)


class Part:
    """A page, or a part of it."""

    def __init__(self, node: Any) -> None:
        self._node = node

    def all(self, selector: str) -> list["Part"]:
        return [Part(found) for found in self._node.query(selector)]

    def get(self, name: str) -> str:
        return self._node.attrs.get(name) or ""

    def has(self, name: str) -> bool:
        return name in self._node.attrs

    @property
    def text(self) -> str:
        return " ".join(self._node.to_text().split())


def parsed(page: bytes) -> Part:
    return Part(JustHTML(page.decode(), sanitize=False).root)


def slugs(page: bytes) -> list[str]:
    return [unquote(link.get("href")).split("/")[0] for link in parsed(page).all("h2 > a")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_list_of_articles_is_paged_newest_first(
    language: str, tmp_path: Path, fill: Callable[..., None]
) -> None:
    fill(55, language)
    files = made(tmp_path)
    pages = [name for name in files if name.endswith(".html")]
    assert pages == ["index.html", "index-2.html", "index-3.html"]
    assert [slug for name in pages for slug in slugs(files[name])] == [
        f"글-{number}" for number in reversed(range(55))
    ]
    for number, name in enumerate(pages, 1):
        page, near = parsed(files[name]), {"prev": number - 1, "next": number + 1}
        for relation, other in near.items():
            led = [one.get("href") for one in page.all(f"[rel={relation}]")]
            assert led == [pages[other - 1]] * 2 if other in (1, 2, 3) else not led
        [current] = page.all("nav.pages [aria-current]")
        assert current.get("href") == name
        assert page.all("html")[0].get("lang") == language
        assert (words(language)["older_articles"] in page.text) == (number < 3)


def test_each_language_has_a_list_of_its_own_in_its_own_words(
    tmp_path: Path, fill: Callable[..., None], entry: Entry, shelve: Shelve
) -> None:
    fill(25, "en", "ko")
    shelve(tmp_path, "only", entry("only", "ar", date="2026-01-01"), language="ar", date="2026-01-01")
    files = made(
        tmp_path, FeedsConfiguration(site_title="Voices", site_words={"ko": SiteWords("여러 목소리")})
    )
    assert [name for name in files if name.endswith(".html")] == [
        *("index.html", "index-2.html", "ar.html", "en.html", "en-2.html", "ko.html", "ko-2.html")
    ]
    korean = parsed(files["ko.html"])
    assert korean.all("html")[0].get("lang") == "ko"
    assert korean.all("h1")[0].text == "여러 목소리"
    assert "only" not in slugs(files["ko.html"])
    assert {one.text for one in korean.all("h2 > a")} == {"강제 송환"}
    assert [one.get("href") for one in korean.all(".languages a")] == [
        *("index.html", "ar.html", "en.html", "ko.html")
    ]
    assert korean.all(".languages [aria-current]")[0].get("href") == "ko.html"
    assert words("ko")["all_languages"] in korean.text


def test_a_site_in_one_language_has_one_list(tmp_path: Path, fill: Callable[..., None]) -> None:
    fill(20, "ko")
    files = made(tmp_path)
    assert [name for name in files if name.endswith(".html")] == ["index.html"]
    assert not parsed(files["index.html"]).all("nav")


def test_an_article_shows_its_summary_its_length_and_a_play_button_an_edition(
    tmp_path: Path, fill: Callable[..., None]
) -> None:
    fill(1, "ko", "en", "ar")
    page = parsed(made(tmp_path)["index.html"])
    [article] = page.all("article")
    assert article.get("lang") == "ko"
    assert article.all(".summary")[0].text == "Who was returned, and what awaits them."
    assert article.all("time")[0].text == "2024년 1월 1일"
    assert article.all(".length time")[0].text == "1:23"
    rows = article.all(".editions li")
    assert [row.get("lang") for row in rows] == ["ko", "en", "ar"]
    assert [row.all("a")[1].get("dir") for row in rows] == ["ltr", "ltr", "rtl"]
    for row in rows:
        play, link = row.all("a")
        assert unquote(play.get("href")) == f"글-0/{row.get('lang')}/글-0.{row.get('lang')}.mp3"
        assert play.get("aria-label").startswith(words(row.get("lang"))["play"])
        assert unquote(link.get("href")) == f"글-0/{row.get('lang')}/index.html"


def test_an_edition_without_sound_has_no_play_button_and_no_length(
    tmp_path: Path, fill: Callable[..., None]
) -> None:
    fill(1, "ko", files=[])
    [article] = parsed(made(tmp_path)["index.html"]).all("article")
    assert not article.all(".play, .length")
    assert [one.text for one in article.all(".editions a")] == ["한국어"]


def test_an_article_without_a_cover_or_a_summary_shows_none(
    tmp_path: Path, fill: Callable[..., None]
) -> None:
    fill(1, "zh-Hans", description="")
    [article] = parsed(made(tmp_path)["index.html"]).all("article")
    assert not article.all("img, .summary")


def test_a_small_cover_that_is_there_is_shown(tmp_path: Path, fill: Callable[..., None]) -> None:
    fill(1, "zh-Hans")
    [report] = read_reports(tmp_path)[0]
    name = small_cover_name(report.published[0])
    [image] = parsed(made(tmp_path, covers=[name])["index.html"]).all("article img")
    assert (image.get("src"), image.get("alt")) == (f"index.files/{name}", "")


def test_right_to_left_titles_keep_their_direction_among_others(
    tmp_path: Path, entry: Entry, shelve: Shelve
) -> None:
    shelve(tmp_path, "a", entry("a", "ar", title="الإعادة القسرية"), language="ar", date="2020-01-01")
    shelve(tmp_path, "b", entry("b", "en"), language="en", date="2021-01-01")
    page = parsed(made(tmp_path)["index.html"])
    assert page.all("html")[0].get("dir") == "ltr"
    assert [(one.get("lang"), one.get("dir")) for one in page.all("article")] == [
        *(("en", "ltr"), ("ar", "rtl"))
    ]


def test_a_search_finds_every_edition_by_title_and_summary_in_small_files(
    tmp_path: Path, fill: Callable[..., None]
) -> None:
    fill(3, "ko", "zh-Hans", description=LONG)
    files = made(tmp_path)
    assert [name for name in files if "search" in name] == [
        *("index.files/search.ko.json", "index.files/search.zh-Hans.json")
    ]
    korean = json.loads(files["index.files/search.ko.json"])
    assert (korean["language"], korean["direction"]) == ("ko", "ltr")
    assert [unquote(row[0]) for row in korean["articles"]] == ["글-2", "글-1", "글-0"]
    assert korean["articles"][0][1] == "강제 송환"
    assert len(korean["articles"][0][2]) == 200
    assert korean["articles"][0][3:5] == ["2024-01-03", "2024년 1월 3일"]
    form = parsed(files["index.html"]).all("form")[0]
    assert form.get("data-languages") == "ko zh-Hans"
    assert parsed(files["ko.html"]).all("form")[0].get("data-languages") == "ko"
    assert form.has("hidden"), "without script nobody can search"


@pytest.mark.parametrize(
    ("language", "play", "length"),
    [("en", "Play: ", "1:23"), ("ko", "재생: ", "1:23"), ("ar", "تشغيل: ", "1:23")],
)
def test_what_a_search_finds_has_its_cover_and_is_heard(
    tmp_path: Path, fill: Callable[..., None], language: str, play: str, length: str
) -> None:
    fill(1, language)
    [report] = read_reports(tmp_path)[0]
    cover = small_cover_name(report.published[0])
    told = json.loads(made(tmp_path, covers=[cover])[f"index.files/search.{language}.json"])
    assert told["play"] == play
    assert told["articles"][0][5:] == [length, cover]


def test_what_a_search_finds_is_told_in_as_few_words_as_there_are(
    tmp_path: Path, entry: Entry, shelve: Shelve
) -> None:
    plain = entry("글", "ko")
    silent = entry("글", "ko", date="", description="", files=plain["files"][1:4])
    renamed = entry("글", "ko", files=[{**plain["files"][0], "path": "ko/other name.ko.mp3"}])
    rows = []
    for made_of in (silent, renamed):
        shelve(tmp_path, "글", made_of)
        rows.append(json.loads(made(tmp_path)["index.files/search.ko.json"])["articles"][0])
    folder = quote("글")
    assert rows[0] == [folder, "강제 송환"]
    assert rows[1][5:] == ["1:23", "", "ko/other%20name.ko.mp3"]


def place(page: str, href: str) -> str:
    """What a link on a page leads to, by name in the output."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(href)))


def test_links_of_every_page_lead_to_what_is_there(tmp_path: Path, fill: Callable[..., None]) -> None:
    fill(25, "ko", "ar")
    feeds = {f"feeds/{tag}.{kind}" for tag in ("ko", "ar") for kind in ("xml", "html")}
    files = made(tmp_path, feeds=feeds)
    for name in (name for name in files if name.endswith(".html")):
        links = parsed(files[name]).all("a[href], link[href]")
        led = {
            place(name, one.get("href")) for one in links if not one.get("href").startswith(("#", "data:"))
        }
        assert {"feeds/ko.html", "feeds/ar.xml"} <= led
        assert all((tmp_path / one).is_file() or one in files or one in feeds for one in led), name


def test_many_pages_are_not_all_named_on_each(tmp_path: Path, fill: Callable[..., None]) -> None:
    fill(24, "ko")
    files = made(tmp_path, size=2)
    numbers = [one.text for one in parsed(files["index-6.html"]).all(".pages a") if one.text.isdigit()]
    assert numbers == ["1", "4", "5", "6", "7", "8", "12"]


def test_many_languages_are_folded_so_that_the_articles_come_first(
    tmp_path: Path, fill: Callable[..., None]
) -> None:
    fill(1, *LANGUAGES, "fr", "de", "ja")
    assert parsed(made(tmp_path)["index.html"]).all(".languages summary")
    fill(1, *LANGUAGES)
    assert not parsed(made(tmp_path)["index.html"]).all(".languages summary")


def test_the_site_says_whose_it_is_and_where_to_write(tmp_path: Path, fill: Callable[..., None]) -> None:
    fill(1, "ko", "en")
    site = FeedsConfiguration(
        site_title="Voices & more",
        site_about="We are few.\n\nWe <are> here.",
        owner="Example",
        contact="mailto:desk@example.org",
        funding="https://example.org/give",
        licence="CC-BY-4.0",
        licence_url="https://example.org/licence",
        copyright="© Example",
        site_words={"ko": SiteWords(about="우리는 적다.", funding="후원")},
    )
    files = made(tmp_path, site)
    english, korean = (parsed(files[name]) for name in ("en.html", "ko.html"))
    about = english.all(".about")[0]
    assert [one.text for one in about.all("p")][:2] == ["We are few.", "We <are> here."]
    led = {one.get("href"): one.text for one in about.all("a")}
    assert led == {
        "https://example.org/give": words("en")["support"],
        "mailto:desk@example.org": "desk@example.org",
        "https://example.org/licence": "CC-BY-4.0",
    }
    assert "Published by Example" in about.text
    assert "© Example" in about.text
    told = korean.all(".about")[0].text
    assert "우리는 적다." in told
    assert "후원" in told
    assert "We are few." not in told


def test_a_site_that_says_nothing_of_itself_has_no_such_place(
    tmp_path: Path, fill: Callable[..., None]
) -> None:
    fill(1, "ko")
    assert not parsed(made(tmp_path)["index.html"]).all(".about")


def test_a_site_without_articles_says_so(tmp_path: Path) -> None:
    page = parsed(made(tmp_path)["index.html"])
    assert words("en")["no_articles"] in page.text
    assert not page.all("form, audio")


def test_the_same_articles_give_the_same_bytes(tmp_path: Path, fill: Callable[..., None]) -> None:
    fill(30, "ko", "ar")
    assert made(tmp_path) == made(tmp_path)


def test_a_broken_report_is_noticed_and_the_other_articles_are_listed(
    tmp_path: Path, fill: Callable[..., None]
) -> None:
    fill(1, "ko")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "report.json").write_text("{")
    assert [notice.code for notice in read_reports(tmp_path)[1]] == ["published.report"]
    assert slugs(made(tmp_path)["index.html"]) == ["글-0"]
