"""What tests of several rooms need."""

import json
import os
import signal
import subprocess
import sys
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.document.events import Nobody, Progress
from pipeline.document.report import Report
from pipeline.narration.engines.kokoro import VOICE_NAMES
from pipeline.publish import publish
from pipeline.settings import Settings

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _own_data(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds what another, or a person, left in the user's folders."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """What a shell runs in the background ignores Ctrl-C, and so would all that the tests start and interrupt."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def silent() -> Progress:
    """For runs whose progress nobody wants to know."""
    return Nobody()


@pytest.fixture(scope="session")
def settings_in() -> Callable[..., Settings]:
    """Settings for the test engines, offline, with `output` and all else that a run keeps in one folder."""

    def settings(folder: Path, **options: Any) -> Settings:
        usual: dict[str, Any] = {
            "to": (),
            "output": folder / "output",
            "store": folder / "store",
            "memory": folder / "memory.sqlite",
            "voices": folder / "voices",
            "models": folder / "models",
            "translator": "marker",
            "accept_findings": True,
            "speaker": "hum",
            "offline": True,
            "jobs": 1,
        }
        return Settings(**{**usual, **options})

    return settings


@pytest.fixture(scope="session")
def environment_in() -> Callable[..., dict[str, str]]:
    """What `settings_in` is for `cli.py` in a process of its own: options by their names; None leaves one out."""

    def environment(folder: Path, **options: str | None) -> dict[str, str]:
        usual: dict[str, str | None] = {
            "output": str(folder / "output"),
            "store": str(folder / "store"),
            "memory": str(folder / "memory.sqlite"),
            "voices": str(folder / "voices"),
            "models": str(folder / "models"),
            "translator": "marker",
            "accept_findings": "1",
            "speaker": "hum",
            "offline": "1",
            "jobs": "1",
        }
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("MANYVOICES_")}
        own = {name: value for name, value in (usual | options).items() if value is not None}
        return inherited | {f"MANYVOICES_{name.upper()}": value for name, value in own.items()}

    return environment


@pytest.fixture
def environment(environment_in: Callable[..., dict[str, str]], tmp_path: Path) -> dict[str, str]:
    """For `cli.py` with the test engines, all of it within this test's folder."""
    return environment_in(tmp_path)


@pytest.fixture(scope="session")
def published(settings_in: Callable[..., Settings], silent: Progress) -> Callable[..., Report]:
    """Publishes an article with these settings; every edition must come out."""

    def publish_in(folder: Path, article: Path, **options: Any) -> Report:
        report = publish(article, settings_in(folder, **options), silent)
        assert report.failed == ()
        return report

    return publish_in


@pytest.fixture(scope="session")
def epubcheck() -> Callable[[Sequence[Path]], list[dict[str, Any]]]:
    """EPUBCheck's findings on several books, a report each; Java runs in a process of its own."""

    def check(books: Sequence[Path]) -> list[dict[str, Any]]:
        command = [sys.executable, "-m", "pipeline.proofing.epubcheck", *map(str, books)]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=300 + 2 * len(books), check=False, cwd=ROOT
        )
        assert done.returncode == 0, done.stderr
        reports: list[dict[str, Any]] = json.loads(done.stdout)
        return reports

    return check


@pytest.fixture(scope="session")
def voices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of voices nobody has: a plain pattern of numbers each."""
    folder = tmp_path_factory.mktemp("voices")
    for number, name in enumerate(VOICE_NAMES, 3):
        values = array("f", (((place * number) % 17 - 8) / 400 for place in range(510 * 256)))
        (folder / f"{name}.bin").write_bytes(values.tobytes())
    return folder
