"""Measure how a large site is met by a reader: what its list weighs at first, and how long a search takes.

    python scripts/measure_site.py [--articles 5000] [--languages en,ko,zh-Hans,ar,pt-BR]

The articles are made up, each in all languages, with covers where they are seen; Chromium reads them from a server on
loopback. The seconds depend on what else the machine does; bytes and the works of a second writing do not. Ends with 1
when the list weighs more than 200 kB at first, or a second writing of the same site changes a file.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from local_server import serving

from pipeline.site.configuration import SiteConfiguration
from pipeline.site.site_index import write_site

MOST_BYTES = 200_000
PICTURED = 40
"""Newest articles that have a cover: more than a first page shows."""
SUMMARY = "Eleven of the nineteen wells gave no water in August, and the town decides on Friday what is to be done about it."
WORDS = ("wells", "rivers", "schools", "courts", "harbours", "borders", "hospitals", "roads")


def main() -> int:
    """Lay the site, write its pages twice, read it, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--languages", default="en,ko,zh-Hans,ar,pt-BR")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        lay(output, asked.articles, asked.languages.split(","))
        site = SiteConfiguration(output=output, store=Path(folder) / "store", site_title="Voices")
        first = _worked(site)
        times = {path: path.stat().st_mtime_ns for path in output.glob("*.html")}
        second = _worked(site)
        changed = [path.name for path in output.glob("*.html") if times.get(path) != path.stat().st_mtime_ns]
        print(f"pages written in {first:.1f} s of work, again in {second:.1f} s, {len(times)} pages")
        with serving(output) as address:
            heavy = [_read(address, page) > MOST_BYTES for page in ("index.html", "ko.html")]
    return int(any(heavy) or bool(changed))


def lay(output: Path, count: int, languages: Sequence[str]) -> None:
    """So many made-up articles, the newest first."""
    for number in range(count):
        slug, day = (
            f"article-{number}",
            f"{2025 - number // 336}-{12 - number // 28 % 12:02}-{28 - number % 28:02}",
        )
        editions = [_edition(output / slug, tag, number, day) for tag in languages]
        report = {
            "source": f"{slug}.md",
            "title": editions[0]["title"],
            "language": languages[0],
            "date": day,
        }
        text = json.dumps({**report, "editions": editions, "notices": []}, ensure_ascii=False)
        (output / slug / "report.json").write_text(text, "utf-8")


def _edition(folder: Path, tag: str, number: int, day: str) -> dict[str, Any]:
    files = {f"{tag}/{folder.name}.{tag}.mp3": b"sound"}
    if number < PICTURED:
        files[f"{tag}/cover.jpg"] = _cover(number)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    told = [
        {"path": name, "media_type": "", "digest": sha256(data).hexdigest(), "size": len(data)}
        for name, data in files.items()
    ]
    return {
        "language": tag,
        "status": "published",
        "title": f"{number} {WORDS[number % 8]} 우물과 강 {number % 97} 水井与河流",
        "description": SUMMARY,
        "date": day,
        "origin": "original",
        "speaker": {"engine": "hum", "voice": "hum", "version": "1"},
        "seconds": 600.0,
        "files": told,
        **{name: [] for name in ("authors", "engines", "chapters", "disclosures", "notices")},
    }


def _cover(number: int) -> bytes:
    """As hard to pack as a photograph."""
    from PIL import Image

    made = BytesIO()
    noise = Image.effect_noise((375, 375), 40).resize((1500, 1500))
    tint = Image.new("L", noise.size, number * 6 % 255)
    Image.merge("RGB", (noise, tint, noise)).save(made, "JPEG", quality=85)
    return made.getvalue()


def _worked(site: SiteConfiguration) -> float:
    began = time.process_time()
    write_site(site)
    return time.process_time() - began


def _read(address: str, page: str) -> int:
    """The bytes that a page asks for at first, as they lie there; what was found is printed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), chromium_sandbox=False)
        tab = browser.new_page()
        bodies: list[Any] = []
        tab.on("response", lambda answer: bodies.append(answer))
        tab.goto(f"{address}/{page}", wait_until="networkidle")
        painted = tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
        weight = sum(len(each.body()) for each in bodies)
        began = time.perf_counter()
        tab.fill("#search", "우물과 강 42")
        tab.wait_for_selector("#found li")
        searched = time.perf_counter() - began
        found = tab.locator(".status").inner_text()
        fetched = sum(len(each.body()) for each in bodies) - weight
        began = time.perf_counter()
        tab.fill("#search", "河流 courts")
        tab.locator("#found li h2", has_text="courts").first.wait_for()
        again = time.perf_counter() - began
        browser.close()
    print(
        f"{page}: {weight / 1000:.0f} kB at first in {len(bodies)} answers, painted after {painted / 1000:.2f} s; "
        f"a search {searched:.2f} s with {fetched / 1000:.0f} kB fetched for it, another {again:.2f} s ({found})"
    )
    return weight


if __name__ == "__main__":
    sys.exit(main())
