"""A store on several machines: a folder of this one, and what is elsewhere behind it.

What was fetched or made once is read from the folder, which is a whole store by itself; everything that is put goes to both. When the
place elsewhere fails, the run goes on with what lies here, and `new_faults` says so.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

from pipeline.errors import PublishError, SettingsError
from pipeline.infra.bucket import Bucket
from pipeline.infra.remote_entries import Place, RemoteEntries, WrongEntry
from pipeline.infra.shared_folder import SharedFolder
from pipeline.infra.store import Kept, Store

_SERVICES = ("AWS_", "AZURE_", "GOOGLE_")


def open_store(folder: Path, url: str = "", *, offline: bool = False) -> Store:
    """The store that lies in `folder` alone, or in front of what lies at `url`: s3://, gs://, az:// or file://.

    Without an address, and for who is to open no connection, it is the folder. Raises `SettingsError`.
    """
    if not _is_asked(url, offline):
        return Store(folder)
    if url.startswith("file:") and _folder_at(url).resolve() == folder.resolve():
        raise SettingsError(
            f"The store's address {url} is its own folder.",
            "Name a folder of this machine alone as [store] folder, or leave the address out.",
        )
    return SharedStore(folder, _entries_at(url, _credentials()))


def place_at(url: str, *, offline: bool = False) -> Place | None:
    """What lies at an address beside the entries; None where `open_store` would ask nothing. Raises `SettingsError`."""
    return _place_at(url) if _is_asked(url, offline) else None


def _is_asked(url: str, offline: bool) -> bool:
    return bool(url) and (url.startswith("file:") or not offline)


@lru_cache(maxsize=8)
def _entries_at(url: str, credentials: int) -> RemoteEntries:
    """Those at an address, once a process: connections are kept for the next sentence."""
    return RemoteEntries(_place_at(url))


def _place_at(url: str) -> Place:
    return SharedFolder(_folder_at(url)) if url.startswith("file:") else Bucket(url)


def _folder_at(url: str) -> Path:
    return Path(unquote(urlsplit(url).path))


def _credentials() -> int:
    """What stands for who asks, and is not it."""
    return hash(tuple(sorted(each for each in os.environ.items() if each[0].startswith(_SERVICES))))


class SharedStore(Store):
    """As `Store`, for entries that other machines make and need too."""

    def __init__(self, folder: Path, remote: RemoteEntries) -> None:
        super().__init__(folder)
        self._remote = remote
        self._local = Store(folder)
        self._local.damaged = self.damaged

    @property
    def local(self) -> Store:
        """The folder of this machine."""
        return self._local

    def new_faults(self) -> tuple[PublishError, ...]:
        """As `Store`."""
        return self._remote.new_faults()

    def check(self) -> None:
        """As `Store`."""
        self._remote.check()

    def get(self, key: str) -> bytes | None:
        """As `Store`."""
        data = self._local.get(key)
        return self._local.get(key) if data is None and self._bring(key) else data

    def find(self, key: str) -> Kept | None:
        """As `Store`."""
        entry = self._local.find(key)
        return self._local.find(key) if entry is None and self._bring(key) else entry

    def latest(self, key: str) -> bytes | None:
        """As `Store`: what another machine put last counts."""
        self._bring(key)
        return self._local.get(key)

    def open(self, key: str) -> IO[bytes] | None:
        """As `Store`."""
        return self._local.open(key) or (self._local.open(key) if self._bring(key) else None)

    def size(self, key: str) -> int | None:
        """As `Store`."""
        size = self._local.size(key)
        return self._remote.size(key) if size is None else size

    def digest(self, key: str) -> str | None:
        """As `Store`: of what another machine put, once it lies here."""
        digest = self._local.digest(key)
        return self._local.digest(key) if digest is None and self._bring(key) else digest

    def exists(self, key: str) -> bool:
        """As `Store`."""
        return self._local.exists(key) or self._remote.has(key)

    def absent(self, keys: Iterable[str]) -> frozenset[str]:
        """As `Store`, asked side by side."""
        return self._not(self._remote.has, keys)

    def fetch(self, keys: Iterable[str]) -> frozenset[str]:
        """As `Store`, fetched side by side."""
        return self._not(self._bring, keys)

    def share(self, keys: Iterable[str]) -> None:
        """As `Store`."""
        here = [key for key in keys if self._local.exists(key)]
        for key, is_there in zip(here, self._remote.side_by_side(self._remote.has, here), strict=True):
            if not is_there and (entry := self._local.find(key)):
                self._remote.create(key, entry.blocks, entry.size)

    def confirm(self, key: str) -> None:
        """As `Store`."""
        self._remote.confirm(key)

    def get_all(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """As `Store`, fetched side by side."""
        wanted = tuple(dict.fromkeys(keys))
        absent = self.fetch(wanted)
        return self._local.get_all(key for key in wanted if key not in absent)

    def put(self, key: str, data: bytes) -> None:
        """As `Store`."""
        self._local.put(key, data)
        self._remote.replace(key, lambda: (data,), len(data))

    def put_if_absent(self, key: str, data: bytes) -> bool:
        """As `Store`: where another machine was first, what it put is what lies here too."""
        if self._local.exists(key) and self._local.get(key) is not None:
            return False
        if not self._remote.create(key, lambda: (data,), len(data)):
            if self._bring(key):
                return False
            self._remote.replace(key, lambda: (data,), len(data))
        self._local.put(key, data)
        return True

    def keep(self, key: str, blocks: Iterable[bytes]) -> Kept:
        """As `Store`; where another machine was first, what it kept."""
        entry = self._local.keep(key, blocks)
        if not self._remote.create(key, entry.blocks, entry.size):
            if self._bring(key) and (theirs := self._local.find(key)):
                return theirs
            self._remote.replace(key, entry.blocks, entry.size)
        return entry

    def forget(self, key: str) -> None:
        """As `Store`; elsewhere too where it was seen to be damaged."""
        self._local.forget(key)
        self._remote.forget(key)

    def _bring(self, key: str) -> bool:
        """Have what lies elsewhere lie here; whether it does, whole and the right one."""
        blocks = self._remote.blocks(key)
        if blocks is None:
            return False
        try:
            self._local.keep(key, blocks)
        except WrongEntry:
            self.damaged.append(Path(f"{self._remote.name}/{key[:2]}/{key[2:]}"))
            return False
        return True

    def _not(self, ask: Callable[[str], bool], keys: Iterable[str]) -> frozenset[str]:
        """Of `keys`, those that are not here and for which the answer is no."""
        away = [key for key in dict.fromkeys(keys) if not self._local.exists(key)]
        answers: Iterator[bool] = self._remote.side_by_side(ask, away)
        return frozenset(key for key, is_there in zip(away, answers, strict=True) if not is_there)
