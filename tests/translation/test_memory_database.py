"""A memory in PostgreSQL: who is let in, what breaks off, and what a server can be besides."""

import logging
import os
import signal
import threading
import time
from contextlib import closing
from itertools import count
from urllib.parse import quote

import psycopg
import pytest

from pipeline.app.opened_memory import open_memory
from pipeline.config.database_url import DatabaseUrl
from pipeline.config.settings import Settings
from pipeline.errors import MemoryDamaged, MemoryUnreachable, NotWritable, SettingsError, WriteError
from pipeline.infra.database import open_database, postgres_database
from pipeline.infra.database.postgres_text import from_stored, to_stored
from pipeline.translation.interchange.segments import Inline
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Maker, Standing
from pipeline.translation.memory.tables import MEMORY

KO = ("en", "ko")
MAKER = Maker("firefox", "1")


def entry(number, standing=Standing.MACHINE):
    maker = MAKER if standing is Standing.MACHINE else Maker()
    return Entry(KO, Inline(f"Sentence {number}."), Inline(f"{number}번째 문장."), standing, maker)


def told(place):
    """What a person reads when the memory there is asked."""
    memory = Memory(place)
    with pytest.raises(MemoryUnreachable) as raised:
        memory.find(KO, "Sentence 1.")
    memory.close()
    assert raised.value.advice
    return str(raised.value)


def test_a_wrong_password_is_told_and_neither_shown_nor_logged(postgres, caplog):
    caplog.set_level(logging.DEBUG)
    words = told(DatabaseUrl(postgres.url(password="open%20sesame")))
    assert "does not let us in" in words
    assert "PGPASSWORD" in words
    assert "127.0.0.1" in words
    for secret in ("sesame", "kim"):
        assert secret not in words + caplog.text


def test_the_password_may_come_from_the_environment_or_a_password_file(postgres, monkeypatch, tmp_path):
    place = DatabaseUrl(f"postgresql://kim@127.0.0.1:{postgres.port}/voices?options=-csearch_path%3Dempty")
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    monkeypatch.delenv("PGPASSWORD", raising=False)
    assert "does not let us in" in told(place)
    monkeypatch.setenv("PGPASSWORD", "p@ss:word")
    Memory(place).close()
    with open_memory(Settings(memory=place)) as memory:
        assert memory.find(KO, "Sentence 1.") is None
    monkeypatch.delenv("PGPASSWORD")
    file = tmp_path / "pgpass"
    file.write_text("*:*:*:*:p@ss\\:word\n", "utf-8")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    with open_memory(Settings(memory=place)) as memory:
        assert memory.find(KO, "Sentence 1.") is None


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://kim:sesame@127.0.0.1:1/voices", "nothing listens there"),
        ("postgresql://kim:sesame@no-such-host.invalid/voices", "no such machine is known"),
        ("postgresql:///voices?host=/nowhere/at/all&password=sesame", "nothing listens there"),
    ],
)
def test_a_server_that_is_not_there_is_told_at_once(address, said):
    words = told(DatabaseUrl(address))
    assert said in words
    assert "sesame" not in words


def test_a_database_that_is_not_there_is_told(postgres):
    assert "no such database" in told(DatabaseUrl(postgres.url(database="books")))


@pytest.mark.parametrize("options", ["nope=sesame", "connect_timeout=sesame", "sslmode=sesame"])
def test_options_that_make_no_sense_are_told_without_their_words(database, options):
    memory = Memory(DatabaseUrl(f"{database.secret}&{options}"))
    with pytest.raises((SettingsError, MemoryUnreachable)) as raised:
        memory.find(KO, "Sentence 1.")
    assert "p@ss" not in str(raised.value)
    assert str(database) in str(raised.value)


def test_a_memory_on_another_machine_is_not_asked_offline(database):
    far = Settings(memory=DatabaseUrl("postgresql://db.example/voices"), offline=True)
    with pytest.raises(SettingsError, match="--offline forbids"), open_memory(far):
        pass
    with open_memory(Settings(memory=database, offline=True)) as memory:
        assert memory.find(KO, "Sentence 1.") is None


def test_a_database_in_another_encoding_is_refused(postgres):
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    memory = Memory(DatabaseUrl(postgres.url(database="latin")))
    with pytest.raises(MemoryDamaged, match=r"LATIN1.*createdb"):
        memory.keep([entry(1)])


def test_somebody_who_may_only_read_is_told(database, execute):
    with open_memory(Settings(memory=database)) as memory:
        memory.keep([entry(1)])
    options = database.secret + quote(" -cdefault_transaction_read_only=on")
    with open_memory(Settings(memory=DatabaseUrl(options))) as memory:
        assert memory.find(KO, "Sentence 1.", makers=[MAKER])
        with pytest.raises(NotWritable, match="read-only"):
            memory.keep([entry(2)])


@pytest.mark.parametrize("standing", [Standing.MACHINE, Standing.REVIEWED])
def test_a_broken_connection_is_opened_again_and_nothing_is_kept_twice(database, execute, standing):
    with open_memory(Settings(memory=database)) as memory:
        [first] = memory.keep([entry(1, standing)])
        breaking = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'manyvoices' AND pid <> pg_backend_pid()"
        )
        execute(database, breaking)
        assert memory.keep([entry(1, standing)]) == (first,)
        execute(database, breaking)
        memory.keep([entry(2, standing)])
        execute(database, breaking)
        assert len(list(memory.entries("en", "ko"))) == 2


@pytest.fixture(scope="module")
def mortal(local_postgres):
    """A server that tests kill."""
    with local_postgres() as server:
        yield server


@pytest.mark.slow
def test_what_runs_write_while_the_server_is_killed_five_times_is_all_there_once(mortal):
    place, said, ending = DatabaseUrl(mortal.url("killed")), [], threading.Event()

    def write(name):
        with open_memory(Settings(memory=place)) as memory:
            for number in count():
                [kept] = memory.keep([entry(f"{number} of {name}")])
                said.append(kept.source.text)
                if ending.is_set():
                    return

    writers = [threading.Thread(target=write, args=(name,)) for name in ("one", "two", "three")]
    for writer in writers:
        writer.start()
    for _ in range(5):
        before = len(said)
        while len(said) < before + 20:
            time.sleep(0.01)
        mortal.kill()
        mortal.start()
    ending.set()
    for writer in writers:
        writer.join()
    with open_memory(Settings(memory=place)) as memory:
        there = [each.source.text for each in memory.entries("en", "ko")]
    assert sorted(there) == sorted(said)


def test_a_server_that_dies_and_stays_away_is_one_clear_message(mortal, monkeypatch):
    monkeypatch.setattr("pipeline.infra.database.tables.WAIT_S", 0.3)
    with open_memory(Settings(memory=DatabaseUrl(mortal.url("dying")))) as memory:
        memory.keep([entry(1)])
        mortal.kill()
        for use in (lambda: memory.keep([entry(2)]), lambda: memory.find(KO, "Sentence 1.")):
            with pytest.raises(MemoryUnreachable, match="nothing listens there") as raised:
                use()
            assert "run the same command again" in raised.value.advice
        mortal.start()
        memory.keep([entry(2)])
        assert len(list(memory.entries("en", "ko"))) == 2


@pytest.mark.parametrize("text", ["a\0b", "half \ud800 a pair", "\x1a0000", "\x1a", "𝄞 말", ""])
def test_text_that_postgresql_takes_not_is_written_reversibly_and_other_text_as_it_is(text):
    stored = to_stored(text)
    assert from_stored(stored) == text
    assert "\0" not in stored
    stored.encode()
    assert to_stored("강제 송환 50%?") == "강제 송환 50%?"


def test_a_query_that_takes_too_long_is_given_up_with_one_clear_message(database, monkeypatch):
    monkeypatch.setattr(postgres_database, "QUERY_S", 0.3)
    with closing(open_database(database, MEMORY)) as asked:
        assert asked.rows("SELECT 1") == [(1,)]
        with pytest.raises(WriteError, match="did not answer one query in time") as raised:
            asked.rows("SELECT 1 FROM pg_sleep(60)")
        assert "statement_timeout" in raised.value.advice
        assert asked.rows("SELECT 1") == [(1,)]


def test_an_address_may_give_queries_more_time(database, monkeypatch):
    monkeypatch.setattr(postgres_database, "QUERY_S", 0.3)
    longer = DatabaseUrl(f"{database.secret}%20-cstatement_timeout%3D20s")
    with closing(open_database(longer, MEMORY)) as asked:
        assert asked.rows("SELECT 1 FROM pg_sleep(0.6)") == [(1,)]


def test_a_server_s_process_that_stands_still_is_left_and_another_one_asked(database, monkeypatch):
    monkeypatch.setattr(postgres_database, "QUERY_S", 1.0)
    monkeypatch.setattr(postgres_database, "_GRACE_S", 0.2)
    with closing(open_database(database, MEMORY)) as asked:
        [(process,)] = asked.rows("SELECT pg_backend_pid()")
        os.kill(process, signal.SIGSTOP)
        try:
            assert asked.rows("SELECT 1") == [(1,)]
        finally:
            os.kill(process, signal.SIGCONT)
