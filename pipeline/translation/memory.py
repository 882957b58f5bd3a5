"""The translation memory: every accepted sentence, who made it, and how far it can be relied on.

One SQLite file. What a person settled (`reviewed`, `final`) wins over everything for ever, then what a person
`edited`; a machine's words serve only whoever asks for that engine, version and options. Several runs may use the
file at once, and a killed one loses nothing that was kept. Times in it say when words were made, and are never
renewed.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from pipeline.document.article import Block, Sentence
from pipeline.errors import DiskFull, InUse, MemoryDamaged, NotWritable, PublishError, WriteError, writing
from pipeline.translation.interchange.segments import Coded, Inline, translatable

WAIT_S = 30.0
"""How long another run's writing is waited for; it takes milliseconds."""

_APPLICATION = 0x6D766D65
"""Marks the file as ours (SQLite's application_id): `mvme`."""


class Standing(StrEnum):
    """How far a translation can be relied on."""

    MACHINE = "machine"
    EDITED = "edited"
    """A person changed it, and has not signed it off."""
    REVIEWED = "reviewed"
    FINAL = "final"

    @property
    def settled(self) -> bool:
        """Whether a person vouches for it."""
        return self in (Standing.REVIEWED, Standing.FINAL)


@dataclass(frozen=True, slots=True)
class Maker:
    """A machine and all that changes its words."""

    engine: str = ""
    """Empty where a person wrote and no draft is known."""
    version: str = ""
    options: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: the same words may be rendered in another way elsewhere."""

    article: str = ""
    """The slug."""
    block: str = ""
    """The block's id."""
    before: str = ""
    """The sentence before it in its block; empty for the first."""


NOBODY = Maker()
NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence and one translation of it."""

    languages: tuple[str, str]
    """Source and target, BCP 47."""
    source: Inline
    target: Inline
    """Its codes have the ids of the source's."""
    standing: Standing
    maker: Maker = NOBODY
    place: Place = NOWHERE
    who: str = ""
    """The person who edited or reviewed it, when known."""
    when: str = ""
    """The moment it was made, ISO 8601 in UTC; `keep` fills it in."""
    part: bool = False
    """Whether it is a stretch of a sentence, kept to find where a link belongs; such are no sentences."""


def placed(article: str, block: Block) -> Iterator[tuple[Sentence, Place]]:
    """The sentences of `block` that are translated, in order, and where each stands in `article`, a slug."""
    before = ""
    for sentence in block.sentences if translatable(block) else ():
        yield sentence, Place(article, block.id, before)
        before = even(sentence.text)


class Memory:
    """The memory in one file, which is made when something is kept first. For use from one thread.

    Every method raises `MemoryDamaged` when the file is damaged or not ours, and leaves it as it is;
    `NotWritable`, `DiskFull` or `InUse` when the system does not let us.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] | None = None) -> None:
        self.path = path
        self._now = now or _now
        self._connection: sqlite3.Connection | None = None

    def find(
        self,
        languages: tuple[str, str],
        text: str,
        place: Place = NOWHERE,
        makers: Sequence[Maker] = (),
        *,
        part: bool = False,
    ) -> Entry | None:
        """The best translation of `text`: a person's, else one of `makers`, the earlier ones preferred.

        Among a person's the same place comes first, then the higher standing, then the later.
        """
        where = "key = ?" if makers else "key = ? AND standing <> 'machine'"
        fitting = [
            (rank, entry)
            for number, entry in self._rows(where, _key(languages, text))
            if (rank := _rank(entry, number, place, makers, part)) is not None
        ]
        return max(fitting, key=lambda pair: pair[0])[1] if fitting else None

    def keep(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Keep all of `entries` or, when anything goes wrong, none; as they are kept, with their times.

        What a machine made once stays; what a person wrote takes the place of earlier words of the same
        standing in the same place. What is there already keeps its time.
        """
        now = self._now().astimezone(UTC).isoformat(timespec="seconds")
        with self._guarded():
            connection = self._open(make=True)
            assert connection is not None
            with connection:  # commits, or rolls back
                connection.execute("BEGIN IMMEDIATE")
                return tuple(
                    _put(connection, entry if entry.when else replace(entry, when=now)) for entry in entries
                )

    def entries(self, source: str, target: str, article: str | None = None) -> Iterator[Entry]:
        """All sentences from the language `source` to `target`, of one article or of all, the oldest first."""
        where, values = "source_language = ? AND target_language = ? AND part = 0", [source, target]
        if article is not None:
            where, values = f"{where} AND article = ?", [*values, article]
        return (entry for _, entry in self._rows(where, *values))

    def last_version(self, engine: str, languages: tuple[str, str]) -> str | None:
        """The version of `engine` whose words were kept last for these languages."""
        found = None
        for _, entry in self._rows(
            "source_language = ? AND target_language = ? AND engine = ? AND standing = 'machine'"
            " ORDER BY id DESC LIMIT 1",
            *languages,
            engine,
        ):
            found = entry.maker.version
        return found

    def close(self) -> None:
        """Let go of the file; what is asked next opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _rows(self, where: str, *values: str | bytes) -> Iterator[tuple[int, Entry]]:
        order = "" if "ORDER" in where else " ORDER BY id"
        query = f"{_SELECT} WHERE {where}{order}"
        try:
            with self._guarded():
                connection = self._open(make=False)
                rows = connection.execute(query, values).fetchall() if connection else []
            for number, *row in rows:
                yield number, _entry(row)
        except (ValueError, TypeError) as error:
            raise _damaged(self.path, "a line of it makes no sense") from error

    def _open(self, *, make: bool) -> sqlite3.Connection | None:
        if self._connection is None and (make or self.path.exists()):
            with writing(self.path):
                self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=WAIT_S, isolation_level=None)
            try:
                _prepare(connection, self.path)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """SQLite's errors in our words."""
        try:
            yield
        except sqlite3.Error as error:
            raise _reason(error, self.path) from error


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

# fmt: off
_COLUMNS = (
    "source_language", "target_language", "source", "source_codes", "target", "target_codes", "standing",
    "engine", "version", "options", "article", "block", "before", "who", "made", "part",
)
# fmt: on
_SELECT = f"SELECT id, {', '.join(_COLUMNS)} FROM entry"
_PUT = (
    f"INSERT OR REPLACE INTO entry (identity, key, {', '.join(_COLUMNS)}) "
    f"VALUES (?, ?, {', '.join(['CAST(? AS TEXT)'] * (len(_COLUMNS) - 1))}, ?)"
)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Know whose file it is, and bring it up to date."""
    connection.text_factory = _text
    (ours,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if ours != _APPLICATION and (ours or tables):
        raise _damaged(path, "it is another program's database")
    if _version(connection) > len(_MIGRATIONS):
        raise _damaged(path, "a newer version of manyvoices wrote it")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    if _version(connection) < len(_MIGRATIONS):
        _migrate(connection)


def _migrate(connection: sqlite3.Connection) -> None:
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        for script in _MIGRATIONS[_version(connection) :]:  # another run may have been faster
            for statement in script.split(";"):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _put(connection: sqlite3.Connection, entry: Entry) -> Entry:
    """Keep `entry`; what stands there now."""
    identity = _identity(entry)
    row = connection.execute(f"{_SELECT} WHERE identity = ?", [identity]).fetchone()
    there = _entry(row[1:]) if row else None
    if there and (entry.standing is Standing.MACHINE or _says_nothing_new(entry, there)):
        return there
    values = (
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
    )
    key = _key(entry.languages, entry.source.text)
    connection.execute(_PUT, [identity, key, *map(_raw, values), int(entry.part)])
    return entry


def _says_nothing_new(entry: Entry, there: Entry) -> bool:
    """Whether the words are the same, and no other person vouches for them."""
    return (entry.source, entry.target) == (there.source, there.target) and entry.who in ("", there.who)


def _key(languages: tuple[str, str], text: str) -> bytes:
    return _digest(*languages, even(text))


def _identity(entry: Entry) -> bytes:
    """Of entries with the same identity the memory holds one."""
    where = entry.maker if entry.standing is Standing.MACHINE else entry.place
    return _digest(
        *entry.languages, even(entry.source.text), entry.standing, *astuple(where), str(entry.part)
    )


def even(text: str) -> str:
    """`text` as it is compared: composed, white space collapsed."""
    return " ".join(normalize("NFC", text).split())


def _digest(*parts: str) -> bytes:
    return sha256(b"\0".join(sha256(_raw(part)).digest() for part in parts)).digest()


def _rank(
    entry: Entry, number: int, place: Place, makers: Sequence[Maker], part: bool
) -> tuple[int, ...] | None:
    """How well an entry serves, None when not at all."""
    if entry.standing is Standing.MACHINE:
        fits = entry.part == part and entry.maker in makers
        return (0, -makers.index(entry.maker)) if fits else None
    standing = list(Standing).index(entry.standing)
    return 2 if entry.standing.settled else 1, _nearness(entry.place, place), standing, number


def _nearness(one: Place, other: Place) -> int:
    """The sentence before says more than the block's number, which moves when a paragraph is added."""
    article = one.article == other.article
    return 4 * (even(one.before) == even(other.before)) + 2 * article + (article and one.block == other.block)


def _entry(row: Sequence[str | int]) -> Entry:
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


def _raw(text: str) -> bytes:
    """Half a surrogate pair is no text, but no reason to fail either."""
    return text.encode("utf-8", "surrogatepass")


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")


def _now() -> datetime:
    """SOURCE_DATE_EPOCH where it is set, as for all that is published."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)


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
    return _damaged(path, str(error))


def _damaged(path: Path, why: str) -> MemoryDamaged:
    return MemoryDamaged(
        f"The translation memory {path} cannot be used: {why}.",
        "Nothing in it was changed. Put a copy of it from before in its place, or move it away to begin a new one, "
        "or name another file with MANYVOICES_MEMORY.",
    )
