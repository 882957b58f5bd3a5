"""What is asked of a database, whichever it is, and which tables it has."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from pipeline.config.database_url import MemoryPlace
from pipeline.errors import MemoryDamaged

T = TypeVar("T")
Value = str | bytes | int | float
Row = Sequence[Any]
"""Its values are those that were put there, of the same types."""

WAIT_S = 30.0
"""How long another run's writing, and a server that is just starting again, are waited for; both take seconds at most."""


@dataclass(frozen=True, slots=True)
class Content:
    """What of a table is copied to another place."""

    table: str
    columns: tuple[str, ...]
    number: str = ""
    """Column of the rows' own numbers, for tables with many rows: they are copied in that order and get new ones."""


@dataclass(frozen=True, slots=True)
class Schema:
    """Tables that belong together, and how they came to be what they are."""

    name: str
    """Under which PostgreSQL keeps the version."""
    mark: int
    """Marks a file as ours (SQLite's application_id)."""
    title: str
    """What it is to a person: `The translation memory`."""
    migrations: tuple[str, ...]
    """What makes each version of the one before: statements with `;` between them, and `{number}` and `{bytes}` for the
    types of a row's own number and of bytes."""
    contents: tuple[Content, ...]
    """What is copied, table by table."""
    unmarked: frozenset[str] = frozenset()
    """Tables of files that earlier versions of ours did not mark."""

    @property
    def version(self) -> int:
        """Of this program."""
        return len(self.migrations)

    def statements(self, version: int, **types: str) -> Iterable[str]:
        """What brings tables of `version`, 0 for none, up to date."""
        for script in self.migrations[version:]:
            yield from (each for each in script.format(**types).split(";") if each.strip())


class Transaction(Protocol):
    """Queries of which all count or none."""

    now: str
    """The moment in SQL, seconds since 1970 by the one clock that all who share the database have."""

    def rows(self, query: str, *values: Value) -> Sequence[Row]:
        """What a query finds."""

    def change(self, query: str, *values: Value) -> int:
        """How many rows a statement changed."""

    def alone(self) -> None:
        """Wait for all others that ask for this, and let those that ask later wait: for changes of many rows, which would
        lock each other out where two come to the same rows in another order."""

    def change_each(self, query: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run a statement for each of `rows`."""


class Database(Protocol):
    """Tables of one `Schema` in one place. For one thread at a time.

    Every method raises `MemoryDamaged` for what is damaged or not ours and leaves it as it is; `MemoryUnreachable`,
    `NotWritable`, `DiskFull`, `InUse` or `WriteError` when the system does not let us.
    """

    @property
    def place(self) -> MemoryPlace:
        """Where it is."""

    @property
    def schema(self) -> Schema:
        """Its tables."""

    def is_there(self) -> bool:
        """Whether there is anything to be looked at. Looking makes nothing."""

    def rows(self, query: str, *values: Value) -> Sequence[Row]:
        """What one query finds; the tables are made where they are not."""

    def change(self, work: Callable[[Transaction], T], *, durable: bool = True) -> T:
        """What `work` returns, of whose changes all are kept or none.

        It is called again when the connection broke meanwhile or another's change came between, and has to do no harm
        then: what it did before is undone, or, where the break came with the last word, done once more.
        """

    def snapshot(self, work: Callable[[Transaction], T]) -> T:
        """What `work`, which changes nothing, returns: all that it reads is of one moment."""

    def close(self) -> None:
        """Let go of it; what is asked next opens it again."""


def damage_error(title: str, place: MemoryPlace, why: str) -> MemoryDamaged:
    """What to raise when the file or database cannot be used."""
    return MemoryDamaged(
        f"{title} {place} cannot be used: {why}.",
        "Nothing in it was changed. Put a copy of it from before in its place, or move it away to begin a new one, "
        "or name another place with MANYVOICES_MEMORY.",
    )
