"""The content store: what was made once is found again by what it was made from.

An entry is one file named by its key. Its first 32 bytes are the sha256 of the rest, so a damaged
entry is seen when it is read, and counts as missing. Entries are written beside their place and
renamed into it, so a killed run leaves none half-written.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import writing

_DIGEST_BYTES = 32
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


def fingerprint(content: Content) -> str:
    """sha256, hexadecimal."""
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else content.digest


def key(stage: str, version: int, /, **parts: object) -> str:
    """The key of what `stage` makes of `parts`, in hexadecimal. Parts must be JSON values."""
    named = json.dumps([stage, version, parts], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(named.encode()).hexdigest()


class Store:
    """A folder of entries. Safe with several processes writing at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damaged: list[Path] = []
        """Entries that were found damaged and counted as missing."""

    def get(self, key: str) -> bytes | None:
        """The bytes under `key`, or None when there are none or they are damaged."""
        path = self._path(key)
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

    def head(self, key: str, count: int) -> tuple[bytes, int] | None:
        """The first bytes under `key`, and how many there are in all, without a look at whether they are whole."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size - _DIGEST_BYTES
                file.seek(_DIGEST_BYTES)
                return file.read(count), size
        except OSError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`. Raises `DiskFull` or `NotWritable`, and then keeps nothing."""
        path = self._path(key)
        with writing(path):
            self._make_room(path)
            write_aside(path, hashlib.sha256(data).digest() + data)

    def find(self, key: str) -> Kept | None:
        """As `get`, of however many bytes: read in blocks to see that it is whole, and left where it lies."""
        path = self._path(key)
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
        with writing(path):
            self._make_room(path)
            with _aside(path) as aside:
                digest, size = _written(aside, blocks)
        return Kept(path, digest, size)

    def remember(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes under `key`, made by `make` and kept when there are none."""
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def __contains__(self, key: str) -> bool:
        return self._path(key).is_file()

    def _make_room(self, path: Path) -> None:
        """Let an entry be put at `path`; a folder that stands there is no entry, and is moved aside."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir() and not path.is_symlink():
            path.rename(path.with_name(f".{path.name}.{secrets.token_hex(4)}.damaged"))

    def _path(self, key: str) -> Path:
        return Path(f"{self.folder}/{key[:2]}/{key[2:]}")  # in one step: asked for thousands of times


def write_aside(path: Path, data: bytes) -> None:
    """Write `data` under a temporary name in `path`'s folder, then rename it to `path`."""
    with _aside(path) as aside:
        aside.write_bytes(data)


@contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """A temporary name in `path`'s folder; what lies there when the block is left becomes `path`."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        yield aside
        os.replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _written(path: Path, blocks: Iterable[bytes]) -> tuple[str, int]:
    """The digest and size of `blocks`, once they lie in `path` as an entry."""
    made = hashlib.sha256()
    with path.open("wb") as file:
        file.write(bytes(_DIGEST_BYTES))
        for block in blocks:
            made.update(block)
            file.write(block)
        size = file.tell() - _DIGEST_BYTES
        file.seek(0)
        file.write(made.digest())
    return made.hexdigest(), size
