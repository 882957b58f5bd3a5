"""Sounds that were seen whole are not read again as long as their files are as they were."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.app.stage_configurations import narration_of
from pipeline.config.settings import Settings
from pipeline.document.pages import pages
from pipeline.document.sound import Voice
from pipeline.infra.store import Store
from pipeline.languages import words
from pipeline.narration.narrate import Script, Utterance, mark_made, speak, unspoken
from pipeline.narration.seen_sounds import note_whole, seen_whole
from pipeline.readers import read
from pipeline.translation.translate import original

VOICE = Voice("hum", "hum", "ko", "1")


@pytest.fixture
def settings(tmp_path: Path, settings_in: Callable[..., Settings]) -> Settings:
    return settings_in(tmp_path)


def entry(store: Store, key: str) -> Path:
    return store.folder / key[:2] / key[2:]


@pytest.fixture
def noted(settings: Settings) -> tuple[Store, list[str]]:
    """A hundred sounds that were seen whole."""
    spoken = [Utterance("s1", f"{number}번 우물은 깊다.", VOICE) for number in range(100)]
    for utterance in spoken:
        speak(narration_of(settings), utterance)
    store, sounds = Store(settings.store), [each.key for each in spoken]
    note_whole(sounds, store)
    return store, sounds


def test_a_sentence_more_leaves_nearly_all_of_the_others_known(noted: tuple[Store, list[str]]) -> None:
    store, sounds = noted
    assert seen_whole(sounds, store) == {*sounds}
    assert len(seen_whole([*sounds[:50], "f" * 64, *sounds[50:]], store)) > 50


def test_a_file_of_another_size_or_time_is_not_known_and_the_others_are(
    noted: tuple[Store, list[str]],
) -> None:
    store, sounds = noted
    longer, touched, gone, *others = sounds
    with entry(store, longer).open("ab") as file:
        file.write(b"?")
    os.utime(entry(store, touched), ns=(1, 1))
    entry(store, gone).unlink()
    assert seen_whole(sounds, store) == {*others}


def test_a_note_that_was_damaged_makes_nothing_known(noted: tuple[Store, list[str]]) -> None:
    store, sounds = noted
    for path in store.folder.glob("??/*"):
        if path.read_bytes()[32:].startswith(b"[["):
            path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert not seen_whole(sounds, store)


def script_of(folder: Path, *sentences: str) -> Script:
    article = folder / "우물.md"
    article.write_text(f"---\nlang: ko\n---\n# 우물\n\n{' '.join(sentences)}\n", "utf-8")
    return Script(pages(original(read(article)[0]), words("ko"), ()), VOICE)


@pytest.mark.parametrize("damaged", [False, True])
def test_of_a_script_with_a_sentence_more_few_sounds_are_read_and_one_that_was_damaged_is_missing(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, damaged: bool
) -> None:
    sentences, store = [f"{number}번 우물은 깊다." for number in range(100)], Store(settings.store)
    made = script_of(tmp_path, *sentences)
    for utterance in unspoken(made, store):
        speak(narration_of(settings), utterance)
    mark_made(made, store)
    first = next(each for each in made.utterances() if each.text == sentences[10])
    if damaged:
        data = entry(store, first.key).read_bytes()
        entry(store, first.key).write_bytes(data[:-1] + b"?")
    looked: list[str] = []
    really = Store.get

    def get(self: Store, key: str) -> bytes | None:
        looked.append(key)
        return really(self, key)

    monkeypatch.setattr(Store, "get", get)
    more = script_of(tmp_path, *sentences[:50], "하나 더 있다.", *sentences[50:])
    lacking = [each.text for each in unspoken(more, store)]
    assert lacking == [*([sentences[10]] if damaged else []), "하나 더 있다."]
    assert len({each.key for each in made.utterances()}.intersection(looked)) < 50
