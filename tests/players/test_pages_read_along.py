"""The web page in a real browser: it reads along, obeys keys, and asks nothing of anybody else."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from pipeline.document.report import Report

LATEST_S = 0.3
LANGUAGES = ("ko", "zh-Hans", "ar")
ARTICLE = """---
title: The way home
author: Ada Okafor
date: 2024-01-01
lang: en
description: A short walk.
---

## The road

They went home. Nobody spoke at all. The road was long.

![A road at night.](road.png "The road.")

| Place | Hours |
| --- | --- |
| Mill | 2 |

## The house

The door stood open.[^1] Nobody was there.

- Bread
- Water

[^1]: Nobody knows why.
"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def site(served: tuple[Path, str], published: Callable[..., Report]) -> str:
    """The address of a published site: an article in four languages, marked and hummed."""
    from PIL import Image

    folder, address = served
    Image.new("RGB", (48, 32), (60, 60, 70)).save(folder / "road.png")
    article = folder / "road.md"
    article.write_text(ARTICLE, "utf-8")
    published(folder, article, to=LANGUAGES, output=folder / "site", base_url=f"{address}/site")
    return f"{address}/site"


class Visit:
    """A page in the browser, with all that went wrong on it."""

    def __init__(self, browser: Any, address: str, **context: Any) -> None:
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(address)

    def playing(self) -> tuple[str, float]:
        """The sentence that is marked, and how far it lies from the one that should be, in seconds."""
        found = self.page.evaluate(
            """() => {
                const { cues } = JSON.parse(document.getElementById('cues').textContent)
                const time = document.querySelector('audio').currentTime
                const id = document.querySelector('.-epub-media-overlay-active')?.id ?? ''
                const number = cues.findIndex(cue => cue[0] === id)
                const begin = cues[number]?.[1] / 1000
                const end = (cues[number + 1]?.[1] ?? Infinity) / 1000
                return [id, time < begin ? begin - time : time > end ? time - end : 0]
            }"""
        )
        return found[0], found[1]

    def until(self, condition: str, seconds: float = 30) -> None:
        """Wait for a condition; by asking again and again, since the page's policy lets nobody evaluate text."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, f"{condition} never came true"
            self.page.wait_for_timeout(50)

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def visit(browser: Any, site: str) -> Iterator[Callable[..., Visit]]:
    opened: list[Visit] = []

    def open(path: str, **context: Any) -> Visit:
        opened.append(Visit(browser, f"{site}/{path}", **context))
        return opened[-1]

    yield open
    for one in opened:
        one.close()


def edition(language: str) -> str:
    return f"road/{language}/index.html"


@pytest.mark.slow
def test_every_sentence_is_marked_while_it_sounds(visit: Callable[..., Visit]) -> None:
    visits = {language: visit(edition(language)) for language in ("en", *LANGUAGES)}
    for one in visits.values():
        one.page.evaluate(WATCH)
        one.page.click("[name=listen]")
        one.page.select_option("[name=speed]", "2")
    for one in visits.values():
        one.until("document.querySelector('audio').ended", 120)
        seen, off = one.page.evaluate("[window.seen, window.off]")
        assert len(off) > len(seen) / 2
        wanted = one.page.evaluate(
            """JSON.parse(document.getElementById('cues').textContent).cues
                .map(cue => cue[0]).filter(id => document.getElementById(id))"""
        )
        assert seen == wanted
        assert median(off) <= LATEST_S  # one may be late where the machine is busy
        assert one.faults == []


WATCH = """() => {
    const { cues } = JSON.parse(document.getElementById('cues').textContent)
    const begins = new Map(cues.map(([id, begin]) => [id, begin / 1000]))
    const audio = document.querySelector('audio')
    window.seen = []
    window.off = []
    const look = () => {
        const id = document.querySelector('.-epub-media-overlay-active')?.id
        if (id && id !== window.seen.at(-1)) {
            window.seen.push(id)
            if (!audio.paused) window.off.push(Math.abs(audio.currentTime - begins.get(id)))
        }
        setTimeout(look, 10)
    }
    look()
}"""


MARKED = "document.querySelector('.-epub-media-overlay-active')?.id"
PAUSED = "document.querySelector('audio').paused"
TIME = "document.querySelector('audio').currentTime"


@pytest.mark.slow
def test_everything_is_done_by_keyboard_alone(visit: Callable[..., Visit]) -> None:
    one = visit(edition("en"))
    page = one.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("[name=listen]")
    page.keyboard.press("Enter")
    one.until(f"!{PAUSED}")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
    assert {"play", "earlier", "back", "on", "later", "position", "speed", "more", "close", "A"} <= set(
        reached
    )
    assert reached.count("here") == 1  # one stop for all sentences
    page.focus("[name=play]")
    page.keyboard.press("Space")
    one.until(PAUSED)
    before = page.evaluate(TIME)
    page.focus("[name=on]")
    page.keyboard.press("Enter")
    one.until(f"{TIME} > {before}")
    page.focus("[name=more]")
    page.keyboard.press("Enter")
    page.focus("[name=chapter]")
    page.keyboard.press("End")
    one.until("document.querySelector('.-epub-media-overlay-active').closest('section').id === 's2'")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "more"


@pytest.mark.slow
def test_one_button_plays_from_any_sentence_and_arrows_lead_it_on_as_the_text_runs(
    visit: Callable[..., Visit],
) -> None:
    one = visit(edition("ar"))
    page = one.page
    page.focus("[name=here]")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(NAMED) == "التشغيل من هنا s0-b2-k1"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    third = page.evaluate(NAMED).split()[-1]
    page.keyboard.press("Enter")
    one.until(f"!{PAUSED}")
    assert page.evaluate(MARKED) == third
    assert one.faults == []


NAMED = """(() => {
    const [name, id] = document.activeElement.getAttribute('aria-labelledby').split(' ')
    return `${document.getElementById(name).textContent} ${document.getElementById(id).id}`
})()"""


@pytest.mark.slow
def test_keys_play_skip_and_change_the_speed_and_leave_the_browser_its_own(
    visit: Callable[..., Visit],
) -> None:
    one = visit(edition("ko"))
    page = one.page
    page.keyboard.press("Space")  # scrolls, for no player is at hand
    assert page.evaluate(PAUSED)
    page.evaluate("scrollTo(0, 0)")
    page.keyboard.press("k")
    one.until(f"!{PAUSED}")
    for key in ("Control+k", "Alt+ArrowLeft", "Shift+Space", "PageDown", "Tab"):
        taken = page.evaluate(TAKEN, key)
        assert not taken, key
    page.keyboard.press("k")
    one.until(PAUSED)
    page.keyboard.press("l")
    one.until(f"{TIME} > 10")
    page.keyboard.press("j")
    one.until(f"{TIME} < 10")
    before = page.evaluate(MARKED)
    page.keyboard.press("ArrowRight")
    one.until(f"{MARKED} !== '{before}'")
    page.keyboard.press(">")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.25
    assert page.text_content("#notice") == "1.25×"
    page.focus("[name=speed]")
    page.keyboard.press("k")
    assert page.evaluate(PAUSED)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.is_visible("#keys dl")
    page.uncheck("[name=shortcuts]")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("k")
    assert page.evaluate(PAUSED)
    page.reload()
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.25
    assert not page.is_checked("[name=shortcuts]")


TAKEN = """keys => {
    const [key, ...held] = keys.split('+').reverse()
    const event = new KeyboardEvent('keydown', {
        key: key === 'Space' ? ' ' : key, bubbles: true, cancelable: true,
        ctrlKey: held.includes('Control'), altKey: held.includes('Alt'), shiftKey: held.includes('Shift'),
    })
    return !document.body.dispatchEvent(event)
}"""


@pytest.mark.slow
def test_a_click_on_a_sentence_plays_from_it_and_the_place_is_remembered(visit: Callable[..., Visit]) -> None:
    one = visit(edition("ko"))
    one.page.click("#s2-b2-k1")
    one.until(f"{TIME} > 0.5")
    assert one.playing()[0].startswith("s2-")
    one.page.click("[name=play]")
    time = one.page.evaluate(TIME)
    one.page.reload()
    assert "부터 이어 듣기" in one.page.text_content("[name=listen]")
    one.page.click("[name=listen]")
    one.until(f"{TIME} >= {time}")
    assert one.playing()[0].startswith("s2-")
    assert one.faults == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ko", "ar"])
def test_another_language_goes_on_with_the_same_sentence_and_plays_if_it_played(
    visit: Callable[..., Visit], language: str
) -> None:
    one = visit(edition("en"))
    one.page.click("#s2-b2-k1")
    one.until(f"!{PAUSED} && {TIME} > 1")
    one.page.evaluate(
        "document.querySelector('audio').playbackRate = 0.1"
    )  # the sentence sounds until it is left
    one.page.click("[name=more]")
    one.page.click(f"#go-on [hreflang={language}]")
    one.page.wait_for_url(f"**/{language}/index.html*#s2-b2-k1")
    one.until(f"!{PAUSED} && {MARKED} === 's2-b2-k1' && {TIME} > 1")
    assert one.page.evaluate("document.documentElement.lang") == language
    assert one.page.evaluate("location.search") == ""
    one.page.click("[name=play]")
    one.page.evaluate("scrollTo(0, 0)")
    one.page.click(".site a[hreflang=zh-Hans]")
    one.page.wait_for_url("**/zh-Hans/index.html#*")
    assert one.page.evaluate(PAUSED)
    assert one.faults == []


@pytest.mark.slow
def test_a_link_leads_to_a_moment_by_time_or_by_sentence(visit: Callable[..., Visit]) -> None:
    by_sentence = visit(f"{edition('zh-Hans')}#s2-b2-k1")
    by_sentence.until(f"{TIME} > 0")
    assert by_sentence.page.evaluate(MARKED) == "s2-b2-k1"
    assert by_sentence.page.evaluate(PAUSED)
    time = by_sentence.page.evaluate(TIME)
    by_time = visit(f"{edition('zh-Hans')}?t=0m{time + 0.3:.1f}s")
    by_time.until(f"{TIME} > {time}")
    assert by_time.page.evaluate(MARKED) == "s2-b2-k1"
    shared = by_time.page.evaluate(
        """() => {
            navigator.share = async told => { window.shared = told.url }
            document.querySelector('[name=share]').click()
            return window.shared
        }"""
    )
    assert shared.endswith("/zh-Hans/" + f"?t={int(time)}#s2-b2-k1")


@pytest.mark.slow
def test_the_page_stays_where_its_reader_scrolls_and_follows_again_when_asked(
    visit: Callable[..., Visit],
) -> None:
    one = visit(edition("en"), viewport={"width": 400, "height": 360})
    page = one.page
    page.click("[name=listen]")
    page.select_option("[name=speed]", "2")
    page.evaluate("document.activeElement.blur()")
    one.until(f"{TIME} > 1")
    page.keyboard.press("End")
    page.wait_for_timeout(600)
    put = page.evaluate("scrollY")
    seen = set()
    for _ in range(20):
        page.wait_for_timeout(200)
        seen.add(page.evaluate(MARKED))
        assert page.evaluate("scrollY") == put
    assert len(seen) > 1
    page.click("[name=return]")
    one.until(f"document.querySelector('.-epub-media-overlay-active').getBoundingClientRect().top < {360}")
    assert page.is_hidden("[name=return]")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_bar_is_one_row_at_320_and_a_button_in_a_low_window(
    visit: Callable[..., Visit], language: str
) -> None:
    one = visit(edition(language), viewport={"width": 320, "height": 640})
    page = one.page
    page.click("[name=listen]")
    one.until(f"!{PAUSED}")
    shown = "[...document.querySelectorAll('.bar > :is(button, select, .clock)')].filter(each => each.offsetParent)"
    assert (
        page.evaluate(
            f"new Set({shown}.map(each => Math.round(each.offsetTop + each.offsetHeight / 2))).size"
        )
        == 1
    )
    assert page.evaluate(f"{shown}.every(each => each.getBoundingClientRect().width >= 24)")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 pixels at 400 %
    covered = page.evaluate(
        "[player.offsetWidth * player.offsetHeight / (innerWidth * innerHeight), player.offsetHeight / innerHeight]"
    )
    assert max(covered) < 0.4
    page.click("[name=unfold]")
    page.click("[name=later]")
    one.until(f"{TIME} > 10")


@pytest.mark.slow
def test_the_sentence_stands_out_in_forced_colours_and_without_colour(visit: Callable[..., Visit]) -> None:
    one = visit(edition("en"), forced_colors="active")
    one.page.click("[name=listen]")
    one.until(f"{MARKED} !== undefined")
    look = one.page.evaluate(
        """() => {
            const style = getComputedStyle(document.querySelector('.-epub-media-overlay-active'))
            const page = getComputedStyle(document.body)
            return [style.backgroundColor !== page.backgroundColor, style.textDecorationLine, style.outlineStyle]
        }"""
    )
    assert look == [True, "underline", "solid"]


@pytest.mark.slow
def test_a_recording_that_does_not_come_is_told_in_words(visit: Callable[..., Visit], site: str) -> None:
    one = visit(edition("ko"))
    one.context.route("**/*.mp3", lambda route: route.abort())
    one.page.click("[name=listen]")
    one.until("document.getElementById('notice').textContent.includes('인터넷 연결을 확인')")
    one.context.unroute("**/*.mp3")
    one.page.click("[name=listen]")
    one.until(f"{TIME} > 0.2")
    assert one.page.text_content("#notice") == ""


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ko", "zh-Hans"])
def test_a_recording_that_fails_on_the_way_goes_on_from_the_place_kept(
    visit: Callable[..., Visit], language: str
) -> None:
    one = visit(f"{edition(language)}#%")
    one.page.evaluate("localStorage.setItem(`manyvoices:${location.pathname}`, '2.5')")
    one.context.route("**/*.mp3", lambda route: route.abort())
    one.page.reload()
    begin = one.page.text_content("[name=listen]")
    one.page.click("[name=listen]")
    one.until("document.getElementById('notice').textContent !== ''")
    one.until(PAUSED)
    assert one.page.text_content("[name=listen]") == begin
    assert one.page.evaluate("localStorage.getItem(`manyvoices:${location.pathname}`)") == "2.5"
    one.context.unroute("**/*.mp3")
    one.page.click("[name=listen]")
    one.until(f"!{PAUSED} && {TIME} > 2.5")
    assert [fault for fault in one.faults if "ERR_FAILED" not in fault] == []


@pytest.mark.slow
def test_the_text_is_set_as_its_reader_likes_and_stays_so(visit: Callable[..., Visit]) -> None:
    one = visit(edition("ko"))
    size = "parseFloat(getComputedStyle(document.querySelector('#s1-b2')).fontSize)"
    before = one.page.evaluate(size)
    one.page.click("[name=text-settings]")
    one.page.fill("[name=size]", "200")
    one.page.select_option("[name=typeface]", "plain")
    one.page.keyboard.press("Escape")
    one.page.reload()
    assert one.page.evaluate(size) == 2 * before
    assert "OpenDyslexic" in one.page.evaluate(
        "getComputedStyle(document.querySelector('#s1-b2')).fontFamily"
    )
    assert one.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert one.faults == []


@pytest.mark.slow
def test_the_recording_stops_by_itself_where_its_section_ends(visit: Callable[..., Visit]) -> None:
    one = visit(edition("en"))
    last = one.page.evaluate("[...document.querySelectorAll('#s1 span[id]')].at(-1).id")
    one.page.click(f"#{last}")
    one.page.click("[name=more]")
    one.page.select_option("[name=sleep]", "section")
    one.page.keyboard.press("Escape")
    one.until(PAUSED)
    assert one.page.evaluate(MARKED).startswith("s1-")
    assert one.page.input_value("[name=sleep]") == ""


@pytest.mark.slow
def test_the_system_s_controls_show_the_cover_and_seek(visit: Callable[..., Visit]) -> None:
    one = visit(edition("ko"))
    one.page.evaluate(
        "() => { navigator.mediaSession.setPositionState = state => { window.position = state } }"
    )
    one.page.click("[name=listen]")
    one.until("window.position?.duration > 1")
    told = one.page.evaluate(
        "(({ title, artist, artwork }) => [title, artist, artwork[0].src])(navigator.mediaSession.metadata)"
    )
    assert told[0] == one.page.title()
    assert told[1] == "Ada Okafor"
    assert told[2].endswith("/ko/cover.jpg")


@pytest.mark.slow
def test_a_browser_that_keeps_nothing_plays_all_the_same(browser: Any, site: str) -> None:
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{site}/{edition('en')}")
    page.click("[name=listen]")
    page.wait_for_timeout(500)
    assert page.evaluate(f"{TIME} > 0.1")
    assert faults == []
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_script_the_page_is_whole(visit: Callable[..., Visit], language: str) -> None:
    page = visit(edition(language), java_script_enabled=False).page
    assert page.locator("audio[controls]").is_visible()
    assert page.locator("button").filter(visible=True).count() == 0
    assert page.locator("#s2-b2-k1").is_visible()
    assert page.locator(".downloads a").first.get_attribute("href").endswith(".epub")


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["index.html", "road/index.html", edition("en"), edition("ko"), edition("ar")]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(
    visit: Callable[..., Visit], npm_package: Callable[[str, str], Path], path: str, scheme: str
) -> None:
    one = visit(path, color_scheme=scheme, bypass_csp=True)
    one.page.evaluate((npm_package("axe-core", "4.10.3") / "axe.min.js").read_text("utf-8"))
    if path.startswith("road/") and path != "road/index.html":
        one.page.click("#s1-b2-k1")
        one.page.evaluate("for (const window of document.querySelectorAll('dialog')) window.show()")
    found = one.page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
    told = [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]
    assert told == []


@pytest.mark.slow
@pytest.mark.parametrize("path", ["index.html", "road/index.html", edition("en"), edition("ar")])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_window(visit: Callable[..., Visit], path: str, width: int) -> None:
    page = visit(path, viewport={"width": width, "height": 640}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.slow
@pytest.mark.parametrize("path", ["index.html", "road/index.html", edition("en"), edition("zh-Hans")])
def test_no_page_asks_anything_of_another_place_or_breaks_its_policy(
    visit: Callable[..., Visit], site: str, path: str
) -> None:
    one = visit(path)
    if one.page.locator("[name=listen]").count():
        one.page.click("[name=listen]")
        one.until("document.querySelector('audio').currentTime > 0.2")
    assert one.faults == []
    assert all(address.startswith((site, "data:")) for address in one.asked)


@pytest.mark.slow
def test_the_policy_stops_what_a_stranger_puts_in(visit: Callable[..., Visit]) -> None:
    one = visit(edition("en"))
    one.page.evaluate(
        """() => {
            const script = document.createElement('script')
            script.textContent = 'window.broken = true'
            document.body.append(script)
            const image = document.createElement('img')
            image.src = 'http://127.0.0.1:9/spy.png'
            document.body.append(image)
        }"""
    )
    one.page.wait_for_timeout(300)
    assert one.page.evaluate("window.broken") is None
    assert len([fault for fault in one.faults if "Content Security Policy" in fault]) >= 2


@pytest.mark.slow
def test_the_first_text_comes_within_a_second_on_a_slow_line(browser: Any, site: str) -> None:
    """Chromium's slow 3G: 400 ms there and back, 50 kB a second."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000},
    )
    page.goto(f"{site}/{edition('ko')}", wait_until="domcontentloaded")
    page.wait_for_timeout(1_000)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    size = len(json.dumps(page.content()))
    context.close()
    assert paint < 1500, f"{paint:.0f} ms for {size} letters"


@pytest.mark.slow
def test_an_edition_s_page_works_from_a_folder_too(browser: Any, site: str, served: tuple[Path, str]) -> None:
    folder, _ = served
    one = Visit(browser, (folder / "site" / edition("en")).as_uri())
    one.page.click("[name=listen]")
    one.until("document.querySelector('audio').currentTime > 0.2", 5)
    assert one.page.evaluate("document.querySelector('#s1-b3 img').naturalWidth") == 48
    assert one.faults == []
    one.close()
