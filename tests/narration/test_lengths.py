"""How long sounds are stands in entries of its own: to lay them out again, none is read."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.app.article_run import ArticleRun
from pipeline.app.publish import publish
from pipeline.app.stage_configurations import narration_of
from pipeline.config.settings import Settings
from pipeline.document.article import Edition
from pipeline.document.events import Nobody, Progress
from pipeline.document.notices import Level, Notice
from pipeline.document.sound import Voice
from pipeline.errors import PublishError
from pipeline.infra.store import Store
from pipeline.narration.narrate import Utterance, sound, speak
from pipeline.translation.checks import Code
from pipeline.translation.interchange.segments import Inline
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Standing

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


def nobody_reads_recordings(monkeypatch: pytest.MonkeyPatch) -> None:
    really = Path.open

    def opened(path: Path, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        assert path.suffix not in (".mp3", ".epub"), f"{path} was read"
        return really(path, mode, *arguments, **named)

    def find(_: Store, key: str) -> None:
        raise AssertionError(f"the recording {key} was read")

    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.setattr(Store, "find", find)


def test_a_run_with_nothing_to_do_reads_no_sound(
    article: Path, settings: Settings, silent: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = publish(article, settings, silent)
    before = holding(settings.output)
    with monkeypatch.context() as patched:
        nobody_reads_sound(patched)
        nobody_reads_recordings(patched)
        again = publish(article, settings, silent)
    assert again == made
    assert holding(settings.output) == before


@pytest.mark.parametrize(
    "what", ["a file more", "a file less", "another file", "a reviewed file", "a setting"]
)
def test_whatever_is_other_than_it_was_left_is_looked_at_and_put_right(
    article: Path, settings: Settings, silent: Progress, what: str
) -> None:
    publish(article, settings, silent)
    before = holding(settings.output)
    captions = settings.output / "다리" / "es" / "다리.es.vtt"
    if what == "a file more":
        (captions.parent / "mine.txt").write_text("내 것", "utf-8")
        assert [each.language for each in publish(article, settings, silent).failed] == ["es"]
        return
    if what == "a file less":
        captions.unlink()
    if what == "another file":
        captions.write_text(captions.read_text("utf-8").replace("WEBVTT", "WEBVTX"), "utf-8")
        assert [each.language for each in publish(article, settings, silent).failed] == ["es"]
        return
    if what == "a reviewed file":
        article.with_name("다리.es.xlf").write_text("<xliff", "utf-8")
        assert publish(article, settings, silent).failed
        return
    if what == "a setting":
        settings = replace(settings, owner="The Desk")
    assert not publish(article, settings, silent).failed
    assert (holding(settings.output) == before) == (what != "a setting")


def test_what_a_link_beside_the_article_leads_to_is_looked_at(
    article: Path, settings: Settings, silent: Progress, tmp_path: Path
) -> None:
    (tmp_path / "shared.toml").write_text('[ko]\n"강물" = "강문"\n', "utf-8")
    article.with_name("lexicon.toml").symlink_to(tmp_path / "shared.toml")
    publish(article, settings, silent)
    (tmp_path / "shared.toml").write_text("[ko\n", "utf-8")
    with pytest.raises(PublishError, match="lexicon"):
        publish(article, settings, silent)


@pytest.mark.parametrize("code", ["narration.voices", "translation.unanswered", Code.ROUND_TRIP])
def test_what_may_be_otherwise_next_time_is_tried_again(
    article: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    looked: list[tuple[str, ...]] = []

    def fetch(languages: tuple[str, ...], *_: Any) -> tuple[Notice, ...]:
        looked.append(languages)
        return (Notice(code, Level.INFO, "voices", "Nothing answers for now."),)

    monkeypatch.setattr("pipeline.app.article_run.fetch_voices", fetch)
    for _ in range(2):
        publish(article, settings, Nobody())
    assert len(looked) == 2


def test_words_that_come_from_a_person_during_a_run_are_taken_by_the_next(
    article: Path, settings: Settings, silent: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, spanish = "사람들은 다리를 건너지 못했다.", "La gente no pudo cruzar."
    really = ArticleRun._translate

    def translate(run: ArticleRun, language: str) -> Edition:
        if language == "zh-Hans":  # the Spanish words are made by now
            memory = Memory(settings.memory)
            memory.keep([Entry(("ko", "es"), Inline(said), Inline(spanish), Standing.REVIEWED)])
            memory.close()
        return really(run, language)

    with monkeypatch.context() as patched:
        patched.setattr(ArticleRun, "_translate", translate)
        publish(article, settings, silent)
    page = settings.output / "다리" / "es" / "index.html"
    assert spanish not in page.read_text("utf-8")
    publish(article, settings, silent)
    assert spanish in page.read_text("utf-8")


def test_a_store_of_an_earlier_version_gets_its_lengths_when_it_is_read_once(
    article: Path, settings: Settings, silent: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(article, settings, silent)
    before = holding(settings.output)
    count = len(lengths(settings.store))
    for path in lengths(settings.store):
        path.unlink()
    shutil.rmtree(settings.output)
    assert not publish(article, settings, silent).failed
    assert len(lengths(settings.store)) == count > 3
    shutil.rmtree(settings.output)
    nobody_reads_sound(monkeypatch)
    assert not publish(article, settings, silent).failed
    assert holding(settings.output) == before


def test_a_sound_that_was_damaged_is_spoken_anew_though_its_length_is_known(
    tmp_path: Path, settings: Settings
) -> None:
    utterance = Utterance("s1", "비가 그쳤다.", Voice("hum", "hum", "ko", "1"))
    speak(narration_of(settings), utterance)
    store = Store(settings.store)
    spoken = sound(store, utterance.key)
    path = settings.store / utterance.key[:2] / utterance.key[2:]
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    speak(narration_of(settings), utterance)
    assert sound(store, utterance.key) == spoken
