"""Leases that all runs keep to, wherever they run: of a folder of the output, and of the work that an article is.

On one machine a lock says who has it, which the system lets go however a run ends; between machines, which may have stores of
their own, a lease in the output does, and for the work one at the store's address.
"""

import os
import platform
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from glob import escape
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import InUse, PublishError, WriteError, writing
from pipeline.infra import atomic_output
from pipeline.infra.leases import SOMEBODY, TERM_S, Holder, Lease
from pipeline.infra.remote_entries import Place
from pipeline.infra.shared_folder import SharedFolder

LEASES = ".leases"
"""The folder in the output for the leases of its folders."""
_OUTPUT_ITSELF = "_output"
"""What no article is called."""
_WORK = "leases"
_HOME = "home"
_POLL_S = 0.2
_PATIENCE_S = 120.0
"""How long another machine's writing of a page or of the feeds is waited for: longer than a dead one's turn lasts."""
_DEAD_S = TERM_S + 5
"""How long who waits for nobody that lives looks whether a run of another machine gives a sign of life."""


class FolderLease:
    """That of a folder that is the `output` or lies in it. Raises `InUse` as `atomic_output.alone`, and `WriteError`."""

    def __init__(self, folder: Path, output: Path, locks: Path, *, patient: bool = False) -> None:
        self._output = output
        with ExitStack() as held:
            held.enter_context(atomic_output.alone(folder, locks, patient=patient))
            self._is_new = not output.exists()
            self._make_output()
            name = _OUTPUT_ITSELF if folder == output else folder.name
            home = _home(locks)
            place = SharedFolder(output, sha256(home.encode()).hexdigest()[:8])
            place.clear_half_made(
                f"{LEASES}/{escape(name)}.*"
            )  # the lock says that none of this machine is at it
            self._lease = Lease(place, f"{LEASES}/{name}", home)
            self._held = held.pop_all()

    def take(self) -> Holder | None:
        """As `Lease`."""
        try:
            return self._lease.take()
        except WriteError:
            if self._output.exists():
                raise
        self._make_output()  # who had it took the folder away, as nothing was in it
        return self._lease.take()

    @property
    def is_alive(self) -> bool:
        """As `Lease`."""
        return self._lease.is_alive

    def confirm(self) -> None:
        """As `Lease`."""
        self._lease.confirm()

    def leave(self) -> None:
        """Let the next one have it; of who made nothing, nothing stays."""
        self._lease.release()
        with suppress(OSError):
            (self._output / LEASES).rmdir()
            if self._is_new:
                self._output.rmdir()
        self._held.close()

    def _make_output(self) -> None:
        with writing(self._output):
            self._output.mkdir(parents=True, exist_ok=True)


class WorkLease:
    """That of the work which the article of a digest is, at a place that several machines share.

    It spares work and no more: a place that cannot be asked hinders nobody.
    """

    def __init__(self, digest: str, place: Place, locks: Path) -> None:
        self._home = _home(locks)
        self._lock = FileLock(locks / f"{sha256(f'work {digest}'.encode()).hexdigest()[:16]}.lock")
        self._lease = Lease(place, f"{_WORK}/{digest}", self._home)
        self._is_hindered = False

    def take(self) -> Holder | None:
        """As `Lease`; the same article under another name shares its run's lease."""
        if self._is_hindered:
            return None
        try:
            return self._take()
        except PublishError:
            self._is_hindered = True
            return None

    def leave(self) -> None:
        """Let the next one have it."""
        self._lease.release()
        self._lock.release()

    def _take(self) -> Holder | None:
        try:
            if not self._lock.is_locked:
                self._lock.acquire(timeout=0)
        except Timeout:
            holder = self._lease.holder() or SOMEBODY
            is_own = (holder.home, holder.process) == (self._home, os.getpid())
            return None if is_own else holder
        return self._lease.take()


@contextmanager
def alone_anywhere(folder: Path, output: Path, locks: Path, *, patient: bool = False) -> Iterator[None]:
    """As `atomic_output.alone`, against the runs of other machines too, for a folder that is the `output` or lies in it."""
    lease = FolderLease(folder, output, locks, patient=patient)
    try:
        until = time.monotonic() + (_PATIENCE_S if patient else _DEAD_S)
        while holder := lease.take():
            if time.monotonic() >= until or (lease.is_alive and not patient):
                raise InUse(
                    f"Another run is publishing into {folder}: on {holder}.",
                    "Wait until it is done, then run the same command again. A run that died gives it up within a minute.",
                )
            time.sleep(_POLL_S)
        yield
    finally:
        lease.leave()


def _home(locks: Path) -> str:
    """What names the locks of this machine: a copy of the folder on another one has another name."""
    with writing(locks):
        locks.mkdir(parents=True, exist_ok=True)
        data = secrets.token_hex(16).encode()
        place = SharedFolder(locks)
        place.create(_HOME, (data,), len(data))
        place.clear_half_made(_HOME)
        return f"{platform.node()} {(locks / _HOME).read_text('ascii', 'replace')}"
