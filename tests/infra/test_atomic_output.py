import errno
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from pipeline.errors import DiskFull, InUse, NotOurs, NotWritable, WriteError
from pipeline.infra import atomic_output
from pipeline.infra.ownership import RECORD, Ledger
from pipeline.infra.store import Content, Store, key
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.site_index import write_site


def place(folder: Path, files: Mapping[str, Content]) -> None:
    """As a run of its own would."""
    atomic_output.place(folder, files, Ledger(folder.parent))


def holding(folder: Path) -> dict[str, bytes]:
    """All that lies there, but for the record of it."""
    there = (path for path in folder.rglob("*") if path.is_file() and path.name != RECORD)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in there}


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that cannot exchange two folders in one step."""
    monkeypatch.setattr("pipeline.infra.atomic_output._is_exchanged", lambda *_: False)


def replaced_whole(folder: Path) -> None:
    place(folder / "ko", {"a.mp3": b"1", "sections/01-서론.mp3": b"2"})
    place(folder / "ko", {"a.mp3": b"3"})
    assert holding(folder) == {"ko/a.mp3": b"3"}


def test_an_edition_replaces_the_one_before_it_whole(tmp_path: Path) -> None:
    replaced_whole(tmp_path)


@pytest.mark.usefixtures("no_exchange")
def test_an_edition_replaces_the_one_before_it_whole_where_folders_cannot_be_exchanged(
    tmp_path: Path,
) -> None:
    replaced_whole(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux surely exchanges two folders in one step.")
def test_a_listener_never_finds_an_edition_gone_while_it_is_replaced(tmp_path: Path) -> None:
    file, done, found = tmp_path / "ko" / "a.mp3", Event(), []
    place(file.parent, {"a.mp3": b"0"})

    def listen() -> None:
        while not done.is_set():
            found.append(file.is_file())

    listener = Thread(target=listen)
    listener.start()
    for number in range(200):
        place(file.parent, {"a.mp3": f"{number}".encode()})
    done.set()
    listener.join()
    assert all(found)


def test_a_page_comes_with_its_edition_and_stays_as_it_was_corrected_while_the_rest_is_the_same(
    tmp_path: Path,
) -> None:
    ledger, folder, page = Ledger(tmp_path), tmp_path / "ko", {"index.html": "쪽".encode()}
    atomic_output.place(folder, {"a.mp3": b"1"}, ledger, beside=page)
    assert holding(folder) == {"a.mp3": b"1", **page}
    atomic_output.put(folder / "index.html", b"corrected", ledger)
    atomic_output.place(folder, {"a.mp3": b"1"}, Ledger(tmp_path), beside=page)
    assert holding(folder) == {"a.mp3": b"1", "index.html": b"corrected"}
    (folder / "index.html").unlink()
    for sound in (b"1", b"2"):
        atomic_output.place(folder, {"a.mp3": sound}, Ledger(tmp_path), beside=page)
        assert holding(folder) == {"a.mp3": sound, **page}


def test_an_unchanged_edition_is_not_touched(tmp_path: Path) -> None:
    place(tmp_path / "ko", {"a.mp3": b"1"})
    before = (tmp_path / "ko" / "a.mp3").stat().st_ino
    place(tmp_path / "ko", {"a.mp3": b"1"})
    assert (tmp_path / "ko" / "a.mp3").stat().st_ino == before


@pytest.mark.usefixtures("no_exchange")
def test_a_failed_write_leaves_the_old_edition_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(tmp_path / "ko", {"a.mp3": b"1"})

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "somewhere")

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(NotWritable, match="somewhere"):
        place(tmp_path / "ko", {"a.mp3": b"2"})
    assert holding(tmp_path) == {"ko/a.mp3": b"1"}


def test_what_lies_in_the_store_is_placed_block_by_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.infra.store.BLOCK_BYTES", 5)
    kept = Store(tmp_path / "store").keep("abcdef", [b"many ", b"bytes"])
    for content in (kept, b"other bytes", kept):
        place(tmp_path / "ko", {"a.mp3": content})
        assert atomic_output.artifact("a.mp3", content) == atomic_output.artifact(
            "a.mp3", (tmp_path / "ko/a.mp3").read_bytes()
        )
    before = (tmp_path / "ko" / "a.mp3").stat().st_ino
    place(tmp_path / "ko", {"a.mp3": kept})
    assert (tmp_path / "ko" / "a.mp3").stat().st_ino == before


def test_an_edition_that_cannot_be_read_to_its_end_is_not_placed(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    place(tmp_path / "out/ko", {"a.mp3": b"1"})
    files = {"a.mp3": store.keep("abcdef", [b"first"]), "b.mp3": store.keep("abcxyz", [b"second"])}
    files["b.mp3"].path.unlink()
    with pytest.raises(WriteError, match="cxyz"):
        place(tmp_path / "out/ko", files)
    assert holding(tmp_path / "out") == {"ko/a.mp3": b"1"}


def test_a_bench_is_gone_with_what_lies_on_it(tmp_path: Path) -> None:
    with atomic_output.bench(tmp_path / "well") as bench:
        (bench / "0.mp3").write_bytes(b"1")
    assert holding(tmp_path) == {}


def test_no_room_on_the_bench_is_told(tmp_path: Path) -> None:
    with pytest.raises(DiskFull, match="well"), atomic_output.bench(tmp_path / "well"):
        raise OSError(28, "No space left on device")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WriteError, match="file"), atomic_output.bench(tmp_path / "file" / "well"):
        pass


def test_a_bench_that_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    left = atomic_output.bench(tmp_path)
    with left as bench:
        (bench / "0.mp3").write_bytes(b"1")
        atomic_output.tidy(tmp_path)
        assert not bench.exists()


def test_what_a_killed_run_left_aside_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".ko.12345678.partial").mkdir()
    (tmp_path / ".ko.12345678.partial" / "a.mp3").write_bytes(b"half")
    (tmp_path / ".report.json.12345678.partial").write_bytes(b"{")
    place(tmp_path / "es", {"a.mp3": b"1"})
    atomic_output.tidy(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD, "es"]


def test_two_runs_never_hold_one_folder(tmp_path: Path) -> None:
    with atomic_output.alone(tmp_path / "out", tmp_path / "locks"):
        with (
            pytest.raises(InUse, match="Another run"),
            atomic_output.alone(tmp_path / "out", tmp_path / "locks"),
        ):
            pass
        with atomic_output.alone(tmp_path / "other", tmp_path / "locks"):
            pass
    with atomic_output.alone(tmp_path / "out", tmp_path / "locks"):
        pass


def test_a_file_that_was_handed_out_is_replaced_until_somebody_changes_it(tmp_path: Path) -> None:
    store, path = tmp_path / "store", tmp_path / "work" / ".." / "work" / "예문.wav"
    for data in (b"1", b"2", b"2", b"3"):
        assert atomic_output.hand_out(path, data, store) == ()
        assert path.read_bytes() == data
    path.write_bytes(b"mine")
    with pytest.raises(NotOurs, match=r"예문\.wav") as refused:
        atomic_output.hand_out(path, b"4", store, elsewhere="Name another file with --output")
    assert refused.value.advice.startswith("Name another file with --output")
    assert path.read_bytes() == b"mine"
    [moved] = atomic_output.hand_out(path, b"4", store, replace=True)
    assert "예문.kept.wav" in moved.text
    assert holding(tmp_path / "work") == {"예문.wav": b"4", "예문.kept.wav": b"mine"}


def test_a_file_that_was_there_before_is_never_handed_over(tmp_path: Path) -> None:
    (tmp_path / "sample.wav").write_bytes(b"mine")
    (tmp_path / "linked.wav").symlink_to(tmp_path / "nowhere.wav")
    (tmp_path / "folder.wav").mkdir()
    (tmp_path / "folder.wav" / "a").write_bytes(b"mine")
    for name in ("sample.wav", "linked.wav", "folder.wav"):
        with pytest.raises(NotOurs, match=name):
            atomic_output.hand_out(tmp_path / name, b"1", tmp_path / "store")
    assert (tmp_path / "linked.wav").is_symlink()
    assert holding(tmp_path)["sample.wav"] == b"mine"


def test_a_store_among_other_files_leaves_them_alone(tmp_path: Path) -> None:
    own = key("speech", 1, text="송환")
    strange = {"notes.txt": b"1", f"{own[:2]}/notes.txt": b"2", "locks/mine.lock": b"3", f"{own}.txt": b"4"}
    for name, data in strange.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    store = Store(tmp_path)
    for data in (b"one", b"two"):
        store.put(own, data)
        with atomic_output.alone(tmp_path / "out", tmp_path / "locks"):
            pass
    assert {name: (tmp_path / name).read_bytes() for name in strange} == strange


def test_the_site_s_page_stays_ours_when_several_runs_write_it_at_once(tmp_path: Path) -> None:
    site = SiteConfiguration(output=tmp_path / "output", store=tmp_path / "store")
    told: list[object] = []

    def run(number: int) -> None:
        for turn in range(10):
            told.extend(write_site(replace(site, site_title=f"{number} {turn}")))

    runs = [Thread(target=run, args=(number,)) for number in range(4)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert told == []
    assert write_site(site) == ()


def test_what_a_killed_run_left_beside_a_file_that_is_handed_out_goes_and_all_else_stays(
    tmp_path: Path,
) -> None:
    path, store = tmp_path / "news.ko.xlf", tmp_path / "store"
    left = tmp_path / ".news.ko.xlf.12345678.partial"
    others = [tmp_path / ".notes.12345678.partial", tmp_path / "news.ko.xlf.12345678.partial"]
    for each in (left, *others):
        each.write_bytes("절반".encode())
    store.mkdir()
    record = store / ".handed-out.json.12345678.partial"
    record.write_bytes(b"{")
    atomic_output.hand_out(path, b"1", store)
    assert not left.exists()
    assert not record.exists()
    assert all(each.exists() for each in others)


def test_folders_that_a_killed_run_had_emptied_go_with_the_next(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    path = tmp_path / "다리" / "ko" / "sections" / "1.mp3"
    atomic_output.put(path, b"1", ledger)
    (tmp_path / "mine").mkdir()
    path.unlink()  # and then it was killed
    assert atomic_output.remove([path], Ledger(tmp_path)) == ()
    assert not (tmp_path / "다리").exists()
    assert (tmp_path / "mine").is_dir()
    assert Ledger(tmp_path).names == ()


def test_what_a_killed_run_left_goes_from_folders_too_that_nothing_is_put_into_any_more(
    tmp_path: Path,
) -> None:
    ledger = Ledger(tmp_path)
    ledger.announce({"桥/ko/index.html": "0" * 64})
    left = tmp_path / "桥" / "ko" / ".index.html.12345678.partial"  # and then it was killed
    left.parent.mkdir(parents=True)
    left.write_bytes("一半".encode())
    atomic_output.put_all({"index.html": lambda: b"1"}, Ledger(tmp_path))
    assert not left.exists()


@pytest.mark.parametrize("calls", [("rmdir",), ("lstat", "stat")])
def test_what_the_system_does_not_let_us_take_away_is_told_and_goes_with_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: tuple[str, ...]
) -> None:
    page = tmp_path / "다리" / "ko" / "index.html"
    atomic_output.put(page, b"1", Ledger(tmp_path))

    def failing(really: Callable[..., object]) -> Callable[..., object]:
        def fail(path: str | Path, *arguments: object, **options: object) -> object:
            if str(path) in (str(page), str(page.parent)):
                raise OSError(errno.EIO, "Input/output error", str(path))
            return really(path, *arguments, **options)

        return fail

    with monkeypatch.context() as patch:
        for call in calls:
            patch.setattr(os, call, failing(getattr(os, call)))
        with pytest.raises(WriteError):
            atomic_output.remove([page], Ledger(tmp_path))
    assert "다리/ko/index.html" in Ledger(tmp_path).names
    atomic_output.remove([page], Ledger(tmp_path))
    assert not (tmp_path / "다리").exists()
    assert list(Ledger(tmp_path).names) == []


def test_what_is_changed_while_a_run_works_is_not_replaced_though_its_size_and_time_stay(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "ko"
    ledger = Ledger(tmp_path)
    atomic_output.place(folder, {"page.html": "처음".encode()}, ledger)
    ledger.check(folder)
    path = folder / "page.html"
    before = path.stat()
    path.write_bytes("내말".encode())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(NotOurs):
        atomic_output.place(folder, {"page.html": "다음".encode()}, ledger)
    assert path.read_text("utf-8") == "내말"
