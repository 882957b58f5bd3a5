"""How long an article of five thousand sentences takes in the translation memory, and how many sentences writers keep at once.

    python scripts/bench_memory.py [--sentences 5000] [--writers 8] [--each 400] [--kills 5] [--url postgresql://…]

Both are measured in a file and in PostgreSQL: the database at the URL, which has to be empty, or a server started for it, which
waits for its disk as servers do (fsync). The look-up is of sentences that are all there, among ten times as many. Each writer is
a process: it keeps its sentences one by one, every tenth one as reviewed, every fourth one the same as all others do, and counts
a hundred characters against a budget before every tenth, as an engine is asked for several at once. A server of our own is killed while they write. Ends with 1 when a look-up in the file
takes a second or more, when anything is lost or counted twice that should not be, or when fewer than 200 sentences a second are kept.
"""

import multiprocessing
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from local_postgres import LocalPostgres

from pipeline.config.database_url import DatabaseUrl, MemoryPlace
from pipeline.config.tables import Limits
from pipeline.infra.budget import Budget
from pipeline.infra.database import open_database
from pipeline.infra.shared_limits import LIMITS, limits_place
from pipeline.translation.interchange.segments import Inline
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Maker, Place, Standing

GOAL_S = 1.0
GOAL_A_SECOND = 200
LANGUAGES = ("en", "ko")
MAKER = Maker("firefox", "0.5.0")
DAY = date(2026, 11, 30)
COUNTED = 100
ASKED = 10
"""Sentences in one question."""


def main() -> None:
    """Measure, print, and judge."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=5000)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--each", type=int, default=400)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--url", default="")
    asked = parser.parse_args()
    good = []
    with TemporaryDirectory() as folder, _database(asked.url) as (server, url):
        file = Path(folder)
        good += [
            _look_up("file", file / "one.sqlite", asked.sentences) < GOAL_S,
            _write("file", file / "all.sqlite", asked),
        ]
        if server:
            _look_up("PostgreSQL", DatabaseUrl(server.url("one")), asked.sentences)
            good.append(_write("PostgreSQL", DatabaseUrl(server.url("all")), asked))
            killed = DatabaseUrl(server.url("killed"))
            good.append(_write(f"PostgreSQL, killed {asked.kills} times", killed, asked, server))
        else:
            good.append(_write("PostgreSQL", DatabaseUrl(url), asked))
    raise SystemExit(not all(good))


@contextmanager
def _database(url: str) -> Iterator[tuple[LocalPostgres | None, str]]:
    if url:
        yield None, url
        return
    with LocalPostgres(durable=True) as server:
        yield server, ""


def _look_up(kind: str, place: MemoryPlace, count: int) -> float:
    """How long it takes to look up so many, in seconds."""
    with closing(Memory(place)) as memory:
        memory.keep(_entry(number) for number in range(10 * count))
        kept = _seconds(lambda: [memory.keep([_entry(10 * count + number)]) for number in range(500)])
        looked = _seconds(lambda: [_find(memory, number) for number in range(0, 10 * count, 10)])
    print(
        f"{kind}: one sentence kept {kept / 500 * 1000:.2f} ms; {count} looked up {looked:.2f} s", flush=True
    )
    return looked


def _write(kind: str, place: MemoryPlace, asked: Namespace, server: LocalPostgres | None = None) -> bool:
    """Whether nothing was lost, and all was fast enough unless somebody killed the `server`."""
    context = multiprocessing.get_context("spawn")
    names = [f"writer {number}" for number in range(asked.writers)]
    ready, begin = context.Barrier(asked.writers + 1), time.perf_counter()
    writers = [context.Process(target=_keep, args=(place, name, asked.each, ready)) for name in names]
    for writer in writers:
        writer.start()
    ready.wait()
    begin = time.perf_counter()
    if server:
        _kill(server, asked.kills, writers)
    for writer in writers:
        writer.join()
    seconds = time.perf_counter() - begin
    rate, missing = asked.writers * asked.each / seconds, _missing(place, names, asked.each)
    counted = _counted(place) - COUNTED * asked.writers * -(-asked.each // ASKED)
    failed = sum(bool(writer.exitcode) for writer in writers)
    print(
        f"{kind}: {asked.writers} writers keep {rate:.0f} sentences a second, goal {GOAL_A_SECOND}; {missing} lost, "
        f"{counted} characters counted too many, {failed} writers failed",
        flush=True,
    )
    exact = counted == 0 if not server else 0 <= counted <= COUNTED * asked.writers * asked.kills
    return not missing and not failed and exact and (bool(server) or rate >= GOAL_A_SECOND)


def _keep(place: MemoryPlace, name: str, count: int, ready: "multiprocessing.synchronize.Barrier") -> None:
    budget = Budget("test", Limits(characters_per_month=10**9), place, lambda: DAY)
    with closing(Memory(place)) as memory:
        memory.find(LANGUAGES, "Nothing.")
        ready.wait()
        for number in range(count):
            if number % ASKED == 0:
                budget.take(COUNTED)
            memory.keep([_of_writer(name, number)])


def _of_writer(name: str, number: int) -> Entry:
    """One sentence of a writer, which all others keep too, every fourth time."""
    whose = "all" if number % 4 == 0 else name
    words = Inline(f"{whose}의 {number}번째 문장은 문장들이 흔히 그러듯이 무언가를 말한다.")
    standing = Standing.REVIEWED if number % 10 == 9 else Standing.MACHINE
    maker = Maker() if standing is Standing.REVIEWED else MAKER
    return Entry(LANGUAGES, Inline(f"Sentence {number} of {whose}."), words, standing, maker)


def _missing(place: MemoryPlace, names: list[str], count: int) -> int:
    """How many sentences are not there, or there twice."""
    expected = sorted({_of_writer(name, number).source.text for name in names for number in range(count)})
    with closing(Memory(place)) as memory:
        there = sorted(each.source.text for each in memory.entries(*LANGUAGES))
    return len(set(expected) - set(there)) + len(there) - len(set(there))


def _counted(place: MemoryPlace) -> int:
    with closing(open_database(limits_place(place), LIMITS)) as database:
        return int(sum(row[0] for row in database.rows("SELECT characters FROM sent")))


def _kill(server: LocalPostgres, kills: int, writers: Sequence[BaseProcess]) -> None:
    """Kill the server so often while the writers are at work."""
    for _ in range(kills):
        time.sleep(0.5)
        if not any(writer.is_alive() for writer in writers):
            print("the writers were done before all kills")
        server.kill()
        server.start()


def _entry(number: int) -> Entry:
    words = Inline(f"{number}번째 문장은 문장들이 흔히 그러듯이 무언가를 말한다.")
    return Entry(LANGUAGES, Inline(_text(number)), words, Standing.MACHINE, MAKER, _place(number))


def _find(memory: Memory, number: int) -> Entry:
    """As a run does it: what people wrote, then what the engine said."""
    assert memory.find(LANGUAGES, _text(number), _place(number)) is None
    found = memory.find(LANGUAGES, _text(number), _place(number), [MAKER])
    assert found is not None
    return found


def _text(number: int) -> str:
    return f"Sentence number {number} says something of middling length, as sentences are wont to do."


def _place(number: int) -> Place:
    return Place("article", f"s1-b{number}", _text(number - 1))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
