"""The memory's file: opened, known as ours, brought up to date; SQLite's errors in our words."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import DiskFull, InUse, MemoryDamaged, NotWritable, PublishError, WriteError, writing

WAIT_S = 30.0
"""How long another run's writing is waited for; it takes milliseconds."""
_APPLICATION = 0x6D766D65
"""Marks the file as ours (SQLite's application_id): `mvme`."""
_MIGRATIONS = (
    """
    CREATE TABLE entry (
        id INTEGER PRIMARY KEY,
        identity BLOB NOT NULL UNIQUE,
        key BLOB NOT NULL,
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        source TEXT NOT NULL,
        source_codes TEXT NOT NULL,
        target TEXT NOT NULL,
        target_codes TEXT NOT NULL,
        standing TEXT NOT NULL,
        engine TEXT NOT NULL,
        version TEXT NOT NULL,
        options TEXT NOT NULL,
        article TEXT NOT NULL,
        block TEXT NOT NULL,
        before TEXT NOT NULL,
        who TEXT NOT NULL,
        made TEXT NOT NULL,
        part INTEGER NOT NULL
    );
    CREATE INDEX entry_by_key ON entry (key);
    CREATE INDEX entry_by_languages ON entry (source_language, target_language, engine);
    """,
)
"""What makes each version of the schema of the one before; the file's user_version counts them."""


def open_database(path: Path) -> sqlite3.Connection:
    """The database at `path`, made if it is not there; to be called within `guard`."""
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
    try:
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def guard(path: Path) -> Iterator[None]:
    """Raises SQLite's errors as `MemoryDamaged`, `NotWritable`, `DiskFull`, `InUse` or `WriteError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _reason(error, path) from error


@contextmanager
def all_or_nothing(connection: sqlite3.Connection, *, durable: bool = True) -> Iterator[None]:
    """A transaction, for which other runs wait.

    What is not `durable` does not wait for the disk: when the power fails it may be lost, and nothing else with it
    (sqlite.org/pragma.html, synchronous, on NORMAL with a log written ahead).
    """
    connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
    with connection:  # commits, or rolls back
        connection.execute("BEGIN IMMEDIATE")
        yield


def raw(text: str) -> bytes:
    """`text` as it is stored. Half a surrogate pair is no text, but no reason to fail either."""
    return text.encode("utf-8", "surrogatepass")


def damage_error(path: Path, why: str) -> MemoryDamaged:
    """What to raise when the file cannot be used."""
    return MemoryDamaged(
        f"The translation memory {path} cannot be used: {why}.",
        "Nothing in it was changed. Put a copy of it from before in its place, or move it away to begin a new one, "
        "or name another file with MANYVOICES_MEMORY.",
    )


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Know whose file it is, and bring it up to date."""
    connection.text_factory = _text
    ours, tables = _owner(connection)
    if ours != _APPLICATION and (ours or tables):
        raise damage_error(path, "it is another program's database")
    if _version(connection) > len(_MIGRATIONS):
        raise damage_error(path, "a newer version of manyvoices wrote it")
    _write_ahead(connection)
    if _version(connection) < len(_MIGRATIONS):
        _migrate(connection)


def _owner(connection: sqlite3.Connection) -> tuple[int, int]:
    """Whose file it is, and how many tables and indexes it has, at one moment: another run may just be making them."""
    with connection:
        connection.execute("BEGIN")
        (ours,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return ours, tables


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Have a log written ahead. SQLite itself does not wait for another run that is just changing to it."""
    until = time.monotonic() + WAIT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _migrate(connection: sqlite3.Connection) -> None:
    with all_or_nothing(connection):
        for script in _MIGRATIONS[_version(connection) :]:  # another run may have been faster
            for statement in script.split(";"):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")


def _reason(error: sqlite3.Error, path: Path) -> PublishError:
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
    return damage_error(path, str(error))
