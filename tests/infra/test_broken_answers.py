"""What a server sends that is no answer is none, is never waited for too long, and never unpacked without end."""

import gzip
import time
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.infra.http.request import Fault
from pipeline.infra.http.transfer import Limits, NoAnswer, Request, answer
from pipeline.infra.http.unpacking import Unpacking

Serve = Callable[[Callable[..., None]], str]
LIMITS = Limits(size=100_000, total_s=1, connect_s=0.3, silence_s=0.3)
OK = b"HTTP/1.1 200 OK\r\n"
PACKED = gzip.compress("강물이 높다 / 河水很高".encode(), mtime=0)


def sending(*parts: bytes) -> Callable[[Any], None]:
    """An answer of just these bytes, head and all."""

    def reply(request: Any) -> None:
        for part in parts:
            request.wfile.write(part)
        request.close_connection = True

    return reply


def refused(url: str) -> NoAnswer:
    """Why there is no answer; it is known soon."""
    began = time.monotonic()
    with pytest.raises(NoAnswer) as caught:
        answer(Request(url), LIMITS)
    assert time.monotonic() - began < 10
    return caught.value


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        (OK + b"Content-Length: 100\r\n\r\nshort", Fault.BROKEN),
        (OK + b"X-A: 1\r\n" * 500 + b"\r\n", Fault.BROKEN),
        (OK + b"X-A: " + b"a" * 1_000_000 + b"\r\n\r\n", Fault.BROKEN),
        (b"SSH-2.0-OpenSSH_9.9\r\n", Fault.BROKEN),
        (b"", Fault.BROKEN),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", Fault.BROKEN),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabc", Fault.BROKEN),
        (OK + b"Content-Encoding: gzip\r\n\r\nnot packed", Fault.BROKEN),
        (OK + b"Content-Encoding: gzip\r\n\r\n" + PACKED[:-9], Fault.BROKEN),
        (OK + b"Content-Encoding: br\r\n\r\nabc", Fault.PACKING),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused(serve: Serve, sent: bytes, fault: Fault) -> None:
    assert refused(serve(sending(sent))).fault is fault


def test_a_length_that_is_no_number_is_passed_over(serve: Serve) -> None:
    sent = OK + b"Content-Length: many\r\n\r\n" + "강".encode()
    assert answer(Request(serve(sending(sent))), LIMITS).decode() == "강"


def test_no_answer_comes_by_tls_from_a_server_that_has_none(serve: Serve) -> None:
    error = refused(serve(sending(OK, b"\r\n")).replace("http:", "https:"))
    assert error.fault in (Fault.CERTIFICATE, Fault.CONNECTION)
    assert "TLS" in str(error)


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_without_end_is_cut_at_the_limit(serve: Serve, packed: bool) -> None:
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)

    def reply(request: Any) -> None:
        request.wfile.write(OK + (b"Content-Encoding: gzip\r\n" if packed else b"") + b"\r\n")
        for _ in range(1000):
            block = bytes(50_000)
            request.wfile.write(
                packing.compress(block) + packing.flush(zlib.Z_SYNC_FLUSH) if packed else block
            )

    assert refused(serve(reply)).fault is Fault.SIZE


def test_a_bomb_is_unpacked_no_further_than_is_wanted() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert len(Unpacking().more(bomb, 1000)) == 1001
