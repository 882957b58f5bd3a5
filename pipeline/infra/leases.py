"""Turns that machines take where no lock of files reaches: a lease is a small object at a place, of whoever's turn it is.

Its states are numbered, NAME.1, NAME.2 and so on, and the highest one counts. Who takes a turn, goes on with it or takes over a
dead one's puts the next number unless it is there, which one alone can, and takes away those below. No two clocks are ever
compared: a turn is over when the same state was seen for longer than its term by the clock of who waits, and who has it
renews it before anything is put for everybody to see. How that is thought: C. Gray and D. Cheriton, Leases, 1989.
"""

import json
import os
import platform
import secrets
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from threading import Event, Lock, Thread
from typing import Any

from pipeline.errors import InUse, PublishError
from pipeline.infra.remote_entries import Place
from pipeline.infra.threads import finish

TERM_S = 60.0
"""After which a turn is over whose holder gives no sign of life."""
RENEWED_S = 15.0
"""How often who has a turn gives one."""
_LONGEST_TERM_S = 600.0
"""What a lease may ask for, whoever wrote it."""
_KINDS = {"machine": str, "process": int, "since": str, "turn": str, "home": str, "term_s": float}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a turn, as the lease says."""

    machine: str
    process: int
    since: str
    """By the holder's clock, in UTC."""
    turn: str
    """By which it is told from any other."""
    home: str = ""
    """Names a place whose lock only one process has at a time; see `Lease`."""
    term_s: float = TERM_S

    def __str__(self) -> str:
        if not self.process:
            return f"{self.machine}, since {self.since}"
        return f"{self.machine} (process {self.process}) since {self.since}, by its clock"


SOMEBODY = Holder("another machine", 0, "a moment ago", "")
"""Who is just putting its name down."""


class Lease:
    """The turn called `name` at a place. For one thread, but for `confirm`.

    Who gives a `home` holds a lock there: a turn that bears the same one was a process's of this machine that is dead.
    `now` counts seconds, also while the machine sleeps.
    """

    def __init__(
        self,
        place: Place,
        name: str,
        home: str = "",
        *,
        term_s: float = TERM_S,
        renewed_s: float = RENEWED_S,
        now: Callable[[], float] = lambda: _seconds(),
    ) -> None:
        self._place = place
        self._name = name
        self._own = Holder(platform.node(), os.getpid(), "", secrets.token_hex(8), home, term_s)
        self._renewed_s = renewed_s
        self._now = now
        self._number = 0
        """That of our state; 0 while the turn is not ours."""
        self._seen: tuple[int, Holder | None] = (0, None)
        self._seen_since = 0.0
        self.is_alive = False
        """Whether who has it, asked for by `take`, was seen to give a sign of life since the first time."""
        self._is_lost = False
        self._changing = Lock()
        self._ending = Event()
        self._thread: Thread | None = None

    def take(self) -> Holder | None:
        """Take the turn and keep it until `release`; or who has it. To be asked again by who waits, and by who has it.

        Raises what hinders the place.
        """
        if self._number:
            return None
        states = self._states()
        top = max(states, default=0)
        if top and (holder := self._living(top)):
            return holder
        if not self._put(top + 1, states):
            return self._read(top + 1) or SOMEBODY
        self._thread = Thread(target=self._go_on, name=f"lease {self._name}", daemon=True)
        self._thread.start()
        return None

    def holder(self) -> Holder | None:
        """Who put its name down last, whether it lives or not."""
        return self._read(max(self._states(), default=0))

    def confirm(self) -> None:
        """See that the turn is ours still, before something is put for everybody to see. Raises `InUse`, and what hinders the place.

        The place is asked each time: not every clock goes on while its machine sleeps.
        """
        with self._changing:
            if not self._is_lost:
                self._renew()
            if self._is_lost:
                raise self._lost_error()

    def release(self) -> None:
        """Let the next one have its turn."""
        self._ending.set()
        if self._thread:
            finish(self._thread)
        with self._changing:
            for each in self._own_states():
                with suppress(PublishError):
                    self._place.delete(self._at(each))
            self._number = 0

    def _go_on(self) -> None:
        while not self._ending.wait(self._renewed_s):
            with self._changing, suppress(PublishError):  # the next time, or `confirm`, tells
                if not self._is_lost:
                    self._renew()

    def _renew(self) -> None:
        """Put the next state in the place of ours; nothing is ours any more where somebody was before us.

        Nor where ours is gone: only who takes a turn over takes it away, though that one may be through already.
        """
        if self._number not in self._states():
            self._is_lost = True
            return
        number = self._number + 1
        self._place.create(self._at(number), *self._content())
        is_put = self._is_own(number)
        if not is_put or max(self._states(), default=0) != number:
            self._is_lost = True
        if is_put:
            gone = number if self._is_lost else self._number
            with suppress(PublishError):
                self._place.delete(self._at(gone))
        if not self._is_lost:
            self._number = number

    def _put(self, number: int, seen: frozenset[int]) -> bool:
        """Put our first state, which counts if nobody has put any other since those that were `seen`."""
        self._own = replace(self._own, since=_moment())
        self._place.create(self._at(number), *self._content())
        if not self._is_own(number):
            return False
        if self._states() - seen != {number}:
            self._place.delete(self._at(number))
            return False
        self._number = number
        for each in seen:
            with suppress(PublishError):
                self._place.delete(self._at(each))
        return True

    def _living(self, number: int) -> Holder | None:
        """Who has the turn by this state, unless it is over."""
        record = self._read(number)
        if (number, record) != self._seen:
            self.is_alive = self._seen[0] not in (0, number)
            self._seen, self._seen_since = (number, record), self._now()
        holder = record or SOMEBODY
        if holder.home and holder.home == self._own.home:
            return None
        term = min(holder.term_s, _LONGEST_TERM_S)
        return holder if self._now() - self._seen_since <= term else None

    def _is_own(self, number: int) -> bool:
        holder = self._read(number)
        return holder is not None and holder.turn == self._own.turn

    def _read(self, number: int) -> Holder | None:
        """None for what is gone, damaged or half-written."""
        with suppress(ValueError, TypeError):
            return Holder(**_table(b"".join(self._place.read(self._at(number)) or ())))
        return None

    def _own_states(self) -> list[int]:
        """Those that we put and nobody took away, also what a place took in that gave no answer; the one that counts last."""
        if not self._own.since:
            return []
        with suppress(PublishError):
            return [each for each in sorted(self._states()) if self._is_own(each)]
        return [self._number] if self._number and not self._is_lost else []

    def _states(self) -> frozenset[int]:
        return frozenset(self._numbers())

    def _numbers(self) -> Iterator[int]:
        folder = self._name.rpartition("/")[0]
        for each in self._place.names(folder):
            name, _, number = each.rpartition(".")
            if _normal(name) == _normal(self._name) and number.isascii() and number.isdigit():
                yield int(number)

    def _at(self, number: int) -> str:
        return f"{self._name}.{number}"

    def _content(self) -> tuple[tuple[bytes], int]:
        data = json.dumps(asdict(self._own), ensure_ascii=False).encode()
        return (data,), len(data)

    def _lost_error(self) -> InUse:
        return InUse(
            "This run gave no sign of life for a while, and another one took over what it was publishing.",
            "Wait until that is done, then run the same command again.",
        )


def _table(data: bytes) -> dict[str, Any]:
    """The fields of a holder. Raises `ValueError` for anything else."""
    table = json.loads(data)
    if not isinstance(table, dict) or any(type(table.get(name)) is not kind for name, kind in _KINDS.items()):
        raise ValueError("no lease")
    return {name: table[name] for name in _KINDS}


def _normal(name: str) -> str:
    """As some systems store a name otherwise than it is given."""
    return unicodedata.normalize("NFC", name)


def _moment() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _seconds() -> float:
    """Of a clock that nobody sets, and that goes on while the machine sleeps where the system has one."""
    clock = getattr(
        time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None)
    )  # macOS has the second one go on
    return time.monotonic() if clock is None else time.clock_gettime(clock)
