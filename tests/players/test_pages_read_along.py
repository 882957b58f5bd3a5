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
        one.page.select_option("[name=speed]", "2")
        one.page.evaluate(WATCH)
        one.page.click("[name=play]")
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


@pytest.mark.slow
def test_everything_is_done_by_keyboard_alone(visit: Callable[..., Visit]) -> None:
    one = visit(edition("en"))
    page = one.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.name || document.activeElement.id || document.activeElement.tagName"
            )
        )
    assert {"play", "back", "on", "chapter", "speed", "AUDIO", "A", "s0-b1-k1"} <= reached
    page.focus("#s0-b1-k1")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    one.until("!document.querySelector('audio').paused")
    assert page.evaluate("document.querySelector('.-epub-media-overlay-active').id") == second
    page.focus("[name=play]")
    page.keyboard.press("Space")
    one.until("document.querySelector('audio').paused")
    page.focus("[name=on]")
    before = page.evaluate("document.querySelector('audio').currentTime")
    page.keyboard.press("Enter")
    one.until(f"document.querySelector('audio').currentTime > {before}")
    page.focus("[name=chapter]")
    page.keyboard.press("End")
    one.until("document.querySelector('.-epub-media-overlay-active').closest('section').id === 's2'")


@pytest.mark.slow
def test_arrows_follow_the_direction_of_the_text(visit: Callable[..., Visit]) -> None:
    page = visit(edition("ar")).page
    page.focus("#s0-b1-k1")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.id") == "s0-b2-k1"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "s0-b1-k1"


@pytest.mark.slow
def test_a_click_on_a_sentence_plays_from_it_and_the_place_is_remembered(visit: Callable[..., Visit]) -> None:
    one = visit(edition("ko"))
    one.page.click("#s2-b2-k1")
    one.until("document.querySelector('audio').currentTime > 0.5")
    assert one.playing()[0].startswith("s2-")
    one.page.click("[name=play]")
    time = one.page.evaluate("document.querySelector('audio').currentTime")
    one.page.reload()
    one.until(f"Math.abs(document.querySelector('audio').currentTime - {time}) < 0.5")
    assert one.faults == []


@pytest.mark.slow
def test_the_language_switch_stays_at_the_section_that_is_read(visit: Callable[..., Visit]) -> None:
    one = visit(edition("en"))
    one.page.click("#s2-b2-k1")
    one.until("!document.querySelector('audio').paused")
    one.page.click(".site a[hreflang=ar]")
    one.page.wait_for_url("**/ar/index.html#s2")
    assert one.page.evaluate("document.documentElement.lang") == "ar"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_script_the_page_is_whole(visit: Callable[..., Visit], language: str) -> None:
    page = visit(edition(language), java_script_enabled=False).page
    assert page.locator("audio[controls]").is_visible()
    assert page.locator("#read-along").is_hidden()
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
    if path.startswith("road/") and path != "road/index.html":
        one.page.evaluate("document.querySelector('#s1-b2-k1').classList.add('-epub-media-overlay-active')")
    one.page.evaluate((npm_package("axe-core", "4.10.3") / "axe.min.js").read_text("utf-8"))
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
    if one.page.locator("[name=play]").count():
        one.page.click("[name=play]")
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
    one.page.click("[name=play]")
    one.until("document.querySelector('audio').currentTime > 0.2", 5)
    assert one.page.evaluate("document.querySelector('#s1-b3 img').naturalWidth") == 48
    assert one.faults == []
    one.close()
