"""The address of a memory in PostgreSQL: what is taken for one, and that nobody is shown who may enter."""

import pickle
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.config.database_url import DatabaseUrl
from pipeline.config.loading import load
from pipeline.config.settings import Settings
from pipeline.errors import SettingsError

URL = "postgresql://minji:hush%40home@db.example:5433/voices?sslmode=require&password=hushhush"


def test_a_memory_is_a_file_or_the_address_of_a_database(tmp_path: Path) -> None:
    file = tmp_path / "publish.toml"
    file.write_text(f'memory = "{URL}"\n', "utf-8")
    assert load({}, {}, file).memory == DatabaseUrl(URL)
    assert load({}, {"MANYVOICES_MEMORY": "~/m.sqlite"}, file).memory == Path("~/m.sqlite").expanduser()
    assert load({}, {"MANYVOICES_MEMORY": "postgres:///voices"}, file).memory == DatabaseUrl(
        "postgres:///voices"
    )


@pytest.mark.parametrize("written", [".", "//"])
def test_a_memory_that_names_no_file_is_refused_wherever_it_is_named(
    run: Callable[..., Any], environment: dict[str, str], tmp_path: Path, written: str
) -> None:
    with pytest.raises(SettingsError, match="names no file"):
        load({}, {"MANYVOICES_MEMORY": written}, tmp_path / "none.toml")
    for places in ((written, "other.sqlite"), ("one.sqlite", written)):
        done = run(environment, "memory", "move", *places, folder=tmp_path)
        assert (done.returncode, "names no file" in done.stderr) == (SettingsError.exit_code, True)


def test_nobody_is_shown_who_may_enter() -> None:
    settings = Settings(memory=DatabaseUrl(URL))
    for words in (str(settings.memory), repr(settings.memory), repr(settings), f"{settings.memory}"):
        assert "hush" not in words
        assert "minji" not in words
        assert "db.example:5433/voices" in words
    copy = pickle.loads(pickle.dumps(settings.memory))
    assert copy == settings.memory
    assert str(copy) == str(settings.memory)


@pytest.mark.parametrize(
    "written",
    [
        "postgresql://minji:hu/sh@db.example/voices",
        "postgresql://minji:hu?sh@db.example/voices",
        "postgresql://minji:hush@home@db.example/voices",
        "postgresql://minji:hu#sh@db.example/voices",
        "postgresql://minji:hu sh@db.example/voices",
        "postgresq://minji:hush@db.example/voices",
        "mysql://minji:hush@db.example/voices",
        "postgresql:/minji:hush@db.example/voices",
        "postgresql:minji:hush@db.example",
        "minji:hush@db.example",
        "postgresql://minji:hush@db.example/vo%00ices",
    ],
)
@pytest.mark.parametrize("where", ["file", "environment"])
def test_an_address_that_cannot_be_followed_is_refused_without_a_word_of_it(
    tmp_path: Path, written: str, where: str
) -> None:
    file = tmp_path / "publish.toml"
    if where == "file":
        file.write_text(f'memory = "{written}"\n', "utf-8")
    with pytest.raises(SettingsError, match="postgresql://USER:PASSWORD@HOST") as raised:
        load({}, {} if where == "file" else {"MANYVOICES_MEMORY": written}, file)
    for secret in ("hu", "minji"):
        assert secret not in str(raised.value)
    assert "hush" not in "".join(traceback.format_exception(raised.value, chain=False))


def test_bytes_that_are_no_text_are_told_without_who_may_enter(tmp_path: Path) -> None:
    written = "postgresql://minji:hush\udcff@db.example/voices"
    with pytest.raises(SettingsError, match="UTF-8") as raised:
        load({}, {"MANYVOICES_MEMORY": written}, tmp_path / "none.toml")
    assert "hush" not in str(raised.value)


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("postgresql:///voices", True),
        ("postgresql://localhost/voices", True),
        ("postgresql://u:p@127.0.0.1:5433/voices", True),
        ("postgresql://[::1]:5433/voices", True),
        ("postgresql://%2Frun%2Fpostgresql/voices", True),
        ("postgresql:///voices?host=/run/postgresql", True),
        ("postgresql://db.example/voices", False),
        ("postgresql://localhost,db.example:5433/voices", False),
        ("postgresql:///voices?host=db.example", False),
        ("postgresql://localhost/voices?hostaddr=192.0.2.7", False),
        ("postgresql://192.0.2.7:5432/voices", False),
        ("postgresql:///?service=voices", False),
    ],
)
def test_what_is_on_this_machine_is_known(monkeypatch: pytest.MonkeyPatch, address: str, local: bool) -> None:
    for name in ("PGHOST", "PGHOSTADDR", "PGSERVICE"):
        monkeypatch.delenv(name, raising=False)
    assert DatabaseUrl(address).is_local is local
    monkeypatch.setenv("PGHOST", "db.example")
    assert not DatabaseUrl("postgresql:///voices").is_local


def test_settings_with_another_password_are_the_same_in_words() -> None:
    one = Settings(memory=DatabaseUrl(URL))
    other = replace(one, memory=DatabaseUrl(URL.replace("hushhush", "other")))
    assert repr(one) == repr(other)
