"""A real browser, and real players of e-books from npm's packages, served on loopback only."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.document.report import Report
from pipeline.narration.voice_files import npm

FLAGS = [
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--mute-audio",
]
OTHER_LANGUAGES = ("ko", "zh-Hans", "ar")
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    assert path, "Chromium is not on the PATH: apt-get install chromium"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path, args=FLAGS, chromium_sandbox=False, ignore_default_args=["--mute-audio"]
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def npm_package(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Fetches a package through npm, without running anything of it."""

    def fetch(name: str, version: str) -> Path:
        folder = tmp_path_factory.mktemp(name.replace("/", "-"))
        command = [*npm(), "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(
            [*command, "--cache", str(folder / "cache"), f"{name}@{version}"],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return folder / "node_modules" / name

    return fetch


@pytest.fixture(scope="session")
def served(
    tmp_path_factory: pytest.TempPathFactory, script: Callable[[str], Any]
) -> Iterator[tuple[Path, str]]:
    """A folder, and the address on loopback at which it is served as `cli.py serve` does."""
    folder = tmp_path_factory.mktemp("served")
    with script("local_server").serving(folder) as address:
        yield folder, address


CUES = """(({ ids, begins }) => {
    let time = 0
    let before = ''
    return ids.split(' ').map((id, number) => {
        before = id.includes('-') ? id : before.replace(/[^-]*$/, id)
        time += begins[number]
        return [before, time / 1000]
    })
})(JSON.parse(document.getElementById('cues').textContent))"""


@pytest.fixture(scope="session")
def cues() -> str:
    """In a page: the sentences that it says, by id, with the second at which each begins."""
    return CUES


@pytest.fixture(scope="session")
def watch() -> str:
    """What a page runs to note in `window.seen` which sentences are marked, and in `window.off` how many seconds apart from their beginning."""
    return f"""
    const begins = new Map({CUES})
    {WATCH}"""


WATCH = """
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
"""


@pytest.fixture(scope="session")
def site(served: tuple[Path, str], published: Callable[..., Report]) -> str:
    """The address of a published site: an article in four languages, marked and hummed."""
    from PIL import Image

    folder, address = served
    Image.new("RGB", (48, 32), (60, 60, 70)).save(folder / "road.png")
    article = folder / "road.md"
    article.write_text(ARTICLE, "utf-8")
    published(folder, article, to=OTHER_LANGUAGES, output=folder / "site", base_url=f"{address}/site")
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
            f"""() => {{
                const cues = {CUES}
                const time = document.querySelector('audio').currentTime
                const id = document.querySelector('.-epub-media-overlay-active')?.id ?? ''
                const number = cues.findIndex(cue => cue[0] === id)
                const begin = cues[number]?.[1]
                const end = cues[number + 1]?.[1] ?? Infinity
                return [id, time < begin ? begin - time : time > end ? time - end : 0]
            }}"""
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
    """Opens a page by its path in the site, or by its whole address."""
    opened: list[Visit] = []

    def open(path: str, **context: Any) -> Visit:
        address = path if ":" in path else f"{site}/{path}"
        opened.append(Visit(browser, address, **context))
        return opened[-1]

    yield open
    for one in opened:
        one.close()


@pytest.fixture(scope="session")
def nobody_hears(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PulseAudio of our own, which plays in time and to nobody."""
    folder = tmp_path_factory.mktemp("pulse")
    listening = folder / "native"
    options = ("-n", "--daemonize=no", "--exit-idle-time=-1", "-L", "module-null-sink")
    door = ("-L", f"module-native-protocol-unix auth-anonymous=1 socket={listening}")
    environment = os.environ | {"XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(["pulseaudio", *options, *door], env=environment, stdout=log, stderr=log)
        end = time.monotonic() + 30
        while not listening.exists():
            assert time.monotonic() < end, (folder / "log").read_text()
            time.sleep(0.05)
        yield f"unix:{listening}"
        process.terminate()
        process.wait()


class Firefox:
    """Firefox without a window, by its own protocol, Marionette."""

    PREFERENCES: Mapping[str, Any] = {
        "marionette.port": 0,
        "media.autoplay.default": 0,
        "app.update.enabled": False,
        "datareporting.policy.dataSubmissionEnabled": False,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
    }

    def __init__(self, profile: Path, pulse: str) -> None:
        lines = (
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
            for name, value in self.PREFERENCES.items()
        )
        (profile / "user.js").write_text("".join(lines))
        self._process = subprocess.Popen(
            ["firefox", "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
            env=os.environ | {"PULSE_SERVER": pulse},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._number = 0
        self._line = self._connect(profile / "MarionetteActivePort")
        self._receive()
        self._call("WebDriver:NewSession", capabilities={})

    def go(self, address: str) -> None:
        """Open a page, and wait until it has loaded."""
        self._call("WebDriver:Navigate", url=address)

    def run(self, script: str) -> Any:
        """What the body of a function of JavaScript returns in the page, its promise kept."""
        told = self._call("WebDriver:ExecuteScript", script=f"return (async () => {{ {script} }})()", args=[])
        return told["value"]

    def until(self, condition: str, seconds: float = 60) -> None:
        """Wait for a condition."""
        end = time.monotonic() + seconds
        while not self.run(f"return Boolean({condition})"):
            assert time.monotonic() < end, f"{condition} never came true"
            time.sleep(0.05)

    def press(self, key: str) -> None:
        """Press a key and let go of it; those without a letter have a number in WebDriver."""
        actions = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self._call("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": actions}])

    def resize(self, width: int, height: int) -> None:
        """Set the size of its window."""
        self._call("WebDriver:SetWindowRect", width=width, height=height)

    def close(self) -> None:
        """End it."""
        self._line.close()
        self._process.terminate()
        self._process.wait(30)

    def _connect(self, port: Path) -> socket.socket:
        end = time.monotonic() + 60
        while not (port.exists() and port.read_text()):
            assert time.monotonic() < end, "Firefox opened no port."
            time.sleep(0.1)
        return socket.create_connection(("127.0.0.1", int(port.read_text())))

    def _call(self, command: str, **arguments: Any) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, command, arguments]).encode()
        self._line.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._receive()
        assert error is None, error
        return result

    def _receive(self) -> Any:
        """A message: its length in bytes, a colon, JSON."""
        length = b""
        while (digit := self._line.recv(1)) != b":":
            length += digit
        data = b""
        while len(data) < int(length):
            data += self._line.recv(int(length) - len(data))
        return json.loads(data)


@pytest.fixture
def firefox(tmp_path: Path, nobody_hears: str) -> Iterator[Firefox]:
    """A Firefox of this test's own."""
    opened = Firefox(tmp_path, nobody_hears)
    yield opened
    opened.close()
