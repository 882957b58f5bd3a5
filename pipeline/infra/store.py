"""The content store: what was made once is found again by what it was made from.

An entry is one file named by its key. Its first 32 bytes are the sha256 of the rest, so a damaged
entry is seen when it is read, and counts as missing. Entries are written beside their place and
renamed into it, so a killed run leaves none half-written: what it leaves beside them, the next one takes away.
"""

import hashlib
import json
import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISREG
from typing import IO, Any, Protocol

from pipeline.errors import PublishError, writing

fcntl: Any = import_module("fcntl") if find_spec("fcntl") else None
"""Not on every system."""

_DIGEST_BYTES = 32
_MAKING = "making"
"""The folder in the store for what is half-made."""
_DAY_S = 86_400
_SMALL_BYTES = 4096
BLOCK_BYTES = 1 << 20
"""What is read or written at once of what may be too large for memory."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that was found whole, to be read in blocks: for what may be too large for memory."""

    path: Path
    digest: str
    """sha256, hexadecimal."""
    size: int
    """Bytes."""

    def blocks(self) -> Iterator[bytes]:
        """Its bytes in order."""
        with self.path.open("rb") as file:
            file.seek(_DIGEST_BYTES)
            while block := file.read(BLOCK_BYTES):
                yield block

    def part(self, begin: int, end: int) -> bytes:
        """Its bytes from `begin` up to `end`."""
        with self.path.open("rb") as file:
            file.seek(_DIGEST_BYTES + begin)
            return file.read(end - begin)


Content = bytes | Kept
"""What a file holds."""
Stamp = tuple[int, int]
"""Bytes, and nanoseconds as `os.stat` has them."""


def fingerprint(content: Content) -> str:
    """sha256, hexadecimal."""
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else content.digest


def key(stage: str, version: int, /, **parts: object) -> str:
    """The key of what `stage` makes of `parts`, in hexadecimal. Parts must be JSON values."""
    named = json.dumps([stage, version, parts], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(named.encode()).hexdigest()


class Entries(Protocol):
    """What a store must offer, wherever its entries lie."""

    def get(self, key: str) -> bytes | None:
        """The bytes under `key`, or None when there are none or they are damaged."""

    def put_if_absent(self, key: str, data: bytes) -> bool:
        """Keep `data` under `key` unless the same key is there already, whole; whether it was put."""

    def open(self, key: str) -> IO[bytes] | None:
        """The bytes under `key` to be read from their first one on."""

    def exists(self, key: str) -> bool:
        """Whether there is something under `key`."""

    def size(self, key: str) -> int | None:
        """How many bytes lie under `key`."""


class Store:
    """A folder of entries. Safe with several processes writing at once.

    What several machines share is a store too (`shared_store.open_store`); functions that only they need do little here.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damaged: list[Path] = []
        """Entries that were found damaged and counted as missing."""

    @property
    def local(self) -> "Store":
        """The part that is this machine's own: for what no other one needs, or can use."""
        return self

    def new_faults(self) -> tuple[PublishError, ...]:
        """What hindered other machines from having what was put, or this one from having theirs, and was not told yet."""
        return ()

    def check(self) -> None:
        """See that other machines can have what is put, for a run that begins. Raises what hinders it, in one sentence."""

    def confirm(self, key: str) -> None:
        """See that other machines can have what was put under `key`. Raises as `check`."""

    def get(self, key: str) -> bytes | None:
        """The bytes under `key`, or None when there are none or they are damaged."""
        path = self._path(key)
        _use(path)
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            self.damaged.append(path)
            return None
        if hashlib.sha256(memoryview(raw)[_DIGEST_BYTES:]).digest() != raw[:_DIGEST_BYTES]:
            self.damaged.append(path)
            return None
        return raw[_DIGEST_BYTES:]

    def open(self, key: str) -> IO[bytes] | None:
        """The bytes under `key` to be read from their first one on, without a look at whether they are whole."""
        try:
            file = self._path(key).open("rb")
        except OSError:
            return None
        file.seek(_DIGEST_BYTES)
        return file

    def size(self, key: str) -> int | None:
        """How many bytes lie under `key`, without a look at whether they are whole."""
        try:
            return max(self._path(key).stat().st_size - _DIGEST_BYTES, 0)
        except OSError:
            return None

    def stamp(self, key: str) -> Stamp | None:
        """Size and time of change of what lies under `key`, by which a change shows without a look at its bytes."""
        try:
            found = self._path(key).stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns

    def digest(self, key: str) -> str | None:
        """The sha256 that was written down of what lies under `key`, hexadecimal, without a look at whether it is whole."""
        try:
            with self._path(key).open("rb") as file:
                return file.read(_DIGEST_BYTES).hex()
        except OSError:
            return None

    def exists(self, key: str) -> bool:
        """Whether there is something under `key`, without a look at whether it is whole."""
        return _use(self._path(key))

    def put_if_absent(self, key: str, data: bytes) -> bool:
        """As `put`, unless the same key is there already, whole; whether it was put.

        Of two that put it at once the first one stays; where the system knows no links, either may.
        """
        if self.exists(key):
            if self.get(key) is not None:
                return False
            self.forget(key)
        try:
            self._put(key, data, _link)
        except _Taken:
            return False
        return True

    def forget(self, key: str) -> None:
        """Let what lies under `key` count as missing from now on."""
        with suppress(OSError):
            self._path(key).unlink()

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`. Raises `DiskFull` or `NotWritable`, and then keeps nothing."""
        self._put(key, data, os.replace)

    def find(self, key: str) -> Kept | None:
        """As `get`, of however many bytes: read in blocks to see that it is whole, and left where it lies."""
        path = self._path(key)
        _use(path)
        try:
            with path.open("rb") as file:
                stated = file.read(_DIGEST_BYTES)
                digest = hashlib.file_digest(file, "sha256").digest()
                size = file.tell() - _DIGEST_BYTES
        except FileNotFoundError:
            return None
        except OSError:
            self.damaged.append(path)
            return None
        if digest != stated:
            self.damaged.append(path)
            return None
        return Kept(path, digest.hex(), size)

    def keep(self, key: str, blocks: Iterable[bytes]) -> Kept:
        """As `put`, of however many bytes, which are written as they come."""
        path = self._path(key)
        with writing(path), self._making(path) as aside:
            digest, size = _write(aside, blocks)
        return Kept(path, digest, size)

    def remember(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes under `key`, made by `make` and kept when there are none."""
        known = self.get(key)
        if known is not None:
            return known
        data = make()
        known = None if self.put_if_absent(key, data) else self.get(key)
        return data if known is None else known

    def latest(self, key: str) -> bytes | None:
        """As `get`, of what is put again under the same key when it changes."""
        return self.get(key)

    def get_all(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """As `get`, of many small entries; by key, those that there are."""
        entries = ((key, self.get(key)) for key in dict.fromkeys(keys))
        return {key: data for key, data in entries if data is not None}

    def absent(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of `keys` under which there is nothing."""
        return frozenset(key for key in keys if not self.exists(key))

    def fetch(self, keys: Iterable[str]) -> frozenset[str]:
        """Have what lies under `keys` on this machine, to be read one by one; those under which there is nothing."""
        return self.absent(keys)

    def share(self, keys: Iterable[str]) -> None:
        """Let other machines have what lies under `keys` on this one, where they lost it."""

    def trim(self, limit: int, before: float) -> int:
        """Take away what was not used for longest, until at most `limit` bytes lie here; how many bytes went.

        What was used after the time `before`, in seconds as `time.time` has them, stays, and so does what was used in
        the day before that: a use may be written down under a time a day earlier. Small entries stay too, for they would free no room.
        """
        entries = [(status.st_mtime, status.st_size, path) for path, status in self._entries()]
        over = sum(size for _, size, _ in entries) - limit
        gone = 0
        for used, size, path in sorted(entries):
            if gone >= over:
                break
            if size > _SMALL_BYTES and used < before - 2 * _DAY_S:
                with suppress(OSError):
                    path.unlink()
                    gone += size
        return gone

    def _entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            with suppress(OSError):
                if path.is_file():
                    yield path, path.lstat()

    def tidy(self) -> None:
        """Take away what killed runs left half-made; what another run is making just now stays."""
        for left in self.folder.glob(f"{_MAKING}/*"):
            with suppress(OSError), left.open("ab") as file:
                if _hold(file):
                    left.unlink()

    def _put(self, key: str, data: bytes, place: "Placing") -> None:
        path = self._path(key)
        with writing(path), self._making(path, place) as aside:
            aside.write_bytes(hashlib.sha256(data).digest() + data)

    @contextmanager
    def _making(self, path: Path, place: "Placing" = os.replace) -> Iterator[Path]:
        """A file for what is to be the entry at `path`, held so that no other run takes it for a dead one's."""
        self._make_room(path)
        making = self.folder / _MAKING / f"{path.parent.name}{path.name}.{secrets.token_hex(4)}"
        making.parent.mkdir(exist_ok=True)
        with _holding(making), _rename(making, path, place):
            yield making

    def _make_room(self, path: Path) -> None:
        """Let an entry be put at `path`."""
        path.parent.mkdir(parents=True, exist_ok=True)
        move_folder_aside(path)

    def _path(self, key: str) -> Path:
        return Path(f"{self.folder}/{key[:2]}/{key[2:]}")  # in one step: asked for thousands of times


def move_folder_aside(path: Path) -> None:
    """Move aside a folder that stands where an entry is to be: it is none, and may be somebody's."""
    if path.is_dir() and not path.is_symlink():
        path.rename(path.with_name(f".{path.name}.{secrets.token_hex(4)}.damaged"))


def _use(path: Path) -> bool:
    """Write down that an entry is used, at most once a day; whether there is one."""
    try:
        status = path.stat()
        if time.time() - status.st_mtime > _DAY_S:
            os.utime(path)
    except OSError:
        return path.is_file()
    return S_ISREG(status.st_mode)


def write_aside(path: Path, data: bytes) -> None:
    """Write `data` under a temporary name in `path`'s folder, then rename it to `path`."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    with _rename(aside, path):
        aside.write_bytes(data)


Placing = Callable[[Path, Path], None]
"""Makes of a file that was written aside the one that is to be there."""


class _Taken(Exception):
    """Another one was first."""


def _link(aside: Path, path: Path) -> None:
    """As `os.replace`, unless something is there: raises `_Taken` then. Links are made in one step, on NFS too."""
    try:
        os.link(aside, path)
    except FileExistsError as error:
        raise _Taken from error
    except OSError:  # a file system without links
        os.replace(aside, path)
    else:
        aside.unlink()


@contextmanager
def _rename(aside: Path, path: Path, place: Placing = os.replace) -> Iterator[None]:
    """What lies at `aside` when the block is left becomes `path`; nothing lies there any more when it fails."""
    try:
        yield
        place(aside, path)
    except BaseException:
        with suppress(OSError):  # what went wrong first is what is told
            aside.unlink(missing_ok=True)
        raise


@contextmanager
def _holding(path: Path) -> Iterator[None]:
    """Make the file `path`, and hold it in the block where the system can; elsewhere a file in use cannot be renamed."""
    if fcntl is None:
        yield
        return
    with path.open("wb") as file:
        _hold(file)
        yield


def _hold(file: IO[bytes]) -> bool:
    """Hold `file` until it is closed, or its process ends; False when another process holds it, or may.

    Where files cannot be held, one that nobody changed for a day is nobody's.
    """
    if fcntl is None:
        return time.time() - os.fstat(file.fileno()).st_mtime > _DAY_S
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _write(path: Path, blocks: Iterable[bytes]) -> tuple[str, int]:
    """The digest and size of `blocks`, once they lie in `path` as an entry."""
    hasher = hashlib.sha256()
    with path.open("wb") as file:
        file.write(bytes(_DIGEST_BYTES))
        for block in blocks:
            hasher.update(block)
            file.write(block)
        size = file.tell() - _DIGEST_BYTES
        file.seek(0)
        file.write(hasher.digest())
    return hasher.hexdigest(), size
