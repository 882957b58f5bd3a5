"""Small articles, engines and servers for the tests of the translation room."""

import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pipeline.document.article import (
    Article,
    Block,
    BlockKind,
    Mark,
    MarkKind,
    Role,
    Section,
    Sentence,
    Span,
)
from pipeline.document.events import Event
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.memory import Memory

LINK = Mark(MarkKind.LINK, "https://example.org/convention?a=1&b=2")
BOTH = Mark(MarkKind.EMPHASIS)


def block(id: str, *sentences: str | Sequence[str | Span], **more: Any) -> Block:
    """A block with numbered sentences, of plain texts or spans."""
    more.setdefault("kind", BlockKind.PARAGRAPH)
    made = []
    for number, spans in enumerate(sentences, 1):
        parts = [spans] if isinstance(spans, str) else spans
        made.append(
            Sentence(
                f"{id}-k{number}", tuple(part if isinstance(part, Span) else Span(part) for part in parts)
            )
        )
    return Block(id, sentences=tuple(made), **more)


@pytest.fixture
def article() -> Article:
    """An article with one of everything that translation must look at."""
    heading = {"kind": BlockKind.HEADING, "level": 2}
    picture = block("s1-b3")
    return Article(
        language="en",
        title=block(
            "s0-b1",
            "Five hundred people were sent back",
            kind=BlockKind.HEADING,
            role=Role.TITLE,
            level=1,
        ),
        front=(
            block("s0-b2", "By Jane Doe and Min-ji Kim", role=Role.BYLINE),
            block("s0-b3", "October 13, 2023", role=Role.DATELINE),
        ),
        sections=(
            Section(
                "s1",
                block("s1-b1", "What the law says", **heading),
                (
                    block(
                        "s1-b2",
                        "The country joined the convention in 1982. ",
                        ["Yet it ignores the ", Span("Refugee Convention", (LINK,)), " every day. "],
                        [Span("Both", (BOTH,)), " texts forbid it."],
                    ),
                    Block(
                        picture.id,
                        BlockKind.FIGURE,
                        blocks=(
                            block("s1-b3-b1", "A chart of returns by month.", kind=BlockKind.ALTERNATIVE),
                            block("s1-b3-b2", "Returns since July", kind=BlockKind.CAPTION),
                        ),
                    ),
                    block("s1-b4", "print('hello world')", kind=BlockKind.CODE),
                    block("s1-b5", "***"),
                ),
                (Section("s1s1", block("s1s1-b1", "What comes next", **heading)),),
            ),
        ),
        back=(block("e0-b1", "More reading on asylum", role=Role.RELATED),),
        authors=("Jane Doe", "Min-ji Kim"),
        date="2023-10-13",
        description="They were sent back. Nobody was asked.",
    )


class Told:
    """Progress that remembers."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def tell(self, event: Event) -> None:
        self.events.append(event)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def configuration(tmp_path: Path) -> TranslationConfiguration:
    return TranslationConfiguration(
        models=tmp_path / "models",
        memory=tmp_path / "memory.sqlite",
        offline=True,
    )


@pytest.fixture
def memory(configuration: TranslationConfiguration) -> Iterator[Memory]:
    memory = Memory(configuration.memory)
    yield memory
    memory.close()


class Engine:
    """A translator that answers as a test says, and remembers what it was asked."""

    name = "test"
    version = "1"
    private = True

    def __init__(self, answer: Callable[[str], str]) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        self.asked += texts
        return [self.answer(text) for text in texts]


@pytest.fixture
def engine() -> Callable[[Callable[[str], str]], Engine]:
    return Engine


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    """Of connections that come at once; with the usual 5, others wait a second or three to try again."""


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[BaseHTTPRequestHandler], None]], str]]:
    """A server on the loopback interface that answers GET and POST as the given function does; its address."""
    servers = []

    def start(answer: Callable[[BaseHTTPRequestHandler], None]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer(self)

            do_POST = do_GET  # noqa: N815 - http.server's name

            def log_message(self, *_: object) -> None:
                pass

        server = Server(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
