"""What tests of several rooms need."""

import importlib.util
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, cast
from uuid import uuid4

import psycopg
import pytest

from pipeline.app.publish import publish
from pipeline.config.choices import Doubtful
from pipeline.config.database_url import DatabaseUrl, MemoryPlace
from pipeline.config.settings import Settings
from pipeline.document.events import Nobody, Progress
from pipeline.document.report import Report
from pipeline.narration.engines.kokoro import voice_names

ROOT = Path(__file__).parents[1]


CHROMIUM = "the browser Chromium (Debian, Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium)"
FIREFOX = "the browser Firefox (Debian: sudo apt-get install firefox-esr)"
PULSE = "PulseAudio, for a browser that plays to nobody (Debian, Ubuntu: sudo apt-get install pulseaudio)"
TOOLS = {
    "browser": ("chromium", CHROMIUM),
    "firefox": ("firefox", FIREFOX),
    "nobody_hears": ("pulseaudio", PULSE),
    "ace": ("chromium", CHROMIUM),
    "schemas": ("apt-get", "apt-get, that is Debian or Ubuntu, whose package holds the schemas of XLIFF"),
}
"""What pip does not bring, by the fixture that needs it: its name on the PATH, and what to install."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Say before the first test, in one sentence, what the chosen tests lack; a worker leaves the word to its master."""
    if not (lacking := lacking_tools(session, items)):
        return
    told = (
        f"Nothing was tested yet: some of these tests need what is not on this machine (not on the PATH): {' and '.join(lacking)}. "
        "Install it and run the same command again, or leave those tests out: .venv/bin/pytest."
    )
    if (output := getattr(session.config, "workeroutput", None)) is None:
        pytest.exit(told, returncode=4)
    output["lacking"] = told
    items.clear()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a worker of xdist found to be lacking ends the run."""
    if told := getattr(node, "workeroutput", {}).get("lacking"):
        pytest.exit(told, returncode=4)


def lacking_tools(session: pytest.Session, items: Iterable[pytest.Item]) -> list[str]:
    """What to install before the tests that were chosen can run."""
    wanted = {name for item in items for name in getattr(item, "fixturenames", ())}
    lacking = [words for name, (tool, words) in TOOLS.items() if name in wanted and not shutil.which(tool)]
    return [] if session.config.option.collectonly else list(dict.fromkeys(lacking))


@pytest.fixture(autouse=True)
def _own_data(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds what another, or a person, left in the user's folders."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """What a shell runs in the background ignores Ctrl-C, and so would all that the tests start and interrupt."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _script(name: str) -> Any:
    """A module of `scripts`."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(ROOT / "scripts"))  # where it finds what it shares with others, as when it is run
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    return module


@pytest.fixture(scope="session")
def script() -> Callable[[str], Any]:
    """A module of `scripts` by its name."""
    return _script


@pytest.fixture(scope="session")
def local_postgres() -> Any:
    """The class of servers; for a test that ends one in the middle."""
    return _script("local_postgres").LocalPostgres


@pytest.fixture(scope="session")
def postgres(local_postgres: Any) -> Iterator[Any]:
    """A server that all tests of this process share."""
    with local_postgres() as server:
        yield server


@pytest.fixture
def database(postgres: Any) -> DatabaseUrl:
    """An empty database of this test's own: a schema."""
    return DatabaseUrl(postgres.url(f"test_{uuid4().hex}"))


@pytest.fixture(params=["file", "database"])
def memory_place(request: pytest.FixtureRequest, tmp_path: Path) -> MemoryPlace:
    """Where a memory may be kept, by turns: nothing is there yet."""
    if request.param == "file":
        return tmp_path / "folder" / "memory.sqlite"
    return cast(MemoryPlace, request.getfixturevalue("database"))


@pytest.fixture(scope="session")
def execute() -> Callable[..., list[Any]]:
    """Runs one statement in a file or database, as its owner might by another program; what it finds."""

    def run_statement(place: MemoryPlace, statement: str) -> list[Any]:
        if isinstance(place, Path):
            with closing(sqlite3.connect(place, isolation_level=None)) as file:
                return file.execute(statement).fetchall()
        with psycopg.connect(place.secret, autocommit=True) as connection:
            done = connection.execute(statement)  # type: ignore[call-overload]
            return done.fetchall() if done.description else []

    return run_statement


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
            "doubtful": Doubtful.ACCEPT,
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
            "doubtful": "accept",
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
def run() -> Callable[..., subprocess.CompletedProcess[str]]:
    """A command run as a person does, with an environment of `environment_in`; `typed` is what comes by standard input."""

    def run_command(
        environment: Mapping[str, str], *arguments: str | Path, folder: Path | None = None, typed: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, ROOT / "cli.py", *arguments],
            env=environment,
            cwd=folder,
            input=typed,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )

    return run_command


@pytest.fixture(scope="session")
def stop() -> Callable[..., tuple[int, str]]:
    """`publish` ended by a signal as soon as something is in its store: its exit code, and what it said by then."""

    def stop_command(
        environment: Mapping[str, str],
        number: signal.Signals,
        *arguments: str | Path,
        whole_group: bool = True,
    ) -> tuple[int, str]:
        process = subprocess.Popen(
            [sys.executable, ROOT / "cli.py", "publish", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        deadline = time.monotonic() + 60
        while not list(Path(environment["MANYVOICES_STORE"]).glob("??/*")) and time.monotonic() < deadline:
            time.sleep(0.05)
        (os.killpg if whole_group else os.kill)(process.pid, number)
        _, said = process.communicate(timeout=60)  # which waits until all workers have left the pipes
        return process.returncode, said

    return stop_command


@pytest.fixture(scope="session")
def s3_server() -> Iterator[Any]:
    """A server in earnest that speaks S3, on free ports of 127.0.0.1."""
    with _script("local_s3").LocalS3() as server:
        yield server


@pytest.fixture
def free_port() -> int:
    """One at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


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
        command = [sys.executable, "-m", "pipeline.validation.epubcheck", *map(str, books)]
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
    for number, name in enumerate(voice_names(), 3):
        values = array("f", (((place * number) % 17 - 8) / 400 for place in range(510 * 256)))
        (folder / f"{name}.bin").write_bytes(values.tobytes())
    return folder


Answer = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request; the test's function answers it."""

    answer: Answer
    closing: Event

    def do_GET(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with suppress(OSError):
            type(self).answer(self)

    do_POST = do_GET  # noqa: N815

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        """A whole answer."""
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def trickle(self, body: bytes, pause_s: float) -> None:
        """A whole answer, a byte at a time, until the test is over."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for byte in body:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            if self.closing.wait(pause_s):
                return

    def stall(self, body: bytes = b"", length: int = 1_000_000) -> None:
        """The beginning of an answer, and then nothing until the test is over."""
        self.send_response(200)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()
        self.closing.wait(30)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


Serve = Callable[[Answer], str]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Starts a server that answers with the given function; its address, without a slash at the end."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    running = []

    def start(answer: Answer) -> str:
        server = _serving(answer)
        running.append(server)
        return server.__enter__()

    yield start
    for server in running:
        server.__exit__(None, None, None)


@contextmanager
def _serving(answer: Answer) -> Iterator[str]:
    closing = Event()
    handler = type("Handler", (Request,), {"answer": staticmethod(answer), "closing": closing})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
