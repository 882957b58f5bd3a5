"""The one way to a server: limits of time and of size, redirects, packing and certificates are settled here.

Whoever asks chooses the limits and the route (`request.py`), and says in its own words why there is no answer.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from queue import Empty, Queue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from pipeline.errors import PublishError
from pipeline.infra.http import retry_after
from pipeline.infra.http.addresses import join
from pipeline.infra.http.request import GRACE_S, Fault, Limits, NoAnswer, Request
from pipeline.infra.http.unpacking import Damaged, Unpacking

if TYPE_CHECKING:
    from requests import Response

_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Head:
    """An answer has begun."""

    status: int
    headers: Mapping[str, str]
    """By names in any case."""
    address: str
    """Where it comes from in the end."""

    @property
    def length(self) -> int | None:
        """Bytes that are coming, when they are known."""
        length = "" if _packing(self.headers) else self.headers.get("Content-Length", "")
        return int(length) if length.isascii() and length.isdecimal() else None


@dataclass(frozen=True, slots=True)
class _Alive:
    """Another address is asked."""


@dataclass(frozen=True, slots=True)
class _Done:
    """An answer is complete."""


_Event = Head | bytes | _Alive | _Done | NoAnswer | PublishError


@contextmanager
def open_answer(request: Request, limits: Limits) -> Iterator[tuple[Head, Iterator[bytes]]]:
    """The head of the answer to `request`, and its body, unpacked, as it arrives.

    Raises `NoAnswer`, and what the request's route raises.
    """
    arriving: Queue[_Event] = Queue()
    enough = Event()
    Thread(target=_send, args=(request, limits, arriving, enough), daemon=True).start()
    events = _receive(arriving, limits)
    try:
        head = next(events)
        assert isinstance(head, Head)
        yield head, (each for each in events if isinstance(each, bytes))
    finally:
        enough.set()


def _receive(arriving: "Queue[_Event]", limits: Limits) -> Iterator[Head | bytes]:
    """What arrives. The time is kept here, since nothing limits how long a name is looked up, how many
    addresses are tried and how slowly the head of an answer trickles."""
    begun, done = monotonic(), 0
    patience = limits.connect_s + limits.silence_s
    while True:
        event = _next(arriving, patience, begun + limits.total_s - monotonic(), limits)
        match event:
            case _Done():
                return
            case _Alive():
                continue
            case NoAnswer() | PublishError():
                raise event
            case Head():
                patience = limits.silence_s
            case bytes():
                done += len(event)
                if (took := monotonic() - begun) > GRACE_S and done < took * limits.least_rate:
                    reason = f"less than {limits.least_rate:g} bytes a second came"
                    raise NoAnswer(reason, Fault.TIME, passing=True)
        yield event


def _next(arriving: "Queue[_Event]", patience: float, left: float, limits: Limits) -> _Event:
    try:
        return arriving.get(timeout=max(min(patience, left), 0))
    except Empty:
        pass
    if left <= patience:
        raise NoAnswer(f"it was not done within {limits.total_s:g} s", Fault.TIME, passing=True)
    raise NoAnswer(f"nothing came for {patience:g} s", Fault.SILENCE, passing=True)


def _send(request: Request, limits: Limits, arriving: "Queue[_Event]", enough: Event) -> None:
    """Put what arrives into the queue, until the caller has had enough; then `_Done` or the reason why not."""
    from pipeline.infra.http.sending import FAULTS, no_answer

    try:
        _follow(request, limits, arriving, enough)
        arriving.put(_Done())
    except (NoAnswer, PublishError) as error:
        arriving.put(error)
    except FAULTS as error:
        arriving.put(no_answer(error, limits))
    except Exception as error:  # noqa: BLE001 whoever waits is told, whatever it was
        arriving.put(NoAnswer(f"its answer made {type(error).__name__}", Fault.BROKEN, passing=False))


def _follow(request: Request, limits: Limits, arriving: "Queue[_Event]", enough: Event) -> None:
    """The answer to `request`, wherever its address leads."""
    from pipeline.infra.http.sending import send

    url = request.url
    for _ in range(limits.redirects + 1):
        with send(request, request.route(url), limits) as response:
            location = _location(response)
            if not (location and limits.redirects and request.may_move):
                _check(response, location)
                arriving.put(Head(response.status_code, response.headers, url))
                for chunk in _body(response, limits):
                    if enough.is_set():
                        return
                    arriving.put(chunk)
                return
            url = join(url, location)
        arriving.put(_Alive())
    reason = f"its address leads nowhere: it sends on more than {limits.redirects} times"
    raise NoAnswer(reason, Fault.REDIRECT, passing=False)


def _location(response: "Response") -> str:
    """Where the server sends on to. Headers arrive as Latin-1; where they are not ASCII, UTF-8 is meant."""
    location = response.headers["Location"] if response.is_redirect else ""
    return location.encode("latin-1", "replace").decode("utf-8", "replace")


def _check(response: "Response", location: str) -> None:
    status = response.status_code
    if 300 <= status < 400:
        reason = "it sent on to another address"
        raise NoAnswer(reason, Fault.REDIRECT, passing=False, status=status, location=location)
    if status < 400:
        return
    raise NoAnswer(
        f"it answered with error {phrase(status)}",
        Fault.STATUS,
        passing=status in (408, 425, 429) or status >= 500,
        seconds=retry_after.wait(response.headers.get("Retry-After")),
        status=status,
    )


def phrase(status: int) -> str:
    """A status for a person, as 404 (Not Found)."""
    known = {each.value: f" ({each.phrase})" for each in HTTPStatus}
    return f"{status}{known.get(status, '')}"


def _packing(headers: Mapping[str, str]) -> str:
    packing = headers.get("Content-Encoding", "").strip().lower()
    return "" if packing == "identity" else packing


def _body(response: "Response", limits: Limits) -> Iterator[bytes]:
    """What arrives, as it arrives: waiting for whole blocks would hide a trickle."""
    left = limits.size
    for part in _unpack(response, limits):
        left -= len(part)
        if left < 0:
            raise NoAnswer(f"it sent more than {limits.size} bytes", Fault.SIZE, passing=False)
        yield part


def _unpack(response: "Response", limits: Limits) -> Iterator[bytes]:
    packing = _packing(response.headers)
    if packing not in ("", "gzip", "x-gzip"):
        reason = f"it is packed as {packing[:20]}, which was not asked for"
        raise NoAnswer(reason, Fault.PACKING, passing=False)
    unpack = Unpacking() if packing else None
    try:
        while chunk := response.raw.read1(_CHUNK, decode_content=False):
            yield unpack.more(chunk, limits.size) if unpack else chunk
        if unpack:
            unpack.end()
    except Damaged as error:
        raise NoAnswer("the answer is incomplete or damaged", Fault.BROKEN, passing=True) from error
