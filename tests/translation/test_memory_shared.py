"""Several runs that open one translation memory at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from pipeline.translation.memory.database import open_database


def test_runs_that_begin_a_memory_at_the_same_moment_all_get_it(tmp_path: Path) -> None:
    together = Barrier(6)

    def begin(path: Path) -> str:
        together.wait()
        connection = open_database(path)
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        connection.close()
        return str(mode)

    with ThreadPoolExecutor(6) as runs:
        for number in range(30):
            assert set(runs.map(begin, [tmp_path / f"{number}.sqlite"] * 6)) == {"wal"}
