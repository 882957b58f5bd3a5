"""Entries as rows of the memory's table, and which of them are the same."""

import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime
from hashlib import sha256

from pipeline.infra.database import Database, Row, Transaction
from pipeline.translation.interchange.segments import Coded, Inline
from pipeline.translation.memory.entry import Entry, Maker, Place, Standing, even
from pipeline.translation.memory.tables import ENTRY

_SELECT = f"SELECT id, {', '.join(ENTRY)} FROM entry"
_ADD = (
    f"INSERT INTO entry (identity, key, {', '.join(ENTRY)}) VALUES (?, ?{', ?' * len(ENTRY)}) "
    "ON CONFLICT (identity) DO NOTHING"
)


def key(languages: tuple[str, str], text: str) -> bytes:
    """What all entries for `text` have in common, in the column `key`."""
    return _digest(*languages, even(text))


def select(asked: Database | Transaction, where: str, *values: str | bytes) -> list[tuple[int, Entry]]:
    """The entries for which `where` holds and their numbers, the oldest first unless it orders them.

    Raises `ValueError` or `TypeError` when a row makes no sense.
    """
    order = "" if "ORDER" in where else " ORDER BY id"
    return [(number, _entry(row)) for number, *row in asked.rows(f"{_SELECT} WHERE {where}{order}", *values)]


def state(database: Database, article: str | None) -> str:
    """A digest of all that people wrote, and of the numbers of the rows that are of one article."""
    query = "SELECT id, made, identity FROM entry WHERE standing <> 'machine'"
    if article is None:
        entries = database.rows(f"{query} ORDER BY id")
    else:
        entries = database.rows(f"{query} OR article = ? ORDER BY id", article)
    return _digest_of([*entries, *database.rows("SELECT name, content FROM glossary")])


def _digest_of(rows: Sequence[Row]) -> str:
    return sha256(repr([tuple(row) for row in rows]).encode()).hexdigest()


STATE_OF_NONE = _digest_of([])
"""The state of a memory without rows, or of one that is not there yet."""


def put_all(transaction: Transaction, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Keep each of `entries` as `put`; what is there then."""
    if len(entries) > 1:
        transaction.alone()
    return tuple(put(transaction, entry) for entry in entries)


def put(transaction: Transaction, entry: Entry) -> Entry:
    """Keep `entry`, unless what is there already says the same or is a machine's; what is there then.

    What others keep at the same moment is looked at again: whoever comes later replaces, and no row stands twice.
    """
    identity = _identity(entry)
    while not transaction.change(_ADD, *_row(entry, identity)):
        there = next((row for _, row in select(transaction, "identity = ?", identity)), None)
        if there and (entry.standing is Standing.MACHINE or _says_nothing_new(entry, there)):
            return there
        transaction.change("DELETE FROM entry WHERE identity = ?", identity)
    return entry


def _row(entry: Entry, identity: bytes) -> tuple[str | bytes | int, ...]:
    return (
        identity,
        key(entry.languages, entry.source.text),
        *entry.languages,
        entry.source.text,
        _codes(entry.source),
        entry.target.text,
        _codes(entry.target),
        entry.standing.value,
        *astuple(entry.maker),
        *astuple(entry.place),
        entry.who,
        entry.when,
        int(entry.part),
    )


def _says_nothing_new(entry: Entry, there: Entry) -> bool:
    """Whether the words are the same, and no other person vouches for them."""
    return (entry.source, entry.target) == (there.source, there.target) and entry.who in ("", there.who)


def _identity(entry: Entry) -> bytes:
    """Of entries with the same identity the memory holds one."""
    where = entry.maker if entry.standing is Standing.MACHINE else entry.place
    return _digest(
        *entry.languages, even(entry.source.text), entry.standing, *astuple(where), str(entry.part)
    )


def _digest(*parts: str) -> bytes:
    """Half a surrogate pair is no text, but no reason to fail either."""
    raw = (part.encode("utf-8", "surrogatepass") for part in parts)
    return sha256(b"\0".join(sha256(part).digest() for part in raw)).digest()


def _entry(row: Row) -> Entry:
    one, other, source, codes, target, target_codes, standing, *more = map(str, row)
    engine, version, options, article, block, before, who, made, part = more
    return Entry(
        languages=(one, other),
        source=_inline(source, codes),
        target=_inline(target, target_codes),
        standing=Standing(standing),
        maker=Maker(engine, version, options),
        place=Place(article, block, before),
        who=who,
        when=datetime.fromisoformat(made).isoformat(),
        part=part == "1",
    )


def _inline(text: str, codes: str) -> Inline:
    return Inline(text, tuple(Coded(*code) for code in json.loads(codes)) if codes != "[]" else ())


def _codes(inline: Inline) -> str:
    return json.dumps([astuple(code) for code in inline.codes])
