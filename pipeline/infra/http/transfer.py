"""One answer from the web, within limits of time and of size: never a hang, never a full memory.

`answer` gives it as bytes; `download` puts it into a file, and goes on where an earlier try ended.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from pipeline.infra.http import certificates

if TYPE_CHECKING:
    from requests import PreparedRequest, Response

Told = Callable[[int, int | None], None]
"""Told the bytes so far, and the bytes in all when they are known."""


GRACE_S = 20.0
"""Seconds in which an answer may come as slowly as it likes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may take."""

    size: int
    """Bytes, unpacked."""
    total_s: float
    """Seconds from the first word sent to the last received; a server that trickles does not stretch them."""
    connect_s: float = 4
    """Seconds to be connected to each of the server's addresses."""
    silence_s: float = 10
    """Seconds without a byte."""
    follow: bool = True
    """Whether an answer may send on to another address, which then gets the request."""
    least_rate: float = 0
    """Bytes a second that must have come, on average, after the first `GRACE_S`."""


class NoAnswer(Exception):
    """There was no usable answer. Its words hold neither what was sent nor where keys may stand."""

    def __init__(
        self, reason: str, *, passing: bool, seconds: float | None = None, status: int | None = None
    ) -> None:
        super().__init__(reason)
        self.status = status
        """What the server answered with, when it was an error."""
        self.passing = passing
        """Whether the same request may be answered later."""
        self.seconds = seconds
        """How long the server asks to wait."""


def answer(request: "PreparedRequest", limits: Limits, told: Told = lambda done, total: None) -> bytes:
    """The body of the answer to `request`; proxies and certificates as the user's environment says.

    `told` is called in the caller's thread. Raises `NoAnswer`.
    """
    data = bytearray()
    with _sent(request, limits) as (head, chunks):
        for chunk in chunks:
            data += chunk
            told(len(data), head.length)
    return bytes(data)


def download(url: str, file: Path, limits: Limits, told: Told = lambda done, total: None) -> None:
    """Bring what lies at `url` into `file`, after what `file` holds of it already (RFC 9110, section 14).

    A server that knows no ranges sends all of it anew. What came stays in `file` when the rest did not come.
    Raises `NoAnswer`, and `OSError` when `file` cannot be written.
    """
    import requests

    here = file.stat().st_size if file.exists() else 0
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={here}-"} if here else {})
    request = requests.Request("GET", url, headers=headers).prepare()
    try:
        with _sent(request, limits) as (head, chunks), file.open("r+b" if here else "wb") as place:
            place.truncate(place.seek(head.first))
            for chunk in chunks:
                place.write(chunk)
                told(place.tell(), head.first + head.length if head.length else None)
    except NoAnswer as error:
        if not here or error.status not in _NO_PART:
            raise
        file.unlink()  # what is here is whole, or the server cannot send the rest of it
        download(url, file, limits, told)


_NO_PART = (HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, HTTPStatus.PARTIAL_CONTENT)


@dataclass(frozen=True, slots=True)
class _Head:
    """An answer has begun."""

    length: int | None
    """Bytes that are coming, when they are known."""
    first: int
    """Which byte of the whole they begin with."""


@dataclass(frozen=True, slots=True)
class _Done:
    """An answer is complete."""


_News = _Head | bytes | _Done | NoAnswer


@contextmanager
def _sent(request: "PreparedRequest", limits: Limits) -> Iterator[tuple[_Head, Iterator[bytes]]]:
    """The head of the answer to `request`, and its body as it arrives. Raises `NoAnswer`."""
    arriving: Queue[_News] = Queue()
    enough = Event()
    Thread(target=_send, args=(request, limits, arriving, enough), daemon=True).start()
    news = _arrived(arriving, limits)
    try:
        head = next(news)
        assert isinstance(head, _Head)
        yield head, (each for each in news if isinstance(each, bytes))
    finally:
        enough.set()


def _arrived(arriving: "Queue[_News]", limits: Limits) -> Iterator[_Head | bytes]:
    """What arrives. The time is kept here, since nothing limits how long a name is looked up, how many
    addresses are tried and how slowly the head of an answer trickles."""
    begun, done = monotonic(), 0
    patience = limits.connect_s + limits.silence_s
    while True:
        left = begun + limits.total_s - monotonic()
        try:
            news = arriving.get(timeout=max(min(patience, left), 0))
        except Empty as error:
            if left <= patience:
                raise NoAnswer(f"it was not done within {limits.total_s:g} s", passing=True) from error
            raise NoAnswer(f"nothing came for {patience:g} s", passing=True) from error
        match news:
            case _Done():
                return
            case NoAnswer():
                raise news
            case _Head():
                patience = limits.silence_s
            case bytes():
                done += len(news)
                if (took := monotonic() - begun) > GRACE_S and done < took * limits.least_rate:
                    raise NoAnswer(f"less than {limits.least_rate:g} bytes a second came", passing=True)
        yield news


def _send(request: "PreparedRequest", limits: Limits, arriving: "Queue[_News]", enough: Event) -> None:
    """Put what arrives into the queue, until the caller has had enough; then `_Done` or the reason why not."""
    import requests
    from urllib3.exceptions import HTTPError

    try:
        with requests.Session() as session:
            surroundings: Any = session.merge_environment_settings(request.url, {}, True, None, None)
            patience = (limits.connect_s, limits.silence_s)
            with session.send(
                request, timeout=patience, allow_redirects=limits.follow, **surroundings
            ) as response:
                _check(response)
                arriving.put(_Head(_length(response), _first(response)))
                for chunk in _body(response, limits):
                    if enough.is_set():
                        return
                    arriving.put(chunk)
        arriving.put(_Done())
    except NoAnswer as error:
        arriving.put(error)
    except (requests.RequestException, HTTPError, ValueError) as error:
        arriving.put(_translated(error, limits))


def _check(response: "Response") -> None:
    status = response.status_code
    if response.is_redirect:
        blocked = "/sorry/" in response.headers["Location"]  # Google's page for those who ask too often
        raise NoAnswer("it sent on to another address", passing=blocked)
    if status < 400:
        return
    asked = response.headers.get("Retry-After", "")
    known = {each.value: f" ({each.phrase})" for each in HTTPStatus}
    raise NoAnswer(
        f"it answered with error {status}{known.get(status, '')}",
        passing=status in (408, 425, 429) or status >= 500,
        seconds=float(asked) if asked.isascii() and asked.isdecimal() else None,
        status=status,
    )


def _first(response: "Response") -> int:
    """Which byte of the whole the body begins with; a server that knows no ranges sends it from the beginning."""
    if response.status_code != HTTPStatus.PARTIAL_CONTENT:
        return 0
    unit, _, span = response.headers.get("Content-Range", "").partition(" ")
    first = span.partition("-")[0]
    asked = response.request.headers.get("Range", "").removeprefix("bytes=").removesuffix("-")
    if unit != "bytes" or first != asked:
        raise NoAnswer("it sent another part than was asked for", passing=False, status=response.status_code)
    return int(first)


def _length(response: "Response") -> int | None:
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdecimal() else None


def _body(response: "Response", limits: Limits) -> Iterator[bytes]:
    """What arrives, as it arrives: waiting for whole blocks would hide a trickle."""
    done = 0
    while chunk := response.raw.read1(64 * 1024, decode_content=True):
        done += len(chunk)
        if done > limits.size:
            raise NoAnswer(f"it sent more than {limits.size} bytes", passing=False)
        yield chunk


def _translated(error: Exception, limits: Limits) -> NoAnswer:
    import requests
    from urllib3.exceptions import ReadTimeoutError

    if isinstance(error, requests.exceptions.SSLError):
        return NoAnswer(
            certificates.fault(error) or "it speaks no TLS that this machine knows", passing=False
        )
    if isinstance(error, requests.ConnectTimeout):
        return NoAnswer(f"no connection within {limits.connect_s:g} s", passing=True)
    if isinstance(error, (requests.Timeout, ReadTimeoutError)):
        return NoAnswer(f"nothing came for {limits.silence_s:g} s", passing=True)
    if isinstance(error, requests.ConnectionError):
        return NoAnswer("no connection", passing=True)
    if isinstance(error, (ValueError, requests.TooManyRedirects)):  # all wrong addresses are ValueErrors
        return NoAnswer("its address leads nowhere", passing=False)
    return NoAnswer(f"the answer broke off ({type(error).__name__})", passing=True)
