"""The page of an edition: its recording, its files, what its script is told, and that it asks nothing of any other place."""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from urllib.parse import unquote

import pytest

from pipeline.document.article import (
    Article,
    BlockKind,
    Edition,
    Origin,
    Section,
)
from pipeline.document.pages import pages
from pipeline.document.sound import Timeline, Track, Voice
from pipeline.languages import words
from pipeline.writers.article_page import article_page
from pipeline.writers.edition_page import edition_page
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
    timeline,
)


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


@pytest.mark.parametrize("language", SIBLINGS)
def test_pages_ask_nothing_of_any_other_place(language: str) -> None:
    for made in (page(language), Html(article_page(report("returns", language)))):
        assert not any(re.match("[a-z]*:?//", address) for address in made.addresses)
        assert all("src" not in script for script in made.all("script"))
        assert not re.search(
            r"@import|url\(", (files("pipeline.writers") / "templates" / "page.css").read_text("utf-8")
        )


def test_an_edition_is_small() -> None:
    for language in SIBLINGS:
        assert len(edition_page(edition(language), timeline(language), others(language), SIBLINGS)) < 60_000


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
    ids = whole(told["ids"].split(" "))
    assert told["begins"] == [0, *[1000] * (len(ids) - 1)]
    shown = [found["id"] for found in page("ko").all("span", "img") if "id" in found]
    assert [id for id in shown if id in ids] == ids
    assert {"s1-b2-k1", "s1-b2-k2", "s2-b2-b1-k1"} <= {*ids}
    assert told["places"][1] == 2000
    assert "<option>강제 송환 1</option>" in html


def whole(shortened: list[str]) -> list[str]:
    """Ids as they are, of those that leave out what they share with the one before."""
    made: list[str] = []
    for id in shortened:
        made.append(id if "-" in id else f"{made[-1].rpartition('-')[0]}-{id}")
    return made


def test_the_policy_allows_the_page_s_own_style_and_script_by_digest() -> None:
    made = edition_page(edition("ar"), timeline("ar"), others("ar"), SIBLINGS).decode()
    (stated,) = (meta["content"] for meta in page("ar").all("meta") if "http-equiv" in meta)
    (style,) = re.findall("<style>(.*?)</style>", made, re.DOTALL)
    (script,) = re.findall('<script type="module">(.*?)</script>', made, re.DOTALL)
    late = json.loads(script.partition("LATE_STYLE = ")[2].partition("\n")[0])
    styles = " ".join(f"'sha256-{digest(each)}'" for each in (style, late))
    assert f"style-src {styles}; script-src 'sha256-{digest(script)}'" in stated
    assert "default-src 'none'" in stated
    assert "unsafe" not in stated


def digest(content: str) -> str:
    return b64encode(sha256(content.encode()).digest()).decode()


@pytest.mark.parametrize("language", SIBLINGS)
def test_the_looks_of_what_the_script_brings_come_after_the_text(language: str) -> None:
    made = edition_page(edition(language), timeline(language), others(language), SIBLINGS).decode()
    before, _, after = made.partition("<h1")
    assert all(
        name not in before and name in after for name in ("#player{", "[name=listen]{", "overlay-active")
    )
    assert len(before.encode()) < 12_000


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
