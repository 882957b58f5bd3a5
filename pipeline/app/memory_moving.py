"""A translation memory copied whole from one place to another: a file and a database, and what was counted there."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.config.database_url import MemoryPlace
from pipeline.errors import PublishError, SettingsError
from pipeline.infra.database import Database, Schema, Transaction, open_database
from pipeline.infra.database.copying import copy_rows, is_empty
from pipeline.infra.shared_limits import LIMITS, limits_place
from pipeline.translation.memory.tables import MEMORY

_ENDINGS = ("", "-wal", "-shm")
"""Of the files in which SQLite keeps a database."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What lies in both places now."""

    sentences: Mapping[str, int]
    """By how far they can be relied on: `machine`, `edited`, `reviewed`, `final`."""
    parts: int
    """Stretches of sentences, and what was refused."""
    glossaries: int
    counts: int
    """Of what an engine was sent in a month."""


def copy_memory(source: MemoryPlace, target: MemoryPlace) -> Copied:
    """Copy all of the memory at `source` to `target`, whole or not at all, and leave `source` as it is.

    Raises `SettingsError` when there is none at `source`, `NotOurs` when something else lies at `target`, and as `Database`.
    """
    if source == target:
        raise SettingsError(f"{source} cannot be moved to itself.", "Name another place.")
    with _nothing_left(target), _both(MEMORY, source, target) as (one, other):
        if not one.is_there():
            raise SettingsError(
                f"There is no translation memory at {source}.", "Name the file or the database that holds it."
            )
        with _both(LIMITS, limits_place(source), limits_place(target)) as (counted, counting):
            if counted.is_there():
                # Both are filled before either is kept.
                return counting.change(lambda last: _copy(one, other, counted, last, counting))
        return other.change(lambda into: one.snapshot(lambda rows: _fill(rows, into, other)))


@contextmanager
def _nothing_left(target: MemoryPlace) -> Iterator[None]:
    """When the block fails, take away the files that it made and in which nothing was kept."""
    places = ((target, MEMORY), (limits_place(target), LIMITS))
    files = [(place, schema) for place, schema in places if isinstance(place, Path) and not place.exists()]
    try:
        yield
    except BaseException:
        for place, schema in files:
            with suppress(PublishError, OSError):  # what went wrong first is what is told
                _remove_empty(place, schema)
        raise


def _remove_empty(place: Path, schema: Schema) -> None:
    if not place.exists():
        return
    with closing(open_database(place, schema)) as asked:
        if not asked.snapshot(partial(is_empty, schema=schema)):
            return
    for ending in _ENDINGS:
        place.with_name(f"{place.name}{ending}").unlink(missing_ok=True)


def _copy(one: Database, other: Database, counted: Database, last: Transaction, counting: Database) -> Copied:
    def fill(into: Transaction) -> Copied:
        counted.snapshot(lambda rows: copy_rows(rows, last, counting))
        copied = one.snapshot(lambda rows: _fill(rows, into, other))
        return Copied(copied.sentences, copied.parts, copied.glossaries, _count(last, "sent"))

    return other.change(fill)


def _fill(rows: Transaction, into: Transaction, other: Database) -> Copied:
    copy_rows(rows, into, other)
    numbers = into.rows("SELECT standing, part, count(*) FROM entry GROUP BY standing, part")
    sentences, parts = Counter[str](), 0
    for standing, part, count in numbers:
        if part:
            parts += int(count)
        else:
            sentences[str(standing)] += int(count)
    return Copied(dict(sentences), parts, _count(into, "glossary"), 0)


def _count(asked: Transaction, table: str) -> int:
    [(count,)] = asked.rows(f"SELECT count(*) FROM {table}")
    return int(count)


@contextmanager
def _both(schema: Schema, source: MemoryPlace, target: MemoryPlace) -> Iterator[tuple[Database, Database]]:
    with closing(open_database(source, schema)) as one, closing(open_database(target, schema)) as other:
        yield one, other
