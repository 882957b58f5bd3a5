"""Servers of this machine that behave, and misbehave, as those of the web do."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from pipeline.errors import PublishError
from pipeline.narration.narrate import Utterance
from pipeline.narration.speaking import narrating
from pipeline.settings import Settings

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


Outcome = list[tuple[str, PublishError | None]]


@pytest.fixture
def narrated() -> Callable[[Mapping[str, Sequence[Utterance]], Settings], Outcome]:
    """Speaks what is lacking by language; each language as it ended, and why not well."""

    def speak(lacking: Mapping[str, Sequence[Utterance]], settings: Settings) -> Outcome:
        ended: Outcome = []
        with narrating(settings, lambda *_: None, lambda *end: ended.append(end)) as narration:
            for language, utterances in lacking.items():
                narration.speak(language, utterances)
        return ended

    return speak
