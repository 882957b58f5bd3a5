"""An answer from the web comes whole and in time, or not at all."""

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from pipeline.infra.http.transfer import Limits, NoAnswer, Request, answer, download

Serve = Callable[[Callable[..., None]], str]
LIMITS = Limits(size=100_000, total_s=1, connect_s=0.3, silence_s=0.3)


def test_the_body_comes_whole_and_its_progress_is_told(serve: Serve) -> None:
    told: list[tuple[int, int | None]] = []
    url = serve(lambda request: request.send(b"x" * 90_000))
    assert answer(Request(url), LIMITS, lambda done, total: told.append((done, total))) == b"x" * 90_000
    assert told[-1] == (90_000, 90_000)
    assert sorted(told) == told


def test_a_packed_body_is_unpacked_and_its_size_counted_unpacked(serve: Serve) -> None:
    url = serve(lambda request: request.send(gzip.compress(b"y" * 90_000), Content_Encoding="gzip"))
    assert answer(Request(url), LIMITS) == b"y" * 90_000
    bomb = serve(lambda request: request.send(gzip.compress(b"y" * 9_000_000), Content_Encoding="gzip"))
    with pytest.raises(NoAnswer, match="more than"):
        answer(Request(bomb), LIMITS)


def test_a_redirection_is_followed(serve: Serve) -> None:
    end = serve(lambda request: request.send(b"here"))
    assert answer(Request(serve(lambda request: request.send(b"", 302, Location=end))), LIMITS) == b"here"


@pytest.mark.parametrize("to", ["/", "http://[::1/", "file:///etc/passwd"])
def test_a_redirection_in_circles_or_to_nowhere_is_left(serve: Serve, to: str) -> None:
    url = serve(lambda request: request.send(b"", 302, Location=to))
    with pytest.raises(NoAnswer, match="leads nowhere") as caught:
        answer(Request(url), LIMITS)
    assert not caught.value.passing


@pytest.mark.parametrize(
    ("misbehave", "reason"),
    [
        (lambda request: request.closing.wait(9), "nothing came"),
        (lambda request: request.stall(b"abc"), "nothing came"),
        (lambda request: request.trickle(b"a" * 1000, 0.1), "not done within 1 s"),
        (lambda request: request.send(b"half", Content_Length="99"), "broke off"),
    ],
)
def test_a_server_that_does_not_finish_is_left_in_time(
    serve: Serve, misbehave: Callable[..., None], reason: str
) -> None:
    url = serve(misbehave)
    begun = time.monotonic()
    with pytest.raises(NoAnswer, match=reason) as caught:
        answer(Request(url), LIMITS)
    assert time.monotonic() - begun < 5
    assert caught.value.passing


@pytest.fixture
def trickling_head() -> Iterator[str]:
    """A server that sends the head of its answer a byte at a time, and never ends it."""
    closing = Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def trickle() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
            while not closing.wait(0.1):
                connection.sendall(b"x")

    thread = Thread(target=trickle, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    closing.set()
    thread.join()
    listening.close()


def test_a_head_that_trickles_is_left_in_time(trickling_head: str) -> None:
    begun = time.monotonic()
    with pytest.raises(NoAnswer, match="nothing came"):
        answer(Request(trickling_head), LIMITS)
    assert time.monotonic() - begun < 5


def test_a_name_that_is_looked_up_for_ever_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    looking = Event()

    def look_up(*_: object, **__: object) -> None:
        looking.wait(9)
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    begun = time.monotonic()
    with pytest.raises(NoAnswer, match="nothing came"):
        answer(Request("http://voices.invalid/"), LIMITS)
    looking.set()
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://voices.invalid/"])
def test_without_a_server_there_is_no_connection_for_now(url: str) -> None:
    with pytest.raises(NoAnswer, match="no connection") as caught:
        answer(Request(url), LIMITS)
    assert caught.value.passing


@pytest.mark.parametrize("status", [404, 429, 503, 599])
def test_an_error_is_told_with_its_number(serve: Serve, status: int) -> None:
    url = serve(lambda request: request.send(b"secret", status, Retry_After="soon"))
    with pytest.raises(NoAnswer, match=str(status)) as caught:
        answer(Request(f"{url}/?key=secret"), LIMITS)
    assert caught.value.passing is (status != 404)
    assert caught.value.seconds is None
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "seconds"), [("7", 7), ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("soon", None)]
)
def test_a_wait_is_understood_as_a_number_and_as_a_date(
    serve: Serve, asked: str, seconds: float | None
) -> None:
    url = serve(lambda request: request.send(b"", 503, Retry_After=asked))
    with pytest.raises(NoAnswer) as caught:
        answer(Request(url), LIMITS)
    assert caught.value.seconds == seconds


@pytest.mark.parametrize(
    "more", [{"secrets": {"Authorization": "Bearer k"}}, {"method": "POST", "body": b"text"}]
)
def test_neither_a_key_nor_a_text_is_sent_on(serve: Serve, more: dict[str, Any]) -> None:
    elsewhere: list[str] = []
    other = serve(lambda request: elsewhere.append(request.path))
    with pytest.raises(NoAnswer, match="another address"):
        answer(Request(serve(lambda request: request.send(b"", 307, Location=other)), **more), LIMITS)
    assert elsewhere == []


def test_what_a_redirect_says_beside_its_address_is_not_read(serve: Serve) -> None:
    end = serve(lambda request: request.send(b"here"))

    def redirect(request: Any) -> None:
        request.send_response(302)
        request.send_header("Location", end)
        request.end_headers()
        request.closing.wait(9)  # its body never ends

    assert answer(Request(serve(redirect)), LIMITS) == b"here"


def test_a_proxy_is_asked_for_others_and_never_for_this_machine(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def proxy(request: Any) -> None:
        seen.append(request.path)
        request.send(b"by the proxy")

    url = serve(lambda request: request.send(b"itself"))
    for name in ("http_proxy", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", serve(proxy))
    assert answer(Request(url), LIMITS) == b"itself"
    assert answer(Request("http://voices.invalid/a"), LIMITS) == b"by the proxy"
    assert seen == ["http://voices.invalid/a"]
    monkeypatch.setenv("http_proxy", "http://user:hidden@127.0.0.1:1")
    with pytest.raises(NoAnswer, match="the proxy that the environment names") as caught:
        answer(Request("http://voices.invalid/a"), LIMITS)
    assert "hidden" not in str(caught.value)


def test_a_bundle_of_certificates_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/authorities.pem")
    with pytest.raises(NoAnswer, match="the certificates that REQUESTS_CA_BUNDLE names cannot be read"):
        answer(Request("https://127.0.0.1:1/"), LIMITS)


def test_an_answer_packed_in_two_members_is_unpacked_whole(serve: Serve) -> None:
    packed = gzip.compress("한 ".encode()) + gzip.compress("말".encode()) + b"\0\0"
    url = serve(lambda request: request.send(packed, Content_Encoding="gzip"))
    assert answer(Request(url), LIMITS).decode() == "한 말"


@pytest.mark.parametrize(("packing", "reason"), [("gzip", "incomplete or damaged"), ("br", "packed as br")])
def test_what_is_packed_wrongly_is_no_answer(serve: Serve, packing: str, reason: str) -> None:
    half = gzip.compress(b"y" * 9_000)[:-9]
    with pytest.raises(NoAnswer, match=reason):
        answer(Request(serve(lambda request: request.send(half, Content_Encoding=packing))), LIMITS)


def breaking_off(data: bytes, asked: list[str | None], **more: str) -> Callable[[Any], None]:
    """An answer that ends half-way the first time, and sends the rest when it is asked for."""

    def reply(request: Any) -> None:
        asked.append(request.headers.get("Range"))
        if len(asked) == 1:
            request.send(data[:400], Content_Length=str(len(data)))
            request.close_connection = True
        elif more:
            request.send(b"", 503, **more)
        else:
            request.send(data[400:], 206, Content_Range=f"bytes 400-{len(data) - 1}/{len(data)}")

    return reply


def test_a_download_that_breaks_off_goes_on_where_it_was(serve: Serve, tmp_path: Path) -> None:
    data, asked = bytes(range(250)) * 4, list[str | None]()
    url = serve(breaking_off(data, asked))
    download(url, tmp_path / "model", LIMITS, tries=2)
    assert (tmp_path / "model").read_bytes() == data
    assert asked == [None, "bytes=400-"]


def test_a_server_that_asks_to_be_left_alone_is_not_asked_again_at_once(serve: Serve, tmp_path: Path) -> None:
    asked: list[str | None] = []
    url = serve(breaking_off(bytes(1000), asked, Retry_After="60"))
    with pytest.raises(NoAnswer, match="503") as caught:
        download(url, tmp_path / "model", LIMITS, tries=5)
    assert caught.value.seconds == 60
    assert len(asked) == 2
    assert (tmp_path / "model").stat().st_size == 400
