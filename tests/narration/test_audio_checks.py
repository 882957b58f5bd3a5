"""Sound that fits its sentence, and sound that does not."""

import math
import struct
import time

import pytest

from pipeline.document.sound import Sound
from pipeline.narration.audio_checks import expected_s, fault, onset_s, trim

RATE = 24_000
SENTENCES = {
    "en": "China has sent more than five hundred people back to the North since October.",
    "ko": "중국은 10월부터 오백 명이 넘는 사람을 북한으로 돌려보냈다.",
    "zh-Hans": "自十月以来，中国已将五百多人遣返回朝鲜。",
    "ja": "中国は十月から五百人以上を北朝鮮に送り返した。",
}


def tone(seconds: float, level: int = 9000) -> bytes:
    count = round(seconds * RATE)
    return struct.pack(f"<{count}h", *(round(level * math.sin(at / 19)) for at in range(count)))


def rest(seconds: float) -> bytes:
    return bytes(2 * round(seconds * RATE))


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("share", [0.6, 1.0, 1.6])
def test_speech_about_as_long_as_its_text_is_well(language: str, share: float) -> None:
    text = SENTENCES[language]
    assert fault(Sound(tone(expected_s(text, language) * share), RATE), text, language) == ""


@pytest.mark.parametrize("language", SENTENCES)
def test_a_third_of_a_sentence_and_one_that_does_not_end_are_seen(language: str) -> None:
    text = SENTENCES[language]
    expected = expected_s(text, language)
    assert "too short" in fault(Sound(tone(expected / 3), RATE), text, language)
    assert "too long" in fault(Sound(tone(expected * 3), RATE), text, language)


@pytest.mark.parametrize(
    ("pcm", "words"),
    [
        (b"", "silent"),
        (rest(3), "silent"),
        (tone(3, level=200), "silent"),
        (struct.pack("<72000h", *[32767] * 72_000), "overloaded"),
        (tone(1.5) + rest(1.8) + tone(1.5), "rests for 1.8 s"),
    ],
)
def test_silence_crackle_and_long_rests_are_seen(pcm: bytes, words: str) -> None:
    assert words in fault(Sound(pcm, RATE), SENTENCES["en"], "en")


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100])
def test_silence_at_the_ends_is_trimmed_to_a_little(rate: int) -> None:
    speech = struct.pack(f"<{rate}h", *(round(9000 * math.sin(at / 19)) for at in range(rate)))
    quiet = bytes(2 * rate)
    kept = trim(Sound(quiet + speech + quiet, rate))
    assert kept.samples / rate == pytest.approx(1.13, abs=0.03)
    assert onset_s(kept) == pytest.approx(0.05, abs=0.011)
    assert speech in kept.pcm
    assert trim(kept).samples == pytest.approx(kept.samples, abs=rate // 100)


def test_what_is_silent_throughout_is_left_as_it_is() -> None:
    assert trim(Sound(rest(1), RATE)) == Sound(rest(1), RATE)


def test_a_sentence_is_judged_in_about_a_millisecond() -> None:
    sound = Sound(tone(5), RATE)
    fault(sound, SENTENCES["en"], "en")
    took = []
    for _ in range(30):
        begun = time.perf_counter()
        fault(sound, SENTENCES["en"], "en")
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.002
