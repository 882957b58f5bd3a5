"""Where commands print: onto streams that never end the work, whoever closed them, stopped reading or filled the disk."""

import errno
import io
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

_STANDARD = 3
"""Standard input, output and errors have the numbers below this one."""


class _Enduring(io.RawIOBase):
    """A file that takes everything; after the first fault what it takes is dropped."""

    def __init__(self, file: io.RawIOBase) -> None:
        self._file = file
        self.fault: OSError | None = None

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._file.fileno()

    def isatty(self) -> bool:
        return self._file.isatty()

    def write(self, data: Any) -> int:
        try:
            return len(data) if self.fault else self._write(data)
        except OSError as error:
            self.fault = error
            return len(data)

    def _write(self, data: Any) -> int:
        """As the file writes; one that takes nothing for now is waited for."""
        while (count := self._file.write(data)) is None:
            select.select([], [self._file], [])
        return count


@contextmanager
def enduring_streams() -> Iterator[None]:
    """Standard output and errors that never raise: what nobody can read does not decide whether work is done.

    In the end a fault that a person may not know of, such as a full disk, is told. A pipe whose reader went away is none.
    """
    _open_all()
    sys.stdout, out = _enduring(sys.stdout)
    sys.stderr, _ = _enduring(sys.stderr)
    try:
        yield
    finally:
        _flush(sys.stdout)
        if out and out.fault and out.fault.errno != errno.EPIPE:
            reason = out.fault.strerror or out.fault
            click.echo(f"Not all of the output could be written: {reason}.", err=True)
        _flush(sys.stderr)


def _open_all() -> None:
    """Give each standard stream that was closed a number, or the next file opened would be taken for it."""
    while (number := os.open(os.devnull, os.O_RDWR)) < _STANDARD:
        pass
    os.close(number)


def _enduring(stream: TextIO | None) -> tuple[TextIO, _Enduring | None]:
    """`stream` so that it never raises, and what tells its fault; what is no file, as in tests, stays as it is."""
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8"), None
    file = getattr(getattr(stream, "buffer", None), "raw", getattr(stream, "buffer", None))
    if not isinstance(stream, io.TextIOWrapper) or not isinstance(file, io.RawIOBase):
        return stream, None
    enduring = _Enduring(file)
    return (
        io.TextIOWrapper(
            io.BufferedWriter(enduring),
            encoding=stream.encoding,
            errors="replace",  # a terminal without Hangul is no reason to stop
            line_buffering=stream.line_buffering,
            write_through=stream.write_through,
        ),
        enduring,
    )


def _flush(stream: TextIO) -> None:
    if not stream.closed:
        stream.flush()
