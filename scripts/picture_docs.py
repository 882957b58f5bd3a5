"""Make the pictures and the film of the guides anew: the sample is published, and Chromium looks at its pages.

Usage: python scripts/picture_docs.py [--to docs/pictures] [--speaker auto] [--without-film]
Everything is served on loopback, from a folder that goes with it. The film is a minute long: an edition is played in English, then in
Korean from the same sentence, at twice its speed so that half a minute is enough; the sound is that of the recordings. Beside it lies what
it says, as captions (film.vtt). The guides are built with `build/pictures` where it exists: `--to build/pictures`, then `mkdocs build`.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from local_server import serving
from PIL import Image

from pipeline.infra.codec import ffmpeg

ROOT = Path(__file__).parents[1]
FLAGS = ["--autoplay-policy=no-user-gesture-required", "--mute-audio", "--hide-scrollbars"]
FONT_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{}</dir><dir>{}</dir></fontconfig>
"""
SITE = {"base_url": "https://example.org/news", "site_title": "Many voices", "site_author": "Sample Desk"}
"""Whose site is pictured, by the names of settings."""
MACHINE, OTHER = "pt-BR", "ko"
"""A language that a machine translated, and one that the film goes on in."""
LONGEST_S = 60
WIDE, PHONE = (1280, 800), (390, 780)

WIDTH, HEIGHT, FRAMES = 800, 500, 8
STILL_S, SWITCHED_S, CHOSEN_S, FILM_S = 1.5, 26.0, 28.0, 60.0
"""In seconds of the film: until it plays, until the languages are shown, until one is chosen, and the whole."""
SPEED = 2
CODING = (
    f"-r {FRAMES} -c:v libvpx-vp9 -crf 38 -b:v 0 -row-mt 1 -cpu-used 4 -g 240 -pix_fmt yuv420p"
    " -c:a libopus -b:a 40k -ac 1"
)
"""What ffmpeg makes of frames and sound."""
CUE = re.compile(r"^(\S+)\n(\d+):(\d+):([\d.]+) --> .*\n((?:.+\n?)+)", re.MULTILINE)
"""A caption: a sentence's id, hours, minutes and seconds of its beginning, and its text."""
MARKED = ".-epub-media-overlay-active"
HEARD = "document.querySelector('audio').currentTime"


class Picture(NamedTuple):
    """One picture: the page that is opened, what is done there first, and the window."""

    path: str
    prepare: Callable[[Any], None]
    window: tuple[int, int] = WIDE
    scale: float = 1


class Shot(NamedTuple):
    """A frame of the film, from a second of it on."""

    second: float
    path: Path


class Scene(NamedTuple):
    """A part of the film: an edition, from a second of its recording and from one of the film on."""

    language: str
    begins: float
    appears: float
    cues: list[tuple[str, float, str]]


def main() -> None:
    """Publish, look, and write the files."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "pictures")
    parser.add_argument("--speaker", default="auto")
    parser.add_argument("--without-film", action="store_true")
    asked = parser.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        publish(folder, asked.speaker)
        with serving(folder) as address, browsing(folder) as browser:
            for file, picture in PICTURES.items():
                take(browser, address, picture).save(asked.to / file, "WEBP", quality=80, method=6)
            if not asked.without_film:
                make_film(browser, address, folder, asked.to)
    for path in sorted(asked.to.iterdir()):
        print(f"{path.stat().st_size / 1000:7.1f} kB  {path.name}")


def publish(folder: Path, speaker: str) -> None:
    """The sample in all its languages, its feeds, and the page for reviewers of a machine's translation."""
    shutil.copytree(ROOT / "input", folder, dirs_exist_ok=True)
    _run(folder, "publish", "article.md", "--speaker", speaker, "--quiet")
    _run(folder, "review", "export", "article.md", "--to", MACHINE, "--format", "html", "--quiet")


def _run(folder: Path, *arguments: str) -> None:
    environment = {f"MANYVOICES_{name.upper()}": value for name, value in SITE.items()}
    environment["MANYVOICES_MEMORY"] = str(folder / "memory.sqlite")
    subprocess.run(
        [sys.executable, ROOT / "cli.py", *arguments],
        cwd=folder,
        env=os.environ | environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def browsing(folder: Path) -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright, with the fonts of covers beside those of the system: some have no Korean."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    if not path:
        raise SystemExit("Chromium is not on the PATH: apt-get install chromium")
    with sync_playwright() as playwright:
        fonts = folder / "fonts.conf"
        fonts.write_text(FONTS.format(*map(_folder_of, FONT_PACKAGES)), "utf-8")
        environment: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
        launched = playwright.chromium.launch(
            executable_path=path, args=FLAGS, chromium_sandbox=False, env=environment
        )
        try:
            yield launched
        finally:
            launched.close()


def _folder_of(package: str) -> str:
    found = find_spec(package)
    assert found is not None
    assert found.submodule_search_locations
    return found.submodule_search_locations[0]


def take(browser: Any, address: str, picture: Picture) -> Image.Image:
    """The picture, once all is done that comes before it."""
    width, height = picture.window
    page = browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=picture.scale,
        reduced_motion="reduce",
    )
    page.goto(f"{address}/{picture.path}", wait_until="networkidle")
    picture.prepare(page)
    taken = Image.open(BytesIO(page.screenshot(animations="disabled")))
    page.close()
    return taken.convert("RGB")


def look(_: Any) -> None:
    """Nothing is done."""


def play(page: Any) -> None:
    """Play on from the moment that the address names, into the next sentence."""
    began = page.evaluate(HEARD)
    page.click("[name=listen]")
    until(page, f"{HEARD} > {began} + 1 && document.querySelector('{MARKED}')")


def show_settings(page: Any) -> None:
    """Open the settings of the text."""
    page.click("[name=text-settings]")


def show_second(page: Any) -> None:
    """Show another language beside the text, and play."""
    show_settings(page)
    page.select_option("[name=second]", OTHER)
    until(page, "document.documentElement.classList.contains('two')")
    page.keyboard.press("Escape")
    play(page)


def until(page: Any, condition: str) -> None:
    """Wait for a condition; by asking again and again, since a page's policy lets nobody evaluate text."""
    end = time.monotonic() + LONGEST_S
    while not page.evaluate(f"Boolean({condition})"):
        if time.monotonic() > end:
            raise SystemExit(f"{condition} never came true on {page.url}")
        page.wait_for_timeout(50)


PICTURES: Mapping[str, Picture] = {
    "page.webp": Picture("output/article/en/index.html?t=24", play),
    "phone.webp": Picture(f"output/article/{OTHER}/index.html?t=24", play, PHONE, 2),
    "text-settings.webp": Picture("output/article/en/index.html", show_settings),
    "two-languages.webp": Picture("output/article/en/index.html?t=24", show_second),
    "review.webp": Picture(f"article.{MACHINE}.review.html", look),
    "site.webp": Picture("output/index.html", look),
    "feed.webp": Picture(f"output/feeds/{OTHER}.html", look),
}
"""All pictures by the names of their files."""


def make_film(browser: Any, address: str, folder: Path, to: Path) -> None:
    """The film, its captions, and the picture that stands for it before it plays."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto(f"{address}/output/article/en/index.html", wait_until="networkidle")
    shots = [_shot(page, folder, 0.0)]
    first = Scene("en", 0.0, STILL_S, _cues(folder, "en"))
    page.click("[name=listen]")
    shots += _playing(page, folder, first, SWITCHED_S)
    page.click("[name=more]")
    shots += _playing(page, folder, first, CHOSEN_S)
    with page.expect_navigation():
        page.click(f"#go-on a[hreflang={OTHER}]")
    until(page, f"!document.querySelector('audio').paused && {HEARD} > 0")
    second = Scene(OTHER, page.evaluate(HEARD), CHOSEN_S, _cues(folder, OTHER))
    shots += _playing(page, folder, second, FILM_S)
    page.close()
    _encode(shots, [first, second], folder, to / "film.webm")
    (to / "film.vtt").write_text(captions(first, second), "utf-8")
    standing = Image.open(shots[len(shots) // 4].path).convert("RGB")
    standing.save(to / "film.webp", "WEBP", quality=80, method=6)


def _cues(folder: Path, language: str) -> list[tuple[str, float, str]]:
    """Each sentence of an edition, with the second in which it begins."""
    told = (folder / "output" / "article" / language / f"article.{language}.vtt").read_text("utf-8")
    return [
        (identity, 3600 * int(hours) + 60 * int(minutes) + float(seconds), " ".join(text.split()))
        for identity, hours, minutes, seconds, text in CUE.findall(told)
    ]


def _playing(page: Any, folder: Path, scene: Scene, to: float) -> Iterator[Shot]:
    """What is seen until a second of the film, while the scene's recording plays."""
    page.evaluate(f"document.querySelector('audio').playbackRate = {SPEED}")
    reached, end = -1.0, 0.0
    while (second := scene.appears + page.evaluate(HEARD) - scene.begins) < to:
        now = time.monotonic()
        if second > reached:
            reached, end = second, now + LONGEST_S
        elif now > end:
            raise SystemExit(
                f"The sound stands still for {LONGEST_S} s at {second:.1f} s of the film, on {page.url}"
            )
        yield _shot(page, folder, second)


def _shot(page: Any, folder: Path, second: float) -> Shot:
    path = folder / f"shot-{round(second * 1000):06}.jpg"
    page.screenshot(path=path, type="jpeg", quality=90)
    return Shot(second, path)


def _encode(shots: list[Shot], scenes: list[Scene], folder: Path, to: Path) -> None:
    """The frames, each until the next one, with the recordings behind them."""
    ends = [*(shot.second for shot in shots[1:]), FILM_S]
    lines = [
        f"file '{shot.path}'\nduration {max(end - shot.second, 0.01):.3f}\n"
        for shot, end in zip(shots, ends, strict=True)
    ]
    (folder / "shots.txt").write_text("ffconcat version 1.0\n" + "".join(lines), "utf-8")
    sounds = [
        folder / "output" / "article" / each.language / f"article.{each.language}.mp3" for each in scenes
    ]
    inputs = [word for path in sounds for word in ("-i", str(path))]
    shown = ["-f", "concat", "-safe", "0", "-i", str(folder / "shots.txt")]
    joined = ["-filter_complex", _sound_filter(scenes), "-map", "0:v", "-map", "[sound]", "-t", str(FILM_S)]
    command = [ffmpeg(), "-v", "error", "-y", *shown, *inputs, *joined, *CODING.split(), str(to)]
    subprocess.run(command, check=True)


def _sound_filter(scenes: list[Scene]) -> str:
    """ffmpeg's words for: silence, and the part of each recording that its scene shows, one behind the other."""
    ends = [*(each.appears for each in scenes[1:]), FILM_S]
    parts = [
        f"[{number}:a]atrim={each.begins}:{each.begins + end - each.appears},asetpts=PTS-STARTPTS[a{number}]"
        for number, (each, end) in enumerate(zip(scenes, ends, strict=True), 1)
    ]
    joined = "".join(f"[a{number}]" for number in range(1, len(scenes) + 1))
    silence = round(scenes[0].appears * 1000)
    return f"{';'.join(parts)};{joined}concat=n={len(scenes)}:v=0:a=1,adelay={silence}:all=1[sound]"


def captions(first: Scene, second: Scene) -> str:
    """What is said in the film, in English: of the second scene the same sentences, with the language named."""
    english = {identity: text for identity, _, text in first.cues}
    said = [(moment, text) for moment, text in _moments(first, second.appears, english)]
    said += [(moment, f"[in Korean] {text}") for moment, text in _moments(second, FILM_S, english)]
    ends = [*(moment for moment, _ in said[1:]), FILM_S]
    cues = (
        f"{_clock(moment)} --> {_clock(end)}\n{text}\n"
        for (moment, text), end in zip(said, ends, strict=True)
    )
    return "WEBVTT\n\n" + "\n".join(cues)


def _moments(scene: Scene, to: float, words: Mapping[str, str]) -> Iterator[tuple[float, str]]:
    """Each sentence that begins within the scene, and the one that sounds at its beginning, with their seconds in the film."""
    ends = [*(begin for _, begin, _ in scene.cues[1:]), float("inf")]
    for (identity, begin, _), end in zip(scene.cues, ends, strict=True):
        moment = scene.appears + max(begin - scene.begins, 0)
        if end > scene.begins + 0.1 and moment < to and words.get(identity):
            yield moment, words[identity]


def _clock(second: float) -> str:
    return f"00:{int(second // 60):02}:{second % 60:06.3f}"


if __name__ == "__main__":
    main()
