"""A run is seen from any machine that shares the store: while it lasts, when it ended, and when it was killed."""

import errno
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from cli import cli
from pipeline.app import article_queue, run_records
from pipeline.app.article_queue import ArticleQueue
from pipeline.app.incoming import Incoming, publish_incoming
from pipeline.app.publish import publish_all
from pipeline.app.run_records import RunRecords, Standing, recording
from pipeline.app.run_state import RunState, words_of
from pipeline.commands import status as status_command
from pipeline.config.settings import Settings
from pipeline.document.events import Progress
from pipeline.document.report import FailedArticle
from pipeline.document.run_record import RunRecord
from pipeline.errors import EditionsMissing, ProgramFault, PublishError, WriteError
from pipeline.infra.shared_folder import SharedFolder
from pipeline.readers import Place, place

TEXT = "---\nlang: {language}\n---\n# {title}\n\n{sentence}\n"
KOREAN = TEXT.format(language="ko", title="우물", sentence="사람들이 물을 찾았다. 우물이 말랐다.")
CHINESE = TEXT.format(language="zh-Hans", title="水井", sentence="十九口井中有十一口没有水。")
LASTING = """
import sys, time
from pathlib import Path
from pipeline.app.run_records import recording
from pipeline.config.settings import Settings
with recording(Settings(store=Path(sys.argv[1]))):
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for a second."""
    monkeypatch.setattr(run_records, "_EVERY_S", 0.02)
    monkeypatch.setattr(run_records, "_EVERY_ELSEWHERE_S", 0.02)


@pytest.fixture
def settings(tmp_path: Path, settings_in: Callable[..., Settings]) -> Settings:
    return settings_in(tmp_path)


@pytest.fixture
def status(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What the command prints for these settings, or others."""

    def output(*arguments: str, of: Settings = settings) -> str:
        monkeypatch.setenv("MANYVOICES_STORE", str(of.store))
        monkeypatch.setenv("MANYVOICES_STORE_URL", of.store_url)
        return CliRunner().invoke(cli, ["status", *arguments]).output

    return output


def article(folder: Path, name: str, text: str = KOREAN) -> Place:
    (folder / name).write_text(text, "utf-8")
    return place(folder / name)


def until(settings: Settings, what: Callable[[RunRecord], bool]) -> RunRecord:
    """The one record, as soon as it is so."""
    for _ in range(500):
        found = RunRecords(settings).read()
        if found and what(found[0]):
            return found[0]
        time.sleep(0.02)
    raise AssertionError(RunRecords(settings).read())


def record(run: str, **fields: Any) -> RunRecord:
    moment = datetime.now(UTC)
    return replace(RunRecord(run, "desk", 1, moment, moment), **fields)


def test_a_run_shows_its_articles_while_it_lasts_and_its_end_afterwards(
    tmp_path: Path, settings: Settings, silent: Progress, status: Callable[..., str]
) -> None:
    places = [article(tmp_path, "우물.md"), article(tmp_path, "水井.md", CHINESE)]
    with (
        recording(settings) as state,
        closing(publish_all(places, settings, silent, state=state)) as results,
    ):
        next(results)
        found = until(
            settings, lambda each: each.done == 1 and [one.sentences_done for one in each.articles] == [4]
        )
        shown = status()
        list(results)
    assert (found.waiting, found.failed, found.begun) == (0, 0, 1)
    assert (found.articles[0].file, found.articles[0].title) == ("水井.md", "水井")
    assert (found.articles[0].sentences_done, found.articles[0].sentences) == (4, 4)
    assert (
        f"{platform.node()}, process {found.process}, since {found.began:%Y-%m-%d %H:%M} UTC: running\n"
        in shown
    )
    assert "  水井.md “水井”: " in shown
    assert ", 4 of 4 sentences; " in shown
    assert "Articles: 0 waiting, 1 done, 0 not whole" in shown
    assert "Nothing runs." in (shown := status())
    assert ": done after " in shown
    assert "Articles: 0 waiting, 2 done, 0 not whole" in shown


def test_what_lies_in_a_queue_waits_until_it_is_begun(
    tmp_path: Path, settings: Settings, silent: Progress
) -> None:
    queue = tmp_path / "queue"
    queue.mkdir()
    for number in range(7):
        article(queue, f"우물{number}.md", KOREAN.replace("우물", f"우물{number}"))
    seen = []
    state = RunState()
    with closing(publish_incoming(Incoming(queue=queue), settings, silent, state=state)) as results:
        for _ in results:
            seen.append(state.record(record("a")))
    waiting = [each.waiting for each in seen]
    assert waiting == sorted(waiting, reverse=True)
    assert (max(waiting) < 7, waiting[-1]) == (True, 0)
    assert [each.done for each in seen] == [1, 2, 3, 4, 5, 6, 7]


def publish_queue(queue: Path, settings: Settings, progress: Progress) -> None:
    """As the command does: what was not published ends it."""
    with recording(settings) as state:
        with closing(publish_incoming(Incoming(queue=queue), settings, progress, state=state)) as results:
            list(results)
        raise EditionsMissing("Not published: “사람들이”.", "See above.", [14])


def test_a_failure_is_told_with_what_to_do_and_with_no_word_of_the_text(
    tmp_path: Path, settings: Settings, silent: Progress, status: Callable[..., str]
) -> None:
    queue = tmp_path / "queue"
    queue.mkdir()
    article(queue, "우물.md")
    article(queue, "빈 글.md", "\n")
    with pytest.raises(EditionsMissing):
        publish_queue(queue, settings, silent)
    [found] = json.loads(status("--json"))
    assert (found["standing"], found["exit_code"], found["message"]) == ("failed", 14, "Not published: “…”.")
    assert [(each["file"], each["exit_code"]) for each in found["failures"]] == [("빈 글.md", 14)]
    shown = status()
    assert "failed after 0:0" in shown
    assert "  Failed: 빈 글.md: 빈 글.md is empty. (14)\n    Write the article into it" in shown
    assert "사람들이" not in "".join(map(str, RunRecords(settings).read()))


@pytest.fixture
def lasting(settings: Settings) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen([sys.executable, "-c", LASTING, settings.store], cwd=Path(__file__).parents[2])
    yield process
    process.kill()
    process.wait()


def test_a_run_that_was_killed_is_told_at_once_on_its_machine(
    settings: Settings, lasting: "subprocess.Popen[bytes]", status: Callable[..., str]
) -> None:
    found = until(settings, lambda each: each.process == lasting.pid)
    assert RunRecords(settings).standing(found) is Standing.RUNNING
    lasting.kill()
    lasting.wait()
    assert RunRecords(settings).standing(found) is Standing.LOST
    assert "Nothing runs." in status()
    assert "ended without a word after" in status()


def test_a_run_that_somebody_stopped_says_so(settings: Settings, status: Callable[..., str]) -> None:
    with pytest.raises(KeyboardInterrupt), recording(settings):
        raise KeyboardInterrupt
    assert ": stopped after 0:0" in status()


@pytest.mark.parametrize("kind", ["file", "s3"])
def test_another_machine_sees_a_run_and_misses_its_sign_of_life(
    kind: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    monkeypatch: pytest.MonkeyPatch,
    status: Callable[..., str],
) -> None:
    (tmp_path / "shared").mkdir()
    url = f"file://{tmp_path}/shared"
    if kind == "s3":
        server = request.getfixturevalue("s3_server")
        url = server.place()
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
    first, second = (settings_in(tmp_path / name, store_url=url, offline=False) for name in ("one", "two"))
    monkeypatch.setattr(platform, "node", lambda: "desk-one")
    with recording(first):
        monkeypatch.setattr(platform, "node", lambda: "desk-two")
        found = until(second, lambda each: each.machine == "desk-one")
        assert RunRecords(second).standing(found) is Standing.RUNNING
        assert "desk-one, process" in status(of=second)
    assert ": done after" in status(of=second)
    silent = replace(found, run="other", seen=found.seen - timedelta(seconds=61))
    RunRecords(first).write(silent)
    assert "ended without a word" in status(of=second)


def test_what_cannot_be_asked_is_said_beside_what_is_known_here(
    tmp_path: Path, settings_in: Callable[..., Settings], status: Callable[..., str]
) -> None:
    away = settings_in(tmp_path, store_url=f"file://{tmp_path}/away")
    with recording(away):
        pass
    assert ": done after" in status(of=away)
    fault = RunRecords(away).fault
    assert fault is not None
    assert "away of the store is not there" in fault.message


def test_only_the_latest_records_are_kept(settings: Settings) -> None:
    settings.store.mkdir()
    records = RunRecords(settings)
    now = datetime.now(UTC)
    for number in range(30):
        moment = now - timedelta(hours=number)
        records.write(record(f"{number:02}", began=moment, seen=moment, ended=moment))
    old = now - timedelta(days=8)
    records.write(record("old", began=old, seen=old, ended=old))
    records.write(record("runs", began=old))
    for name in (".killed.json.1f.partial", "killed.lock"):
        (settings.store / "runs" / name).write_text("")
    with recording(settings):
        until(settings, lambda _: len(RunRecords(settings).read()) == 22)
    names = {each.run for each in records.read()}
    assert {"00", "19", "runs"} < names
    assert not names & {"20", "29", "old"}
    assert {path.suffix for path in (settings.store / "runs").iterdir()} == {".json"}


def test_what_is_no_record_is_left_alone(settings: Settings, status: Callable[..., str]) -> None:
    (settings.store / "runs").mkdir(parents=True)
    for name, text in (("a.json", "{"), ("b.json", '{"run": "b", "began": 1}'), ("c.json", "[]")):
        (settings.store / "runs" / name).write_text(text)
    assert status() == "Nothing runs.\n"


def test_a_store_that_cannot_be_written_does_not_stop_a_run(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "file").write_text("")
    with recording(replace(settings, store=tmp_path / "file" / "store")) as state:
        assert state.waiting == 0


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("Sentence s1-b1-k1 could not be spoken by hum: “그는 “왜”라고 물었다” (no sound)",
         "Sentence s1-b1-k1 could not be spoken by hum: “…” (no sound)"),
        ("Too long: “十九口井中", "Too long: “…”"),
        ("Two findings:\n  s1-b1-k1: 37 is missing", "Two findings:"),
        ("https://me:geheim@host.example/a?key=geheim#x gave no answer.", "https://host.example/a gave no answer."),
        ("postgresql://me:geheim@db/manyvoices is away.", "postgresql://db/manyvoices is away."),
        ("postgresql://me:ge/heim@db/manyvoices is away.", "postgresql://db/manyvoices is away."),
        ("HTTPS://me:ge@heim@host.example/a is away.", "HTTPS://host.example/a is away."),
    ],
)  # fmt: skip
def test_a_record_repeats_neither_a_text_nor_a_secret(message: str, left: str) -> None:
    state = RunState()
    where = Place(address="https://me:geheim@host.example/news?key=geheim")
    state.article_failed(where, FailedArticle(str(where), message, "", 30))
    [failure] = state.record(record("a")).failures
    assert (failure.file, failure.message) == ("news", left)
    assert (
        words_of("This is a bug in manyvoices: ValueError: 우물", "Report it.", 65)[0]
        == "This is a bug in manyvoices."
    )


@pytest.mark.parametrize(
    ("advice", "left"),
    [
        ("Write “물이 없다” into it, or run “python cli.py voices list”.",
         "Write “…” into it, or run “python cli.py voices list”."),
        ("Write “十九口井”.", "Write “…”."),
        ("Correct “그는 “python cli.py”라고 썼다” first.", "Correct “…” first."),
        ("Start one with “dask scheduler”, or name it: “slug: another-name”.",
         "Start one with “dask scheduler”, or name it: “slug: another-name”."),
        ("Run “pip install x” for “우물", "Run “…” for “…”"),
    ],
)  # fmt: skip
def test_an_advice_repeats_commands_and_nothing_of_a_text(advice: str, left: str) -> None:
    assert words_of("", advice, 30) == ("", left)


def test_a_place_that_fails_in_the_middle_hinders_no_run(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PublishError("The disk is full.")

    monkeypatch.setattr(SharedFolder, "write", fail)
    with recording(settings):
        pass
    assert RunRecords(settings).read() == ()


class Refused(Exception):
    """As Click's own: none of ours, and no bug."""

    exit_code = 2


@pytest.mark.parametrize(
    ("raised", "standing", "code"),
    [
        (SystemExit(0), Standing.DONE, 0),
        (SystemExit(None), Standing.DONE, 0),
        (SystemExit(3), Standing.FAILED, 3),
        (SystemExit("no"), Standing.FAILED, 1),
        (Refused(), Standing.FAILED, 2),
        (ValueError("우물"), Standing.FAILED, 70),
        (ProgramFault("This is a bug in manyvoices: 우물"), Standing.FAILED, 70),
        (GeneratorExit(), Standing.STOPPED, 130),
    ],
    ids=lambda each: repr(each),
)
def test_a_run_that_ends_by_what_is_none_of_ours_ends_with_its_exit_code(
    settings: Settings, raised: BaseException, standing: Standing, code: int
) -> None:
    with pytest.raises(type(raised)), recording(settings):
        raise raised
    records = RunRecords(settings)
    [found] = records.read()
    assert (records.standing(found), found.exit_code) == (standing, code)
    assert "우물" not in found.message


def test_somebody_who_stops_a_run_in_trouble_is_not_told_of_a_failure(settings: Settings) -> None:
    stopped = KeyboardInterrupt()
    stopped.__context__ = OSError(errno.ENOSPC, "No space left on device")  # which was being dealt with
    with pytest.raises(KeyboardInterrupt), recording(settings):
        raise stopped
    [found] = RunRecords(settings).read()
    assert found.exit_code == 130


def test_a_queue_is_looked_into_when_something_changed_and_not_at_each_word_of_a_run(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "queue"
    folder.mkdir()
    article(folder, "우물.md")
    long_ago = time.time() - 60
    os.utime(folder, (long_ago, long_ago))
    queue, looks = ArticleQueue(folder, settings), list[Path]()
    look = article_queue.standing_in
    monkeypatch.setattr(article_queue, "standing_in", lambda *given: looks.append(given[0]) or look(*given))
    assert [queue.waiting() for _ in range(5)] == [1] * 5
    assert len(looks) == 1
    article(folder, "水井.md", CHINESE)
    assert queue.waiting() == 2


def test_a_watched_status_is_told_again_when_it_changes_until_somebody_stops_it(
    settings: Settings, status: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = iter([None, "b", None])
    settings.store.mkdir(exist_ok=True)
    records = RunRecords(settings)
    records.write(replace(record("a"), ended=datetime.now(UTC)))

    def wait(_: float) -> None:
        if (run := next(looks, "")) is None:
            return
        if not run:
            raise KeyboardInterrupt
        records.write(replace(record(run), ended=datetime.now(UTC), exit_code=33))

    monkeypatch.setattr(status_command, "time", SimpleNamespace(sleep=wait))
    said = status("--watch")
    assert said.count("Nothing runs.") == 2
    assert said.count("failed after") == 1
    looks = iter([None, None])
    assert [len(json.loads(line)) for line in status("--watch", "--json").splitlines()] == [2]


def test_a_watched_status_tells_what_hinders_it_when_that_begins_and_nothing_else_changed(
    status: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = iter(
        [None, None, WriteError("The store gave no answer."), WriteError("The store gave no answer.")]
    )

    def look(_: Settings) -> tuple[list[Any], WriteError | None]:
        try:
            return [], next(faults)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(status_command, "_look", look)
    monkeypatch.setattr(status_command, "time", SimpleNamespace(sleep=lambda _: None))
    assert status("--watch").count("The store gave no answer.") == 1
