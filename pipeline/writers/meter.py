"""How loud speech is, by ITU-R BS.1770 and EBU R 128: foretold of PCM, and put together from its parts.

A part is measured in tenths of a second, so that parts may be measured side by side. What is foretold leads to the
first gain; what counts is measured by ffmpeg in the decoded MP3.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]

SILENCE_LUFS = -70.0
"""The absolute gate: nothing below it counts, and silence is said to be as loud."""
OFFSET_LU = -0.691
GATE_LU = 10
WINDOW = 4
"""Tenths of a second in what is measured at once."""
BLOCK_TENTHS = 50
"""What is weighed at once: its spectra stay in a core's own memory; those of two minutes would take 150 MB."""

SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""The two filters of BS.1770, annex 1, tables 1 and 2, at 48 kHz: how the head and the ear weigh frequencies."""
FILTERS_RATE = 48_000


def foretold(pcm: bytes, rate: int) -> list[float]:
    """The loudness of each 0.4 s that ends with a tenth of a second, as `integrated` takes it, within 0.1 LU.

    Each tenth is weighed through its spectrum, four times as fast as by filters.
    """
    import numpy as np

    length = rate // 10
    size = 2 * length * BLOCK_TENTHS
    blocks = (pcm[begin : begin + size] for begin in range(0, len(pcm), size))
    power = np.concatenate([np.empty(0), *(_power(block, length, rate) for block in blocks)])
    windows = np.convolve(power, np.full(WINDOW, 1 / WINDOW))[: len(power)]
    loudness: list[float] = (OFFSET_LU + 10 * np.log10(np.maximum(windows, 1e-20))).tolist()
    return loudness


def integrated(momentary: Sequence[float]) -> float:
    """The loudness of a whole from that of each 0.4 s, in LUFS: the mean of what is not silent and not much softer."""
    import numpy as np

    measured = np.array(momentary)
    heard = measured[measured > SILENCE_LUFS]
    if not len(heard):
        return SILENCE_LUFS
    return _mean(heard[heard > _mean(heard) - GATE_LU])


def _power(pcm: bytes, length: int, rate: int) -> "Values":
    """The mean square of each tenth of a second, weighed."""
    import numpy as np

    samples = np.frombuffer(pcm, "<i2").astype(np.float32)
    tenths = np.pad(samples, (0, -len(samples) % length)).reshape(-1, length)
    spectrum = np.fft.rfft(tenths)
    return np.asarray((spectrum.real**2 + spectrum.imag**2) @ _weights(length, rate), np.float64)


def _mean(loudness: "Values") -> float:
    import numpy as np

    return float(10 * np.log10(np.mean(10 ** (loudness / 10))))


@cache
def _weights(length: int, rate: int) -> "npt.NDArray[np.float32]":
    """What each line of a spectrum of that many samples adds to their mean square, weighed."""
    import numpy as np

    turns = np.exp(-2j * np.pi * np.fft.rfftfreq(length, 1 / rate) / FILTERS_RATE)
    weight = np.ones(len(turns))
    for above, below in (SHELF, HIGH_PASS):
        weight *= np.abs(np.polyval(above[::-1], turns) / np.polyval(below[::-1], turns)) ** 2
    sides = np.full(len(turns), 2.0)
    sides[0] = 1
    if length % 2 == 0:
        sides[-1] = 1
    return np.asarray(weight * sides / (length * 32_768.0) ** 2, np.float32)
