"""All rows of a database copied into an empty one, from a file into PostgreSQL or back."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from pipeline.errors import NotOurs
from pipeline.infra.database.tables import Content, Database, Row, Schema, Transaction

_AT_ONCE = 500
"""Rows that are held at once, so that little memory is needed."""


def copy_rows(source: Transaction, target: Transaction, into: Database) -> None:
    """Copy all that `source` reads into `target`, a transaction of the database `into`.

    What lies there already, the same, is left as it is: an earlier copy ended there. Raises `NotOurs` when anything else
    lies there; then nothing is to be kept.
    """
    for content in into.schema.contents:
        if not _holds_rows(target, content):
            for rows in _pages(source, content):
                target.change_each(_insertion(content), rows)
        elif _digest(source, content) != _digest(target, content):
            raise NotOurs(
                f"{into.schema.title} {into.place} holds something else already; nothing was copied.",
                "Name a file that is not there yet or an empty database; or move away what is there, if it is not needed.",
            )


def is_empty(asked: Transaction, schema: Schema) -> bool:
    """Whether its tables are there and nothing is in them."""
    return not any(_holds_rows(asked, content) for content in schema.contents)


def _holds_rows(asked: Transaction, content: Content) -> bool:
    return bool(asked.rows(f"SELECT 1 FROM {content.table} LIMIT 1"))


def _insertion(content: Content) -> str:
    names, marks = ", ".join(content.columns), ", ".join("?" * len(content.columns))
    return f"INSERT INTO {content.table} ({names}) VALUES ({marks})"


def _pages(asked: Transaction, content: Content) -> Iterator[Sequence[Row]]:
    """All rows, some at a time, in their order."""
    names = ", ".join(content.columns)
    if not content.number:
        rows = asked.rows(f"SELECT {names} FROM {content.table}")
        yield sorted(map(tuple, rows))
        return
    last = -1
    query = (
        f"SELECT {content.number}, {names} FROM {content.table} WHERE {content.number} > ? "
        f"ORDER BY {content.number} LIMIT {_AT_ONCE}"
    )
    while rows := asked.rows(query, last):
        yield [row[1:] for row in rows]
        last = int(rows[-1][0])


def _digest(asked: Transaction, content: Content) -> str:
    hasher = sha256()
    for rows in _pages(asked, content):
        for row in rows:
            hasher.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return hasher.hexdigest()
