"""How long an edition's page takes on a slow line: until its text is seen, and from a press of Play until it sounds.

Usage: python scripts/bench_page.py EDITION [--bytes 50000] [--latency 400] [--runs 3]
EDITION is the folder of an edition, as output/article/ko. It is served on loopback and opened by Debian's Chromium, which holds
the line to so many bytes a second and so many milliseconds there and back (Chromium's own slow 3G). The median counts. Beside
it: what the page itself weighs, and all that came before the first sound. Ends with 1 when a goal is missed.
"""

import shutil
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from local_server import serving
from playwright.sync_api import sync_playwright

TEXT_S, SOUND_S, PAGE_KB = 0.8, 1.5, 60
LONGEST_MS = 60_000
PLAY = """longest => new Promise((done, fail) => {
    const audio = document.querySelector('audio')
    const begun = performance.now()
    audio.addEventListener('timeupdate', () => { if (audio.currentTime > 0) done(performance.now() - begun) })
    setTimeout(() => fail(new Error('Nothing sounded.')), longest)
    document.querySelector('[name=listen]').click()
})"""


class Visit(NamedTuple):
    """What one visit took."""

    text_s: float
    sound_s: float
    page_kb: float
    received_kb: float


def main() -> None:
    """Measure, print, and judge."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("edition", type=Path)
    parser.add_argument("--bytes", type=int, default=50_000)
    parser.add_argument("--latency", type=int, default=400)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with serving(asked.edition.resolve().parents[1]) as address, _browser() as browser:
        page = f"{address}/{asked.edition.resolve().parent.name}/{asked.edition.name}/index.html"
        visits = [_visit(browser, page, asked) for _ in range(asked.runs)]
    text_s, sound_s, page_kb, received_kb = (median(values) for values in zip(*visits, strict=True))
    print(f"first text  {text_s:6.2f} s, goal {TEXT_S:g} s")
    print(
        f"first sound {sound_s:6.2f} s after Play, goal {SOUND_S:g} s; {received_kb:.0f} kB had come by then"
    )
    print(f"the page    {page_kb:6.1f} kB, goal {PAGE_KB} kB")
    raise SystemExit(text_s > TEXT_S or sound_s > SOUND_S or page_kb > PAGE_KB)


def _visit(browser: Any, address: str, line: Namespace) -> Visit:
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    received: list[int] = []
    session.on("Network.dataReceived", lambda told: received.append(told["dataLength"]))
    session.send("Network.enable")
    limits = {"latency": line.latency, "downloadThroughput": line.bytes, "uploadThroughput": line.bytes}
    session.send("Network.emulateNetworkConditions", {"offline": False, **limits})
    weight = len(page.goto(address, wait_until="load").body())
    page.wait_for_timeout(1_000)
    text = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    sound = page.evaluate(PLAY, LONGEST_MS)
    context.close()
    return Visit(text / 1000, sound / 1000, weight / 1000, sum(received) / 1000)


@contextmanager
def _browser() -> Iterator[Any]:
    path = shutil.which("chromium")
    if not path:
        raise SystemExit("Chromium is not on the PATH: apt-get install chromium")
    with sync_playwright() as playwright:
        flags = ["--autoplay-policy=no-user-gesture-required"]
        launched = playwright.chromium.launch(executable_path=path, args=flags, chromium_sandbox=False)
        yield launched
        launched.close()


if __name__ == "__main__":
    main()
