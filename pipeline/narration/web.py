"""One answer from the web, within limits of time and of size: never a hang, never a full memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from queue import Empty, Queue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from requests import PreparedRequest, Response

Told = Callable[[int, int | None], None]
"""Told the bytes so far, and the bytes in all when they are known."""


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


class NoAnswer(Exception):
    """There was no usable answer. Its words hold neither what was sent nor where keys may stand."""

    def __init__(self, reason: str, *, passing: bool, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.passing = passing
        """Whether the same request may be answered later."""
        self.seconds = seconds
        """How long the server asks to wait."""


def answer(request: "PreparedRequest", limits: Limits, told: Told = lambda done, total: None) -> bytes:
    """The body of the answer to `request`; proxies and certificates as the user's environment says.

    `told` is called in the caller's thread. Raises `NoAnswer`.
    """
    arriving: Queue[_News] = Queue()
    enough = Event()
    Thread(target=_send, args=(request, limits, arriving, enough), daemon=True).start()
    try:
        return b"".join(_arrived(arriving, limits, told))
    finally:
        enough.set()


@dataclass(frozen=True, slots=True)
class _Begun:
    """An answer has begun."""

    total: int | None


@dataclass(frozen=True, slots=True)
class _Done:
    """An answer is complete."""


_News = _Begun | bytes | _Done | NoAnswer


def _arrived(arriving: "Queue[_News]", limits: Limits, told: Told) -> Iterator[bytes]:
    """What arrives. The time is kept here, since nothing limits how long a name is looked up, how many
    addresses are tried and how slowly the head of an answer trickles."""
    begun = monotonic()
    patience = limits.connect_s + limits.silence_s
    done, total = 0, None
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
            case _Begun():
                patience, total = limits.silence_s, news.total
            case bytes():
                done += len(news)
                told(done, total)
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
                arriving.put(_Begun(_length(response)))
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
    )


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
        return NoAnswer("its certificate is not to be trusted", passing=False)
    if isinstance(error, requests.ConnectTimeout):
        return NoAnswer(f"no connection within {limits.connect_s:g} s", passing=True)
    if isinstance(error, (requests.Timeout, ReadTimeoutError)):
        return NoAnswer(f"nothing came for {limits.silence_s:g} s", passing=True)
    if isinstance(error, requests.ConnectionError):
        return NoAnswer("no connection", passing=True)
    if isinstance(error, (ValueError, requests.TooManyRedirects)):  # all wrong addresses are ValueErrors
        return NoAnswer("its address leads nowhere", passing=False)
    return NoAnswer(f"the answer broke off ({type(error).__name__})", passing=True)
