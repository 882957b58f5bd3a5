"""In what order sentences are given to the processes."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from weakref import ref

import pytest

from pipeline.config.settings import Settings
from pipeline.document.sound import Voice
from pipeline.errors import PublishError
from pipeline.infra.store import Store
from pipeline.narration import narrate, synthesis
from pipeline.narration.narrate import Utterance
from pipeline.narration.scheduling import narrating


def test_the_shortest_sentence_of_all_is_spoken_first_and_then_the_longest_of_each_edition(
    tmp_path: Path, settings_in: Callable[..., Settings]
) -> None:
    lacking = {
        "en": [_utterance("en", text) for text in ("It waited.", "Rain.", "Nobody crossed that night.")],
        "ko": [_utterance("ko", "비."), _utterance("ko", "비가 그쳤다.")],
    }
    heard: list[str] = []
    ended: list[tuple[str, PublishError | None]] = []
    with narrating(
        settings_in(tmp_path),
        lambda _, utterance: heard.append(utterance.text),
        lambda language, error: ended.append((language, error)),
    ) as narration:
        for language, utterances in lacking.items():
            narration.speak(language, utterances)
    assert ended == [("en", None), ("ko", None)]
    assert heard == ["Rain.", "Nobody crossed that night.", "It waited.", "비가 그쳤다.", "비."]


def test_an_edition_that_is_left_is_held_no_longer_and_its_sentences_are_kept_all_the_same(
    tmp_path: Path, settings_in: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    may_speak, told = Event(), list[object]()

    def say(*arguments: object) -> object:
        may_speak.wait(60)
        return synthesis.say(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(narrate, "say", say)
    settings, lacking = settings_in(tmp_path), [_utterance("ko", "비가 그쳤다."), _utterance("ko", "비.")]
    left, stays = _Edition(), _Edition()
    gone = ref(left)
    with narrating(
        settings, lambda edition, _: told.append(edition), lambda edition, _: told.append(edition)
    ) as narration:
        narration.speak(left, lacking)
        narration.speak(stays, lacking[1:])
        narration.leave(left)
        del left
        assert gone() is None
        may_speak.set()
    assert told == [stays, stays]
    assert [narrate.sound(Store(settings.store), each.key) is not None for each in lacking] == [True, True]


class _Edition:
    """Stands for an edition."""


def _utterance(language: str, text: str) -> Utterance:
    return Utterance(f"s1-{text}", text, Voice("hum", "hum", language, "1"))
