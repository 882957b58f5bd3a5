import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.errors import DiskFull, NotWritable, WriteError
from pipeline.infra import atomic_output
from pipeline.infra.ownership import Ledger
from pipeline.infra.store import BLOCK_BYTES, Store, fingerprint, key
from pipeline.languages import find
from pipeline.writers.epub.archive import pack
from pipeline.writers.epub.parts import NCX, Part


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(key("speech", 1, text="송환"), b"pcm")
    assert Store(tmp_path).get(key("speech", 1, text="송환")) == b"pcm"


def test_any_part_of_the_key_makes_another_entry() -> None:
    keys = {
        key("speech", 1, text="遣返"),
        key("speech", 2, text="遣返"),
        key("speech", 1, text="遣返。"),
        key("sound", 1, text="遣返"),
        key("speech", 1, text="遣返", voice="a"),
    }
    assert len(keys) == 5


def test_a_key_does_not_depend_on_the_order_of_its_parts() -> None:
    assert key("speech", 1, text="a", voice="b") == key("speech", 1, voice="b", text="a")


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 100])
def test_a_damaged_entry_counts_as_missing_and_is_named(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path)
    store.put("abcdef", b"right")
    (tmp_path / "ab" / "cdef").write_bytes(damage)
    assert store.get("abcdef") is None
    assert store.damaged == [tmp_path / "ab" / "cdef"]
    assert store.remember("abcdef", lambda: b"made anew") == b"made anew"
    assert Store(tmp_path).get("abcdef") == b"made anew"


def test_an_entry_that_was_replaced_by_a_folder_heals_and_the_folder_is_kept(tmp_path: Path) -> None:
    for store, put in (
        (Store(tmp_path), Store.put),
        (Store(tmp_path), lambda own, key, data: own.keep(key, [data])),
    ):
        folder = tmp_path / "ab" / "cdef"
        folder.unlink(missing_ok=True)
        folder.mkdir(parents=True)
        (folder / "of somebody.txt").write_text("글")
        assert store.get("abcdef") is None
        put(store, "abcdef", b"made anew")
        assert store.get("abcdef") == b"made anew"
    kept = list((tmp_path / "ab").glob(".cdef.*.damaged/of somebody.txt"))
    assert len(kept) == 2


def test_a_truncated_entry_counts_as_missing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("abcdef", b"a long entry, cut by a full disk")
    path = tmp_path / "ab" / "cdef"
    path.write_bytes(path.read_bytes()[:-3])
    assert store.get("abcdef") is None


def test_blocks_are_kept_as_the_bytes_they_are(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("abcdef", b"many bytes")
    whole = (tmp_path / "ab" / "cdef").read_bytes()
    kept = store.keep("abcdef", [b"many", b" ", b"bytes"])
    assert (tmp_path / "ab" / "cdef").read_bytes() == whole
    assert kept == store.find("abcdef")
    assert (b"".join(kept.blocks()), kept.size) == (b"many bytes", 10)
    assert kept.digest == fingerprint(b"many bytes") == fingerprint(kept)


def test_what_is_too_large_for_memory_goes_through_in_blocks(tmp_path: Path) -> None:
    store, many = Store(tmp_path / "store"), 24
    tracemalloc.start()
    try:
        kept = store.keep("abcdef", (bytes(BLOCK_BYTES) for _ in range(many)))
        assert store.find("abcdef") == kept
        for _ in range(2):
            atomic_output.place(tmp_path / "ko", {"a.mp3": kept}, Ledger(tmp_path))
        with (tmp_path / "book.epub").open("w+b") as book:
            parts = [Part("a", "a.mp3", "audio/mpeg", kept), Part(NCX, "toc.ncx", "text/xml", b"")]
            pack(book, parts, [], "id", find("ko"), datetime(2024, 1, 1))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept.size == many * BLOCK_BYTES
    assert peak < many * BLOCK_BYTES / 2
    assert ZipFile(tmp_path / "book.epub").testzip() is None


def test_nothing_is_kept_of_blocks_that_end_in_a_fault(tmp_path: Path) -> None:
    def blocks() -> Iterator[bytes]:
        yield b"half"
        raise OSError(28, "No space left on device")

    with pytest.raises(DiskFull):
        Store(tmp_path).keep("abcdef", blocks())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 100])
def test_what_is_damaged_is_not_found(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path)
    assert store.find("abcdef") is None
    assert store.damaged == []
    store.put("abcdef", b"right")
    (tmp_path / "ab" / "cdef").write_bytes(damage)
    assert store.find("abcdef") is None
    assert store.damaged == [tmp_path / "ab" / "cdef"]


def test_what_was_kept_is_not_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("abcdef", b"kept")

    def fail() -> bytes:
        raise AssertionError("made again")

    assert store.remember("abcdef", fail) == b"kept"


def test_what_is_there_is_not_put_again_and_what_is_damaged_is(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.put_if_absent("abcdef", "먼저".encode())
    assert not store.put_if_absent("abcdef", "나중".encode())
    assert store.get("abcdef") == "먼저".encode()
    (tmp_path / "ab" / "cdef").write_bytes(b"x" * 100)
    assert store.put_if_absent("abcdef", "나중".encode())
    assert store.get("abcdef") == "나중".encode()


def test_size_and_bytes_are_told_without_reading_the_whole(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert (store.exists("abcdef"), store.size("abcdef"), store.open("abcdef")) == (False, None, None)
    store.put("abcdef", "很多字".encode())
    assert (store.exists("abcdef"), store.size("abcdef")) == (True, 9)
    file = store.open("abcdef")
    assert file is not None
    with file:
        assert file.read(3).decode() == "很"


def test_a_failure_is_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)

    def fail() -> bytes:
        raise ValueError("no sound")

    with pytest.raises(ValueError, match="no sound"):
        store.remember("abcdef", fail)
    assert not store.exists("abcdef")


def test_a_store_that_cannot_be_written_says_where_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(WriteError) as caught:
        Store(tmp_path / "file").put("abcdef", b"x")
    assert str(tmp_path / "file") in str(caught.value)


def test_a_refused_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(NotWritable):
        Store(tmp_path).put("abcdef", b"x")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_a_killed_run_left_half_made_is_taken_away_by_the_next(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from pipeline.infra.store import Store\n"
        "def blocks():\n"
        "    yield '절반'.encode()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "Store(Path(sys.argv[1])).keep('abcdef', blocks())\n"
    )
    subprocess.run([sys.executable, "-c", script, tmp_path], cwd=Path(__file__).parents[2], check=False)
    [left] = [path for path in tmp_path.rglob("*") if path.is_file()]
    store = Store(tmp_path)
    store.tidy()
    assert not left.exists()
    assert store.find("abcdef") is None


def test_what_another_run_is_making_just_now_is_not_taken_away(tmp_path: Path) -> None:
    def blocks() -> Iterator[bytes]:
        yield "一半".encode()
        Store(tmp_path).tidy()
        yield "全部".encode()

    Store(tmp_path).keep("abcdef", blocks())
    assert Store(tmp_path).get("abcdef") == "一半全部".encode()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["cdef"]


def _aged(folder: Path, key: str, days: float) -> None:
    path = folder / key[:2] / key[2:]
    then = path.stat().st_mtime - days * 86_400
    os.utime(path, (then, then))


def test_a_store_that_is_too_large_loses_what_was_not_used_for_longest(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number, days in enumerate([9, 7, 5, 0]):
        store.put(f"aa{number}", bytes(100_000))
        _aged(tmp_path, f"aa{number}", days)
    store.put("bbb", "작다".encode())
    _aged(tmp_path, "bbb", 30)
    assert store.get("aa0") is not None  # which is a use
    assert store.trim(350_000, time.time()) > 0
    assert [store.exists(f"aa{number}") for number in range(4)] == [True, False, True, True]
    assert store.exists("bbb")
    assert store.trim(350_000, time.time()) == 0


def test_nothing_goes_that_was_used_since_a_run_began_however_small_the_limit(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number in range(3):
        store.put(f"aa{number}", bytes(100_000))
        _aged(tmp_path, f"aa{number}", 3)
    began = time.time()
    assert store.exists("aa0")
    assert store.find("aa1") is not None
    store.trim(0, began)
    assert [store.exists(f"aa{number}") for number in range(3)] == [True, True, False]
