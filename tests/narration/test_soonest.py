"""In what order sentences are given to the processes."""

from collections.abc import Callable
from pathlib import Path

from pipeline.config.settings import Settings
from pipeline.document.sound import Voice
from pipeline.errors import PublishError
from pipeline.narration.narrate import Utterance
from pipeline.narration.scheduling import narrating


def test_the_shortest_sentence_of_the_first_language_is_spoken_before_all_others(
    tmp_path: Path, settings_in: Callable[..., Settings]
) -> None:
    lacking = {
        "en": [_utterance("en", "The ferry waited."), _utterance("en", "Rain.")],
        "ko": [_utterance("ko", "비가 그쳤다."), _utterance("ko", "비.")],
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
    assert heard == ["Rain.", "The ferry waited.", "비가 그쳤다.", "비."]


def _utterance(language: str, text: str) -> Utterance:
    return Utterance(f"s1-{text}", text, Voice("hum", "hum", language, "1"))
