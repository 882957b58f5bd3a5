"""What a run is known by from outside: a small file in the store, and at the store's address, written anew while it lasts.

Who writes it holds a lock beside it, which the system lets go however the run ends; elsewhere a run that gives no sign of
life is taken to be gone.
"""

import platform
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from os import getpid
from pathlib import Path
from threading import Event, Thread
from typing import Any, TypeVar

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from pipeline.app.run_state import BUG, RunState, words_of
from pipeline.config.settings import Settings
from pipeline.document.run_record import RunRecord
from pipeline.errors import ProgramFault, PublishError
from pipeline.infra.exception_messages import limit
from pipeline.infra.metrics import metered
from pipeline.infra.remote_entries import Place
from pipeline.infra.shared_folder import SharedFolder
from pipeline.infra.shared_store import place_at
from pipeline.infra.threads import finish

_EVERY_S = 1.0
"""How often a record is written at most."""
_EVERY_ELSEWHERE_S = 5.0
"""The same where it goes to an address too: a bucket's owner pays for each."""
_SIGN_S = 10.0
"""After which it is written though nothing changed."""
_SILENT_S = 60.0
"""Without a sign of life, after which a run is taken to be gone where its lock cannot be seen. Clocks must agree as well as that."""
_PATIENCE_S = 15.0
"""How long the end of a run waits until its record is written."""
_LAST_TRIES = 3
"""How often it is tried to write how a run ended."""
_MOST_ENDED = 20
_KEPT_S = 7 * 86_400
_FOLDER, _RECORD, _LOCK = "runs", ".json", ".lock"
_STOPPED = 130
"""Exit code of what somebody stopped."""
_adapter = TypeAdapter(RunRecord)

Answer = TypeVar("Answer")


class Standing(StrEnum):
    """How it is with a run."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    """By somebody."""
    LOST = "lost"
    """It ended without a word: killed, or its machine is gone."""


_ENDS = {0: Standing.DONE, _STOPPED: Standing.STOPPED}
"""By exit code; every other one is a failure."""


@contextmanager
def recording(settings: Settings) -> Iterator[RunState]:
    """What takes in how far the run of a block is, and is written down; its numbers are served where `metrics` says so.

    What hinders from writing never hinders the run, which meets it by itself. Raises as `metered`.
    """
    with suppress(OSError):
        settings.store.mkdir(parents=True, exist_ok=True)
    records, state = RunRecords(settings), RunState()
    own = RunRecord(secrets.token_hex(8), platform.node(), getpid(), began=_now(), seen=_now())
    writer = _Writer(records, own, state, _EVERY_ELSEWHERE_S if settings.store_url else _EVERY_S)
    with metered(settings.metrics, lambda: state.waiting) as state.meter, records.holding(own):
        try:
            writer.start()
            yield state
        except BaseException as error:
            writer.end(error)
            raise
        writer.end(None)


class RunRecords:
    """The records in the store of these settings and at its address."""

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.store / _FOLDER
        self._places: list[Place] = []
        self.fault: PublishError | None = None
        """What hindered last from seeing or writing some of them."""
        with suppress(OSError):
            if settings.store.is_dir():
                self._places.append(SharedFolder(settings.store))
        try:
            if elsewhere := place_at(settings.store_url, offline=settings.offline):
                self._places.append(elsewhere)
        except PublishError as error:
            self.fault = error

    def write(self, record: RunRecord) -> bool:
        """Put a record in the place of the one before; whether all places took it."""
        data = _adapter.dump_json(record)
        return len(self._at_each(lambda place: place.write(_name(record), (data,), len(data)))) == len(
            self._places
        )

    def read(self) -> tuple[RunRecord, ...]:
        """All records, the latest runs first; what is damaged or of another version is none."""
        latest: dict[str, RunRecord] = {}
        for records in self._at_each(lambda place: tuple(_records_at(place))):
            for each in records:
                latest[each.run] = max(latest.get(each.run, each), each, key=lambda one: one.seen)
        return tuple(sorted(latest.values(), key=lambda each: each.began, reverse=True))

    def clear(self) -> None:
        """Take away all but the latest of those that ended, and what killed runs left beside them."""
        ended = [each for each in self.read() if self.standing(each) is not Standing.RUNNING]
        ended.sort(key=lambda each: each.seen, reverse=True)
        for number, record in enumerate(ended):
            if number >= _MOST_ENDED or _age_s(record) > _KEPT_S:
                self._delete(record)
        self._sweep()

    def standing(self, record: RunRecord) -> Standing:
        """How it is with a run, as far as can be seen from this machine."""
        if record.ended is not None:
            return _ENDS.get(record.exit_code, Standing.FAILED)
        lock = self._lock(record)
        is_here = record.machine == platform.node() and lock.exists()
        lasts = _is_held(lock) if is_here else None
        if lasts is None:
            lasts = _age_s(record) <= _SILENT_S
        return Standing.RUNNING if lasts else Standing.LOST

    @contextmanager
    def holding(self, record: RunRecord) -> Iterator[None]:
        """Show to this machine that a run lasts."""
        lock = FileLock(self._lock(record))
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            lock.acquire()
        try:
            yield
        finally:
            lock.release()
            with suppress(OSError):
                self._lock(record).unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Take away what a killed run left half-written here, and its lock once its record is gone."""
        for path in self._folder.glob("*"):
            own = self._folder / path.name.lstrip(".").partition(".")[0]
            record, lock = own.with_suffix(_RECORD), own.with_suffix(_LOCK)
            if path == record or (path == lock and record.exists()):
                continue
            if not lock.exists() or _is_held(lock) is False:
                with suppress(OSError):
                    path.unlink()

    def _delete(self, record: RunRecord) -> None:
        self._at_each(lambda place: place.delete(_name(record)))

    def _lock(self, record: RunRecord) -> Path:
        return self._folder / f"{record.run}{_LOCK}"

    def _at_each(self, ask: Callable[[Place], Answer]) -> Sequence[Answer]:
        """What each place answers that can be asked."""
        answers = []
        for place in self._places:
            try:
                answers.append(ask(place))
            except PublishError as error:
                self.fault = error
            except OSError as error:
                self.fault = limit(error) or self.fault
        return answers


def as_value(record: RunRecord, standing: Standing) -> dict[str, Any]:
    """A record for machines."""
    return {"standing": str(standing), **_adapter.dump_python(record, mode="json")}


class _Writer:
    """Writes the record of one run, in a thread of its own."""

    def __init__(self, records: RunRecords, own: RunRecord, state: RunState, every_s: float) -> None:
        self._records = records
        self._own = own
        self._state = state
        self._every_s = every_s
        self._ending = Event()
        self._thread = Thread(target=self._write, daemon=True)

    def start(self) -> None:
        """Write from now on."""
        self._thread.start()

    def end(self, error: BaseException | None) -> None:
        """Write how the run ended; one that takes too long to be written is left to itself."""
        self._own = replace(self._own, **_ending(error))
        self._ending.set()
        finish(self._thread, _PATIENCE_S)

    def _write(self) -> None:
        with suppress(OSError):  # the run meets by itself what the system does not allow
            self._records.clear()
        written, when = None, 0.0
        while not self._ending.is_set():
            record = self._state.record(self._own)
            if record != written or time.monotonic() - when > _SIGN_S:
                if self._records.write(replace(record, seen=_now())):
                    written = record
                when = time.monotonic()
            self._ending.wait(self._every_s)
        for _ in range(_LAST_TRIES):
            if self._records.write(replace(self._state.record(self._own), seen=_now())):
                break
            time.sleep(_EVERY_S)


def _ending(error: BaseException | None) -> dict[str, Any]:
    """The fields of a record that say how a run ended."""
    failure = error if isinstance(error, PublishError) else None
    if isinstance(error, Exception):
        failure = failure or limit(error)
    code = _exit_code(error) if failure is None else _code_of(failure)
    message, advice = words_of(failure.message, failure.advice, code) if failure else words_of("", "", code)
    return {"ended": _now(), "exit_code": code, "message": message, "advice": advice}


def _code_of(failure: PublishError) -> int:
    return BUG if isinstance(failure, ProgramFault) else failure.exit_code


def _exit_code(error: BaseException | None) -> int:
    """That with which the command ends: what is none of ours may bring its own, as what leaves Python and Click do."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else int(error.code is not None)
    own = getattr(error, "exit_code", None)
    if isinstance(own, int):
        return own
    return 0 if error is None else BUG if isinstance(error, Exception) else _STOPPED


def _records_at(place: Place) -> Iterator[RunRecord]:
    for name in place.names(_FOLDER):
        if name.endswith(_RECORD):
            with suppress(ValidationError):
                yield _adapter.validate_json(b"".join(place.read(name) or ()))


def _name(record: RunRecord) -> str:
    return f"{_FOLDER}/{record.run}{_RECORD}"


def _now() -> datetime:
    """By the clock, whatever SOURCE_DATE_EPOCH says."""
    return datetime.now(UTC).replace(microsecond=0)


def _age_s(record: RunRecord) -> float:
    """Since its last sign of life."""
    return (_now() - record.seen).total_seconds()


def _is_held(path: Path) -> bool | None:
    """Whether a process holds a lock; None where the system does not let us see that."""
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:
        return None
    lock.release()
    return False
