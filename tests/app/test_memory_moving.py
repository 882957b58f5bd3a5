"""`memory move`: all of a memory in another place, or nothing."""

import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.app.memory_moving import copy_memory
from pipeline.config.database_url import DatabaseUrl, MemoryPlace
from pipeline.config.tables import Limits
from pipeline.errors import EngineRefused, MemoryDamaged, NotOurs, SettingsError
from pipeline.infra.budget import Budget
from pipeline.translation.interchange.segments import Coded, Inline
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Maker, Place, Standing

KO, ZH = ("en", "ko"), ("en", "zh-Hans")
MAKER = Maker("firefox", "1")
Run = Callable[..., subprocess.CompletedProcess[str]]


def _entries() -> list[Entry]:
    many = [
        Entry(KO, Inline(f"Sentence {number}."), Inline(f"{number}번째 문장."), Standing.MACHINE, MAKER)
        for number in range(600)
    ]
    place = Place("river", "s1-b2", "Before.")
    return [
        *many,
        Entry(
            KO, Inline("They stay.", (Coded("1", 0, 4),)), Inline("그들은 남는다.", (Coded("1", 0, 2),)),
            Standing.FINAL, MAKER, place, "김수진", "2024-05-01T10:00:00+00:00",
        ),
        Entry(ZH, Inline("They stay."), Inline("他们留下。"), Standing.REVIEWED, place=place, who="李"),
        Entry(ZH, Inline("half \ud800 a pair\0"), Inline("半\x1a个"), Standing.EDITED),
        Entry(ZH, Inline("stretch"), Inline("一段"), Standing.MACHINE, MAKER, part=True),
    ]  # fmt: skip


def _fill(place: MemoryPlace) -> None:
    with closing(Memory(place)) as memory:
        memory.keep(_entries())
        memory.keep(
            [Entry(ZH, Inline("They stay."), Inline("他们留下来。"), Standing.REVIEWED, place=Place())]
        )
        memory.keep_glossary("terms.csv", "en,ko\nasylum,망명\n".encode())
    _budget(place).take(70)


def _budget(place: MemoryPlace) -> Budget:
    return Budget("google", Limits(characters_per_month=100), place, lambda: date(2026, 11, 30))


def _holdings(place: MemoryPlace) -> object:
    with closing(Memory(place)) as memory:
        entries = [[*memory.entries(*pair)] for pair in (KO, ZH)]
        part = memory.find(ZH, "stretch", makers=[MAKER], part=True)
        return entries, part, memory.glossary()


@pytest.fixture
def other_place(memory_place: MemoryPlace, tmp_path: Path, postgres: Any) -> MemoryPlace:
    """Of the other kind."""
    if isinstance(memory_place, Path):
        return DatabaseUrl(postgres.url(f"to_{tmp_path.name}".lower()[:60]))
    return tmp_path / "to" / "memory.sqlite"


def test_all_of_a_memory_arrives_in_its_order_and_the_budget_goes_on(
    memory_place: MemoryPlace, other_place: MemoryPlace
) -> None:
    _fill(memory_place)
    before = _holdings(memory_place)
    copied = copy_memory(memory_place, other_place)
    assert copied.sentences == {"machine": 600, "final": 1, "reviewed": 2, "edited": 1}
    assert (copied.parts, copied.glossaries, copied.counts) == (1, 1, 1)
    assert _holdings(other_place) == _holdings(memory_place) == before
    _budget(other_place).take(30)
    with pytest.raises(EngineRefused, match="characters a month"):
        _budget(other_place).take(1)
    with closing(Memory(other_place)) as memory:  # what is kept next comes after what was copied
        memory.keep([Entry(KO, Inline("New."), Inline("새 말."), Standing.FINAL)])
        assert [*memory.entries(*KO)][-1].source.text == "New."


def test_a_copy_that_is_there_already_is_left_and_anything_else_is_refused(
    memory_place: MemoryPlace, other_place: MemoryPlace
) -> None:
    _fill(memory_place)
    first = copy_memory(memory_place, other_place)
    assert copy_memory(memory_place, other_place) == first
    with closing(Memory(other_place)) as memory:
        memory.keep([Entry(KO, Inline("New."), Inline("새 말."), Standing.FINAL)])
    there = _holdings(other_place)
    with pytest.raises(NotOurs, match="something else") as raised:
        copy_memory(memory_place, other_place)
    assert "empty" in raised.value.advice
    assert _holdings(other_place) == there


def test_nothing_arrives_when_something_goes_wrong_in_the_middle(
    memory_place: MemoryPlace, other_place: MemoryPlace, execute: Callable[..., list[Any]]
) -> None:
    _fill(memory_place)
    with closing(Memory(other_place)) as memory:
        memory.keep_glossary("other.csv", b"en,ko\n")  # copied last, and of another project
    with pytest.raises(NotOurs):
        copy_memory(memory_place, other_place)
    assert execute(other_place, "SELECT count(*) FROM entry") == [(0,)]
    if isinstance(other_place, Path):
        assert not other_place.with_name("sent.sqlite").exists()
    else:
        assert execute(other_place, "SELECT count(*) FROM sent") == [(0,)]


def test_another_program_s_database_takes_no_memory(
    memory_place: MemoryPlace, other_place: MemoryPlace, execute: Callable[..., list[Any]]
) -> None:
    _fill(memory_place)
    if isinstance(other_place, Path):
        other_place.parent.mkdir()
    execute(other_place, "CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(MemoryDamaged, match="another program"):
        copy_memory(memory_place, other_place)


def test_a_refused_move_leaves_no_file_at_its_target(memory_place: MemoryPlace, tmp_path: Path) -> None:
    target = tmp_path / "to" / "memory.sqlite"
    target.parent.mkdir()
    with pytest.raises(SettingsError, match="There is no"):
        copy_memory(memory_place, target)
    (tmp_path / "strange.sqlite").write_bytes(b"no database at all, but some text of a person" * 30)
    with pytest.raises(MemoryDamaged):
        copy_memory(tmp_path / "strange.sqlite", target)
    assert [*target.parent.iterdir()] == []


def test_a_refused_move_leaves_what_lay_at_its_target(memory_place: MemoryPlace, tmp_path: Path) -> None:
    _fill(memory_place)
    target = tmp_path / "to" / "memory.sqlite"
    target.parent.mkdir()
    target.with_name("sent.sqlite").write_bytes(b"of somebody else, and no database " * 40)
    with pytest.raises(MemoryDamaged):
        copy_memory(memory_place, target)
    assert [path.name for path in target.parent.iterdir()] == ["sent.sqlite"]


def test_a_memory_that_is_not_there_is_told(memory_place: MemoryPlace, other_place: MemoryPlace) -> None:
    with pytest.raises(SettingsError, match="There is no translation memory at"):
        copy_memory(memory_place, other_place)


def test_a_memory_is_not_moved_to_itself(memory_place: MemoryPlace) -> None:
    _fill(memory_place)
    before = _holdings(memory_place)
    with pytest.raises(SettingsError, match="itself"):
        copy_memory(memory_place, memory_place)
    assert _holdings(memory_place) == before


def test_the_command_says_what_arrived_and_nobody_s_password(
    run: Run, environment: dict[str, str], tmp_path: Path, database: DatabaseUrl
) -> None:
    _fill(tmp_path / "memory.sqlite")
    done = run(environment, "memory", "move", tmp_path / "memory.sqlite", database.secret)
    assert done.returncode == 0, done.stderr
    assert "604 sentences (1 final, 2 reviewed, 1 edited, 600 machine)" in done.stdout
    assert "a glossary, 1 monthly count" in done.stdout
    assert "word" not in done.stdout
    assert str(database) in done.stdout
    wrong = run(environment, "memory", "move", tmp_path / "memory.sqlite", "postgresql://kim:se/same@x/y")
    assert wrong.returncode == 4
    assert "same" not in wrong.stderr


def test_a_glossary_in_the_memory_is_kept_printed_and_taken_back(
    run: Run, environment: dict[str, str], tmp_path: Path, database: DatabaseUrl
) -> None:
    there = environment | {"MANYVOICES_MEMORY": database.secret}
    (tmp_path / "terms.csv").write_text("en,ko\nasylum,망명\n", "utf-8")
    kept = run(there, "memory", "glossary", tmp_path / "terms.csv")
    assert "1 term of" in kept.stdout, kept.stderr
    assert run(there, "memory", "glossary").stdout == "en,ko\nasylum,망명\n"
    (tmp_path / "broken.csv").write_text("en,weather\nasylum,rain\n", "utf-8")
    assert run(there, "memory", "glossary", tmp_path / "broken.csv").returncode == 25
    with closing(Memory(database)) as memory:
        assert (glossary := memory.glossary())
        assert glossary.name == "terms.csv"
    assert run(there, "memory", "glossary", "--remove").returncode == 0
    gone = run(there, "memory", "glossary")
    assert gone.stdout == ""
    assert "no glossary" in gone.stderr
