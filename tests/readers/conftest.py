"""A server of this machine that answers with whatever bytes a test likes."""

import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from threading import Event, Thread
from time import sleep

import pytest

Reply = Callable[[str], Iterable[bytes]]
"""From what a request asks for, as `/path?query`, to the raw answer, part by part."""


class Server:
    """Listens on loopback; a thread for each request."""

    def __init__(self, reply: Reply) -> None:
        self.requests: list[str] = []
        """What was asked, heads and all."""
        self._reply = reply
        self._closing = Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Answer nobody any more."""
        self._closing.set()
        self._socket.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            head = b""
            while b"\r\n\r\n" not in head and b"GET "[: len(head)] == head[:4]:
                part = connection.recv(65536)
                if not part:
                    return
                head += part
            asked = head.decode("latin-1")
            self.requests.append(asked)
            for part in self._reply(asked.split(" ")[1]):
                if self._closing.is_set():
                    return
                connection.sendall(part)


class Loopback:
    """The servers of one test."""

    def __init__(self) -> None:
        self._running: list[Server] = []

    def serve(self, reply: Reply) -> Server:
        """A new server."""
        self._running.append(Server(reply))
        return self._running[-1]

    def close(self) -> None:
        """All of them."""
        for server in self._running:
            server.close()

    @staticmethod
    def answer(body: bytes, status: str = "200 OK", **headers: str) -> Iterable[bytes]:
        """A whole and right answer; `Content_Type` stands for the header `Content-Type`."""
        told = {"Content_Length": str(len(body)), "Content_Type": "text/html; charset=utf-8", **headers}
        lines = [
            f"HTTP/1.1 {status}",
            *(f"{name.replace('_', '-')}: {value}" for name, value in told.items()),
        ]
        return ["\r\n".join([*lines, "", ""]).encode("latin-1"), body]

    @staticmethod
    def trickle(data: bytes, pause_s: float) -> Iterator[bytes]:
        """`data`, a byte at a time."""
        for byte in data:
            sleep(pause_s)
            yield bytes([byte])


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    """Servers on loopback, closed when the test is over."""
    made = Loopback()
    yield made
    made.close()
