"""The humming speaker is a pure function of the text."""

from itertools import pairwise

import pytest

from pipeline.errors import EngineRefused
from pipeline.languages import languages
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines.hum import LETTER_MS, RATE, HummingSpeaker

SPEAKER = HummingSpeaker(NarrationConfiguration())


def hum(text: str, language: str = "en") -> bytes:
    voice = SPEAKER.voice(language)
    assert voice is not None
    sound = SPEAKER.speak(text, voice)
    assert sound.rate == RATE
    return sound.pcm


@pytest.mark.parametrize("text", ["A few words.", "몇 마디 말.", "几句话。"])
def test_it_hums_as_long_as_the_text(text: str) -> None:
    assert len(hum(text)) // 2 == len(text) * RATE * LETTER_MS // 1000


def test_the_same_text_is_hummed_alike_by_any_speaker_and_in_any_language() -> None:
    again = HummingSpeaker(NarrationConfiguration())
    for language in languages():
        voice = again.voice(language)
        assert voice is not None
        assert voice.language == language
        assert again.speak("같은 말", voice).pcm == hum("같은 말")


def test_another_text_of_the_same_length_has_another_tune() -> None:
    assert hum("가나다") != hum("나다라")


def test_letters_begin_and_end_at_zero_and_are_soft() -> None:
    pcm = hum("ab 言葉")
    levels = memoryview(pcm).cast("h")
    jumps = [abs(after - before) for before, after in pairwise(levels)]
    assert max(jumps) < 600
    assert 3000 < max(levels) < 8000


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(EngineRefused):
        hum("  ")
