"""An edition's page in a real browser: it reads along, obeys keys, and is as its reader likes it."""

from collections.abc import Callable
from statistics import median
from typing import Any

import pytest

LATEST_S = 0.3


def edition(language: str) -> str:
    return f"road/{language}/index.html"


@pytest.mark.slow
def test_every_sentence_is_marked_while_it_sounds(visit: Callable[..., Any], watch: str, cues: str) -> None:
    visits = {language: visit(edition(language)) for language in ("en", "ko", "zh-Hans", "ar")}
    for one in visits.values():
        one.page.evaluate(f"() => {{{watch}}}")
        one.page.click("[name=listen]")
        one.page.select_option("[name=speed]", "2")
    for one in visits.values():
        one.until("document.querySelector('audio').ended", 120)
        seen, off = one.page.evaluate("[window.seen, window.off]")
        assert len(off) > len(seen) / 2
        wanted = one.page.evaluate(f"{cues}.map(([id]) => id).filter(id => document.getElementById(id))")
        assert seen == wanted
        assert median(off) <= LATEST_S  # one may be late where the machine is busy
        assert one.faults == []


MARKED = "document.querySelector('.-epub-media-overlay-active')?.id"
PAUSED = "document.querySelector('audio').paused"
TIME = "document.querySelector('audio').currentTime"


@pytest.mark.slow
def test_everything_is_done_by_keyboard_alone(visit: Callable[..., Any]) -> None:
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
    visit: Callable[..., Any],
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
    visit: Callable[..., Any],
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
def test_a_click_on_a_sentence_plays_from_it_and_the_place_is_remembered(visit: Callable[..., Any]) -> None:
    one = visit(edition("ko"))
    one.page.click("#s2-b2-k1")
    one.until(f"{TIME} > 0.5 && {MARKED}?.startsWith('s2-')")
    one.page.click("[name=play]")
    time = one.page.evaluate(TIME)
    one.page.reload()
    assert "부터 이어 듣기" in one.page.text_content("[name=listen]")
    one.page.click("[name=listen]")
    one.until(f"{TIME} >= {time} && {MARKED}?.startsWith('s2-')")
    assert one.faults == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ko", "ar"])
def test_another_language_goes_on_with_the_same_sentence_and_plays_if_it_played(
    visit: Callable[..., Any], language: str
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
def test_a_link_leads_to_a_moment_by_time_or_by_sentence(visit: Callable[..., Any]) -> None:
    by_sentence = visit(f"{edition('zh-Hans')}#s2-b2-k1")
    by_sentence.until(f"{TIME} > 0 && {MARKED} === 's2-b2-k1'")
    assert by_sentence.page.evaluate(PAUSED)
    time = by_sentence.page.evaluate(TIME)
    by_time = visit(f"{edition('zh-Hans')}?t=0m{time + 0.3:.1f}s")
    by_time.until(f"{TIME} > {time} && {MARKED} === 's2-b2-k1'")
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
    visit: Callable[..., Any],
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
@pytest.mark.parametrize("language", ["ko", "ar"])
def test_who_scrolled_to_the_button_that_plays_is_taken_to_the_sentence_that_sounds(
    visit: Callable[..., Any], language: str
) -> None:
    one = visit(edition(language), viewport={"width": 320, "height": 200})
    one.page.locator("[name=listen]").scroll_into_view_if_needed()
    assert one.page.evaluate("document.querySelector('h1').getBoundingClientRect().top") < 0
    one.page.click("[name=listen]")
    one.until(
        "[document.querySelector('.-epub-media-overlay-active')?.getBoundingClientRect()]"
        ".some(place => place && place.top >= 0 && place.bottom <= innerHeight)",
        10,
    )
    assert one.page.is_hidden("[name=return]")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_bar_is_one_row_at_320_and_a_button_in_a_low_window(
    visit: Callable[..., Any], language: str
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
def test_the_sentence_stands_out_in_forced_colours_and_without_colour(visit: Callable[..., Any]) -> None:
    one = visit(edition("en"), forced_colors="active")
    one.page.click("[name=listen]")
    one.until(f"{MARKED} !== undefined")
    look = one.page.evaluate(
        """() => {
            const style = getComputedStyle(document.querySelector('.-epub-media-overlay-active'))
            const [ground] = style.backgroundImage.match(/rgba?[^)]*[)]/)
            const page = getComputedStyle(document.body)
            return [ground !== page.backgroundColor, style.textDecorationLine, style.outlineStyle]
        }"""
    )
    assert look == [True, "underline", "solid"]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko", "ar"])
def test_no_line_of_a_marked_sentence_covers_the_one_before(visit: Callable[..., Any], language: str) -> None:
    one = visit(edition(language), viewport={"width": 320, "height": 640})
    one.page.evaluate("document.querySelector('h1 span').append(' A way that is long and goes on')")
    one.page.click("h1 span")
    one.until(f"{MARKED} === 's0-b1-k1'")
    lines, ground = one.page.evaluate(
        """() => {
            const title = document.querySelector('h1 span')
            const style = getComputedStyle(title)
            const height = parseFloat(style.lineHeight) / parseFloat(style.fontSize)
            const probe = document.createElement('div')
            probe.style = `height: ${style.backgroundSize.split(' ')[1]}`
            title.append(probe)
            return [title.getClientRects().length, probe.offsetHeight / parseFloat(style.fontSize) - height]
        }"""
    )
    assert lines > 1
    assert abs(ground) <= 0.02


@pytest.mark.slow
def test_a_recording_that_does_not_come_is_told_in_words(visit: Callable[..., Any], site: str) -> None:
    one = visit(edition("ko"))
    one.context.route("**/*.mp3*", lambda route: route.abort())
    one.page.click("[name=listen]")
    one.until("document.getElementById('notice').textContent.includes('인터넷 연결을 확인')")
    one.context.unroute("**/*.mp3*")
    one.page.click("[name=listen]")
    one.until(f"{TIME} > 0.2")
    assert one.page.text_content("#notice") == ""


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ko", "zh-Hans"])
def test_a_recording_that_fails_on_the_way_goes_on_from_the_place_kept(
    visit: Callable[..., Any], language: str
) -> None:
    one = visit(f"{edition(language)}#%")
    one.page.evaluate("localStorage.setItem(`manyvoices:${location.pathname}`, '2.5')")
    one.context.route("**/*.mp3*", lambda route: route.abort())
    one.page.reload()
    begin = one.page.text_content("[name=listen]")
    one.page.click("[name=listen]")
    one.until("document.getElementById('notice').textContent !== ''")
    one.until(PAUSED)
    assert one.page.text_content("[name=listen]") == begin
    assert one.page.evaluate("localStorage.getItem(`manyvoices:${location.pathname}`)") == "2.5"
    one.context.unroute("**/*.mp3*")
    one.page.click("[name=listen]")
    one.until(f"!{PAUSED} && {TIME} > 2.5")
    assert [fault for fault in one.faults if "ERR_FAILED" not in fault] == []


@pytest.mark.slow
def test_the_text_is_set_as_its_reader_likes_and_stays_so(visit: Callable[..., Any]) -> None:
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
def test_the_recording_stops_by_itself_where_its_section_ends(visit: Callable[..., Any]) -> None:
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
def test_the_system_s_controls_show_the_cover_and_seek(visit: Callable[..., Any]) -> None:
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
    assert told[2].endswith("/ko/cover-small.jpg")
