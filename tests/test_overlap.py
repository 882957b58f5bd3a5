"""The next edition's text is made while those before it are spoken."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pipeline.app.publish import publish
from pipeline.config.settings import Settings
from pipeline.document.events import Event, Failed, Speaking, SpeakingBegins, Translated
from pipeline.errors import DiskFull, ModelMissing
from pipeline.infra.store import Store

ROOT = Path(__file__).parent.parent
TEXT = """---
title: The ferry
date: 2024-05-01
lang: en
---

## Harbour

The ferry came in the morning. Nobody had slept. The rain went on until noon.
"""
LONGEST_S = 240.0


class Told:
    """Keeps the events, and knows when a language was first spoken."""

    def __init__(self, language: str) -> None:
        self.events: list[Event] = []
        self.spoken = threading.Event()
        self._language = language

    def tell(self, event: Event) -> None:
        self.events.append(event)
        if isinstance(event, Speaking) and event.language == self._language:
            self.spoken.set()

    def place(self, kind: type, language: str) -> int:
        """Where the first such event of a language stands."""
        return next(
            number
            for number, event in enumerate(self.events)
            if isinstance(event, kind) and getattr(event, "language", "") == language
        )


class Waiting:
    """A translator that has nothing to say in Spanish until something was heard, and cannot do Italian."""

    name = "waiting"
    version = "1"
    private = True

    def __init__(self, heard: threading.Event) -> None:
        self.heard = heard
        self.waited_in_vain = False

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        if target == "it":
            raise ModelMissing("No Italian.", "Learn it.")
        if target == "es" and not self.heard.wait(LONGEST_S):
            self.waited_in_vain = True
        return [f"[{target}: {text}]" for text in texts]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.md"
    path.write_text(TEXT, "utf-8")
    return path


def translated_by(translator: Waiting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.translation.chain.translator", lambda name, settings: translator)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("first", ["en", "pt-BR"])
def test_an_edition_is_spoken_before_the_words_of_the_next_are_there(
    article: Path,
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    monkeypatch: pytest.MonkeyPatch,
    jobs: int,
    first: str,
) -> None:
    told = Told(first)
    waiting = Waiting(told.spoken)
    translated_by(waiting, monkeypatch)
    report = publish(article, settings_in(tmp_path, to=("pt-BR", "es"), jobs=jobs), told)
    assert not waiting.waited_in_vain
    assert [edition.language for edition in report.published] == ["en", "pt-BR", "es"]
    assert told.place(Speaking, first) < told.place(Translated, "es") < told.place(SpeakingBegins, "es")


def test_an_edition_that_has_no_words_stops_none_that_is_spoken(
    article: Path, tmp_path: Path, settings_in: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told("en")
    translated_by(Waiting(told.spoken), monkeypatch)
    report = publish(article, settings_in(tmp_path, to=("it", "es")), told)
    assert [edition.language for edition in report.published] == ["en", "es"]
    assert [edition.language for edition in report.failed] == ["it"]
    assert told.place(Failed, "it") < told.place(Translated, "es")


def test_a_full_disk_stops_the_run_although_words_are_still_to_come(
    article: Path, tmp_path: Path, settings_in: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    told, failed = Told("en"), threading.Event()
    waiting = Waiting(failed)
    translated_by(waiting, monkeypatch)

    def full(*_: object) -> None:
        failed.set()
        raise DiskFull("The disk is full.", "Free some space.")

    monkeypatch.setattr(Store, "put", full)
    article.write_text(TEXT.replace("date: 2024-05-01", "date: 2024-05-01\nauthor: The Desk"), "utf-8")
    with pytest.raises(DiskFull):
        publish(article, settings_in(tmp_path, to=("es", "fr")), told)
    assert not [event for event in told.events if isinstance(event, Speaking)]


@pytest.fixture
def silent_server() -> Iterator[str]:
    """A LibreTranslate server that never translates; its address."""
    closing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = json.dumps([{"code": "en", "targets": ["ko"]}]).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_POST(self) -> None:
            closing.wait(LONGEST_S)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    closing.set()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_at_once_while_a_translator_is_waited_for_and_keeps_what_was_spoken(
    article: Path, tmp_path: Path, silent_server: str, jobs: str
) -> None:
    (tmp_path / "publish.toml").write_text(
        f'translators = ["libretranslate"]\n[libretranslate]\nbase_url = "{silent_server}"\n'
    )
    own = {
        "MANYVOICES_STORE": str(tmp_path / "store"),
        "MANYVOICES_MEMORY": str(tmp_path / "memory.sqlite"),
        "MANYVOICES_SPEAKER": "hum",
        "MANYVOICES_JOBS": jobs,
    }
    process = subprocess.Popen(
        [sys.executable, ROOT / "cli.py", "publish", article, "--to", "ko", "--json"],
        cwd=tmp_path,
        env={**os.environ, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    events: list[str] = []
    for line in process.stdout:
        events.append(json.loads(line)["event"])
        if events[-1] == "writing":  # of the English edition, all of which was spoken
            break
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    _, said = process.communicate(timeout=LONGEST_S)
    assert time.monotonic() - began < LONGEST_S / 2  # the server would have been waited for longer
    assert process.returncode == 130
    assert "Traceback" not in said
    kept = [path for path in (tmp_path / "store").glob("??/*") if path.stat().st_size > 10_000]
    assert len(kept) >= events.count("speaking") > 3
