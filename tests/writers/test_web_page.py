import json
import posixpath
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from pipeline.document.article import (
    Article,
    Block,
    BlockKind,
    Edition,
    Origin,
    Picture,
    Role,
    Section,
    Sentence,
    Span,
)
from pipeline.document.notices import Notice
from pipeline.document.pages import Page, pages
from pipeline.document.report import PublishedEdition, Report, SpeakerUsed
from pipeline.document.sound import Artifact, Clip, Cue, Timeline, Track, Voice
from pipeline.languages import languages, words
from pipeline.writers.edition_page import edition_page, pictures, without
from pipeline.writers.web_page import article_page, site_pages

VOID = {"meta", "link", "img", "hr", "br", "track", "input"}
TITLES = {"en": "Returned <home> & heard", "ko": "강제 송환", "zh-Hans": "强制遣返", "ar": "الإعادة القسرية"}
SIBLINGS = list(TITLES)


class Html(HTMLParser):
    """A page as a list of elements, and whether each is closed where it must be."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.texts.append((self.open[-1], data))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def text(self) -> str:
        return "".join(data for _, data in self.texts)

    @property
    def addresses(self) -> list[str]:
        return [value for _, found in self.elements for name in ("href", "src") if (value := found.get(name))]


def block(id: str, kind: BlockKind, *texts: str, **more: Any) -> Block:
    return Block(
        id, kind, sentences=tuple(Sentence(f"{id}-k{n}", (Span(t),)) for n, t in enumerate(texts, 1)), **more
    )


def edition(language: str) -> Edition:
    title = TITLES[language]
    figure = Block(
        "s2-b2",
        BlockKind.FIGURE,
        blocks=(
            block("s2-b2-b1", BlockKind.ALTERNATIVE, "A map."),
            block("s2-b2-b2", BlockKind.CAPTION, "The border."),
        ),
        picture=Picture("map.png", "image/png", b"png", 60, 40),
    )
    nested = Section("s1-s1", block("s1-s1-b1", BlockKind.HEADING, "Deeper", level=3))
    article = Article(
        language,
        title=block("s0-b1", BlockKind.HEADING, title, role=Role.TITLE, level=1),
        sections=(
            Section(
                "s1",
                block("s1-b1", BlockKind.HEADING, f"{title} 1", level=2),
                (block("s1-b2", BlockKind.PARAGRAPH, "One. ", "Two <b>."),),
                (nested,),
            ),
            Section("s2", block("s2-b1", BlockKind.HEADING, f"{title} 2", level=2), (figure,)),
        ),
        back=(block("e0-b1", BlockKind.PARAGRAPH, "Photo: archive.", role=Role.CREDIT),),
        description='Told in "many" languages.',
    )
    return Edition(article, article, Origin.MACHINE)


def shown(language: str) -> tuple[Page, ...]:
    fixed = words(language)
    return pages(edition(language), {"introduction": "", **fixed}, (fixed["synthetic_voice"],))


def timeline(language: str) -> Timeline:
    tracks = []
    for page in shown(language):
        ids = [sentence.id for sentence in page.sentences()]
        cues = tuple(Cue(id, n * 24_000, (n + 1) * 24_000) for n, id in enumerate(ids))
        tracks.append(Track(page, tuple(Clip(id, "0" * 64, 20_000, 24_000) for id in ids), cues))
    return Timeline(24_000, Voice("hum", "low", language, "1"), tuple(tracks))


def others(language: str) -> Mapping[str, int]:
    stem = f"강제 송환.{language}"
    return {
        f"{stem}.mp3": 2_340_000,
        f"{stem}.epub": 99_000,
        f"{stem}.vtt": 1,
        f"{stem}.chapters.json": 1,
        "cover.jpg": 1,
        "sections/01-one.mp3": 1,
        "sections/02-two.mp3": 1,
    }


def page(language: str, siblings: list[str] = SIBLINGS) -> Html:
    return Html(edition_page(edition(language), timeline(language), others(language), siblings))


def published_edition(language: str) -> PublishedEdition:
    found = tuple(
        Artifact(f"{language}/{name}", "x", "0" * 64, size) for name, size in others(language).items()
    )
    told = (words(language)["synthetic_voice"],)
    return PublishedEdition(
        language, TITLES[language], "", (), "2026-03-01", "machine", (), SpeakerUsed("hum", "low", "1"), 9, (), told, found,
        (), "",
    )  # fmt: skip


def report(slug: str, language: str = "en", date: str = "2026-03-01") -> Report:
    made = tuple(published_edition(tag) for tag in SIBLINGS)
    return Report(slug, f"{slug}.md", "", TITLES[language], language, date, made, ())


def shelve(output: Path, given: Report) -> None:
    for one in given.published:
        for file in one.files:
            path = output / given.slug / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bytes(file.size))
    (output / given.slug / "report.json").write_bytes(given.as_json())


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


def test_the_recording_can_be_played_without_script() -> None:
    audio = page("ko").all("audio")[0]
    assert unquote(audio["src"] or "") == "강제 송환.ko.mp3"
    assert "controls" in audio


def test_all_files_can_be_downloaded_and_tell_their_size() -> None:
    html = page("zh-Hans")
    found = {unquote(link["href"] or "") for link in html.all("a") if "download" in link}
    assert found == {name for name in others("zh-Hans") if not name.endswith((".json", ".jpg"))}
    assert "2.3 MB" in html.text
    assert "99 kB" in html.text


def test_recordings_of_sections_bear_their_titles_in_order_beyond_ten() -> None:
    numbered = {f"sections/{n:02}-x.mp3": 1 for n in range(1, 121)}
    plain = edition("en").article
    sections = tuple(
        Section(f"s{n}", block(f"s{n}-b1", BlockKind.HEADING, f"Title {n}", level=2)) for n in range(1, 121)
    )
    long = Edition(Article("en", plain.title, sections=sections), plain, Origin.ORIGINAL)
    tracks = tuple(Track(one, (), ()) for one in pages(long, words("en"), ()))
    spoken = Timeline(24_000, Voice("hum", "low", "en", "1"), tracks)
    whole = {name: size for name, size in others("en").items() if not name.startswith("sections/")}
    made = edition_page(long, spoken, {**whole, **numbered}, ["en"]).decode()
    found = re.findall(r'<a href="sections/(\d+)-x.mp3" download>Title (\d+)</a>', made)
    assert [(int(number), int(title)) for number, title in found] == [(n, n) for n in range(1, 121)]


def test_the_switch_of_languages_stands_once_before_the_title() -> None:
    html = page("ko")
    for other in ("en", "zh-Hans", "ar"):
        assert html.addresses.count(f"../{other}/index.html") == 2  # the head names it too
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


def laid_out(given: Edition, files: Mapping[str, int] | None = None) -> bytes:
    """The page of an edition whose sound is silent."""
    tag = given.language
    shown = pages(given, {"introduction": "", **words(tag)}, ())
    tracks = tuple(Track(one, (), ()) for one in shown)
    spoken = Timeline(24_000, Voice("hum", "low", tag, "1"), tracks)
    whole = {name: size for name, size in others(tag).items() if not name.startswith("sections/")}
    return edition_page(given, spoken, whole if files is None else files, [tag])


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


def test_an_edition_without_a_recording_is_a_page_to_read() -> None:
    html = Html(laid_out(edition("ar"), {"x.ar.epub": 1}))
    assert not html.all("audio")
    assert not [found for found in html.all("button") if found.get("name") == "play"]
    assert [found["href"] for found in html.all("a") if "download" in found] == ["x.ar.epub"]


@pytest.mark.parametrize("language", SIBLINGS)
def test_every_control_has_a_name_in_the_edition_s_language(language: str) -> None:
    named = {
        found["name"]: found.get("aria-label") for found in page(language).all("button") if found.get("name")
    }
    told = words(language)
    assert named["earlier"] == told["back_15"]
    assert named["later"] == told["on_15"]
    assert named["back"] == told["sentence_back"]
    assert named["close"] == told["close_player"]
    assert told["sleep_timer"] in page(language).text


def test_digits_of_times_are_the_language_s() -> None:
    fa = replace(edition("ar"), article=replace(edition("ar").article, language="fa"))
    made = laid_out(fa, {"x.fa.mp3": 1}).decode()
    assert '"digits":"۰۱۲۳۴۵۶۷۸۹"' in made
    assert "۱۵ ثانیه عقب" in made


def test_a_long_title_is_set_smaller() -> None:
    plain = edition("en")
    title = block("s0-b1", BlockKind.HEADING, "Long" * 75, role=Role.TITLE, level=1)
    assert b'<header id="cover" class="long">' in laid_out(
        replace(plain, article=replace(plain.article, title=title))
    )
    assert b'<header id="cover">' in laid_out(plain)


@pytest.mark.parametrize("language", SIBLINGS)
def test_pages_ask_nothing_of_any_other_place(language: str) -> None:
    for made in (page(language), Html(article_page(report("returns", language)))):
        assert not any(re.match("[a-z]*:?//", address) for address in made.addresses)
        assert all("src" not in script for script in made.all("script"))
        assert not re.search(
            r"@import|url\(", (files("pipeline.writers") / "templates" / "page.css").read_text("utf-8")
        )


def test_words_that_look_like_markup_are_shown_as_words() -> None:
    html = page("en")
    assert TITLES["en"] in html.text
    assert not html.all("home", "b")
    (description,) = (meta for meta in html.all("meta") if meta.get("name") == "description")
    assert description["content"] == 'Told in "many" languages.'
    assert not Html(article_page(report("returns"))).all("home")


def test_pictures_lie_where_the_page_looks_for_them() -> None:
    cover, image = page("en").all("img")
    assert (cover["src"], cover["alt"]) == ("cover.jpg", "")  # what it shows stands beside it
    assert pictures(shown("en")) == {"pictures/s2-b2.png": b"png"}
    assert image["src"] == "../pictures/s2-b2.png"
    assert image["alt"] == "A map."


def test_an_edition_is_small() -> None:
    for language in SIBLINGS:
        assert len(edition_page(edition(language), timeline(language), others(language), SIBLINGS)) < 60_000


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


def test_an_article_without_a_date_shows_none() -> None:
    assert not Html(article_page(report("returns", date=""))).all("time")


def site_page(output: Path, title: str = "") -> tuple[bytes, tuple[Notice, ...]]:
    made, notices = site_pages(output, title)
    return made["index.html"], notices


def many(output: Path, count: int, language: str = "ko") -> None:
    """So many small articles, each a day newer than the one before it."""
    for number in range(count):
        shelve(output, report(f"글-{number}", language, f"2024-{number // 28 + 1:02}-{number % 28 + 1:02}"))


def articles(page: bytes) -> list[str]:
    links = (unquote(link) for link in Html(page).addresses)
    return [link.split("/")[0] for link in links if link.startswith("글-") and link.count("/") == 1]


@pytest.mark.parametrize("language", ["ko", "zh-Hans", "ar", "en"])
def test_a_long_list_of_articles_is_paged_newest_first(language: str, tmp_path: Path) -> None:
    many(tmp_path, 120, language)
    made, _ = site_pages(tmp_path)
    assert list(made) == ["index.html", "index-2.html", "index-3.html"]
    assert [name for page in made.values() for name in articles(page)] == [
        f"글-{number}" for number in reversed(range(120))
    ]
    for number, (name, page) in enumerate(made.items(), 1):
        html, others = Html(page), {1, 2, 3}
        near = {"prev": number - 1, "next": number + 1}
        for relation, other in near.items():
            [*led] = [each["href"] for each in html.all("link", "a") if each.get("rel") == relation]
            assert len(led) == (2 if other in others else 0)
            assert all(place(name, href or "") == list(made)[other - 1] for href in led)
        [current] = [each for each in html.all("a") if each.get("aria-current")]
        assert place(name, current["href"] or "") == name
        assert html.all("nav")[0]["aria-label"] == words(language)["articles"]
        assert (words(language)["older_articles"] in html.text) == (number < 3)
        assert (words(language)["newer_articles"] in html.text) == (number > 1)
        assert html.all("html")[0]["lang"] == language


def place(page: str, href: str) -> str:
    """What a link on a page leads to, by name in the output."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(href)))


def test_links_of_further_pages_lead_where_those_of_the_first_do(tmp_path: Path) -> None:
    many(tmp_path, 60)
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "ko.xml").write_bytes(b"x")
    made, _ = site_pages(tmp_path)
    for name, page in made.items():
        led = {place(name, link) for link in Html(page).addresses if not link.startswith(("#", "data:"))}
        assert "feeds/ko.xml" in led
        assert all((tmp_path / one).parent.is_dir() or one in made for one in led)
        assert all(one.startswith(("글-", "feeds/", "index")) for one in led)


def test_many_pages_are_not_all_named_on_each(tmp_path: Path) -> None:
    many(tmp_path, 24)
    made, _ = site_pages(tmp_path, size=2)
    numbers = [data for tag, data in Html(made["index-6.html"]).texts if tag == "a" and data.isdigit()]
    assert numbers == ["1", "4", "5", "6", "7", "8", "12"]


def test_a_short_list_has_one_page_and_leads_to_no_other(tmp_path: Path) -> None:
    many(tmp_path, 50)
    made, _ = site_pages(tmp_path)
    assert list(made) == ["index.html"]
    assert not Html(made["index.html"]).all("nav")


def test_the_sites_page_lists_all_articles_newest_first(tmp_path: Path) -> None:
    shelve(tmp_path, report("old", "ko", "2020-01-01"))
    shelve(tmp_path, report("새 글", "zh-Hans", "2026-01-01"))
    made, notices = site_page(tmp_path, "Voices & more")
    html = Html(made)
    assert notices == ()
    assert html.all("html")[0]["lang"] == "zh-Hans"
    assert [unquote(link) for link in html.addresses if link.count("/") == 1] == [
        "새 글/index.html",
        "old/index.html",
    ]
    assert {f"old/{language}/index.html" for language in SIBLINGS} <= set(html.addresses)
    assert "Voices & more" in html.text
    assert not any("feeds" in address for address in html.addresses)


def test_the_sites_page_names_the_feeds_that_are_there(tmp_path: Path) -> None:
    shelve(tmp_path, report("returns"))
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "ko.xml").write_bytes(b"x")
    html = Html(site_page(tmp_path)[0])
    assert [address for address in html.addresses if "feeds" in address] == ["feeds/ko.xml", "feeds/ko.xml"]
    assert words("en")["podcast"] in html.text


def test_a_site_without_articles_says_so(tmp_path: Path) -> None:
    made, notices = site_page(tmp_path)
    assert words("en")["no_articles"] in Html(made).text
    assert notices == ()


def test_a_broken_report_is_noticed_and_the_other_articles_are_listed(tmp_path: Path) -> None:
    shelve(tmp_path, report("good"))
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "report.json").write_text("{")
    made, notices = site_page(tmp_path)
    assert [notice.code for notice in notices] == ["published.report"]
    assert "good/index.html" in Html(made).addresses


def test_text_stands_out_by_day_and_by_night(contrast: Callable[[str, str], float]) -> None:
    sheet = (files("pipeline.writers") / "templates" / "page.css").read_text("utf-8")
    schemes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", part))
        for part in sheet.split("prefers-color-scheme: dark")
    ]
    assert len(schemes) == 2
    for scheme in schemes:
        for ink in ("text", "quiet", "link"):
            for paper in ("ground", "panel"):
                assert contrast(scheme[ink], scheme[paper]) >= 4.5


def test_what_is_embedded_cannot_leave_its_element() -> None:
    made = edition_page(edition("en"), timeline("en"), others("en"), SIBLINGS).decode()
    data = re.findall(r"<script type=.application/(?:ld\+)?json.*?>(.*?)</script>", made, re.DOTALL)
    assert len(data) == 2
    assert json.loads(data[0])["headline"] == TITLES["en"]
    assert all("<" not in one for one in data)


def test_the_page_knows_when_each_sentence_of_the_episode_begins() -> None:
    html = edition_page(edition("ko"), timeline("ko"), others("ko"), SIBLINGS).decode()
    told = json.loads(html.partition('id="cues">')[2].partition("</script>")[0])
    assert [begin for _, begin in told["cues"]] == [1000 * number for number in range(len(told["cues"]))]
    assert {id for id, _ in told["cues"]} <= {
        found["id"] for found in page("ko").all("span", "img") if "id" in found
    }
    assert told["places"][1] == ["강제 송환 1", 2000]


def test_the_policy_allows_the_page_s_own_style_and_script_by_digest() -> None:
    made = edition_page(edition("ar"), timeline("ar"), others("ar"), SIBLINGS).decode()
    (stated,) = (meta["content"] for meta in page("ar").all("meta") if "http-equiv" in meta)
    for kind, pattern in (
        ("style", "<style>(.*?)</style>"),
        ("script", '<script type="module">(.*?)</script>'),
    ):
        (content,) = re.findall(pattern, made, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in stated
    assert "default-src 'none'" in stated
    assert "unsafe" not in stated


def test_a_known_address_brings_a_code_to_scan_and_what_searching_needs() -> None:
    address = "https://news.example/site/returns/ko/"
    made = Html(edition_page(edition("ko"), timeline("ko"), others("ko"), SIBLINGS, address))
    assert made.all("figure")[-1] == {"class": "code"}
    assert words("ko")["scan"] in made.text
    named = {meta["property"]: meta["content"] for meta in made.all("meta") if "property" in meta}
    assert named["og:url"] == address
    assert named["og:image"] == f"{address}cover.jpg"
    assert [link["href"] for link in made.all("link") if link.get("rel") == "canonical"] == [address]
    assert "pcast://news.example/site/feeds/ko.xml" in made.addresses
    assert {"class": "code"} not in page("ko").all("figure")
