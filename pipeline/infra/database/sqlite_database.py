"""Tables in a file of SQLite: opened, known as ours, brought up to date; SQLite's errors in our words."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pipeline.errors import DiskFull, InUse, NotWritable, PublishError, WriteError, writing
from pipeline.infra.database import tables
from pipeline.infra.database.tables import Row, Schema, Value, damage_error

T = TypeVar("T")
_TYPES = {"number": "INTEGER PRIMARY KEY", "bytes": "BLOB"}


class SqliteTransaction:
    """Queries to an open connection."""

    now = "((julianday('now') - 2440587.5) * 86400.0)"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, query: str, *values: Value) -> Sequence[Row]:
        """As `Transaction.rows`."""
        return self._connection.execute(_with_text(query, values), _raw(values)).fetchall()

    def change(self, query: str, *values: Value) -> int:
        """As `Transaction.change`."""
        return self._connection.execute(_with_text(query, values), _raw(values)).rowcount

    def alone(self) -> None:
        """As `Transaction.alone`: every transaction that changes anything is."""

    def change_each(self, query: str, rows: Iterable[Sequence[Value]]) -> None:
        """As `Transaction.change_each`."""
        for values in rows:
            self.change(query, *values)


class SqliteDatabase:
    """One file, made when something is kept first. Several runs may use it at once."""

    def __init__(self, place: Path, schema: Schema) -> None:
        self.place = place
        self.schema = schema
        self._connection: sqlite3.Connection | None = None

    def is_there(self) -> bool:
        """As `Database.is_there`."""
        return self._connection is not None or self.place.exists()

    def rows(self, query: str, *values: Value) -> Sequence[Row]:
        """As `Database.rows`."""
        with self._guard():
            return SqliteTransaction(self._open()).rows(query, *values)

    def change(self, work: Callable[[SqliteTransaction], T], *, durable: bool = True) -> T:
        """As `Database.change`.

        What is not `durable` does not wait for the disk: when the power fails it may be lost, and nothing else with it
        (sqlite.org/pragma.html, synchronous, on NORMAL with a log written ahead).
        """
        with self._guard(), _all_or_nothing(self._open(), durable=durable) as transaction:
            return work(transaction)

    def snapshot(self, work: Callable[[SqliteTransaction], T]) -> T:
        """As `Database.snapshot`."""
        with self._guard(), (connection := self._open()):
            connection.execute("BEGIN")
            return work(SqliteTransaction(connection))

    def close(self) -> None:
        """As `Database.close`."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            with writing(self.place):
                self.place.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(
                self.place, timeout=tables.WAIT_S, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Know whose file it is, and bring it up to date."""
        connection.text_factory = _text
        mark, names = _owner(connection)
        if mark != self.schema.mark and (mark or not names <= self.schema.unmarked):
            raise damage_error(self.schema.title, self.place, "it is another program's database")
        if _version(connection) > self.schema.version:
            raise damage_error(self.schema.title, self.place, "a newer version of manyvoices wrote it")
        _write_ahead(connection)
        if _version(connection) < self.schema.version:
            self._migrate(connection)

    def _migrate(self, connection: sqlite3.Connection) -> None:
        with _all_or_nothing(connection):
            for statement in self.schema.statements(
                _version(connection), **_TYPES
            ):  # another may have been faster
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {self.schema.mark}")
            connection.execute(f"PRAGMA user_version = {self.schema.version}")

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _reason(error, self.place, self.schema.title) from error


@contextmanager
def _all_or_nothing(connection: sqlite3.Connection, *, durable: bool = True) -> Iterator[SqliteTransaction]:
    """A transaction, for which other runs wait."""
    connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
    with connection:  # commits, or rolls back
        connection.execute("BEGIN IMMEDIATE")
        yield SqliteTransaction(connection)


def _owner(connection: sqlite3.Connection) -> tuple[int, frozenset[str]]:
    """Whose file it is, and its tables, at one moment: another run may just be making them."""
    with connection:
        connection.execute("BEGIN")
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        names = connection.execute("SELECT tbl_name FROM sqlite_master").fetchall()
    return mark, frozenset(str(name) for (name,) in names)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Have a log written ahead. SQLite itself does not wait for another run that is just changing to it."""
    until = time.monotonic() + tables.WAIT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _with_text(query: str, values: Sequence[Value]) -> str:
    """`query`, which gets its texts as bytes: of half a surrogate pair Python makes no text for SQLite."""
    begin, *rest = query.split("?")
    marks = ("CAST(? AS TEXT)" if isinstance(value, str) else "?" for value in values)
    return begin + "".join(mark + part for mark, part in zip(marks, rest, strict=True))


def _raw(values: Sequence[Value]) -> Sequence[Value]:
    return [value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value for value in values]


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")


def _reason(error: sqlite3.Error, path: Path, title: str) -> PublishError:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL"):
        return DiskFull(
            f"The disk is full: {path} could not be written.",
            "Free some space and run the same command again; what was finished is kept.",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return NotWritable(
            f"No permission to write {path}.",
            "Choose another place for the translation memory with MANYVOICES_MEMORY, or change its permissions.",
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return InUse(f"Another run holds {path}.", "Wait until it is done, then run the same command again.")
    if name.startswith("SQLITE_IOERR"):
        return WriteError(f"{path} could not be read or written: {error}.", "Check the disk and the folder.")
    return damage_error(title, path, str(error))
