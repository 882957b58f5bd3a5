"""What an edition's page does on request, in a real browser: two languages, a player elsewhere, no connection."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline.languages import words

MARKED = "document.querySelector('.-epub-media-overlay-active')?.id"
PAUSED = "document.querySelector('audio').paused"
TIME = "document.querySelector('audio').currentTime"
TOLD = "document.getElementById('notice').textContent"
BESIDE = """id => {
    const shown = document.getElementById(id).nextElementSibling
    return shown?.className === 'other' ? [shown.lang, shown.dir, shown.textContent] : null
}"""


def edition(language: str) -> str:
    return f"road/{language}/index.html"


def show_second(one: Any, language: str) -> None:
    one.page.click("[name=text-settings]")
    one.page.select_option("[name=second]", language)
    one.until("document.documentElement.classList.contains('two')")


@pytest.mark.slow
@pytest.mark.parametrize(("own", "other"), [("ko", "en"), ("en", "ar"), ("ar", "zh-Hans")])
def test_another_language_stands_beside_each_sentence_and_stays_chosen(
    visit: Callable[..., Any], own: str, other: str
) -> None:
    there = visit(edition(other)).page.text_content("#s2-b2-k2")
    one = visit(edition(own), viewport={"width": 1280, "height": 720})
    show_second(one, other)
    direction = "rtl" if other == "ar" else "ltr"
    assert one.page.evaluate(BESIDE, "s2-b2-k2") == [other, direction, there]
    one.page.keyboard.press("Escape")
    one.page.reload()
    one.until("document.querySelector('.other')")
    assert one.page.input_value("[name=second]") == other
    ids = one.page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)")
    assert len(ids) == len(set(ids))
    itself = visit(edition(other))
    itself.page.evaluate("language => localStorage.setItem('manyvoices:second', language)", other)
    itself.page.reload()
    assert itself.page.evaluate("document.querySelector('[name=second]').selectedIndex") == 0
    one.page.click("[name=text-settings]")
    one.page.select_option("[name=second]", "")
    one.until("!document.querySelector('.other')")
    assert one.faults == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 320])
def test_beside_another_language_all_lines_of_a_sentence_are_marked(
    visit: Callable[..., Any], width: int
) -> None:
    one = visit(edition("ko"), viewport={"width": width, "height": 640})
    one.page.evaluate(
        "document.querySelector('#s1-b2-k2').append(' 길은 멀었다. 아무도 말이 없었다.'.repeat(6))"
    )
    show_second(one, "zh-Hans")
    one.page.keyboard.press("Escape")
    one.page.click("#s1-b2-k2")
    one.until(f"{MARKED} === 's1-b2-k2'")
    one.page.click("[name=play]")
    picture = Image.open(BytesIO(one.page.locator("#s1-b2-k2").screenshot())).convert("RGB")
    ground = one.page.evaluate(
        "getComputedStyle(document.querySelector('#s1-b2-k2')).backgroundImage.match(/rgb[^)]*/)[0]"
    )
    assert picture.height > 60
    for top in (2, picture.height // 2, picture.height - 12):
        row = picture.crop((0, top, picture.width, top + 10))
        (_, most) = max(row.getcolors(row.width * row.height) or [])
        assert most == tuple(map(int, re.findall(r"\d+", ground)))


@pytest.mark.slow
@pytest.mark.parametrize(("width", "beside"), [(1280, True), (320, False)])
def test_two_languages_stand_side_by_side_where_there_is_room(
    visit: Callable[..., Any], width: int, beside: bool
) -> None:
    one = visit(edition("ko"), viewport={"width": width, "height": 640})
    show_second(one, "zh-Hans")
    one.page.keyboard.press("Escape")
    tops = one.page.evaluate(
        "['#s1-b2-k2', '#s1-b2-k2 ~ .other'].map(each => document.querySelector(each).getBoundingClientRect().top)"
    )
    assert (abs(tops[0] - tops[1]) < 10) == beside
    assert one.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.slow
def test_both_languages_are_read_aloud_sentence_by_sentence(visit: Callable[..., Any]) -> None:
    one = visit(edition("en"))
    page = one.page
    show_second(one, "ko")
    page.check("[name=both]")
    page.keyboard.press("Escape")
    page.evaluate(WATCH_TURNS)
    page.click("#s1-b2-k1")
    page.select_option("[name=speed]", "2")
    one.until("window.turns.length >= 5")
    heard = page.evaluate("window.turns")
    assert heard[:5] == ["s1-b2-k1", "ko", "s1-b2-k2", "ko", "s1-b2-k3"]
    one.until("document.querySelector('.other.turn')")
    assert page.get_attribute("[name=play]", "aria-label") == "Pause"
    page.click("[name=play]")
    page.wait_for_timeout(300)
    still = page.evaluate("window.turns.length")
    page.wait_for_timeout(1500)
    assert page.evaluate("window.turns.length") == still
    page.click("[name=play]")
    one.until(f"window.turns.length > {still}")
    assert one.faults == []


@pytest.mark.slow
def test_the_last_sentence_has_its_turn_and_then_the_recording_is_over(
    visit: Callable[..., Any], cues: str
) -> None:
    one = visit(edition("en"))
    show_second(one, "ko")
    one.page.check("[name=both]")
    one.page.keyboard.press("Escape")
    one.page.evaluate(WATCH_TURNS)
    last = one.page.evaluate(f"{cues}.map(([id]) => id).filter(id => document.getElementById(id)).at(-1)")
    one.page.evaluate("id => document.getElementById(id).click()", last)
    one.until("window.turns.at(-1) === 'ko'")
    one.until(f"{MARKED} === undefined")
    assert one.page.get_attribute("[name=play]", "aria-label") == "Play"


WATCH_TURNS = """() => {
    window.turns = []
    const look = () => {
        const turn = document.querySelector('.other.turn')
        const heard = turn ? turn.lang : document.querySelector('.-epub-media-overlay-active')?.id
        if (heard && heard !== window.turns.at(-1)) window.turns.push(heard)
        setTimeout(look, 10)
    }
    look()
}"""


@pytest.mark.slow
def test_a_language_that_does_not_come_is_told_and_not_left_chosen(
    visit: Callable[..., Any], site: str, served: tuple[Path, str]
) -> None:
    from_folder = visit((served[0] / "site" / edition("ko")).as_uri())
    away = visit(edition("ko"))
    away.context.route("**/en/index.html", lambda route: route.abort())
    for one in (from_folder, away):
        one.page.click("[name=text-settings]")
        one.page.select_option("[name=second]", "en")
        one.until(f"{TOLD}.includes('웹사이트에서')")
        assert one.page.input_value("[name=second]") == ""
        assert one.page.evaluate("document.querySelector('.other')") is None


@pytest.mark.slow
def test_who_reads_without_listening_keeps_the_place_in_another_language(visit: Callable[..., Any]) -> None:
    one = visit(edition("ko"), viewport={"width": 400, "height": 360})
    one.page.evaluate("document.getElementById('s2-b2-k1').scrollIntoView()")
    one.page.wait_for_timeout(2000)
    one.page.evaluate("scrollTo(0, 0)")
    one.page.wait_for_timeout(2000)
    one.page.click(".site a[hreflang=ar]")
    one.page.wait_for_url("**/ar/index.html#s2-*")
    assert one.page.evaluate(PAUSED)


@pytest.mark.slow
def test_a_browser_that_does_not_say_when_a_scroll_ends_leaves_its_reader_where_they_are(
    browser: Any, site: str
) -> None:
    context = browser.new_context(viewport={"width": 400, "height": 360})
    context.add_init_script("addEventListener('scrollend', event => event.stopImmediatePropagation(), true)")
    page = context.new_page()
    page.goto(f"{site}/{edition('en')}")
    page.click("#s1-b2-k1")
    page.wait_for_timeout(1000)
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    page.wait_for_timeout(300)
    assert page.is_visible("[name=return]")
    page.wait_for_timeout(3000)
    assert page.evaluate("scrollY") == 0
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans", "ar"])
def test_another_site_shows_the_player_by_the_snippet(
    visit: Callable[..., Any], site: str, served: tuple[Path, str], language: str
) -> None:
    one = visit(edition(language))
    one.page.click(".embedding summary")
    snippet = one.page.input_value(".embedding textarea")
    assert f"{site}/road/{language}/embed.html" in snippet
    folder, address = served
    (folder / "elsewhere.html").write_text(
        f"<!doctype html><title>x</title><link rel=icon href='data:,'>{snippet}", "utf-8"
    )
    elsewhere = visit(f"{address}/elsewhere.html".replace("127.0.0.1", "localhost"))
    frame = elsewhere.page.frames[1]
    frame.wait_for_selector("audio")
    frame.evaluate("document.querySelector('audio').play()")
    while not (said := frame.evaluate("document.querySelector('.said').textContent")):
        elsewhere.page.wait_for_timeout(50)
    assert said == frame.text_content("h1")
    assert frame.evaluate("document.documentElement.lang") == language
    assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert frame.evaluate("document.querySelector('.page').href").startswith(f"{site}/road/{language}/")
    assert elsewhere.faults == []


@pytest.mark.slow
def test_a_refusal_to_copy_an_embedding_is_told(visit: Callable[..., Any]) -> None:
    one = visit(edition("ko"))
    one.page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    one.page.click(".embedding summary")
    one.page.click("[name=copy]")
    one.until("document.querySelector('#notice').textContent")
    assert one.page.text_content("#notice") == words("ko")["not_copied"]
    assert one.page.evaluate("document.activeElement.value").startswith("<iframe ")


@pytest.mark.slow
def test_editors_that_look_for_an_embedding_find_it(visit: Callable[..., Any], site: str) -> None:
    one = visit(edition("ko"))
    found = one.page.get_attribute("link[type='application/json+oembed']", "href")
    answer = one.page.request.get(found)
    told = json.loads(answer.text())
    assert (told["type"], told["version"]) == ("rich", "1.0")
    assert told["title"] == one.page.text_content("h1")
    assert one.page.request.get(told["thumbnail_url"]).ok
    assert "embed.html" in told["html"]
    assert all(address.startswith(site) for address in (found, told["thumbnail_url"]))


@pytest.fixture
def offline(visit: Callable[..., Any]) -> Callable[..., Any]:
    """A page that was kept, in a browser that has lost its connection."""

    def keep(language: str) -> Any:
        one = visit(edition(language))
        one.page.check("[name=keep]")
        one.until(f"{TOLD} !== ''", 60)
        one.context.set_offline(True)
        return one

    return keep


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ko", "ar"])
def test_a_page_that_was_kept_is_read_and_heard_without_a_connection(
    offline: Callable[..., Any], language: str
) -> None:
    one = offline(language)
    one.page.reload()
    assert one.page.is_checked("[name=keep]")
    one.page.click("#s2-b2-k1")
    one.until(f"!{PAUSED} && {TIME} > 1 && {MARKED}.startsWith('s2-')")
    assert one.page.evaluate("document.querySelector('#s1-b3 img').naturalWidth") == 48
    assert one.page.evaluate("document.querySelector('.cover').naturalWidth") == 512


@pytest.mark.slow
def test_what_was_kept_goes_when_its_reader_asks(offline: Callable[..., Any]) -> None:
    one = offline("en")
    one.context.set_offline(False)
    one.page.reload()
    assert one.page.evaluate("caches.keys().then(names => names.length)") == 1
    one.page.uncheck("[name=keep]")
    one.until("!document.querySelector('[name=keep]').disabled")
    left = "Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then(found => found.flat().length)"
    assert one.page.evaluate(left) == 0


@pytest.mark.slow
def test_nothing_is_kept_that_nobody_asked_for(visit: Callable[..., Any]) -> None:
    one = visit(edition("en"))
    one.page.click("[name=listen]")
    one.until(f"{TIME} > 0.2")
    assert one.page.evaluate("caches.keys().then(names => names.length)") == 0
    assert not one.page.is_checked("[name=keep]")


@pytest.mark.slow
def test_a_corrected_page_is_shown_where_there_is_a_connection_and_kept_from_then_on(
    offline: Callable[..., Any], served: tuple[Path, str]
) -> None:
    one = offline("zh-Hans")
    one.context.set_offline(False)
    file = served[0] / "site" / edition("zh-Hans")
    before = file.read_text("utf-8")
    try:
        file.write_text(before.replace("<title>", "<title>更正："), "utf-8")
        one.page.reload()
        assert one.page.title().startswith("更正：")
    finally:
        file.write_text(before, "utf-8")
    one.context.set_offline(True)
    one.page.reload()
    assert one.page.title().startswith("更正：")


@pytest.mark.slow
def test_an_edition_that_was_withdrawn_is_not_kept(
    offline: Callable[..., Any], served: tuple[Path, str]
) -> None:
    one = offline("ar")
    one.context.set_offline(False)
    file = served[0] / "site" / edition("ar")
    aside = file.rename(file.with_suffix(".aside"))
    try:
        one.page.reload()
        assert one.page.evaluate("caches.keys().then(names => names.length)") == 0
    finally:
        aside.rename(file)


KEPT = "caches.keys().then(names => names.map(name => name.match(/road.([^/]+)/)[1]).sort())"


@pytest.mark.slow
@pytest.mark.parametrize(("own", "other"), [("ko", "en"), ("ar", "zh-Hans")])
def test_two_languages_are_kept_together_and_go_together(
    visit: Callable[..., Any], own: str, other: str
) -> None:
    one = visit(edition(own))
    show_second(one, other)
    one.page.keyboard.press("Escape")
    one.page.check("[name=keep]")
    one.until(f"{TOLD} !== ''", 60)
    one.context.set_offline(True)
    one.page.reload()
    one.until("document.documentElement.classList.contains('two')")
    one.page.click(f".site a[hreflang={other}]")
    one.page.wait_for_url(f"**/{other}/**")
    one.page.click("#s2-b2-k1")
    one.until(f"!{PAUSED} && {TIME} > 1 && {MARKED}.startsWith('s2-')")
    one.context.set_offline(False)
    one.page.go_back()
    one.until("document.documentElement.classList.contains('two')")
    one.page.uncheck("[name=keep]")
    one.until("!document.querySelector('[name=keep]').disabled")
    assert one.page.evaluate(KEPT) == []


@pytest.mark.slow
def test_a_language_that_is_chosen_later_is_kept_with_the_page(offline: Callable[..., Any]) -> None:
    one = offline("en")
    one.context.set_offline(False)
    show_second(one, "ko")
    one.until(f"{KEPT}.then(kept => kept.length === 2)", 60)
    assert one.page.evaluate(KEPT) == ["en", "ko"]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ko", "ar"])
def test_the_player_for_other_sites_goes_on_at_its_readers_speed_and_place(
    visit: Callable[..., Any], site: str, language: str
) -> None:
    one = visit(edition(language))
    one.page.click("#s2-b2-k1")
    one.until(f"!{PAUSED} && {TIME} > 1")
    one.page.select_option("[name=speed]", "1.5")
    one.page.click("[name=play]")
    one.until(PAUSED)
    left = one.page.evaluate(TIME)
    one.page.goto(f"{site}/road/{language}/embed.html")
    one.page.evaluate("document.querySelector('audio').play()")
    one.until(f"{TIME} > {left}")
    assert one.page.evaluate(TIME) < left + 5
    assert one.page.evaluate("document.querySelector('audio').playbackRate") == 1.5
    one.page.evaluate("document.querySelector('audio').playbackRate = 2")
    one.until(f"{TIME} > {left} + 2")
    one.page.evaluate("document.querySelector('audio').pause()")
    one.page.goto(f"{site}/{edition(language)}")
    assert one.page.input_value("[name=speed]") == "2"
    one.page.click("[name=listen]")
    one.until(f"{TIME} > {left} + 2")
    assert one.faults == []
