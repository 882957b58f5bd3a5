"""File-system calls that fail: a layer over `os` and `io.open` in the process of a try, and nowhere else.

It sees what Python code asks for within one world. It does not see SQLite, ffmpeg, or other code in C, which ask the
system themselves; `sizes.py` disturbs these.
"""

import errno
import io
import os
import signal
import sys
from builtins import open as real_open  # before anything is patched
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

SHORT = "short write"
"""Half of what was to be written is, and then the disk is full."""
KILLED = "SIGKILL at a call"
ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EACCES": errno.EACCES}
_READING = ("EIO", "EACCES")
_TAKING = ("EACCES", "EIO")
_GIVING = ("ENOSPC", "EIO", "EACCES")
FAILURES = {
    "open to read": _READING,
    "read": ("EIO",),
    "stat": _READING,
    "lstat": _READING,
    "scandir": _READING,
    "listdir": _READING,
    "open to write": _GIVING,
    "write": ("ENOSPC", "EIO", SHORT),
    "close": ("ENOSPC", "EIO"),
    "mkdir": _GIVING,
    "rename": _GIVING,
    "replace": _GIVING,
    "link": _GIVING,
    "sendfile": ("ENOSPC", "EIO"),
    "utime": _TAKING,
    "chmod": _TAKING,
    "unlink": _TAKING,
    "remove": _TAKING,
    "rmdir": _TAKING,
    "fsync": ("EIO", "ENOSPC"),
    "exchange": ("EIO",),
}
"""How each call may fail."""
CHANGING = frozenset(name for name, ways in FAILURES.items() if ways not in (_READING, ("EIO",))) | {
    "exchange"
}
"""Those before which a kill may leave another folder behind than before any other."""
GIVING = frozenset(name for name, ways in FAILURES.items() if "ENOSPC" in ways)
_PRODUCT = f"{Path(__file__).parents[2] / 'pipeline'}{os.sep}"
_FRAMES = 2
"""Of the program's own, how many say where a call was made."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call, found again in another run by where it was made and how often before."""

    name: str
    where: str
    number: int

    def __str__(self) -> str:
        return f"{self.name} at {self.where}, number {self.number + 1}"


@dataclass(frozen=True, slots=True)
class Failure:
    """What is to fail, and how."""

    call: Call
    way: str
    """A key of `ERRORS`, `SHORT`, or `KILLED`."""
    lasting: bool = False
    """Whether all calls that need space fail from then on."""


class Layer:
    """Counts calls, and has one of them fail."""

    def __init__(self, root: Path, failure: Failure | None, told: Callable[[Call], None]) -> None:
        self._root = f"{root}{os.sep}"
        self._failure = failure
        self._told = told
        self._counts: Counter[tuple[str, str]] = Counter()
        self._lock = Lock()
        self._full = False
        self._readlink = os.readlink

    def install(self) -> None:
        """Put the layer between the program and the system, in this process, until it ends."""
        for name in FAILURES:
            if hasattr(os, name):
                setattr(os, name, self._wrapped(name, getattr(os, name)))
        os.open = self._wrapped_open(os.open)
        io.open = self._opened
        import builtins

        from pipeline.infra import atomic_output

        builtins.open = self._opened
        exchanged = atomic_output._is_exchanged
        atomic_output._is_exchanged = lambda one, other: self._can("exchange", one) and exchanged(one, other)

    def check(self, name: str, path: object, options: dict[str, Any] | None = None) -> bool:
        """Let a call on `path` pass, or raise; True when half of what is written may pass."""
        if not self._is_inside(path, options or {}):
            return False
        where = _where()
        with self._lock:
            call = Call(name, where, self._counts[name, where])
            self._counts[name, where] += 1
            way = self._way(call)
        if way is None:
            return False
        self._told(call)
        if way == KILLED:
            os.kill(os.getpid(), signal.SIGKILL)
        if way == SHORT:
            self._full = True
            return True
        raise OSError(ERRORS[way], os.strerror(ERRORS[way]), None if isinstance(path, int) else path)

    def _way(self, call: Call) -> str | None:
        if self._full:
            return "ENOSPC" if call.name in GIVING else None
        if self._failure is None:
            self._told(call)
            return None
        if call != self._failure.call:
            return None
        self._full = self._failure.lasting
        return self._failure.way

    def _can(self, name: str, path: object) -> bool:
        try:
            self.check(name, path)
        except OSError:
            return False
        return True

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            path = arguments[0] if arguments else options.get("path", ".")
            self.check(name, path, options)
            return real(*arguments, **options)

        for sets in (
            os.supports_dir_fd,
            os.supports_fd,
            os.supports_follow_symlinks,
            os.supports_effective_ids,
        ):
            if real in sets:
                sets.add(call)
        return call

    def _wrapped_open(self, real: Callable[..., int]) -> Callable[..., int]:
        def call(path: Any, flags: int, *arguments: Any, **options: Any) -> int:
            writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            self.check("open to write" if writes else "open to read", path, options)
            return real(path, flags, *arguments, **options)

        os.supports_dir_fd.add(call)
        return call

    def _opened(
        self,
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: Any = None,
    ) -> Any:
        """As `io.open`, with files whose every call is counted."""
        if not self._is_inside(file, {}):
            return real_open(file, mode, buffering, encoding, errors, newline, closefd, opener)
        writes = bool(set(mode) & set("wax+"))
        if not isinstance(file, int):
            self.check("open to write" if writes else "open to read", file)
        raw = _File(self, file, mode.replace("b", "").replace("t", ""), closefd, opener)
        if buffering == 0:
            return raw
        buffered: Any = (
            io.BufferedRandom if "+" in mode else io.BufferedWriter if writes else io.BufferedReader
        )
        made = buffered(raw)
        return made if "b" in mode else io.TextIOWrapper(made, io.text_encoding(encoding), errors, newline)

    def _is_inside(self, path: Any, options: dict[str, Any]) -> bool:
        above = options.get("dir_fd")
        if isinstance(path, int) or above is not None:
            number = path if isinstance(path, int) else above
            try:
                return self._readlink(f"/proc/self/fd/{number}").startswith(self._root)
            except OSError:
                return False
        return str(Path(os.fsdecode(path)).absolute()).startswith(self._root)


class _File(io.FileIO):
    """A file whose calls may fail."""

    def __init__(self, layer: Layer, file: Any, mode: str, closefd: bool, opener: Any) -> None:
        super().__init__(file, mode, closefd, opener)
        self._layer = layer
        self._path = file

    def write(self, data: Any) -> int:
        view = memoryview(data).cast("B")
        if self._layer.check("write", self._path):
            return super().write(view[: len(view) // 2])
        return super().write(view)

    def readinto(self, buffer: Any) -> int | None:
        self._layer.check("read", self._path)
        return super().readinto(buffer)

    def readall(self) -> bytes:
        self._layer.check("read", self._path)
        return super().readall()

    def close(self) -> None:
        closed, writes = self.closed, not self.closed and self.writable()
        super().close()
        if not closed and writes and sys is not None:
            self._layer.check("close", self._path)


def _where() -> str:
    """The innermost places of the program that led here."""
    found: list[str] = []
    frame = sys._getframe(2)
    while frame is not None and len(found) < _FRAMES:
        if frame.f_code.co_filename.startswith(_PRODUCT):
            found.append(f"{frame.f_code.co_filename[len(_PRODUCT) :]}:{frame.f_lineno}")
        frame = frame.f_back  # type: ignore[assignment]
    return " < ".join(found) or "elsewhere"
