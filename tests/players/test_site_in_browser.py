"""The site's pages in a real browser: heard in the list, searched, and read without script, by everybody."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.app.stage_configurations import site_of
from pipeline.config.settings import Settings
from pipeline.document.report import Report
from pipeline.languages import words
from pipeline.site.feed_state import publish_feeds

LANGUAGES = ("ko", "zh-Hans", "ar")
TITLES = ("The well that ran dry", "Rain at last", "A" * 300)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ("index.html", "ar.html", "article-1/index.html", "feeds/ko.html", "feeds/ar.html")


@pytest.fixture(scope="module")
def site(
    served: tuple[Path, str], published: Callable[..., Report], settings_in: Callable[..., Settings]
) -> str:
    """The address of a published site: three articles in four languages, marked and hummed."""
    folder, address = served
    options: dict[str, Any] = {
        "to": LANGUAGES,
        "output": folder / "voices",
        "base_url": f"{address}/voices",
        "site_title": "Voices",
        "site_about": "We are few.",
        "contact": "mailto:desk@example.org",
    }
    for number, title in enumerate(TITLES):
        article = folder / f"article-{number}.md"
        text = f"---\ntitle: {title}\ndate: 2024-01-0{number + 1}\nlang: en\ndescription: Wells and towns {number}.\n---\n\nNobody spoke at all. It rained for eleven days in the hills and in the town.\n"
        article.write_text(text, "utf-8")
        published(folder, article, **options)
    publish_feeds(site_of(settings_in(folder, **options)))
    return f"{address}/voices"


def test_an_edition_is_heard_in_the_list_and_stops_again(visit: Callable[..., Any]) -> None:
    one = visit("en.html")
    play = one.page.locator("article").first.locator("a.play").first
    play.click()
    one.until(
        "!document.querySelector('.now audio').paused && document.querySelector('.now audio').currentTime > 0"
    )
    assert play.get_attribute("aria-pressed") == "true"
    assert one.page.locator(".now p").inner_text() == one.page.locator("article h2").first.inner_text()
    assert one.page.locator(".now p").get_attribute("lang") == "en"
    play.press("Space")
    one.until("document.querySelector('.now audio').paused")
    assert play.get_attribute("aria-pressed") == "false"
    one.page.locator(".now [name=close]").click()
    assert one.page.locator(".now").is_hidden()
    assert one.page.evaluate("document.activeElement.className") == "play"
    assert one.faults == []


@pytest.mark.slow
def test_editions_are_heard_on_the_articles_own_page_one_at_a_time(visit: Callable[..., Any]) -> None:
    one = visit("article-1/index.html")
    for number, language in ((0, "en"), (1, "ko"), (3, "ar")):
        play = one.page.locator("a.play").nth(number)
        play.click()
        one.until("document.querySelector('.now audio').currentTime > 0.2")
        assert one.page.locator(".now p").get_attribute("lang") == language
        assert one.page.locator("a.play[aria-pressed=true]").count() == 1
        assert play.get_attribute("aria-pressed") == "true"
    assert one.faults == []


@pytest.mark.slow
def test_one_edition_plays_at_a_time(visit: Callable[..., Any]) -> None:
    one = visit("index.html")
    first, second = one.page.locator("a.play").nth(0), one.page.locator("a.play").nth(1)
    first.click()
    second.click()
    one.until("!document.querySelector('.now audio').paused")
    assert [first.get_attribute("aria-pressed"), second.get_attribute("aria-pressed")] == ["false", "true"]


@pytest.mark.slow
@pytest.mark.parametrize("page", ["en.html", "ar.html"])
def test_the_next_article_of_the_list_follows_in_the_same_language(
    visit: Callable[..., Any], page: str
) -> None:
    one = visit(page)
    titles = one.page.locator("article h2").all_inner_texts()
    one.page.locator("article").first.locator("a.play").first.click()
    for title in titles[1:]:
        one.until("document.querySelector('.now audio').duration > 0")
        one.page.evaluate(
            "() => { const audio = document.querySelector('.now audio'); audio.currentTime = audio.duration - 0.3 }"
        )
        one.until(f"document.querySelector('.now p').textContent === {json.dumps(title)}")
        assert one.page.locator(".now p").get_attribute("lang") == page.removesuffix(".html")
    assert one.page.locator("article").last.locator("a.play").first.get_attribute("aria-pressed") == "true"
    one.until("document.querySelector('.now audio').duration > 0")
    one.page.evaluate(
        "() => { const audio = document.querySelector('.now audio'); audio.currentTime = audio.duration - 0.3 }"
    )
    one.until("document.querySelector('.now audio').ended")
    assert one.page.locator("a.play[aria-pressed=true]").count() == 0
    one.page.locator(".now [name=close]").click()
    kept = one.page.evaluate("Object.keys(localStorage).filter(name => name.includes('/index.html'))")
    assert kept == []
    assert one.faults == []


@pytest.mark.slow
def test_what_was_begun_in_the_list_goes_on_in_the_articles_page(visit: Callable[..., Any]) -> None:
    one = visit("ko.html")
    one.page.locator("a.play").first.click()
    one.until("document.querySelector('.now audio').currentTime > 2")
    one.page.evaluate("document.querySelector('.now audio').playbackRate = 1.5")
    left = one.page.evaluate("document.querySelector('.now audio').currentTime")
    one.page.locator(".now [name=close]").click()
    one.page.locator("article h2 a").first.click()
    one.page.wait_for_load_state()
    assert one.page.input_value("[name=speed]") == "1.5"
    one.page.click("[name=listen]")
    one.until(f"document.querySelector('audio').currentTime > {left}")


@pytest.mark.slow
@pytest.mark.parametrize(("page", "language"), [("ko.html", "ko"), ("ar.html", "ar")])
def test_what_a_search_finds_shows_its_cover_and_plays(
    visit: Callable[..., Any], page: str, language: str
) -> None:
    one = visit(page)
    title = one.page.locator("article h2").nth(1).inner_text()
    one.page.fill("#search", "[")  # before each marked title
    one.until("document.querySelectorAll('#found li.entry').length === 3")
    shown = one.page.locator("#found li.entry").first
    assert (
        shown.locator("img.cover").evaluate(
            "async image => { await image.decode(); return image.naturalWidth }"
        )
        > 0
    )
    play = shown.locator("a.play")
    assert (
        play.get_attribute("aria-label")
        == f"{words(language)['play']}{words(language)['colon']}{shown.locator('h2').inner_text()}"
    )
    play.click()
    one.until("document.querySelector('.now audio').currentTime > 0")
    assert play.get_attribute("aria-pressed") == "true"
    one.page.fill("#search", title)
    one.until("document.querySelectorAll('#found li.entry').length === 1")
    assert not one.page.evaluate("document.querySelector('.now audio').paused")
    one.page.locator(".now [name=close]").click()
    assert one.page.evaluate("document.activeElement.localName") == "main"
    assert one.faults == []


@pytest.mark.slow
def test_a_recording_that_is_gone_is_said_in_words(visit: Callable[..., Any]) -> None:
    one = visit("index.html")
    one.page.evaluate("document.querySelector('a.play').href = 'gone.mp3'")
    one.page.locator("a.play").first.click()
    one.until("document.querySelector('.now .failed')")
    assert "cannot be played" in one.page.locator(".now p").inner_text()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "asked", "found"),
    [
        ("index.html", "WELL dry", 1),
        ("index.html", "towns 1", 1),
        ("en.html", "räin", 1),
        ("en.html", "Ｒａｉｎ", 1),
        ("ko.html", "nowhere", 0),
    ],
)
def test_a_search_looks_through_titles_and_summaries(
    visit: Callable[..., Any], page: str, asked: str, found: int
) -> None:
    one = visit(page)
    assert not [address for address in one.asked if "search" in address], "nobody has searched yet"
    one.page.fill("#search", asked)
    one.until("document.querySelector('.status').textContent")
    results = one.page.locator("#found > li")
    assert results.count() == found
    assert one.page.locator("#listed").is_hidden()
    assert (
        one.page.locator(".status").inner_text()
        == words(page.removesuffix(".html").replace("index", "en"))["none_found"]
    ) == (not found)
    one.page.fill("#search", "")
    assert one.page.locator("#listed").is_visible()
    assert one.page.locator("#found").is_hidden()
    assert one.faults == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "title", "asked"),
    [
        ("ko", "강을 건너 돌아간 사람들", "돌아간"),
        ("ko", "강을 건너 돌아간 사람들", "사람"),
        ("zh-Hans", "过河归来的人", "归来"),
        ("zh-Hans", "过河归来的人", "河归"),
        ("ar", "عَبْرَ النهر", "عبر"),
    ],
)
def test_a_search_finds_a_part_of_a_word_in_any_script(
    visit: Callable[..., Any], language: str, title: str, asked: str
) -> None:
    one = visit(f"{language}.html")
    index = {
        "language": language,
        "direction": "ltr",
        "articles": [["a", title, "", "2024-01-01", ""], ["b", "x", "", "", ""]],
    }
    one.page.route("**/search.*.json", lambda route: route.fulfill(json=index))
    one.page.fill("#search", asked)
    one.until("document.querySelector('#found li')")
    assert one.page.locator("#found > li h2").all_inner_texts() == [title]


@pytest.mark.slow
def test_a_result_leads_to_the_edition(visit: Callable[..., Any]) -> None:
    one = visit("index.html")
    one.page.fill("#search", "rain")
    one.page.locator("#found a").first.click()
    one.page.wait_for_load_state()
    assert one.page.url.endswith("/article-1/en/index.html")


@pytest.mark.slow
def test_what_is_found_in_one_language_waits_for_no_other(visit: Callable[..., Any]) -> None:
    one = visit("index.html")
    waiting: list[Any] = []
    one.page.route("**/search.ko.json", lambda route: waiting.append(route))
    one.page.fill("#search", "rain at last")
    one.until("document.querySelectorAll('#found > li').length === 1")
    one.page.fill("#search", "nowhere")
    one.page.wait_for_timeout(500)
    assert one.page.locator(".status").inner_text() != words("en")["none_found"]
    waiting[0].continue_()
    one.until(f"document.querySelector('.status').textContent === {json.dumps(words('en')['none_found'])}")
    assert one.faults == []


@pytest.mark.slow
def test_a_search_that_cannot_be_had_is_said_and_tried_again(visit: Callable[..., Any]) -> None:
    one = visit("en.html")
    one.page.route("**/search.*.json", lambda route: route.abort())
    one.page.fill("#search", "rain")
    one.until("document.querySelector('.status').textContent")
    assert one.page.locator("#listed").is_visible()
    one.page.unroute("**/search.*.json")
    one.page.fill("#search", "rain ")
    one.until("document.querySelector('#found li')")


@pytest.mark.slow
@pytest.mark.parametrize("page", ["index.html", "ar.html"])
def test_without_script_everything_is_there_but_the_search(visit: Callable[..., Any], page: str) -> None:
    one = visit(page, java_script_enabled=False)
    assert one.page.locator("article").count() == 3
    assert one.page.locator(".search").is_hidden()
    assert one.page.locator(".now").is_hidden()
    sound = one.page.locator("a.play").first.get_attribute("href") or ""
    assert sound.endswith(".mp3")
    assert one.page.request.get(f"{one.page.url.rpartition('/')[0]}/{sound}").ok


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_wider_than_the_window(visit: Callable[..., Any], page: str, width: int) -> None:
    one = visit(page, viewport={"width": width, "height": 700})
    assert one.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_pages_ask_nothing_of_others_and_find_all_that_they_ask_for(
    visit: Callable[..., Any], site: str, page: str
) -> None:
    one = visit(page)
    assert all(address.startswith((site, "data:")) for address in one.asked)
    assert one.faults == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xml", "atom"])
@pytest.mark.parametrize("tag", ["ko", "ar"])
def test_a_feed_opens_as_a_page_that_leads_to_the_apps(
    visit: Callable[..., Any], tag: str, kind: str
) -> None:
    one = visit(f"feeds/{tag}.{kind}")
    link = one.page.locator("a")
    assert link.count() == 1
    link.click()
    one.page.wait_for_load_state()
    assert one.page.url.endswith(f"/feeds/{tag}.html")
    assert one.page.locator(".apps a").count() == 6


@pytest.mark.slow
def test_a_feeds_address_is_copied(visit: Callable[..., Any], site: str) -> None:
    one = visit("feeds/ko.html", permissions=["clipboard-read", "clipboard-write"])
    one.page.locator("[name=copy]").click()
    one.until("document.querySelector('.status').textContent")
    assert one.page.evaluate("navigator.clipboard.readText()") == f"{site}/feeds/ko.xml"


@pytest.mark.slow
def test_a_refusal_to_copy_a_feeds_address_is_told(visit: Callable[..., Any]) -> None:
    one = visit("feeds/ko.html")
    one.page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    one.page.locator("[name=copy]").click()
    one.until("document.querySelector('.status').textContent")
    assert one.page.locator(".status").text_content() == words("ko")["not_copied"]
    selected = "(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)"
    assert one.page.evaluate(selected).endswith("/feeds/ko.xml")
    assert one.faults == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_no_violation(
    visit: Callable[..., Any], npm_package: Callable[[str, str], Path], page: str, scheme: str
) -> None:
    one = visit(page, color_scheme=scheme)
    if one.page.locator("a.play").count():
        one.page.locator("a.play").first.click()
    one.page.evaluate((npm_package("axe-core", "4.10.3") / "axe.min.js").read_text("utf-8"))
    found = one.page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
