"""A memory in a file of SQLite: what files alone can do and suffer."""

import os
import time
from pathlib import Path

import pytest

from pipeline.errors import MemoryDamaged, NotWritable, WriteError
from pipeline.translation.interchange.segments import Inline
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Maker, Standing

KO = ("en", "ko")
FIREFOX = Maker("firefox", "1 abc")
SENTENCE = "Both texts forbid it."


def entry(target, source=SENTENCE):
    return Entry(KO, Inline(source), Inline(target), Standing.MACHINE, FIREFOX)


def found(memory, text=SENTENCE):
    entry = memory.find(KO, text, makers=[FIREFOX])
    return entry and entry.target.text


@pytest.fixture
def path(tmp_path):
    return tmp_path / "folder" / "memory.sqlite"


@pytest.fixture
def memory(path):
    memory = Memory(path)
    yield memory
    memory.close()


@pytest.mark.parametrize(
    "content", [b"# A bridge reopens\n" * 90, os.urandom(8192), b"SQLite format 3\0" + b"?" * 4000]
)
def test_a_file_that_is_no_memory_is_named_and_left_alone(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    memory = Memory(path)
    for use in (lambda: found(memory), lambda: memory.keep([entry("말")])):
        with pytest.raises(MemoryDamaged, match=r"memory\.sqlite") as raised:
            use()
        assert "MANYVOICES_MEMORY" in raised.value.advice
    assert path.read_bytes() == content
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_damaged_middle_is_said_as_such(memory, path):
    memory.keep(
        entry(f"말 {number}", source=f"Sentence {number} of many, long enough.") for number in range(2000)
    )
    memory.close()
    data = bytearray(path.read_bytes())
    data[4096 : len(data)] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(MemoryDamaged):
        found(memory, "Sentence 7 of many, long enough.")


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file" / "memory.sqlite", Path("/proc/none/memory.sqlite")):
        with pytest.raises(WriteError, match=r"file|none"):
            Memory(place).keep([entry("말")])


def test_a_folder_in_its_place_is_refused(path):
    path.mkdir(parents=True)
    with pytest.raises(NotWritable, match=r"memory\.sqlite"):
        Memory(path).keep([entry("말")])


def test_five_thousand_sentences_are_looked_up_within_a_second(memory):
    texts = [
        f"Sentence {number} says something of middling length, as sentences do." for number in range(5000)
    ]
    memory.keep(entry("그 문장은 문장들이 그러듯이 무언가를 말한다.", source=text) for text in texts)
    began = time.process_time()
    assert all(found(memory, text) for text in texts)
    assert time.process_time() - began < 1
