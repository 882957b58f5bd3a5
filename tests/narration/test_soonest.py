"""In what order sentences are given to the processes."""

from collections.abc import Callable
from pathlib import Path

from pipeline.document.sound import Voice
from pipeline.jobs import Pool
from pipeline.narration.narrate import Utterance, narrate
from pipeline.settings import Settings


def test_the_shortest_sentence_of_the_first_language_is_spoken_before_all_others(
    tmp_path: Path, settings_in: Callable[..., Settings]
) -> None:
    lacking = {
        "en": [_utterance("en", "The ferry waited."), _utterance("en", "Rain.")],
        "ko": [_utterance("ko", "비가 그쳤다."), _utterance("ko", "비.")],
    }
    heard: list[str] = []
    spoken = narrate(
        lacking, settings_in(tmp_path), Pool(1), lambda _, utterance: heard.append(utterance.text)
    )
    assert [language for language, error in spoken if error is None] == ["en", "ko"]
    assert heard == ["Rain.", "The ferry waited.", "비가 그쳤다.", "비."]


def _utterance(language: str, text: str) -> Utterance:
    return Utterance(f"s1-{text}", text, Voice("hum", "hum", language, "1"))
