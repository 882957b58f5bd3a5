"""What all runs that share a memory count together: characters sent to an engine in a month, and when it may be asked next.

In PostgreSQL it stands in the memory's own database, for all machines; beside a memory in a file, in `sent.sqlite`.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TypeVar
from weakref import finalize

from pipeline.config.database_url import MemoryPlace
from pipeline.infra.database import Content, Schema, Transaction, open_database

T = TypeVar("T")
LIMITS = Schema(
    name="limits",
    mark=0x6D766C69,  # mvli
    title="The count of what engines were sent",
    migrations=(
        "CREATE TABLE IF NOT EXISTS sent (engine TEXT, month TEXT, characters BIGINT, PRIMARY KEY (engine, month))",
        "CREATE TABLE pace (engine TEXT PRIMARY KEY, free_at DOUBLE PRECISION NOT NULL)",
    ),
    contents=(Content("sent", ("engine", "month", "characters")),),
    unmarked=frozenset({"sent"}),
)
_LATER = "CASE WHEN free_at > {now} THEN free_at ELSE {now} END"


def limits_place(memory: MemoryPlace) -> MemoryPlace:
    """Where the runs that share `memory` count."""
    return memory.with_name("sent.sqlite") if isinstance(memory, Path) else memory


class SharedLimits:
    """What is counted of one engine at `place`. May be used by several threads at once.

    A run asks its memory first, which is there then: a server that is away after that is waited for.

    Every method raises as those of `Database`. What is counted when the connection breaks may be counted twice: the
    rest of a budget is smaller then than it might be, and never larger.
    """

    def __init__(self, engine: str, place: MemoryPlace) -> None:
        self._engine = engine
        self._database = open_database(place, LIMITS, patient=True)
        self._lock = Lock()
        finalize(self, self._database.close)

    def add(self, month: str, characters: int, most: int) -> bool:
        """Count `characters` if not more than `most` are counted then; whether they were."""

        def add(transaction: Transaction) -> bool:
            transaction.change(
                "INSERT INTO sent VALUES (?, ?, 0) ON CONFLICT (engine, month) DO NOTHING",
                self._engine,
                month,
            )
            return (
                transaction.change(
                    "UPDATE sent SET characters = characters + ? "
                    "WHERE engine = ? AND month = ? AND characters + ? <= ?",
                    *(characters, self._engine, month, characters, most),
                )
                == 1
            )

        return self._change(add)

    def reserve(self, seconds: float) -> float:
        """As `Queue.reserve`, by the database's clock."""

        def reserve(transaction: Transaction) -> float:
            now = transaction.now
            _begin(transaction, self._engine)
            later = _LATER.format(now=now)
            transaction.change(
                f"UPDATE pace SET free_at = {later} + ? WHERE engine = ?", seconds, self._engine
            )
            [(free_in,)] = transaction.rows(
                f"SELECT free_at - {now} FROM pace WHERE engine = ?", self._engine
            )
            return max(0.0, float(free_in) - seconds)

        return self._change(reserve)

    def hold(self, seconds: float) -> None:
        """As `Queue.hold`."""

        def hold(transaction: Transaction) -> None:
            until = f"{transaction.now} + ?"
            _begin(transaction, self._engine)
            transaction.change(
                f"UPDATE pace SET free_at = {until} WHERE engine = ? AND free_at < {until}",
                *(seconds, self._engine, seconds),
            )

        self._change(hold)

    def _change(self, work: Callable[[Transaction], T]) -> T:
        with self._lock:
            return self._database.change(work)


def _begin(transaction: Transaction, engine: str) -> None:
    transaction.change("INSERT INTO pace VALUES (?, 0) ON CONFLICT (engine) DO NOTHING", engine)
