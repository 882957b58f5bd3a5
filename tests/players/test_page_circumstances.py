"""Pages under all circumstances, in a real browser: without script or storage, narrow, on a slow line, from a folder; and that
they break no rule of access and ask nothing of anybody else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAINTED = """longest => new Promise((done, fail) => {
    const seen = new PerformanceObserver(told => told.getEntriesByName('first-contentful-paint').length && done())
    seen.observe({ type: 'paint', buffered: true })
    setTimeout(() => fail(new Error('No text was painted.')), longest)
})"""
FIRST_PACKETS = 10 * 1460
"""Bytes that a server may send before it hears of the browser again (RFC 6928)."""


def edition(language: str) -> str:
    return f"road/{language}/index.html"


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
    assert page.evaluate("document.querySelector('audio').currentTime > 0.1")
    assert faults == []
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_script_the_page_is_whole(visit: Callable[..., Any], language: str) -> None:
    page = visit(edition(language), java_script_enabled=False).page
    assert page.locator("audio[controls]").is_visible()
    assert page.locator("button").filter(visible=True).count() == 0
    assert page.locator("#s2-b2-k1").is_visible()
    assert page.locator(".downloads a").first.get_attribute("href").endswith(".epub")


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    ["index.html", "road/index.html", edition("en"), edition("ko"), edition("ar"), "road/ar/embed.html"],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(
    visit: Callable[..., Any], npm_package: Callable[[str, str], Path], path: str, scheme: str
) -> None:
    one = visit(path, color_scheme=scheme, bypass_csp=True)
    one.page.evaluate((npm_package("axe-core", "4.10.3") / "axe.min.js").read_text("utf-8"))
    if one.page.query_selector("#s1-b2-k1"):
        one.page.select_option("[name=second]", "zh-Hans", force=True)
        one.until("document.querySelector('.other')")
        one.page.evaluate("document.querySelector('.embedding').open = true")
        one.page.click("#s1-b2-k1")
        one.page.evaluate("for (const window of document.querySelectorAll('dialog')) window.show()")
    found = one.page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
    told = [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]
    assert told == []


@pytest.mark.slow
@pytest.mark.parametrize("path", ["index.html", "road/index.html", edition("en"), edition("ar")])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_window(visit: Callable[..., Any], path: str, width: int) -> None:
    page = visit(path, viewport={"width": width, "height": 640}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.slow
@pytest.mark.parametrize("path", ["index.html", "road/index.html", edition("en"), edition("zh-Hans")])
def test_no_page_asks_anything_of_another_place_or_breaks_its_policy(
    visit: Callable[..., Any], site: str, path: str
) -> None:
    one = visit(path)
    if one.page.locator("[name=listen]").count():
        one.page.click("[name=listen]")
        one.until("document.querySelector('audio').currentTime > 0.2")
    assert one.faults == []
    assert all(address.startswith((site, "data:")) for address in one.asked)


@pytest.mark.slow
def test_the_policy_stops_what_a_stranger_puts_in(visit: Callable[..., Any]) -> None:
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
@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans", "ar"])
def test_the_first_text_waits_for_nothing_but_the_first_packets_of_the_page(
    browser: Any, site: str, language: str
) -> None:
    """`scripts/bench_page.py` measures how long that takes."""
    context = browser.new_context()
    page = context.new_page()
    address = f"{site}/{edition(language)}"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/*", lambda route: route.continue_() if route.request.url == address else None)
    body = page.goto(address, wait_until="commit").body()
    page.evaluate(PAINTED, 30_000)
    assert page.locator("h1").is_visible()
    assert asked[0] == address
    context.close()
    before = body.partition(b"<h1")[0]
    assert len(before) < FIRST_PACKETS
    assert b" src=" not in before
    assert b'rel="stylesheet"' not in before


@pytest.mark.slow
def test_an_edition_s_page_works_from_a_folder_too(
    visit: Callable[..., Any], site: str, served: tuple[Path, str]
) -> None:
    folder, _ = served
    one = visit((folder / "site" / edition("en")).as_uri())
    one.page.click("[name=listen]")
    one.until("document.querySelector('audio').currentTime > 0.2", 5)
    assert one.page.evaluate("document.querySelector('#s1-b3 img').naturalWidth") == 48
    assert one.faults == []
