"""One answer from the web for an article, within limits: of time, of size, of redirects, and of where it may come from.

Every name is looked up once and its addresses checked, and the connection goes to those addresses;
so it is at every redirect. No proxy is used, since a proxy looks names up by itself; no cookie is
sent or kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from pipeline.errors import ArticleNotFetched
from pipeline.infra.http.client import Head, open_answer, phrase
from pipeline.infra.http.request import Fault, Limits, NoAnswer, Request, Route
from pipeline.readers.sources.addresses import host, readable, route

LARGEST = 20_000_000
"""Bytes of an answer, unpacked."""
TOTAL_S = 30.0
"""Seconds from the first name looked up to the last byte, all redirects included."""
CONNECT_S = 5.0
SILENCE_S = 10.0
"""Seconds without a byte."""
REDIRECTS = 5
_ADVICE = "Check the address; or save the page to a file and name that."
_LATER = "Try again later; or save the page to a file and name that."

_NOT_MODIFIED = 304
_LONGEST_STATE = 200
"""Characters of a header that names a state."""

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
    etag: str = ""
    """By which the server tells this state from others (RFC 9110, 8.8), as `modified`; empty where it does not."""
    modified: str = ""


def fetch(
    address: str, accepts: Accepts, *, allow_local: bool = False, held: Fetched | None = None
) -> Fetched:
    """What lies at `address`; what is `held` of it where the server says that it has not changed.

    Raises `ArticleNotFetched`, within `TOTAL_S` whatever the server does.
    """
    limits = Limits(LARGEST, TOTAL_S, CONNECT_S, SILENCE_S, REDIRECTS)
    reached = _Reached(address)
    conditions = _conditions(held) if held else {}
    request = Request(address, headers=conditions, route=partial(reached.route, allow_local=allow_local))
    try:
        with open_answer(request, limits) as (head, chunks):
            media_type, charset = _take(head, accepts)
            state = (_printable(head.headers.get(name, "")) for name in ("ETag", "Last-Modified"))
            return Fetched(head.address, media_type, charset, b"".join(chunks), *state)
    except NoAnswer as error:
        if held and conditions and error.status == _NOT_MODIFIED:
            # Another address may call another state by the same name.
            return (
                held if reached.address == held.address else fetch(address, accepts, allow_local=allow_local)
            )
        raise _not_fetched(error, reached.address) from error


def _conditions(held: Fetched) -> Mapping[str, str]:
    """Headers that ask for what changed since."""
    asked = {"If-None-Match": held.etag, "If-Modified-Since": held.modified}
    return {name: value for name, value in asked.items() if value}


def _printable(value: str) -> str:
    """A header that can be sent back as it came; empty for any other."""
    return value if len(value) <= _LONGEST_STATE and value.isascii() and value.isprintable() else ""


class _Reached:
    """Remembers which address was asked last."""

    def __init__(self, address: str) -> None:
        self.address = address

    def route(self, address: str, *, allow_local: bool) -> Route:
        self.address = address
        return route(address, allow_local=allow_local)


def _take(head: Head, accepts: Accepts) -> tuple[str, str]:
    """The media type and the encoding's name, when the answer is what was asked for."""
    where = readable(head.address)
    if head.status != 200:
        raise ArticleNotFetched(f"{where}: the server answered {phrase(head.status)}.", _ADVICE)
    media_type, charset = _type(head.headers.get("Content-Type", ""))
    if not accepts(media_type):
        raise ArticleNotFetched(f"{where} is {media_type}, which is not what was asked for.", _ADVICE)
    return media_type, charset


def _type(header: str) -> tuple[str, str]:
    """The media type, and the name of an encoding."""
    from email.message import Message

    headers = Message()
    headers["Content-Type"] = header
    charset = headers.get_param("charset", "")
    return (headers.get_content_type() if header else ""), charset if isinstance(charset, str) else ""


def _not_fetched(error: NoAnswer, address: str) -> ArticleNotFetched:
    """`error` in the words of those who wait for an article."""
    where, server = readable(address), host(address)
    match error.fault:
        case Fault.CERTIFICATE:
            return ArticleNotFetched(f"{where} was not fetched from {server}: {error}.", _ADVICE)
        case Fault.CONNECTION:
            return ArticleNotFetched(f"{where}: no connection to {server}.", _LATER)
        case Fault.SIZE:
            message = f"{where} is larger than {LARGEST // 1_000_000} MB."
            return ArticleNotFetched(message, "Save what is needed to a file.")
        case Fault.STATUS | Fault.REDIRECT if error.status:
            return ArticleNotFetched(f"{where}: the server answered {phrase(error.status)}.", _ADVICE)
        case Fault.REDIRECT:
            return ArticleNotFetched(f"{where}: it was redirected more than {REDIRECTS} times.", _ADVICE)
        case Fault.BROKEN | Fault.ADDRESS:
            return ArticleNotFetched(f"{where}: the answer is incomplete or damaged.", _LATER)
        case _:
            return ArticleNotFetched(f"{where}: {error}.", _LATER)
