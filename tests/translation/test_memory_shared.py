"""Several runs that open one translation memory at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from pipeline.config.database_url import DatabaseUrl
from pipeline.infra.database import open_database
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
