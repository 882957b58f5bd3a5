"""Files of dictionaries that this process has mapped: given back when they were read.

A dictionary that is looked into all over lies in a process as a whole, 130 MB of it in Japanese. What is given back stays in the system's cache, from which it
comes again without the disk. Elsewhere than on Linux nothing is done.
"""

import ctypes
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

Places = tuple[tuple[int, int], ...]
"""Beginnings and lengths, in bytes."""
_DONT_NEED = 4
"""MADV_DONTNEED of Linux."""
_READ_ALONE = "r--"


def mapped(folder: Path) -> Places:
    """Where the files of `folder` lie in this process, of those that it only reads."""
    with suppress(OSError):
        return tuple(
            _mapped(f"{folder}{os.sep}", Path("/proc/self/maps").read_text(errors="surrogateescape"))
        )
    return ()


def give_back(places: Places) -> None:
    """Let the system have these places; the next look reads them again."""
    if places:
        advise = ctypes.CDLL(None).madvise
        for begin, length in places:
            advise(ctypes.c_void_p(begin), ctypes.c_size_t(length), _DONT_NEED)


def _mapped(folder: str, told: str) -> Iterator[tuple[int, int]]:
    for line in told.splitlines():
        span, rights, *_, path = line.split(maxsplit=5)
        if path.startswith(folder) and rights.startswith(_READ_ALONE):
            begin, end = (int(place, 16) for place in span.split("-"))
            yield begin, end - begin
