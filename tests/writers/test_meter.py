"""What is foretold of PCM, against ffmpeg's own meter."""

import math
import re

import numpy as np
import pytest

from pipeline import codec
from pipeline.writers.meter import foretold, integrated


@pytest.mark.parametrize("rate", [16_000, 24_000, 44_100])
def test_foretold_loudness_is_what_ffmpeg_measures(rate: int) -> None:
    count = rate * 20
    noise = np.random.default_rng(1).standard_normal(count) * 2000
    syllables = np.sin(np.arange(count) * math.pi * 4 / rate) ** 2
    wave = noise * syllables * np.where(np.arange(count) < count // 2, 1, 0.2)
    wave[count // 4 : count // 3] = 0
    pcm = wave.astype("<i2").tobytes()
    _, report = codec.run([*codec.raw_input(rate), "-af", "ebur128=framelog=quiet", "-f", "null", "-"], [pcm])
    found = re.search(r"I:\s+(\S+) LUFS", report)
    assert found is not None
    assert integrated(foretold(pcm, rate)) == pytest.approx(float(found[1]), abs=0.2)


def test_silence_and_nothing_are_silent() -> None:
    assert integrated(foretold(bytes(48_000), 24_000)) == -70
    assert integrated([]) == -70
    assert integrated([math.nan, -80.0]) == -70
