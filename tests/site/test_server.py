"""The site is served as podcast apps ask for it, and nothing beside it is served at all."""

import hashlib
import http.client
import random
import resource
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn

from pipeline.errors import AddressInUse, EditionMissing, SettingsError
from pipeline.site.server import configure, serve, site

SECRET = b"kept outside"
SOUND = bytes(random.Random(7).randbytes(300_000))


class Serving:
    """A server on loopback, in a thread."""

    def __init__(self, folder: Path, names: tuple[str, ...] = (), seconds_to_ask: float = 10.0) -> None:
        more = {"host": "127.0.0.1", "port": 0, "lifespan": "off"}
        self.server = uvicorn.Server(configure(site(folder, names), seconds_to_ask, **more))
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        self.port = self.server.servers[0].sockets[0].getsockname()[1]

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_host=False, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return found

    def ask_raw(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            parts = []
            with suppress(OSError):  # a request that is refused may be cut off
                connection.sendall(request)
                connection.shutdown(socket.SHUT_WR)
                while part := connection.recv(65536):
                    parts.append(part)
        return b"".join(parts)

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join()


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder beside what must not be served."""
    root = tmp_path_factory.mktemp("site")
    (root / "secret.txt").write_bytes(SECRET)
    output = root / "output"
    edition = output / "마을" / "ko"
    edition.mkdir(parents=True)
    (output / "feeds").mkdir()
    (output / ".manyvoices-half").mkdir()
    (output / ".manyvoices-half" / "a.txt").write_bytes(SECRET)
    (output / ".env").write_bytes(SECRET)
    (output / "out").symlink_to(root)
    (output / "link.txt").symlink_to(root / "secret.txt")
    (output / "index.html").write_text("<title>마을</title>", "utf-8")
    (edition / "index.html").write_text("<title>한국어</title>", "utf-8")
    for ending in ("mp3", "epub", "vtt", "chapters.json"):
        (edition / f"마을.ko.{ending}").write_bytes(SOUND)
    (output / "feeds" / "ko.xml").write_text("<rss/>", "utf-8")
    for number in range(20):
        (output / f"{number}.mp3").write_bytes(SOUND[number:])
    return output


@pytest.fixture(scope="module")
def serving(output: Path) -> Iterator[Serving]:
    server = Serving(output)
    yield server
    server.close()


RECORDING = "/%EB%A7%88%EC%9D%84/ko/%EB%A7%88%EC%9D%84.ko.mp3"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        (RECORDING, "audio/mpeg"),
        (RECORDING.replace(".mp3", ".epub"), "application/epub+zip"),
        (RECORDING.replace(".mp3", ".vtt"), "text/vtt; charset=utf-8"),
        (RECORDING.replace(".mp3", ".chapters.json"), "application/json+chapters"),
        ("/feeds/ko.xml", "application/xml; charset=utf-8"),
    ],
)
def test_each_file_comes_with_its_media_type_and_for_every_page(
    serving: Serving, path: str, kind: str
) -> None:
    status, headers, _ = serving.ask(path)
    assert (status, headers["content-type"]) == (200, kind)
    _, headers, _ = serving.ask(path, Origin="https://player.example")
    assert headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("range", "status", "body"),
    [
        ("bytes=0-0", 206, SOUND[:1]),
        ("bytes=100-199", 206, SOUND[100:200]),
        ("bytes=299000-", 206, SOUND[299000:]),
        ("bytes=-5", 206, SOUND[-5:]),
        ("bytes=0-999999", 206, SOUND),
        ("bytes=300000-", 416, None),
    ],
)
def test_byte_ranges_are_answered(serving: Serving, range: str, status: int, body: bytes | None) -> None:
    found, headers, data = serving.ask(RECORDING, Range=range)
    assert found == status
    if body is None:
        assert headers["content-range"] == "bytes */300000"
    else:
        assert data == body
        assert int(headers["content-length"]) == len(body)


def test_head_tells_the_length_and_sends_nothing(serving: Serving) -> None:
    status, headers, body = serving.ask(RECORDING, "HEAD")
    assert (status, headers["content-length"], headers["accept-ranges"], body) == (
        200,
        "300000",
        "bytes",
        b"",
    )


def test_what_is_known_is_not_sent_again_until_it_changes(serving: Serving, output: Path) -> None:
    path = output / "19.mp3"
    _, headers, _ = serving.ask("/19.mp3")
    assert serving.ask("/19.mp3", If_None_Match=headers["etag"])[0] == 304
    assert serving.ask("/19.mp3", If_Modified_Since=headers["last-modified"])[0] == 304
    fresh = output / "new.tmp"
    fresh.write_bytes(b"corrected")
    fresh.replace(path)
    status, _, body = serving.ask("/19.mp3", If_None_Match=headers["etag"])
    assert (status, body) == (200, b"corrected")


def test_a_folder_without_a_page_is_not_listed_and_writing_is_refused(serving: Serving) -> None:
    assert serving.ask("/feeds/")[0] == 404
    assert serving.ask("/index.html", "DELETE")[0] == 405
    assert serving.ask("/index.html", "PUT")[0] == 405


@pytest.fixture(scope="module")
def private(output: Path) -> Iterator[Serving]:
    """As `serve` answers on loopback, with little patience."""
    server = Serving(output, ("127.0.0.1", "localhost", "::1"), seconds_to_ask=0.3)
    yield server
    server.close()


def _called(server: Serving, host: str) -> bytes:
    """The answer to a request that names `host`."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "LOCALHOST", "localhost.:80", "[::1]:8000"])
def test_on_this_machine_the_site_answers_to_its_own_name(private: Serving, host: str) -> None:
    answer = _called(private, host)
    assert answer.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost@evil",
        "[::1].evil",
        "",
        "[::2]",
    ],
)
def test_a_name_that_was_made_to_lead_here_is_refused(private: Serving, host: str) -> None:
    answer = _called(private, host)
    assert answer.startswith((b"HTTP/1.1 421", b"HTTP/1.1 400"))
    assert "마을".encode() not in answer


def test_on_this_machine_other_sites_may_read_captions_and_chapters_only(private: Serving) -> None:
    for ending, shared in ((".vtt", True), (".chapters.json", True), (".mp3", False), (".epub", False)):
        _, headers, _ = private.ask(RECORDING.replace(".mp3", ending), Origin="https://player.example")
        assert ("access-control-allow-origin" in headers) == shared
    assert "access-control-allow-origin" not in private.ask("/", Origin="https://evil.example")[1]
    assert "access-control-allow-origin" not in private.ask(RECORDING.replace(".mp3", ".vtt"))[1]


@pytest.mark.parametrize("unit", ["items=0-1", "bits=0-7", "lines", "=", "Bytes 0-1"])
def test_a_range_in_unknown_units_is_ignored(serving: Serving, unit: str) -> None:
    status, _, body = serving.ask(RECORDING, Range=unit)
    assert (status, body) == (200, SOUND)


@pytest.mark.parametrize("begun", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-a: "])
def test_a_connection_on_which_nothing_whole_is_asked_is_closed(private: Serving, begun: bytes) -> None:
    with socket.create_connection(("127.0.0.1", private.port), timeout=10) as connection:
        connection.sendall(begun)
        assert connection.recv(1) == b""
    assert private.ask("/")[0] == 200


def test_a_connection_that_was_answered_and_begins_anew_is_closed_too(private: Serving) -> None:
    whole = b"GET /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection(("127.0.0.1", private.port), timeout=10) as connection:
        connection.sendall(whole)
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        connection.sendall(whole[:-2])
        while connection.recv(4096):
            pass


HOSTILE_PATHS = [
    "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/%252e%252e/secret.txt",
    "/..%5csecret.txt", "/..\\secret.txt", "/%2e%2e%5csecret.txt", "/....//secret.txt", "/....\\\\secret.txt",
    "/./../secret.txt", "/feeds/../../secret.txt", "/feeds/..%2f..%2fsecret.txt", "/feeds/%2e%2e/%2e%2e/secret.txt",
    "//secret.txt", "///secret.txt", "//etc/passwd", "/%2fetc/passwd", "/etc/passwd", "/%00", "/index.html%00.txt",
    "/secret.txt%00", "/..%00/secret.txt", "/%c0%ae%c0%ae/secret.txt", "/%e0%80%ae%e0%80%ae/secret.txt",
    "/..%c0%afsecret.txt", "/..%u2215secret.txt", "/%uff0e%uff0e/secret.txt", "/\uff0e\uff0e/secret.txt".encode().decode("latin-1"),
    "/out/secret.txt", "/out/output/../secret.txt", "/link.txt", "/.env", "/%2eenv", "/.manyvoices-half/a.txt",
    "/feeds/..;/..;/secret.txt", "/..;/secret.txt", "/file:///etc/passwd", "/http://127.0.0.1/secret.txt",
    "/C:\\secret.txt", "/c%3a%5csecret.txt", "/%5c%5chost%5cshare", "/~root/secret.txt", "/index.html/../../secret.txt",
    "/index.html/", "/" + "a" * 5000, "/" + "a/" * 2000, "/" + "../" * 500 + "secret.txt", "/?../secret.txt", "/#/../secret.txt",
    "/feeds/ko.xml/../../../secret.txt", "/%", "/%zz", "/%2", "/ ../secret.txt".replace(" ", "%20"), "/..%09/secret.txt",
]  # fmt: skip
HOSTILE_REQUESTS = [
    b"GET ../secret.txt HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /secret.txt HTTP/1.1\r\n\r\n",
    b"GET http://127.0.0.1/../secret.txt HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=" + b"0-1," * 3000 + b"0-1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=9-1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=-\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nRange: lines=1-2\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
    b"\x00\x01\x02\x03\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
]


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_a_hostile_path_never_leaves_the_output(serving: Serving, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode("latin-1")
    answer = serving.ask_raw(request)
    assert SECRET not in answer
    assert b"root:" not in answer
    assert b"Traceback" not in answer
    assert not answer.startswith(b"HTTP/1.1 5")


@pytest.mark.parametrize("request_bytes", HOSTILE_REQUESTS)
def test_a_hostile_request_is_answered_or_closed_and_the_next_one_served(
    serving: Serving, request_bytes: bytes
) -> None:
    answer = serving.ask_raw(request_bytes)
    assert SECRET not in answer
    assert not answer.startswith(b"HTTP/1.1 5")
    assert serving.ask("/")[0] == 200


def test_there_are_more_than_fifty_hostile_requests() -> None:
    assert len(HOSTILE_PATHS) + len(HOSTILE_REQUESTS) >= 50


@pytest.mark.slow
def test_two_hundred_clients_at_once_get_their_ranges_and_memory_stays_flat(serving: Serving) -> None:
    wanted = hashlib.sha256(SOUND).hexdigest()
    until = time.monotonic() + 60
    memory: list[int] = []

    def client(number: int) -> int:
        chance, served = random.Random(number), 0
        while time.monotonic() < until:
            file = chance.randrange(19)
            begin = chance.randrange(file, len(SOUND) - 1000)
            end = begin + chance.randrange(1000)
            status, _, data = serving.ask(f"/{file}.mp3", Range=f"bytes={begin - file}-{end - file}")
            assert (status, data) == (206, SOUND[begin : end + 1])
            served += 1
        return served

    def watch() -> None:
        while time.monotonic() < until:
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
            time.sleep(5)

    watcher = threading.Thread(target=watch)
    watcher.start()
    with ThreadPoolExecutor(200) as clients:
        served = list(clients.map(client, range(200)))
    watcher.join()
    assert min(served) > 0
    assert hashlib.sha256(serving.ask("/0.mp3")[2]).hexdigest() == wanted
    assert memory[-1] - memory[len(memory) // 3] < 20_000, f"kilobytes by time: {memory}"


def nothing(_: Any) -> None:
    """Nobody waits for the address."""


def test_a_port_in_use_is_told_with_another(output: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(AddressInUse, match=f"Cannot listen on .*:{port}"):
            serve(output, "127.0.0.1", port, nothing)


def test_an_address_that_is_none_and_an_empty_output_are_told(output: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="not an address"):
        serve(output, "not an address", 0, nothing)
    with pytest.raises(EditionMissing, match="Nothing is published"):
        serve(tmp_path, "127.0.0.1", 0, nothing)


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1"])
def test_the_address_that_is_told_can_be_typed_elsewhere(output: Path, host: str) -> None:
    class Told(Exception):
        """Ends the server before it begins."""

    def stop(address: str) -> None:
        raise Told(address)

    with pytest.raises(Told) as told:
        serve(output, host, 0, stop)
    name = urlsplit(str(told.value)).hostname or ""
    assert name != "0.0.0.0"
    with socket.create_server((name, 0)):
        pass  # it is this machine's own
    assert (name == "127.0.0.1") is (host == "127.0.0.1" or not _has_network())


def _has_network() -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        return asked.connect_ex(("192.0.2.1", 9)) == 0
