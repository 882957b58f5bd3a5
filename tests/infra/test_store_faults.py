"""A store elsewhere that is not as it should be: one clear sentence, no secret in it, and never another's sound.

Behind the proxy stands a real server. Where it must answer as a server in trouble does, its answer has the form and the
codes of Amazon's published list, “Error responses” in the API reference of S3; 507 is what MinIO and Ceph say when they are full.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pipeline.errors import NotWritable, PublishError, SettingsError, WriteError
from pipeline.infra import bucket, remote_entries
from pipeline.infra.shared_store import open_store
from pipeline.infra.store import Store

Answer = tuple[int, bytes]
ERROR = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{}</Code><Message>{}</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>'
SECRETS = ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")


class Proxy(ThreadingHTTPServer):
    """Stands before a server; `tamper` may answer in its stead, or change its answer."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behind = port
        self.tamper: Callable[[str, str, Callable[[], Answer]], Answer] = lambda method, path, ask: ask()
        self.asked: list[str] = []


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Proxy

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append(self.command)
        headers: Mapping[str, str] = {}

        def ask() -> Answer:
            nonlocal headers
            with closing(HTTPConnection("127.0.0.1", self.server.behind, timeout=30)) as behind:
                behind.request(self.command, self.path, body, dict(self.headers))
                answer = behind.getresponse()
                headers = dict(answer.headers)
                return answer.status, answer.read()

        status, data = self.server.tamper(self.command, self.path, ask)
        self.send_response(status)
        for name in ("ETag", "Last-Modified", "Content-Type"):
            if name in headers:
                self.send_header(name, headers[name])
        head = self.command == "HEAD" and status == 200
        self.send_header("Content-Length", headers["Content-Length"] if head else str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = _answer  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads it."""


@pytest.fixture
def proxy(s3_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """Before the real server, and what the environment names."""
    monkeypatch.setattr(bucket, "_SILENCE_S", 1)
    monkeypatch.setattr(bucket, "_RETRIES_S", 1)
    with Proxy(s3_server.port) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        for name, value in s3_server.environment(port=server.server_port).items():
            monkeypatch.setenv(name, value)
        yield server
        server.shutdown()


@pytest.fixture
def store(proxy: Proxy, s3_server: Any, tmp_path: Path) -> Store:
    opened = open_store(tmp_path / "here", s3_server.place())
    opened.check()
    return opened


def _fail(status: int, code: str, *methods: str) -> Callable[[str, str, Callable[[], Answer]], Answer]:
    def tamper(method: str, path: str, ask: Callable[[], Answer]) -> Answer:
        return (status, ERROR.format(code, "…").encode()) if method in methods else ask()

    return tamper


def _no_secret(error: PublishError, *more: str) -> str:
    told = f"{error} {error!r} {error.__cause__!r}"
    assert not any(secret in told for secret in (*SECRETS, *more))
    return str(error)


@pytest.mark.parametrize("wrong", ["key", "secret"])
def test_wrong_credentials_are_told_at_once_and_never_shown(
    wrong: str, s3_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = (SECRETS[0], SECRETS[1]) if wrong == "key" else (s3_server.credentials[0], SECRETS[1])
    for name, value in s3_server.environment(who).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match="refused who asks") as caught:
        open_store(tmp_path, s3_server.place()).check()
    assert "AWS_SECRET_ACCESS_KEY in the environment" in _no_secret(caught.value, s3_server.credentials[0])


def test_who_may_only_read_is_told_so_before_anything_is_made(
    s3_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in s3_server.environment(s3_server.reader).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(NotWritable, match="the right to read, write and delete"):
        open_store(tmp_path, s3_server.place()).check()


def test_a_bucket_that_is_not_there_is_named(
    s3_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in s3_server.environment().items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match="no bucket for the store s3://no-such-bucket/store"):
        open_store(tmp_path, "s3://no-such-bucket/store").check()


def test_a_server_that_is_not_there_is_told_in_seconds(
    s3_server: Any, free_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in s3_server.environment(port=free_port).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(WriteError, match="gave no answer"):
        open_store(tmp_path, "s3://editions/store").check()


def test_a_store_without_its_package_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("obstore", "obstore.store", "obstore.exceptions"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SettingsError, match=r"pip install 'manyvoices\[cluster\]'"):
        open_store(tmp_path, "s3://editions/without-package")


def test_a_folder_asks_for_no_package_and_loads_none(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from pipeline.infra.shared_store import open_store\n"
        "open_store(Path(sys.argv[1])).put('abcdef', b'x')\n"
        "assert not [name for name in sys.modules if name.startswith('obstore')]\n"
    )
    subprocess.run([sys.executable, "-c", script, tmp_path], cwd=Path(__file__).parents[2], check=True)


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (507, "InsufficientStorage", "takes nothing more"),
        (403, "QuotaExceeded", "takes nothing more"),
        (403, "AccessDenied", "does not allow"),
        (503, "SlowDown", "answered 503 SlowDown"),
        (500, "InternalError", "answered 500 InternalError"),
    ],
)
def test_what_is_refused_lies_on_this_machine_and_is_told_once(
    store: Store, proxy: Proxy, status: int, code: str, words: str
) -> None:
    proxy.tamper = _fail(status, code, "PUT")
    for number in range(5):
        store.put_if_absent(f"ab{number}", "소리".encode())
    assert [store.get(f"ab{number}") for number in range(5)] == ["소리".encode()] * 5
    [fault] = store.new_faults()
    assert words in str(fault)
    assert store.new_faults() == ()
    with pytest.raises(PublishError):
        store.confirm("ab0")


def test_what_is_lost_is_missing_and_kept_anew(
    store: Store, proxy: Proxy, s3_server: Any, tmp_path: Path
) -> None:
    store.put("abcdef", "소리".encode())
    proxy.tamper = _fail(404, "NoSuchKey", "GET", "HEAD")
    there = open_store(tmp_path / "there", _url(store))
    assert there.get("abcdef") is None
    assert not there.exists("abcdef")
    assert there.remember("abcdef", lambda: "다시".encode()) == "다시".encode()
    assert there.new_faults() == ()


def test_an_answer_that_comes_too_late_is_a_miss(store: Store, proxy: Proxy, tmp_path: Path) -> None:
    store.put("abcdef", "늦은 소리".encode())

    def tamper(method: str, path: str, ask: Callable[[], Answer]) -> Answer:
        time.sleep(1.5 if method == "GET" else 0)
        return ask()

    proxy.tamper = tamper
    there = open_store(tmp_path / "there", _url(store))
    assert there.get("abcdef") is None
    asked = len(proxy.asked)
    assert there.get("abcccc") is None
    assert len(proxy.asked) == asked  # it rests: a run is not slowed for each sentence
    [fault] = there.new_faults()
    assert "gave no answer" in str(fault)


def test_the_answer_to_another_question_is_never_taken(store: Store, proxy: Proxy, tmp_path: Path) -> None:
    store.put("ab0001", "30명".encode())
    store.put("ab0002", "3명".encode())
    answers: list[Answer] = []

    def twice(method: str, path: str, ask: Callable[[], Answer]) -> Answer:
        if method != "GET":
            return ask()
        answers.append(ask())
        return answers[0]

    proxy.tamper = twice
    there = open_store(tmp_path / "there", _url(store))
    assert there.get("ab0001") == "30명".encode()
    assert there.get("ab0002") is None
    assert [path.name for path in there.damaged] == ["0002"]


def test_an_entry_that_is_put_twice_is_there_once_and_whole(
    store: Store, proxy: Proxy, tmp_path: Path
) -> None:
    def twice(method: str, path: str, ask: Callable[[], Answer]) -> Answer:
        ask()
        return ask()  # the second time it is there already

    proxy.tamper = twice
    store.put_if_absent("abcdef", "소리".encode())
    assert store.get("abcdef") == "소리".encode()
    assert open_store(tmp_path / "there", _url(store)).get("abcdef") == "소리".encode()


def test_a_service_that_knows_no_condition_keeps_the_first_all_the_same(
    store: Store, proxy: Proxy, tmp_path: Path
) -> None:
    def tamper(method: str, path: str, ask: Callable[[], Answer]) -> Answer:
        conditional = method == "PUT" and len([each for each in proxy.asked if each == "PUT"]) % 2 == 1
        return (501, ERROR.format("NotImplemented", "…").encode()) if conditional else ask()

    proxy.asked.clear()
    proxy.tamper = tamper
    assert store.put_if_absent("abcdef", "먼저".encode())
    proxy.asked.clear()
    assert not open_store(tmp_path / "there", _url(store)).put_if_absent("abcdef", "나중".encode())


def test_after_a_rest_it_is_asked_again(
    store: Store, proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_entries, "_REST_S", 0.0)
    proxy.tamper = _fail(503, "SlowDown", "PUT")
    store.put("abcdef", "소리".encode())
    proxy.tamper = lambda method, path, ask: ask()
    store.share(["abcdef"])
    assert open_store(tmp_path / "there", _url(store)).get("abcdef") == "소리".encode()


def test_many_keys_are_asked_side_by_side(store: Store, proxy: Proxy, tmp_path: Path) -> None:
    at_once, most = 0, 0

    def tamper(method: str, path: str, ask: Callable[[], Answer]) -> Answer:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        time.sleep(0.02)
        at_once -= 1
        return 404, b""

    proxy.tamper = tamper
    assert len(store.absent([f"cc{number}" for number in range(60)])) == 60
    assert most > 4


def _url(store: Store) -> str:
    return str(store._remote.name)  # type: ignore[attr-defined]
