"""A real browser, and real players of e-books from npm's packages, served on loopback only."""

import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from pipeline.narration.voice_files import npm
from pipeline.site.server import site

FLAGS = [
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--mute-audio",
]


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
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder, and the address on loopback at which it is served as `cli.py serve` does."""
    folder = tmp_path_factory.mktemp("served")
    config = uvicorn.Config(site(folder), host="127.0.0.1", port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield folder, f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()
