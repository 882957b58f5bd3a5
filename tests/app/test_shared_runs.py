"""Runs whose store is elsewhere: the same bytes, nothing spoken twice, and a store in trouble takes no edition with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.app.publish import publish
from pipeline.config.settings import Settings
from pipeline.document.events import Event, Noticed, Speaking, Translated
from pipeline.errors import SettingsError
from pipeline.site.revisions import first_date

TEXT = """---
title: 강을 건너는 다리
author: The Desk
lang: ko
---

## 월요일

다리는 월요일에 다시 열렸다. 두 사람이 건넜다.

## 八月

二十九名难民没有被遣返。

다리는 월요일에 다시 열렸다.
"""


class Told:
    """Keeps the events; `act` is done once the first sentence is spoken."""

    def __init__(self, act: Callable[[], None] = lambda: None) -> None:
        self.events: list[Event] = []
        self._act = act

    def tell(self, event: Event) -> None:
        if isinstance(event, Speaking) and not self.count(Speaking):
            self._act()
        self.events.append(event)

    def count(self, kind: type) -> int:
        return sum(isinstance(event, kind) for event in self.events)

    def codes(self) -> list[str]:
        return [event.notice.code for event in self.events if isinstance(event, Noticed)]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "다리.md"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def shared(tmp_path: Path) -> str:
    (tmp_path / "shared").mkdir()
    return f"file://{tmp_path}/shared"


@pytest.fixture
def at_s3(s3_server: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    for name, value in s3_server.environment().items():
        monkeypatch.setenv(name, value)
    return str(s3_server.place())


@pytest.fixture
def on(tmp_path: Path, settings_in: Callable[..., Settings]) -> Callable[..., Settings]:
    """Settings of a machine by its name, which has all to itself but the store."""

    def settings(machine: str, url: str = "", **options: Any) -> Settings:
        return settings_in(tmp_path / machine, store_url=url, offline=False, to=(), **options)

    return settings


def _bytes(folder: Path) -> dict[str, str]:
    """What people get: all files of the editions."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: sha256(path.read_bytes()).hexdigest() for name, path in found.items() if "/." not in f"/{name}"
    }


@pytest.mark.slow
@pytest.mark.parametrize("speaker", ["hum", "espeak"])
def test_a_second_machine_speaks_nothing_and_gets_the_same_bytes_as_from_a_folder(
    article: Path, at_s3: str, on: Callable[..., Settings], tmp_path: Path, speaker: str, monkeypatch: Any
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    spoken = {}
    for machine, url in (("alone", ""), ("first", at_s3), ("second", at_s3)):
        told = Told()
        assert publish(article, on(machine, url, speaker=speaker), told).failed == ()
        spoken[machine] = told.count(Speaking)
        assert "store.hindered" not in told.codes()
    assert spoken["alone"] == spoken["first"] > 0
    assert spoken["second"] == 0
    alone = _bytes(tmp_path / "alone" / "output")
    assert alone == _bytes(tmp_path / "first" / "output") == _bytes(tmp_path / "second" / "output")
    assert any(name.endswith(".epub") for name in alone)


def test_two_machines_that_know_no_date_agree_on_it(
    article: Path, shared: str, on: Callable[..., Settings], tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    report = publish(article, on("first", shared), Told())
    monkeypatch.setattr("pipeline.infra.clock.now", lambda: datetime(2031, 3, 5, tzinfo=UTC))
    publish(article, on("second", shared), Told())
    folder = next((tmp_path / "second" / "output").glob("*/report.json")).parent
    assert first_date(folder, report.source_digest) == report.date


def test_wrong_credentials_stop_a_run_before_a_word_is_translated(
    article: Path, at_s3: str, on: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "notTheSecretOfAnybody")
    told = Told()
    with pytest.raises(SettingsError, match="refused who asks") as caught:
        publish(article, on("here", at_s3), told)
    assert "notTheSecret" not in str(caught.value)
    assert told.count(Translated) == told.count(Speaking) == 0


def test_a_share_that_goes_away_in_a_run_is_told_once_and_the_run_goes_on(
    article: Path, shared: str, on: Callable[..., Settings], tmp_path: Path
) -> None:
    told = Told(lambda: (tmp_path / "shared").rename(tmp_path / "away"))
    report = publish(article, on("here", shared), told)
    assert report.failed == ()
    assert told.codes().count("store.hindered") == 1
    assert not (tmp_path / "shared").exists()
    (tmp_path / "shared").mkdir()
    again = Told()
    assert publish(article, replace(on("here", shared), output=tmp_path / "other"), again).failed == ()
    assert again.count(Speaking) == 0


def test_what_came_damaged_is_told_and_spoken_anew(
    article: Path, shared: str, on: Callable[..., Settings], tmp_path: Path
) -> None:
    publish(article, on("first", shared), Told())
    for path in (tmp_path / "shared").glob("*/*"):
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    told = Told()
    assert publish(article, on("second", shared), told).failed == ()
    assert told.count(Speaking) > 0
    assert "store.damaged" in told.codes()
    third = Told()
    publish(article, on("third", shared), third)
    assert third.count(Speaking) == 0
