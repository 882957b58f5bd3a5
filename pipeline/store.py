"""The content store: what was made once is found again by what it was made from.

An entry is one file named by its key. Its first 32 bytes are the sha256 of the rest, so a damaged
entry is seen when it is read, and counts as missing. Entries are written beside their place and
renamed into it, so a killed run leaves none half-written.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import writing


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
        if hashlib.sha256(memoryview(raw)[32:]).digest() != raw[:32]:
            self.damaged.append(path)
            return None
        return raw[32:]

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`. Raises `DiskFull` or `NotWritable`, and then keeps nothing."""
        path = self._path(key)
        with writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_aside(path, hashlib.sha256(data).digest() + data)

    def remember(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes under `key`, made by `make` and kept when there are none."""
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def __contains__(self, key: str) -> bool:
        return self._path(key).is_file()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def write_aside(path: Path, data: bytes) -> None:
    """Write `data` under a temporary name in `path`'s folder, then rename it to `path`."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        aside.write_bytes(data)
        os.replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
