"""The memory as a run uses it: asked and written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pipeline.config.database_url import MemoryPlace
from pipeline.infra import clock
from pipeline.infra.database import damage_error, open_database
from pipeline.translation.memory import rows
from pipeline.translation.memory.entry import NOWHERE, Entry, Maker, Place, Standing, even
from pipeline.translation.memory.shared_glossary import SharedGlossary
from pipeline.translation.memory.tables import MEMORY

_PROJECT = "project"
"""Which glossary it is; there is one."""


class Memory:
    """The memory in one place, which is made when something is kept first. For use from one thread.

    Every method raises `MemoryDamaged` when it is damaged or not ours, and leaves it as it is; `MemoryUnreachable` when
    its server does not let us in; `NotWritable`, `DiskFull` or `InUse` when the system does not let us.
    """

    def __init__(self, place: MemoryPlace, now: Callable[[], datetime] | None = None) -> None:
        self.place = place
        self._now = now or clock.now
        self._database = open_database(place, MEMORY)

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
            for number, entry in self._find(where, rows.key(languages, text))
            if (rank := _rank(entry, number, place, makers, part)) is not None
        ]
        return max(fitting, key=lambda pair: pair[0])[1] if fitting else None

    def drafts(self, languages: tuple[str, str], text: str) -> frozenset[str]:
        """All that machines are known to have made of `text`, white space evened."""
        entries = self._find("key = ? AND standing = 'machine'", rows.key(languages, text))
        return frozenset(even(entry.target.text) for _, entry in entries)

    def keep(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Keep all of `entries` or, when anything goes wrong, none; as they are kept, with their times.

        What a machine made once stays; what a person wrote takes the place of earlier words of the same
        standing in the same place. What is there already keeps its time.
        """
        now = self._now().astimezone(UTC).isoformat(timespec="seconds")
        dated = [entry if entry.when else replace(entry, when=now) for entry in entries]
        by_people = any(
            entry.standing is not Standing.MACHINE for entry in dated
        )  # a machine's words can be had again
        return self._database.change(lambda transaction: rows.put_all(transaction, dated), durable=by_people)

    def entries(self, source: str, target: str, article: str | None = None) -> Iterator[Entry]:
        """All sentences from the language `source` to `target`, of one article or of all, the oldest first."""
        where, values = "source_language = ? AND target_language = ? AND part = 0", [source, target]
        if article is not None:
            where, values = f"{where} AND article = ?", [*values, article]
        return (entry for _, entry in self._find(where, *values))

    def state(self, article: str | None) -> str:
        """A digest of what people wrote, terms too, and of which rows there are of one article: another when anything of it changed.
        Without an article, of what people wrote alone.

        What a machine made is not looked into, for it stays as it is.
        """
        return rows.state(self._database, article) if self._database.is_there() else rows.STATE_OF_NONE

    def glossary(self) -> SharedGlossary | None:
        """The terms that all who use the memory share, if there are any."""
        if not self._database.is_there():
            return None
        found = self._database.rows("SELECT name, content, made FROM glossary WHERE place = ?", _PROJECT)
        return next((SharedGlossary(str(name), bytes(data), str(made)) for name, data, made in found), None)

    def keep_glossary(self, name: str, content: bytes) -> None:
        """Keep the terms of a file called `name` for all, in place of those before."""
        made = self._now().astimezone(UTC).isoformat(timespec="seconds")
        put = (
            "INSERT INTO glossary (place, name, content, made) VALUES (?, ?, ?, ?) ON CONFLICT (place) "
            "DO UPDATE SET name = excluded.name, content = excluded.content, made = excluded.made"
        )
        self._database.change(lambda transaction: transaction.change(put, _PROJECT, name, content, made))

    def remove_glossary(self) -> None:
        """Keep no terms for all any more."""
        if self._database.is_there():
            self._database.change(lambda transaction: transaction.change("DELETE FROM glossary"))

    def last_version(self, engine: str, languages: tuple[str, str]) -> str | None:
        """The version of `engine` whose words were kept last for these languages."""
        where = "source_language = ? AND target_language = ? AND engine = ? AND standing = 'machine'"
        entries = self._find(f"{where} ORDER BY id DESC LIMIT 1", *languages, engine)
        return next((entry.maker.version for _, entry in entries), None)

    def close(self) -> None:
        """Let go of the file or connection; what is asked next opens it again."""
        self._database.close()

    def _find(self, where: str, *values: str | bytes) -> Sequence[tuple[int, Entry]]:
        """Numbers and entries, the oldest first unless `where` orders them."""
        if not self._database.is_there():
            return ()
        try:
            return rows.select(self._database, where, *values)
        except (ValueError, TypeError) as error:
            raise damage_error(MEMORY.title, self.place, "a line of it makes no sense") from error


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
