"""What a version before this one left in a workspace is gone on with: its settings, its memory, its output."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.infra.ownership import RECORD
from pipeline.translation.interchange.segments import Inline
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Standing

SETTINGS = """to = ["en"]
translators = "marker"
accept_findings = true
speaker = "hum"
"""
"""By the names that options had."""
ARTICLE = "# 다리\n\n사람들이 다리를 건넜다. 강물이 크게 올랐다.\n"
SOURCE, REVIEWED = "사람들이 다리를 건넜다.", "People crossed the bridge."


@pytest.fixture
def publish(
    run: Callable[..., subprocess.CompletedProcess[str]],
    environment_in: Callable[..., dict[str, str]],
    tmp_path: Path,
) -> Callable[[], subprocess.CompletedProcess[str]]:
    """The article of the workspace published, by the settings that lie there."""
    (tmp_path / "publish.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "bridge.md").write_text(ARTICLE, "utf-8")
    environment = environment_in(tmp_path, translator=None, doubtful=None, speaker=None)
    return lambda: run(environment, "publish", "bridge.md", folder=tmp_path)


def _age(workspace: Path) -> None:
    """Take away what the first version did not have: records of what is ours, pages of the site beside its first, and the
    memory's later tables."""
    for record in workspace.rglob(RECORD):
        record.unlink()
    for later in (
        each for each in (workspace / "output").iterdir() if each.name not in ("bridge", "index.html")
    ):
        shutil.rmtree(later) if later.is_dir() else later.unlink()
    with closing(sqlite3.connect(workspace / "memory.sqlite")) as memory:
        memory.executescript("DROP TABLE glossary; PRAGMA user_version = 1;")


def test_an_earlier_workspace_is_published_on_with_its_words_and_in_its_places(
    publish: Callable[[], subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    first = publish()
    assert first.returncode == 0, first.stderr
    with closing(Memory(tmp_path / "memory.sqlite")) as memory:
        memory.keep([Entry(("ko", "en"), Inline(SOURCE), Inline(REVIEWED), Standing.REVIEWED, who="Kim")])
    _age(tmp_path)
    again = publish()
    assert again.returncode == 0, again.stderr
    report = json.loads((tmp_path / "output" / "bridge" / "report.json").read_text("utf-8"))
    assert [(each["language"], each["origin"]) for each in report["editions"]] == [
        ("ko", "original"),
        ("en", "mixed"),
    ]
    assert report["notices"] == []
    assert REVIEWED in (tmp_path / "output" / "bridge" / "en" / "index.html").read_text("utf-8")


def test_an_earlier_workspace_is_not_spoken_anew(
    publish: Callable[[], subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    assert publish().returncode == 0
    _age(tmp_path)
    again = publish()
    said = again.stderr + again.stdout
    assert said.count("nothing to speak") == 2
    assert "about" not in said
