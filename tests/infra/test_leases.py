"""Leases: of two machines one has its turn at a time, on a shared folder as on a server that speaks S3, whatever their clocks say."""

import json
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from errno import EACCES
from pathlib import Path
from threading import Thread
from threading import enumerate as threads
from typing import Any

import pytest

from pipeline.errors import InUse, WriteError
from pipeline.infra import folder_leases
from pipeline.infra.folder_leases import LEASES, FolderLease, WorkLease, alone_anywhere
from pipeline.infra.leases import SOMEBODY, TERM_S, Holder, Lease
from pipeline.infra.remote_entries import Place
from pipeline.infra.shared_folder import SharedFolder
from pipeline.infra.shared_store import place_at

NAME = "leases/다리"
NEVER_S = 1e6


class Clock:
    """A machine's, which goes on when it is told to."""

    def __init__(self, began: float = 0.0) -> None:
        self.s = began

    def __call__(self) -> float:
        return self.s


@pytest.fixture(params=["folder", "without links", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    if request.param == "s3":
        server = request.getfixturevalue("s3_server")
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        found = place_at(server.place())
    else:
        if request.param == "without links":
            monkeypatch.setattr(os, "link", _no_links)
        found = place_at(tmp_path.as_uri())
    assert found is not None
    return found


def _no_links(*_: object) -> None:
    raise OSError("Operation not supported")


@pytest.fixture
def lease(place: Place) -> Iterator[Callable[..., Lease]]:
    """A machine's; none gives a sign of life but when it is told to, as if it were dead."""
    made: list[Lease] = []

    def make(now: Clock | None = None, home: str = "", **options: Any) -> Lease:
        made.append(Lease(place, NAME, home, renewed_s=NEVER_S, now=now or Clock(), **options))
        return made[-1]

    yield make
    for each in made:
        each.release()


def test_the_second_one_hears_who_has_it_and_has_its_turn_after_the_first(
    lease: Callable[..., Lease], place: Place
) -> None:
    first, second = lease(), lease()
    assert first.take() is None
    holder = second.take()
    assert holder is not None
    assert holder.process == os.getpid()
    assert holder.machine in str(holder)
    assert "UTC" in str(holder)
    first.release()
    assert second.take() is None
    second.release()
    assert list(place.names("leases")) == []


def test_a_turn_is_given_back_by_who_was_stopped_while_taking_it(
    lease: Callable[..., Lease], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = lease(), lease()
    with monkeypatch.context() as signal:
        signal.setattr(Thread, "start", _stop)
        with pytest.raises(KeyboardInterrupt):
            first.take()
    first.release()
    assert second.take() is None


def _stop(_: Thread) -> None:
    raise KeyboardInterrupt


def test_of_many_at_once_one_has_its_turn(lease: Callable[..., Lease]) -> None:
    machines = [lease() for _ in range(8)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda each: each.take(), machines))
    assert answers.count(None) == 1


def test_who_gives_no_sign_of_life_for_its_term_loses_its_turn_by_the_clock_of_who_waits(
    lease: Callable[..., Lease],
) -> None:
    clock = Clock(began=-1e9)  # years beside the other one's
    dead, second = lease(Clock(began=1e9)), lease(clock)
    assert dead.take() is None
    assert second.take() is not None
    clock.s += TERM_S - 1
    assert second.take() is not None
    clock.s += 2
    assert second.take() is None
    with pytest.raises(InUse, match="no sign of life"):
        _wake(dead)


def _wake(lease: Lease) -> None:
    """As a machine does that slept for an hour."""
    lease._now.s += 3600  # type: ignore[attr-defined]
    lease.confirm()


def test_who_gives_signs_of_life_keeps_its_turn_however_long(lease: Callable[..., Lease]) -> None:
    clock = Clock()
    living, second = lease(), lease(clock)
    assert living.take() is None
    for _ in range(5):
        assert second.take() is not None
        clock.s += TERM_S - 1
        _wake(living)
    assert second.take() is not None


def test_a_machine_that_slept_and_was_not_replaced_goes_on(lease: Callable[..., Lease]) -> None:
    alone = lease()
    assert alone.take() is None
    _wake(alone)
    assert lease().take() is not None


def test_what_a_killed_run_of_the_same_machine_left_hinders_nobody(lease: Callable[..., Lease]) -> None:
    assert lease(home="desk 1").take() is None
    assert lease(home="desk 2").take() is not None
    assert lease(home="desk 1").take() is None


def test_who_took_too_long_to_take_over_gives_way(
    lease: Callable[..., Lease], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    dead, slow, quick = lease(), lease(clock), lease(clock)
    assert dead.take() is None
    assert slow.take() is not None
    assert quick.take() is not None
    clock.s += TERM_S + 1
    seen = slow._states()
    assert quick.take() is None
    _wake(quick)
    dead._place.delete(f"{NAME}.{max(seen)}")
    monkeypatch.setattr(slow, "_states", _once(seen, slow._states))
    assert slow.take() is not None
    quick.confirm()
    assert lease().take() is not None


def _once(first: frozenset[int], then: Callable[[], frozenset[int]]) -> Callable[[], frozenset[int]]:
    """What was seen long ago, and then what is there."""
    answers = iter([first])
    return lambda: next(answers, None) or then()


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", "송환".encode(), b'{"term_s": 1e99}', json.dumps({"machine": 3}).encode()]
)
def test_what_is_no_lease_is_waited_for_like_a_dead_one_s(
    lease: Callable[..., Lease], place: Place, data: bytes
) -> None:
    place.write(f"{NAME}.7", (data,), len(data))
    clock = Clock()
    own = lease(clock)
    assert own.take() is not None
    clock.s += TERM_S + 1
    assert own.take() is None


def test_nobody_may_ask_for_a_turn_without_end(lease: Callable[..., Lease]) -> None:
    clock = Clock()
    assert lease(term_s=1e99).take() is None
    second = lease(clock)
    assert second.take() is not None
    clock.s += 3600
    assert second.take() is None


def test_signs_of_life_are_given_while_a_turn_lasts(tmp_path: Path) -> None:
    place, clock = SharedFolder(tmp_path), Clock()
    own, waiting = Lease(place, NAME, renewed_s=0.01), Lease(place, NAME, now=clock)
    assert own.take() is None
    before = place.names("leases")
    while place.names("leases") == before:
        assert waiting.take() is not None
    own.release()
    assert place.names("leases") == []


def test_a_place_that_cannot_be_asked_hinders_no_work(tmp_path: Path) -> None:
    class Gone(SharedFolder):
        def names(self, folder: str) -> list[str]:
            raise WriteError("The store gave no answer.")

    work = WorkLease("abc", Gone(tmp_path), tmp_path / "locks")
    assert work.take() is None
    work.leave()


def test_equal_articles_of_one_run_share_their_work_and_those_of_another_machine_wait(tmp_path: Path) -> None:
    place = SharedFolder(tmp_path)
    here, also_here = (WorkLease("abc", place, tmp_path / "here") for _ in range(2))
    there = WorkLease("abc", place, tmp_path / "there")
    assert here.take() is None
    assert also_here.take() is None
    assert isinstance(there.take(), Holder)
    also_here.leave()
    assert isinstance(there.take(), Holder)
    here.leave()
    assert there.take() is None
    there.leave()


def test_two_machines_with_stores_of_their_own_never_write_one_page_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_leases, "_DEAD_S", 0.3)
    output = tmp_path / "output"
    with alone_anywhere(output, output, tmp_path / "here"):
        with (
            pytest.raises(InUse, match=r"process \d+\) since"),
            alone_anywhere(output, output, tmp_path / "there"),
        ):
            pass
        with alone_anywhere(output / "다리", output, tmp_path / "there"):
            pass
    assert not output.exists()
    with alone_anywhere(output, output, tmp_path / "there"):
        assert (output / LEASES).is_dir()


def test_what_a_hindered_run_left_half_made_is_taken_away_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, locks = tmp_path / "output", tmp_path / "locks"

    def hindered(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(EACCES, "denied", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", hindered)
        with alone_anywhere(output / "강", output, locks):
            assert list(locks.glob(".home.*.partial"))
    with alone_anywhere(output / "강", output, locks):
        assert not list(locks.glob(".home.*.partial"))


def test_an_entry_whose_half_made_was_taken_away_is_another_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = SharedFolder(tmp_path)

    def late(path: Path, blocks: Iterable[bytes]) -> Path:
        aside = write_aside(path, blocks)
        (tmp_path / "home").write_bytes(b"first")
        place.clear_half_made("home")
        return aside

    write_aside = place._write_aside
    monkeypatch.setattr(place, "_write_aside", late)
    assert not place.create("home", (b"second",), 6)
    assert (tmp_path / "home").read_bytes() == b"first"


def test_an_entry_whose_half_made_was_taken_away_too_soon_is_not_left_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = SharedFolder(tmp_path)

    def lost(path: Path, blocks: Iterable[bytes]) -> Path:
        aside = write_aside(path, blocks)
        place.clear_half_made("home")
        return aside

    write_aside = place._write_aside
    monkeypatch.setattr(place, "_write_aside", lost)
    with pytest.raises(WriteError):
        place.create("home", (b"mine",), 4)
    assert not (tmp_path / "home").exists()


def test_who_slept_while_another_one_had_its_turn_and_finished_puts_nothing(
    lease: Callable[..., Lease],
) -> None:
    clock = Clock()
    asleep, quick = lease(), lease(clock)
    assert asleep.take() is None
    assert quick.take() is not None
    clock.s += TERM_S + 1
    assert quick.take() is None
    quick.release()
    with pytest.raises(InUse, match="no sign of life"):
        _wake(asleep)


def test_who_has_a_turn_may_ask_for_it_again(tmp_path: Path) -> None:
    own = Lease(SharedFolder(tmp_path), "leases/井", renewed_s=NEVER_S)
    for _ in range(5):
        assert own.take() is None
    assert [each.name for each in threads()].count("lease leases/井") == 1
    own.release()


def test_a_turn_that_is_gone_is_missed_even_when_the_clock_stood_still(
    lease: Callable[..., Lease], place: Place
) -> None:
    own = lease()
    assert own.take() is None
    for name in place.names("leases"):
        place.delete(f"leases/{name}" if not name.startswith("leases/") else name)
    with pytest.raises(InUse, match="no sign of life"):
        own.confirm()


def test_what_a_run_left_that_died_on_another_machine_is_free_soon_for_who_waits_for_nobody(
    tmp_path: Path,
) -> None:
    output = tmp_path / "output"
    output.mkdir()
    dead = Lease(SharedFolder(output), f"{LEASES}/다리", "there", term_s=0.3, renewed_s=NEVER_S)
    assert dead.take() is None
    with alone_anywhere(output / "다리", output, tmp_path / "here"), pytest.raises(InUse):
        dead.confirm()
    dead.release()


def test_who_waits_for_nobody_is_refused_at_the_first_sign_of_life(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    living = Lease(SharedFolder(output), f"{LEASES}/水井", "there", renewed_s=0.3)
    assert living.take() is None
    with (
        pytest.raises(InUse, match=r"process \d+\) since"),
        alone_anywhere(output / "水井", output, tmp_path / "here"),
    ):
        pass
    living.release()


def test_a_place_that_spells_names_otherwise_keeps_turns_apart(tmp_path: Path) -> None:
    class Decomposing(SharedFolder):
        def names(self, folder: str) -> list[str]:
            return [unicodedata.normalize("NFD", each) for each in super().names(folder)]

    first, second = (Lease(Decomposing(tmp_path), NAME, renewed_s=NEVER_S) for _ in range(2))
    assert first.take() is None
    assert isinstance(second.take(), Holder)
    first.release()
    assert second.take() is None
    second.release()


def test_all_that_a_turn_left_is_taken_away_even_where_a_place_refused_it_once(tmp_path: Path) -> None:
    class Stubborn(SharedFolder):
        refuses = True

        def delete(self, name: str) -> None:
            if self.refuses:
                raise WriteError("The store gave no answer.")
            super().delete(name)

    place = Stubborn(tmp_path)
    own = Lease(place, NAME, renewed_s=NEVER_S)
    assert own.take() is None
    own.confirm()
    assert len(place.names("leases")) == 2
    place.refuses = False
    own.release()
    assert place.names("leases") == []


def test_somebody_who_is_just_putting_its_name_down_has_no_process_yet() -> None:
    assert "process" not in str(SOMEBODY)


def test_what_a_killed_run_left_half_made_is_taken_away_by_the_next_of_its_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, locks = tmp_path / "output", tmp_path / "locks"
    lease = FolderLease(output / "다리", output, locks)
    with monkeypatch.context() as killed:
        killed.setattr("pipeline.infra.shared_folder._link", _kill)
        killed.setattr(Path, "unlink", _kill)
        with pytest.raises(WriteError, match="killed"):
            lease.take()
    lease.leave()
    others = output / LEASES / ".다리.1.0123456789abcdef01234567.partial"
    others.write_bytes(b"")
    assert len([*others.parent.iterdir()]) == 2
    with alone_anywhere(output / "다리", output, locks):
        pass
    assert [*others.parent.iterdir()] == [others]


def _kill(*_: object, **__: object) -> None:
    raise OSError("killed")
