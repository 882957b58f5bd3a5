"""One answer from the web, as bytes (`answer`) or in a file, where an earlier try is gone on with (`download`)."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from pipeline.infra.http.client import Head, open_answer
from pipeline.infra.http.request import Fault, Limits, NoAnswer, Request

__all__ = ["Limits", "NoAnswer", "Request", "Told", "answer", "download"]

Told = Callable[[int, int | None], None]
"""Told the bytes so far, and the bytes in all when they are known."""
_NO_PART = (HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, HTTPStatus.PARTIAL_CONTENT)


def answer(request: Request, limits: Limits, progress: Told = lambda done, total: None) -> bytes:
    """The body of the answer to `request`. `progress` is called in the caller's thread. Raises `NoAnswer`."""
    data = bytearray()
    with open_answer(request, limits) as (head, chunks):
        for chunk in chunks:
            data += chunk
            progress(len(data), head.length)
    return bytes(data)


def download(
    url: str, file: Path, limits: Limits, progress: Told = lambda done, total: None, tries: int = 1
) -> None:
    """Bring what lies at `url` into `file`, after what `file` holds of it already (RFC 9110, section 14).

    A server that knows no ranges sends all of it anew. What came stays in `file` when the rest did not come, and is gone
    on with in as many `tries` as are allowed, at once, unless the server asks to be left alone.
    Raises `NoAnswer`, and `OSError` when `file` cannot be written.
    """
    for left in reversed(range(tries)):
        try:
            _go_on(url, file, limits, progress)
            break
        except NoAnswer as error:
            if not (left and error.passing and error.seconds is None):
                raise


def _go_on(url: str, file: Path, limits: Limits, progress: Told) -> None:
    here = file.stat().st_size if file.exists() else 0
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={here}-"} if here else {})
    try:
        _append(Request(url, headers=headers), here, file, limits, progress)
    except NoAnswer as error:
        if not here or error.status not in _NO_PART:
            raise
        file.unlink()  # what is here is whole, or the server cannot send the rest of it
        _go_on(url, file, limits, progress)


def _append(request: Request, here: int, file: Path, limits: Limits, progress: Told) -> None:
    with open_answer(request, limits) as (head, chunks):
        first = _first(head, here)
        with file.open("r+b" if here else "wb") as place:
            place.truncate(place.seek(first))
            for chunk in chunks:
                place.write(chunk)
                progress(place.tell(), first + head.length if head.length else None)


def _first(head: Head, asked: int) -> int:
    """Which byte of the whole the body begins with; a server that knows no ranges sends it from the beginning."""
    if head.status != HTTPStatus.PARTIAL_CONTENT:
        return 0
    unit, _, span = head.headers.get("Content-Range", "").partition(" ")
    if unit != "bytes" or span.partition("-")[0] != str(asked):
        reason = "it sent another part than was asked for"
        raise NoAnswer(reason, Fault.PART, passing=False, status=head.status)
    return asked
