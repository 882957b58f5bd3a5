"""How long sounds are stands in entries of its own: to lay them out again, none is read."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.app.publish import publish
from pipeline.config.settings import Settings
from pipeline.document.events import Progress
from pipeline.document.sound import Voice
from pipeline.infra.store import Store
from pipeline.narration.narrate import Utterance, sound, speak

TEXT = "# 강을 건너는 다리\n\n어제 저녁 강물이 크게 올랐다. 사람들은 다리를 건너지 못했다.\n"


@pytest.fixture
def settings(tmp_path: Path, settings_in: Callable[..., Settings]) -> Settings:
    return settings_in(tmp_path, to=("es", "zh-Hans"))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "다리.md"
    path.write_text(TEXT, "utf-8")
    return path


def holding(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def nobody_reads_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Store, key: str) -> None:
        raise AssertionError(f"the sound {key} was read")

    monkeypatch.setattr("pipeline.narration.narrate.sound", fail)
    monkeypatch.setattr("pipeline.app.edition.sound", fail)


def lengths(store: Path) -> list[Path]:
    """Entries that hold two numbers."""
    small = (path for path in store.glob("??/*") if path.stat().st_size < 60)
    return [path for path in small if path.read_bytes()[32:].startswith(b"[")]


def test_a_run_with_nothing_to_do_reads_no_sound(
    article: Path, settings: Settings, silent: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not publish(article, settings, silent).failed
    before = holding(settings.output)
    nobody_reads_sound(monkeypatch)
    assert not publish(article, settings, silent).failed
    assert holding(settings.output) == before


def test_a_store_of_an_earlier_version_gets_its_lengths_when_it_is_read_once(
    article: Path, settings: Settings, silent: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(article, settings, silent)
    before = holding(settings.output)
    assert lengths(settings.store)
    for path in lengths(settings.store):
        path.unlink()
    assert not publish(article, settings, silent).failed
    assert lengths(settings.store)
    nobody_reads_sound(monkeypatch)
    assert not publish(article, settings, silent).failed
    assert holding(settings.output) == before


def test_a_sound_that_was_damaged_is_spoken_anew_though_its_length_is_known(
    tmp_path: Path, settings: Settings
) -> None:
    utterance = Utterance("s1", "비가 그쳤다.", Voice("hum", "hum", "ko", "1"))
    speak(settings, utterance)
    store = Store(settings.store)
    spoken = sound(store, utterance.key)
    path = settings.store / utterance.key[:2] / utterance.key[2:]
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    speak(settings, utterance)
    assert sound(store, utterance.key) == spoken
