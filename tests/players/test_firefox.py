"""What readers do on an edition's page, in Firefox."""

from pathlib import Path
from statistics import median
from typing import Any

import pytest

pytestmark = pytest.mark.slow

LATEST_S = 0.3
END = "\ue010"
MARKED = "document.querySelector('.-epub-media-overlay-active')?.id"
AUDIO = "document.querySelector('audio')"
NOTICE = "document.getElementById('notice').textContent"


def edition(site: str, language: str) -> str:
    return f"{site}/road/{language}/index.html"


def choose(firefox: Any, name: str, value: str) -> None:
    firefox.run(
        f"const it = document.querySelector('[name={name}]'); it.value = '{value}'; it.dispatchEvent(new Event('change'))"
    )


def click(firefox: Any, selector: str) -> None:
    firefox.run(f"document.querySelector('{selector}').click()")


@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans", "ar"])
def test_every_sentence_is_marked_while_it_sounds(
    firefox: Any, site: str, watch: str, cues: str, language: str
) -> None:
    firefox.go(edition(site, language))
    firefox.run(watch)
    click(firefox, "[name=listen]")
    choose(firefox, "speed", "2")
    firefox.until(f"{AUDIO}.ended", 120)
    seen, off = firefox.run("return [window.seen, window.off]")
    wanted = firefox.run(f"return {cues}.map(([id]) => id).filter(id => document.getElementById(id))")
    assert seen == wanted
    assert median(off) <= LATEST_S


def test_another_language_goes_on_with_the_same_sentence(firefox: Any, site: str) -> None:
    firefox.go(edition(site, "en"))
    click(firefox, "#s2-b2-k1")
    firefox.until(f"!{AUDIO}.paused && {AUDIO}.currentTime > 1")
    firefox.run(f"{AUDIO}.playbackRate = 0.3")
    click(firefox, ".site a[hreflang=ko]")
    firefox.until("location.pathname.includes('/ko/') && document.readyState === 'complete'")
    firefox.until(f"!{AUDIO}.paused && {MARKED} === 's2-b2-k1' && {AUDIO}.currentTime > 1")


def test_the_page_stays_where_its_reader_scrolls(firefox: Any, site: str) -> None:
    firefox.resize(450, 450)
    firefox.go(edition(site, "en"))
    click(firefox, "[name=listen]")
    choose(firefox, "speed", "2")
    firefox.until(f"{AUDIO}.currentTime > 1")
    firefox.run("document.activeElement.blur()")
    firefox.press(END)
    firefox.until("scrollY > 0")
    firefox.run("await new Promise(done => setTimeout(done, 1500))")
    put, before = firefox.run(f"return [scrollY, {MARKED}]")
    firefox.until(f"{MARKED} !== '{before}'")
    firefox.run("await new Promise(done => setTimeout(done, 3000))")
    assert firefox.run("return scrollY") == put
    assert firefox.run("return !document.querySelector('[name=return]').hidden")


def test_two_languages_are_shown_and_read_aloud_by_turns(firefox: Any, site: str) -> None:
    firefox.go(edition(site, "en"))
    choose(firefox, "second", "ko")
    firefox.until("document.querySelector('#s1-b2-k1').nextElementSibling?.lang === 'ko'")
    click(firefox, "[name=both]")
    click(firefox, "#s1-b2-k1")
    firefox.until("document.querySelector('.other.turn')")
    firefox.until(f"{MARKED} === 's1-b2-k2' && !document.querySelector('.other.turn')")


def test_a_recording_that_was_kept_sounds_where_its_server_has_none(
    firefox: Any, site: str, served: tuple[Path, str]
) -> None:
    firefox.go(edition(site, "ko"))
    click(firefox, "[name=keep]")
    firefox.until(f"{NOTICE} !== ''")
    folder = served[0] / "site"
    away = folder.rename(served[0] / "away")
    try:
        click(firefox, "#s2-b2-k1")
        firefox.until(f"!{AUDIO}.paused && {AUDIO}.currentTime > 1 && {MARKED}.startsWith('s2-')")
    finally:
        away.rename(folder)
    click(firefox, "[name=keep]")
    firefox.until("!document.querySelector('[name=keep]').disabled")
    assert firefox.run("return (await caches.keys()).length") == 0
