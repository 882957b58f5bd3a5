"""Loudness and true peaks, against ffmpeg's own meter."""

import math
import re

import numpy as np
import pytest

from pipeline.infra import codec, loudness_meter
from pipeline.infra.loudness_meter import integrate, momentary, peak, samples


@pytest.mark.parametrize("rate", [16_000, 24_000, 44_100])
def test_loudness_is_what_ffmpeg_measures(rate: int) -> None:
    count = rate * 20
    noise = np.random.default_rng(1).standard_normal(count) * 2000
    syllables = np.sin(np.arange(count) * math.pi * 4 / rate) ** 2
    wave = noise * syllables * np.where(np.arange(count) < count // 2, 1, 0.2)
    wave[count // 4 : count // 3] = 0
    pcm = wave.astype("<i2").tobytes()
    _, report = codec.run([*codec.raw_input(rate), "-af", "ebur128=framelog=quiet", "-f", "null", "-"], [pcm])
    found = re.search(r"I:\s+(\S+) LUFS", report)
    assert found is not None
    assert integrate(momentary(samples(pcm), rate)) == pytest.approx(float(found[1]), abs=0.1)


def test_silence_and_nothing_are_silent() -> None:
    assert integrate(momentary(samples(bytes(48_000)), 24_000)) == -70
    assert integrate(momentary(samples(b""), 24_000)) == -70
    assert integrate([math.nan, -80.0]) == -70


def wave(name: str) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Six seconds at 44.1 kHz that are hard on a meter of peaks, between two pauses."""
    times = np.arange(6 * 44_100)
    noise = np.random.default_rng(4).standard_normal(len(times))
    made = {
        "noise": 0.2 * noise,
        "clipped noise": np.clip(0.8 * noise, -0.6, 0.6),
        "square": 0.6 * np.sign(np.sin(times * 2 * math.pi * 441 / 44_100 + 0.1)),
        "clicks": np.where(times % 997 < 2, 0.8, 0.0),
        "hiss": 0.7 * np.sin(times * math.pi / 2 + math.pi / 4) * (times % 9000 > 4500),
        "hum": 0.7 * np.sin(times * 2 * math.pi * 110 / 44_100),
        "silence": 0.0 * times,
    }[name]
    return np.concatenate([np.zeros(4410), made, np.zeros(4410)])


def highest(heard: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> float:
    """How high the curve rises that has no frequency above half the rate, in dBTP: drawn at eight places a sample."""
    spectrum = np.fft.rfft(heard)
    return 20 * math.log10(8 * np.abs(np.fft.irfft(spectrum, 8 * len(heard))).max())


WAVES = ("noise", "clipped noise", "square", "clicks", "hiss", "hum")


@pytest.mark.parametrize("name", WAVES)
def test_loudness_and_true_peak_of_a_decoded_mp3_are_what_ffmpeg_measures(name: str) -> None:
    pcm = (wave(name) * 32_767).astype("<i2").tobytes()
    mp3, _ = codec.run([*codec.raw_input(44_100), "-b:a", "96k", "-f", "mp3", "pipe:1"], [pcm])
    made, _ = codec.run(["-f", "mp3", "-i", "pipe:0", "-f", "f32le", "pipe:1"], [mp3])
    measured = ["-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
    _, report = codec.run(["-f", "mp3", "-i", "pipe:0", *measured], [mp3])
    found = re.search(r"I:\s+(\S+) LUFS.*Peak:\s+(\S+) dBFS", report[report.rindex("Summary:") :], re.DOTALL)
    assert found is not None
    heard = np.frombuffer(made, "<f4")
    assert integrate(momentary(heard, 44_100)) == pytest.approx(float(found[1]), abs=0.06)
    assert peak(heard) > float(found[2]) - 0.06  # ffmpeg's own places may pass by a peak
    assert peak(heard) == pytest.approx(highest(heard), abs=0.06)


@pytest.mark.parametrize("name", WAVES)
def test_no_peak_is_missed_where_the_curve_is_not_drawn(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = wave(name).astype(np.float32)
    found = peak(heard)
    monkeypatch.setattr(loudness_meter, "BEND", 1e6)
    assert found == peak(heard)
    monkeypatch.setattr(loudness_meter, "STRETCH", 1003)
    assert found == pytest.approx(peak(heard), abs=1e-4)


def test_a_curve_rises_above_its_samples_at_both_ends_too() -> None:
    tone = 0.5 * np.sin(np.arange(4410) * math.pi / 2 + math.pi / 4)
    assert 20 * math.log10(np.abs(tone).max()) == pytest.approx(-9.03, abs=0.01)
    assert peak(np.hanning(4410).astype(np.float32) * tone.astype(np.float32)) == pytest.approx(
        -6.02, abs=0.05
    )
    for ends in ([0.5, 0.5, *[0.0] * 40], [*[0.0] * 40, 0.5, 0.5]):
        assert peak(np.array(ends, np.float32)) == pytest.approx(-4.0, abs=0.2)


def test_silence_and_nothing_have_no_peak() -> None:
    assert peak(wave("silence").astype(np.float32)) == -200
    assert peak(samples(b"")) == -200
