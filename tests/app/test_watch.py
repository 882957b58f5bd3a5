"""`publish --watch` publishes again when what an edition is made from changes, and for nothing else."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from pipeline.app.watch import changes
from pipeline.config.settings import Settings

CLI = Path(__file__).parents[2] / "cli.py"


def until(condition: Callable[[], object], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)


def shown(page: Path) -> str:
    """What a page says; nothing where there is none, or it is replaced between its folder's opening and its own."""
    try:
        return page.read_text("utf-8")
    except FileNotFoundError:
        return ""


def test_what_an_edition_is_made_from_is_told_and_the_rest_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    article = tmp_path / "기사.md"
    article.write_text("# 하나\n", "utf-8")
    settings = Settings(
        output=tmp_path / "output", store=tmp_path / "store", memory=tmp_path / "kept" / "memory.sqlite"
    )
    stop, told = Event(), []
    watcher = Thread(target=lambda: told.extend(changes([article], settings, stop)), daemon=True)
    watcher.start()
    time.sleep(0.5)
    (tmp_path / "notes.log").write_text("nothing", "utf-8")
    (tmp_path / ".기사.md.swp").write_text("nothing", "utf-8")
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "기사.txt").write_text("ours", "utf-8")
    time.sleep(1)
    assert told == []
    (tmp_path / "기사.ko.xlf").write_text("<xliff/>", "utf-8")
    until(lambda: told)
    assert [path.name for path in told[0]] == ["기사.ko.xlf"]
    stop.set()
    watcher.join(5)


def test_a_new_article_anywhere_in_a_folder_is_told_and_what_is_hidden_there_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings_in: Callable[..., Settings]
) -> None:
    folder, elsewhere = tmp_path / "기사", tmp_path / "elsewhere"
    for each in (folder / "2024", elsewhere):
        each.mkdir(parents=True)
    monkeypatch.chdir(elsewhere)
    stop, told = Event(), []
    seen = changes([folder], settings_in(folder), stop)
    (folder / "2024" / "水井.md").write_text("# 水井\n", "utf-8")  # while the first run may be at work
    watcher = Thread(target=lambda: told.extend(seen), daemon=True)
    watcher.start()
    until(lambda: told)
    assert [path.name for path in told.pop()] == ["水井.md"]
    (folder / "2024" / ".drafts").mkdir()
    (folder / "2024" / ".drafts" / "draft.md").write_text("# later\n", "utf-8")
    (folder / "output" / "ko").mkdir(parents=True)
    (folder / "output" / "ko" / "index.html").write_text("ours", "utf-8")
    (folder / "2025").mkdir()
    time.sleep(1)
    (folder / "2025" / "우물.md").write_text("# 우물\n", "utf-8")
    (elsewhere / "publish.toml").write_text("", "utf-8")
    until(lambda: {path.name for paths in told for path in paths} >= {"우물.md", "publish.toml"})
    assert {path.name for paths in told for path in paths} == {"우물.md", "publish.toml"}
    stop.set()
    watcher.join(5)


@pytest.mark.parametrize("article", ["-", "https://example.org/수정.html"])
def test_what_cannot_be_watched_is_refused(
    article: str,
    tmp_path: Path,
    environment_in: Callable[..., dict[str, str]],
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = run(environment_in(tmp_path, to=""), "publish", article, "--watch", folder=tmp_path)
    assert done.returncode == 2
    assert "--watch looks at files and folders" in done.stderr


@pytest.mark.slow
def test_a_changed_article_is_published_again_and_a_broken_one_waits_for_the_next_change(
    tmp_path: Path, environment_in: Callable[..., dict[str, str]]
) -> None:
    article, output = tmp_path / "well.md", tmp_path / "output"
    article.write_text("---\nlang: en\n---\n# The well\n\nIt is dry.\n", "utf-8")
    command = [sys.executable, str(CLI), "publish", str(article), "--watch"]
    log = tmp_path / "log"
    with log.open("w") as said:
        process = subprocess.Popen(command, env=environment_in(tmp_path, to=""), cwd=tmp_path, stderr=said)
    try:
        page = output / "well" / "en" / "index.html"
        until(lambda: "It is dry." in shown(page) and (output / "index.html").exists())
        time.sleep(1)
        article.write_text("", "utf-8")
        until(lambda: "is empty" in log.read_text("utf-8"))
        assert process.poll() is None
        article.write_text("---\nlang: en\n---\n# The well\n\nWater came back.\n", "utf-8")
        until(lambda: "Water came back." in shown(page))
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
    assert process.returncode == 130
    assert "Traceback" not in log.read_text("utf-8")
