"""Every voice is as loud as the others, none is cut off at full scale, and silence stays silence."""

import math

import numpy as np
import pytest

from pipeline.document.sound import Sound
from pipeline.infra.loudness_meter import integrate, momentary, samples
from pipeline.narration.leveling import CEILING, REFERENCE_LUFS, level, level_pcm

RATE = 24_000


def voiced(amplitude: float, seconds: float = 2.0) -> np.ndarray:
    """A tone that swells and fades as syllables do."""
    at = np.arange(round(seconds * RATE)) / RATE
    swelling: np.ndarray = amplitude * np.sin(2 * math.pi * 220 * at) * np.sin(math.pi * 4 * at) ** 2
    return swelling.astype(np.float32)


def as_sound(signal: np.ndarray) -> Sound:
    return Sound((signal * 32767).astype("<i2").tobytes(), RATE)


def loudness(sound: Sound) -> float:
    return integrate(momentary(samples(sound.pcm), sound.rate))


@pytest.mark.parametrize("amplitude", [0.06, 0.3, 0.9])
def test_loud_and_soft_voices_come_to_one_loudness(amplitude: float) -> None:
    assert loudness(level(as_sound(voiced(amplitude)))) == pytest.approx(REFERENCE_LUFS, abs=0.2)


def test_what_rises_above_full_scale_is_made_softer_and_not_cut() -> None:
    pcm = level_pcm(voiced(1.6), RATE)
    heard = samples(pcm)
    assert np.abs(heard).max() < CEILING
    assert np.corrcoef(heard, voiced(1.6))[0, 1] > 0.9999


def test_one_high_sample_makes_the_sentence_softer_as_a_whole() -> None:
    signal = voiced(0.06)
    signal[RATE] = 0.99
    heard = samples(level(as_sound(signal)).pcm)
    assert np.abs(heard).max() <= CEILING + 1e-4
    loudest = int(np.abs(signal[: RATE // 2]).argmax())
    assert heard[loudest] / signal[loudest] == pytest.approx(heard[RATE] / signal[RATE], abs=0.01)
    assert loudness(level(as_sound(signal))) < REFERENCE_LUFS - 1


def test_a_word_too_short_to_be_measured_is_as_loud_as_a_sentence() -> None:
    short = samples(level(as_sound(voiced(0.5, 0.25))).pcm)
    long = samples(level(as_sound(voiced(0.5))).pcm)
    assert np.abs(short).max() == pytest.approx(np.abs(long).max(), rel=0.1)


def test_silence_stays_silence_and_noise_is_not_made_a_voice() -> None:
    silent = Sound(bytes(48_000), RATE)
    assert level(silent) is silent
    assert level(Sound(b"", RATE)).pcm == b""
    faint = as_sound(voiced(0.003))
    assert np.abs(samples(level(faint).pcm)).max() < 0.02


def test_what_was_levelled_stays_as_it_is_to_the_bit() -> None:
    once = level(as_sound(voiced(0.7)))
    assert level(once) is once
