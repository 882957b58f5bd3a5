"""One answer from the web, within limits: of time, of size, of redirects, and of where it may come from.

Every name is looked up once and its addresses checked, and the connection goes to those addresses;
so it is at every redirect. No proxy is used, since a proxy looks names up by itself; no cookie is
sent or kept.
"""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from pipeline.errors import ArticleNotFetched
from pipeline.infra.http import certificates
from pipeline.readers.sources.addresses import Target, joined, resolved, shown, target

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

LARGEST = 20_000_000
"""Bytes of an answer, unpacked."""
TOTAL_S = 30.0
"""Seconds from the first name looked up to the last byte, all redirects included."""
CONNECT_S = 5.0
SILENCE_S = 10.0
"""Seconds without a byte."""
REDIRECTS = 5
_CHUNK = 64 * 1024
_ADVICE = "Check the address; or save the page to a file and name that."
_LATER = "Try again later; or save the page to a file and name that."

Accepts = Callable[[str], bool]
"""Whether a media type is of use; empty when the server names none."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came."""

    address: str
    """Where it came from in the end."""
    media_type: str
    charset: str
    data: bytes


def fetch(address: str, accepts: Accepts, *, allow_local: bool = False) -> Fetched:
    """What lies at `address`. Raises `ArticleNotFetched`, within `TOTAL_S` whatever the server does."""
    outcome: list[Fetched | ArticleNotFetched] = []
    until = monotonic() + TOTAL_S

    def work() -> None:
        try:
            outcome.append(_followed(address, accepts, allow_local, until))
        except ArticleNotFetched as error:
            outcome.append(error)

    worker = Thread(target=work, daemon=True)
    worker.start()
    worker.join(TOTAL_S)
    if worker.is_alive():
        raise _late(shown(address))
    (found,) = outcome
    if isinstance(found, ArticleNotFetched):
        raise found
    return found


def _followed(address: str, accepts: Accepts, allow_local: bool, until: float) -> Fetched:
    for _ in range(REDIRECTS + 1):
        asked = target(address)
        with _answer(asked, resolved(asked, allow_local=allow_local)) as response:
            location = response.headers.get("Location")
            if response.status not in (301, 302, 303, 307, 308) or location is None:
                return _taken(asked, address, response, accepts, until)
            address = joined(address, _as_meant(location))
    raise ArticleNotFetched(f"{shown(address)}: it was redirected more than {REDIRECTS} times.", _ADVICE)


def _as_meant(location: str) -> str:
    """Headers arrive as Latin-1; where they are not ASCII, UTF-8 is meant."""
    return location.encode("latin-1", "replace").decode("utf-8", "replace")


@contextmanager
def _answer(asked: Target, addresses: tuple[str, ...]) -> "Iterator[BaseHTTPResponse]":
    """The head of the answer of the first of `addresses` that can be reached."""
    import urllib3

    headers = {"Host": asked.authority, "Accept-Encoding": "gzip", "User-Agent": "manyvoices"}
    with _telling(asked):
        for number, address in enumerate(addresses, 1):
            pool = _pool(asked, address)
            try:
                response = pool.urlopen(
                    "GET", asked.path, headers=headers, retries=False, redirect=False,
                    preload_content=False, decode_content=False,
                )  # fmt: skip
                break
            except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError):
                if number == len(addresses):
                    raise
        try:
            yield response
        finally:
            response.close()
            pool.close()


def _pool(asked: Target, address: str) -> Any:
    """Connections to `address`, whatever the host's name leads to by now; its certificate is the name's."""
    import ssl

    import urllib3
    from requests.utils import DEFAULT_CA_BUNDLE_PATH

    timeout = urllib3.Timeout(connect=CONNECT_S, read=SILENCE_S)
    if asked.scheme == "http":
        return urllib3.HTTPConnectionPool(address, asked.port, timeout=timeout)
    trust = ssl.create_default_context()
    trust.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
    return urllib3.HTTPSConnectionPool(
        address,
        asked.port,
        timeout=timeout,
        ssl_context=trust,
        server_hostname=asked.host,
        assert_hostname=asked.host,
    )


def _taken(
    asked: Target, address: str, response: "BaseHTTPResponse", accepts: Accepts, until: float
) -> Fetched:
    if response.status != 200:
        known = {each.value: f" ({each.phrase})" for each in HTTPStatus}
        raise ArticleNotFetched(
            f"{asked.shown}: the server answered {response.status}{known.get(response.status, '')}.", _ADVICE
        )
    media_type, charset = _type(response.headers.get("Content-Type", ""))
    if not accepts(media_type):
        raise ArticleNotFetched(f"{asked.shown} is {media_type}, which is not what was asked for.", _ADVICE)
    data = b"".join(_body(asked, response, until))
    return Fetched(address, media_type, charset, data)


def _type(header: str) -> tuple[str, str]:
    """The media type, and the name of an encoding."""
    from email.message import Message

    told = Message()
    told["Content-Type"] = header
    charset = told.get_param("charset", "")
    return (told.get_content_type() if header else ""), charset if isinstance(charset, str) else ""


def _body(asked: Target, response: "BaseHTTPResponse", until: float) -> Iterator[bytes]:
    """What arrives, unpacked, as it arrives: waiting for whole blocks would hide a trickle."""
    packed = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in ("identity", "", "gzip", "x-gzip"):
        raise ArticleNotFetched(f"{asked.shown} is packed as {packed}, which was not asked for.", _ADVICE)
    unpack = Unpacking(asked.shown) if "gzip" in packed else None
    left = LARGEST
    while chunk := response.read1(_CHUNK, decode_content=False):
        if monotonic() > until:
            raise _late(asked.shown)
        part = unpack.more(chunk, left) if unpack else chunk
        left -= len(part)
        if left < 0:
            raise ArticleNotFetched(
                f"{asked.shown} is larger than {LARGEST // 1_000_000} MB.", "Save what is needed to a file."
            )
        yield part
    if unpack:
        unpack.end()


class Unpacking:
    """gzip, never more at a time than is wanted: a bomb is as large as its first bytes allow."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._gzip = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def more(self, chunk: bytes, most: int) -> bytes:
        """What is in `chunk`, up to one byte over `most`."""
        try:
            return self._gzip.decompress(chunk, most + 1)
        except zlib.error as error:
            raise _broken(self._shown) from error

    def end(self) -> None:
        """Raise `ArticleNotFetched` unless all has arrived."""
        if not self._gzip.eof:
            raise _broken(self._shown)


def _broken(shown: str) -> ArticleNotFetched:
    return ArticleNotFetched(f"{shown}: the answer is incomplete or damaged.", _LATER)


def _late(shown: str) -> ArticleNotFetched:
    return ArticleNotFetched(f"{shown}: it was not done within {TOTAL_S:g} s.", _LATER)


@contextmanager
def _telling(asked: Target) -> Iterator[None]:
    """Turn urllib3's errors into ours."""
    from urllib3 import exceptions

    try:
        yield
    except (exceptions.SSLError, exceptions.LocationParseError) as error:
        why = certificates.fault(error) or "it speaks no TLS that this machine knows"
        told = f"{asked.shown} was not fetched from {asked.host}: {why}."
        raise ArticleNotFetched(told, _ADVICE) from error
    except exceptions.ReadTimeoutError as error:
        raise ArticleNotFetched(f"{asked.shown}: nothing came for {SILENCE_S:g} s.", _LATER) from error
    except (exceptions.NewConnectionError, exceptions.ConnectTimeoutError) as error:
        raise ArticleNotFetched(f"{asked.shown}: no connection to {asked.host}.", _LATER) from error
    except (exceptions.HTTPError, OSError, ValueError) as error:
        raise _broken(asked.shown) from error
