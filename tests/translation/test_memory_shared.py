"""Several runs that open one translation memory at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

from pipeline.config.database_url import DatabaseUrl, MemoryPlace
from pipeline.infra.database import open_database
from pipeline.translation.interchange.segments import Inline
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Standing
from pipeline.translation.memory.tables import MEMORY


def test_runs_that_begin_a_memory_at_the_same_moment_all_get_it(tmp_path: Path) -> None:
    together = Barrier(6)

    def begin(path: Path) -> str:
        together.wait()
        database = open_database(path, MEMORY)
        [(mode,)] = database.rows("PRAGMA journal_mode")
        database.close()
        return str(mode)

    with ThreadPoolExecutor(6) as runs:
        for number in range(30):
            assert set(runs.map(begin, [tmp_path / f"{number}.sqlite"] * 6)) == {"wal"}


def test_runs_that_begin_a_memory_in_a_database_at_the_same_moment_all_get_it(database: DatabaseUrl) -> None:
    together = Barrier(6)

    def begin(number: int) -> int:
        own = open_database(database, MEMORY)
        own.is_there()
        together.wait()
        [(count,)] = own.rows("SELECT count(*) FROM entry")
        own.close()
        return int(count)

    with ThreadPoolExecutor(6) as runs:
        assert set(runs.map(begin, range(6))) == {0}


def test_people_who_write_in_the_same_places_at_once_leave_one_translation_in_each(
    memory_place: MemoryPlace,
) -> None:
    together = Barrier(6)
    places = [f"Sentence {number}." for number in range(5)]

    def write(number: int) -> None:
        order = places if number % 2 else places[::-1]
        with closing(Memory(memory_place)) as memory:
            memory.entries("en", "ko")
            together.wait()
            for time in range(4):
                memory.keep(
                    Entry(("en", "ko"), Inline(text), Inline(f"{number}의 {time}번째 말"), Standing.REVIEWED)
                    for text in order
                )

    with ThreadPoolExecutor(6) as people:
        for done in [people.submit(write, number) for number in range(6)]:
            done.result()
    with closing(Memory(memory_place)) as memory:
        kept = list(memory.entries("en", "ko"))
    assert sorted(each.source.text for each in kept) == places
    assert len(kept) == len(places)
