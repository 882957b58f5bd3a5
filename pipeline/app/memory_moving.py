"""A translation memory copied whole from one place to another: a file and a database, and what was counted there."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass

from pipeline.config.database_url import MemoryPlace
from pipeline.errors import SettingsError
from pipeline.infra.database import Database, Schema, Transaction, open_database
from pipeline.infra.database.copying import copy_rows
from pipeline.infra.shared_limits import LIMITS, limits_place
from pipeline.translation.memory.tables import MEMORY


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
    with _both(MEMORY, source, target) as (one, other):
        if not one.is_there():
            raise SettingsError(
                f"There is no translation memory at {source}.", "Name the file or the database that holds it."
            )
        with _both(LIMITS, limits_place(source), limits_place(target)) as (counted, counting):
            if counted.is_there():
                # Both are filled before either is kept.
                return counting.change(lambda last: _copy(one, other, counted, last, counting))
        return other.change(lambda into: one.snapshot(lambda rows: _fill(rows, into, other)))


def _copy(one: Database, other: Database, counted: Database, last: Transaction, counting: Database) -> Copied:
    def fill(into: Transaction) -> Copied:
        counted.snapshot(lambda rows: copy_rows(rows, last, counting))
        copied = one.snapshot(lambda rows: _fill(rows, into, other))
        return Copied(copied.sentences, copied.parts, copied.glossaries, _count(last, "sent"))

    return other.change(fill)


def _fill(rows: Transaction, into: Transaction, other: Database) -> Copied:
    copy_rows(rows, into, other)
    found = into.rows("SELECT standing, part, count(*) FROM entry GROUP BY standing, part")
    sentences, parts = Counter[str](), 0
    for standing, part, count in found:
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
