"""Entries somewhere else than on this machine: what lies there, how it is seen to be the right one, and what hinders it.

What lies under a key is the sha256 of the key and of what follows, and then the entry. So neither what was damaged nor what is
whole but another's, as a late answer or a proxy's mistake is, is ever taken for the entry.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from threading import Lock
from time import monotonic
from typing import Protocol, TypeVar

from pipeline.errors import PublishError, SettingsError, WriteError

Answer = TypeVar("Answer")

DIGEST_BYTES = 32
_PROBE = "probe"
_AT_ONCE = 32
"""Requests side by side: what takes 20 ms one by one takes less than one for each of a thousand."""
_REST_S = 10.0
"""How long nothing is asked after a fault, so that a run without its store is not slowed by it."""


class Place(Protocol):
    """Where entries lie: each function may raise `PublishError` that says what hinders it."""

    name: str
    """As people know it, without anything secret."""

    def read(self, name: str) -> Iterable[bytes] | None:
        """What lies under `name`, in blocks; None where nothing does."""

    def size(self, name: str) -> int | None:
        """How many bytes lie under `name`; None where nothing does."""

    def create(self, name: str, blocks: Iterable[bytes], size: int) -> bool:
        """Put `size` bytes under `name`, all at once, unless something lies there; whether they were put."""

    def write(self, name: str, blocks: Iterable[bytes], size: int) -> None:
        """Put `size` bytes under `name`, all at once, whatever lies there."""

    def delete(self, name: str) -> None:
        """Take away what lies under `name`, if anything does."""

    def names(self, folder: str) -> Sequence[str]:
        """The names, which begin with `folder` and a slash, of all that lies under it."""


class WrongEntry(Exception):
    """What came is damaged, or belongs to another key."""


class RemoteEntries:
    """The entries at a place. After a fault nothing is found and nothing kept for a while, and `new_faults` tells why."""

    def __init__(self, place: Place) -> None:
        self.name = place.name
        self._faults: list[PublishError] = []
        self._told = 0
        self._place = place
        self._wrong: set[str] = set()
        """Keys under which something lies that is not their entry."""
        self._rests_until = 0.0
        self._changing = Lock()

    def check(self) -> None:
        """See that entries can be put and read, for a run that begins. Raises `SettingsError` or `WriteError`, which say why not."""
        with self._changing:
            self._faults.clear()
            self._told, self._rests_until = 0, 0.0
        content = b"This is how a run sees that it may write here.\n"
        self._place.write(_PROBE, (content,), len(content))
        if b"".join(self._place.read(_PROBE) or ()) != content:
            raise SettingsError(
                f"The store {self.name} does not give back what was just put there.",
                "Look whether a cache or a rule of the bucket stands between.",
            )

    def new_faults(self) -> tuple[PublishError, ...]:
        """What hindered and was not told yet: each once a run."""
        with self._changing:
            new = tuple(self._faults[self._told :])
            self._told = len(self._faults)
        return new

    def confirm(self, key: str) -> None:
        """Raise what hinders when no entry lies under `key`."""
        if not self.has(key):
            raise self._faults[-1] if self._faults else _lost_error(self.name)

    def blocks(self, key: str) -> Iterator[bytes] | None:
        """The entry under `key`, or None. Raises `WrongEntry` at its end when it is not the one, and then nothing of it counts."""
        stored = self._unless_hindered(lambda: self._place.read(_name(key)), None)
        return None if stored is None else self._verify(key, iter(stored))

    def has(self, key: str) -> bool:
        """Whether something lies under `key` that may be its entry."""
        size = self._unless_hindered(lambda: self._place.size(_name(key)), None)
        return size is not None and size >= DIGEST_BYTES and key not in self._wrong

    def size(self, key: str) -> int | None:
        """How many bytes the entry under `key` has."""
        size = self._unless_hindered(lambda: self._place.size(_name(key)), None)
        return None if size is None else max(size - DIGEST_BYTES, 0)

    def create(self, key: str, blocks: Callable[[], Iterable[bytes]], size: int) -> bool:
        """Put an entry of `size` bytes, which `blocks` gives as often as it is asked, unless one lies there already.

        False where one does. What was hindered counts as put: it lies on this machine.
        """
        whole = _entry(key, blocks), size + DIGEST_BYTES
        if key in self._wrong:
            self.replace(key, blocks, size)
            return True
        return self._unless_hindered(lambda: self._place.create(_name(key), *whole), True)

    def replace(self, key: str, blocks: Callable[[], Iterable[bytes]], size: int) -> None:
        """As `create`, whatever lies there."""
        whole = _entry(key, blocks), size + DIGEST_BYTES
        self._unless_hindered(lambda: self._place.write(_name(key), *whole), None)
        self._wrong.discard(key)

    def forget(self, key: str) -> None:
        """Take away what lies under `key` if it was seen to be wrong."""
        if key in self._wrong:
            self._unless_hindered(lambda: self._place.delete(_name(key)), None)

    def side_by_side(self, ask: Callable[[str], Answer], keys: Iterable[str]) -> Iterator[Answer]:
        """The answers for all `keys`, in order, asked many at once."""
        return self._threads.map(ask, keys)

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="store")

    def _verify(self, key: str, blocks: Iterator[bytes]) -> Iterator[bytes]:
        hasher, head = hashlib.sha256(key.encode()), b""
        try:
            for block in blocks:
                lacking = DIGEST_BYTES - len(head)
                head += block[:lacking]
                hasher.update(rest := block[lacking:])
                yield rest
        except PublishError as error:
            self._rest(error)
            raise WrongEntry from error
        if hasher.digest() != head:
            self._wrong.add(key)
            raise WrongEntry

    def _unless_hindered(self, ask: Callable[[], Answer], otherwise: Answer) -> Answer:
        if monotonic() < self._rests_until:
            return otherwise
        try:
            return ask()
        except PublishError as error:
            self._rest(error)
            return otherwise

    def _rest(self, error: PublishError) -> None:
        with self._changing:
            self._rests_until = monotonic() + _REST_S
            if error.message not in [each.message for each in self._faults]:
                self._faults.append(error)


def _name(key: str) -> str:
    return f"{key[:2]}/{key[2:]}"


def _entry(key: str, blocks: Callable[[], Iterable[bytes]]) -> Iterator[bytes]:
    """An entry as it lies at a place."""
    hasher = hashlib.sha256(key.encode())
    for block in blocks():
        hasher.update(block)
    yield hasher.digest()
    yield from blocks()


def _lost_error(name: str) -> WriteError:
    return WriteError(
        f"The store {name} did not keep what was put there.", "Run the same command again; see to the store."
    )


def full(name: str) -> WriteError:
    """For a place that takes nothing more."""
    return WriteError(
        f"The store {name} takes nothing more: it is full, or its quota is used up.",
        "Make room there, or give it more; what was made lies on this machine.",
    )
