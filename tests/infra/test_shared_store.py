"""The store that several machines share: a folder, a shared folder and a server that speaks S3 keep the same promises."""

import hashlib
import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from pipeline.errors import PublishError, SettingsError
from pipeline.infra.shared_store import open_store
from pipeline.infra.store import BLOCK_BYTES, Store, fingerprint, key

Open = Callable[[str], Store]
"""Opens the store as the machine of this name does."""


@pytest.fixture(params=["folder", "file", "s3"])
def machine(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """With a folder of each machine's own but for the plain folder, which all of them share."""
    if request.param == "folder":
        return lambda _: Store(tmp_path / "store")
    return _shared(request.param, request, tmp_path, monkeypatch)


@pytest.fixture(params=["file", "s3"])
def apart(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Machines that share nothing but what lies elsewhere."""
    return _shared(request.param, request, tmp_path, monkeypatch)


def _shared(kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: Any) -> Open:
    if kind == "file":
        (tmp_path / "공유").mkdir()
        url = f"file://{tmp_path}/공유"
    else:
        server = request.getfixturevalue("s3_server")
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        url = server.place()
    return lambda name: open_store(tmp_path / name, url)


def _damage(machine: Open, change: Callable[[bytes], bytes], own: str = "abcdef") -> None:
    """Change what lies elsewhere under a key, as nobody should."""
    place = machine("here")._remote._place  # type: ignore[attr-defined]
    name = f"{own[:2]}/{own[2:]}"
    whole = change(b"".join(place.read(name) or ()))
    place.write(name, (whole,), len(whole))


def test_what_one_machine_kept_another_one_finds(machine: Open) -> None:
    own = key("speech", 1, text="송환")
    machine("here").put(own, "소리".encode())
    assert machine("there").get(own) == "소리".encode()
    assert machine("there").exists(own)
    assert machine("there").size(own) == 6
    file = machine("there").open(own)
    assert file is not None
    with file:
        assert file.read().decode() == "소리"


def test_what_nobody_kept_is_missing(machine: Open) -> None:
    store = machine("here")
    assert (store.get("abcdef"), store.find("abcdef"), store.open("abcdef")) == (None, None, None)
    assert (store.exists("abcdef"), store.size("abcdef")) == (False, None)
    assert store.damaged == []


def test_the_first_of_two_machines_counts_for_both(machine: Open) -> None:
    assert machine("here").put_if_absent("abcdef", "먼저".encode())
    assert not machine("there").put_if_absent("abcdef", "나중".encode())
    assert machine("here").get("abcdef") == machine("there").get("abcdef") == "먼저".encode()
    assert machine("there").remember("abcdef", lambda: b"made again") == "먼저".encode()


def test_of_many_at_once_one_is_first_and_all_of_them_have_what_it_put(machine: Open) -> None:
    def put(number: int) -> tuple[bool, bytes | None]:
        store = machine(f"machine {number}")
        return store.put_if_absent("abcdef", f"{number}번".encode()), store.get("abcdef")

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(put, range(8)))
    assert [was_first for was_first, _ in outcomes].count(True) == 1
    assert len({data for _, data in outcomes}) == 1


def test_blocks_are_found_as_they_were_kept_however_many(machine: Open) -> None:
    many = [os.urandom(BLOCK_BYTES) for _ in range(10)]
    kept = machine("here").keep("abcdef", iter(many))
    found = machine("there").find("abcdef")
    assert found is not None
    assert (
        (found.digest, found.size)
        == (kept.digest, kept.size)
        == (fingerprint(b"".join(many)), len(many) << 20)
    )
    assert hashlib.sha256(b"".join(found.blocks())).hexdigest() == kept.digest
    assert found.part(5, 9) == many[0][5:9]


def test_what_changes_is_read_as_the_last_machine_put_it(machine: Open) -> None:
    machine("here").put("abcdef", "초판".encode())
    assert machine("there").latest("abcdef") == "초판".encode()
    machine("there").put("abcdef", "재판".encode())
    assert machine("here").latest("abcdef") == "재판".encode()


def test_of_many_keys_those_that_are_nowhere_are_told(machine: Open) -> None:
    machine("here").put("aa1", "声".encode())
    machine("there").put("aa2", "音".encode())
    store = machine("there")
    assert store.absent(["aa1", "aa2", "aa3"]) == {"aa3"}
    assert store.fetch(["aa3", "aa2", "aa1"]) == {"aa3"}
    assert store.get_all(["aa1", "aa3", "aa2"]) == {"aa1": "声".encode(), "aa2": "音".encode()}


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"",
        lambda _: b"short",
        lambda whole: whole[:-1],
        lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]),
        lambda whole: hashlib.sha256(whole[32:]).digest() + whole[32:],
    ],
    ids=["empty", "short", "cut", "a bit turned", "not bound to its key"],
)
def test_what_comes_damaged_is_missing_named_and_made_again(
    apart: Open, change: Callable[[bytes], bytes]
) -> None:
    apart("here").put("abcdef", "옳은 소리".encode())
    _damage(apart, change)
    store = apart("there")
    assert store.get("abcdef") is None
    assert [path.name for path in store.damaged] == ["cdef"]
    assert store.remember("abcdef", lambda: "다시 만든 소리".encode()) == "다시 만든 소리".encode()
    assert apart("third").get("abcdef") == "다시 만든 소리".encode()


def test_a_folder_where_an_entry_should_be_is_moved_aside_and_turns_the_store_off_for_nobody(
    tmp_path: Path,
) -> None:
    shared = tmp_path / "공유"
    (shared / "ab" / "cdef").mkdir(parents=True)
    (shared / "ab" / "cdef" / "mine.txt").write_text("내 것", "utf-8")
    store = open_store(tmp_path / "here", shared.as_uri())
    assert not store.exists("abcdef")
    assert store.get("abcdef") is None
    assert store.put_if_absent("abcdef", "소리".encode())
    store.put("abcccc", "다른 소리".encode())
    store.confirm("abcdef")
    assert store.new_faults() == ()
    other = open_store(tmp_path / "there", shared.as_uri())
    assert (other.get("abcdef"), other.get("abcccc")) == ("소리".encode(), "다른 소리".encode())
    assert [path.read_text("utf-8") for path in shared.rglob("mine.txt")] == ["내 것"]


def test_the_whole_entry_of_another_key_is_never_taken(apart: Open) -> None:
    apart("here").put("abcdef", "3명이 돌아갔다".encode())
    apart("here").put("abcccc", "30명이 돌아갔다".encode())
    place = apart("here")._remote._place  # type: ignore[attr-defined]
    other = b"".join(place.read("ab/cccc"))
    _damage(apart, lambda _: other)
    assert apart("there").get("abcdef") is None
    assert apart("there").find("abcdef") is None


def test_what_was_lost_elsewhere_is_shared_again_by_who_has_it(apart: Open) -> None:
    store = apart("here")
    store.put("abcdef", "소리".encode())
    store._remote._place.delete("ab/cdef")  # type: ignore[attr-defined]
    assert apart("there").get("abcdef") is None
    store.share(["abcdef", "aa0000"])
    assert apart("there").get("abcdef") == "소리".encode()


def test_what_was_seen_damaged_and_is_forgotten_is_nowhere_any_more(apart: Open) -> None:
    apart("here").put("abcdef", "소리".encode())
    _damage(apart, lambda whole: whole[:-1])
    store = apart("there")
    assert store.get("abcdef") is None
    store.forget("abcdef")
    assert not apart("third").exists("abcdef")


def test_what_stays_on_this_machine_is_found_on_no_other(apart: Open) -> None:
    apart("here").local.put("abcdef", "여기만".encode())
    assert apart("here").get("abcdef") == "여기만".encode()
    assert apart("there").get("abcdef") is None


def test_a_store_that_works_says_so_and_hinders_nothing(machine: Open) -> None:
    store = machine("here")
    store.check()
    store.put("abcdef", b"x")
    store.confirm("abcdef")
    assert store.new_faults() == ()


def test_who_opens_no_connection_has_the_folder_alone(tmp_path: Path) -> None:
    assert type(open_store(tmp_path, "s3://bucket", offline=True)) is Store


def test_a_shared_folder_that_is_not_mounted_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="is not there"):
        open_store(tmp_path / "store", f"file://{tmp_path}/share")
    assert not (tmp_path / "share").exists()


def test_a_store_is_not_its_own_address(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "link").symlink_to("store")
    with pytest.raises(SettingsError, match="own folder"):
        open_store(tmp_path / "store", (tmp_path / "link").as_uri())


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("az://container/앞", "/devstoreaccount1/container/앞/ab/cdef"),
        ("gs://bucket/앞", "/bucket/앞/ab/cdef"),
    ],
)
def test_an_address_names_the_container_or_bucket_and_what_its_names_begin_with(
    url: str, asked: str, tmp_path: Path, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths: list[str] = []

    def answer(request: Any) -> None:
        paths.append(unquote(request.path))
        request.send(b"", 404)

    address = serve(answer)
    own = {"gcs_base_url": address, "disable_oauth": True}
    nobody = dict.fromkeys(("client_email", "private_key", "private_key_id"), "")
    (account := tmp_path / "account.json").write_text(json.dumps(own | nobody))
    for name, value in {
        "AWS_ALLOW_HTTP": "true",
        "AZURE_STORAGE_USE_EMULATOR": "true",
        "AZURE_STORAGE_ACCOUNT_NAME": "devstoreaccount1",
        "AZURITE_BLOB_STORAGE_URL": address,
        "GOOGLE_SERVICE_ACCOUNT": str(account),
    }.items():
        monkeypatch.setenv(name, value)
    assert open_store(tmp_path / "here", url).get("abcdef") is None
    assert set(paths) == {asked}
