"""How loud speech is, by ITU-R BS.1770 and EBU R 128, and how high its peaks are: in parts, and put together from them.

A part is measured in tenths of a second, so that parts may be measured side by side: the PCM, which leads to the
first gain, then the decoded MP3. ffmpeg's own meter tells the same within its tenths, and takes twice as long.
"""

import math
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]
    Values = npt.NDArray[np.float64]

SILENCE_LUFS = -70.0
"""The absolute gate: nothing below it counts, and silence is said to be as loud."""
OFFSET_LU = -0.691
GATE_LU = 10
WINDOW = 4
"""Tenths of a second in what is measured at once."""

SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""The two filters of BS.1770, annex 1, tables 1 and 2, at 48 kHz: how the head and the ear weigh frequencies."""
FILTERS_RATE = 48_000

BLOCK = 128
"""Tenths of a second that are weighed at once, so that little memory is needed."""

TAPS = 32
"""Samples of which a value between two of them is made; half of them on either side."""
PLACES = 8
"""Places between two samples where their curve is looked at; BS.1770 asks for four or more."""
KAISER = 9.0
"""How fast the taps fade: all as in ffmpeg's meter, whose places are its own."""
BEND = 1.0
"""A curve rises above two samples by less than so many times their bend, up to seven eighths of what can be sampled."""
STRETCH = 1 << 18
"""Samples that are looked at at once, so that little memory is needed; and places between them."""
CANDIDATES = 1 << 13


def samples(pcm: bytes) -> "Samples":
    """PCM of 16 bits as numbers from −1 to 1."""
    import numpy as np

    return np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32_768)


def momentary(signal: "Samples", rate: int) -> list[float]:
    """The loudness of each 0.4 s, a tenth of a second apart, as `integrate` takes it; of less there is none.

    Each tenth is weighed through its spectrum, four times as fast as by filters.
    """
    import numpy as np

    length = rate // 10
    count = len(signal) // length
    if count < WINDOW:
        return []
    tenths, weights = signal[: count * length].reshape(count, length), _weights(length, rate)
    spectra = (np.fft.rfft(tenths[at : at + BLOCK]) for at in range(0, count, BLOCK))
    power = np.concatenate([(each.real**2 + each.imag**2) @ weights for each in spectra])
    windows = np.convolve(power, np.full(WINDOW, 1 / WINDOW), "valid")
    loudness: list[float] = (OFFSET_LU + 10 * np.log10(np.maximum(windows, 1e-20))).tolist()
    return loudness


def peak(signal: "Samples") -> float:
    """The true peak in dBTP: how high the curve through the samples rises, also between them.

    It is drawn only where it bends so much that it may rise above the highest sample.
    """
    import numpy as np

    half, top = TAPS // 2, 0.0
    for at in range(0, len(signal) + 1, STRETCH):
        stretch = signal[max(0, at - half) : at + STRETCH + half]
        before = half - min(half, at)
        after = TAPS + min(STRETCH, len(signal) - at) - before - len(stretch)
        top = _top(np.pad(stretch, (before, after)), top)
    return 20 * math.log10(max(top, 1e-10))


def _top(padded: "Samples", top: float) -> float:
    """The highest value, at least `top`, between the samples but for half the taps at either end."""
    import numpy as np

    half = TAPS // 2
    reach = np.abs(padded)
    top = max(top, float(reach.max(initial=0.0)))
    reach[1:-1] += BEND * np.abs(padded[2:] - 2 * padded[1:-1] + padded[:-2])
    places = np.flatnonzero(np.maximum(reach[half - 1 : -half], reach[half : len(reach) - half + 1]) > top)
    around = np.lib.stride_tricks.sliding_window_view(padded, TAPS)
    for at in range(0, len(places), CANDIDATES):
        between = around[places[at : at + CANDIDATES]] @ _taps()
        top = max(top, float(np.abs(between).max()))
    return top


def integrate(momentary: Sequence[float]) -> float:
    """The loudness of a whole from that of each 0.4 s, in LUFS: the mean of what is not silent and not much softer."""
    import numpy as np

    measured = np.array(momentary)
    audible = measured[measured > SILENCE_LUFS]
    if not len(audible):
        return SILENCE_LUFS
    return _mean(audible[audible > _mean(audible) - GATE_LU])


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
    return np.asarray(weight * sides / length**2, np.float32)


@cache
def _taps() -> "Samples":
    """What the samples around are multiplied by, a column a place: sines faded by Kaiser's window."""
    import numpy as np

    half = TAPS // 2
    places = np.arange(1, PLACES) / PLACES
    away = np.arange(1 - half, half + 1)[:, None] - places
    taps = np.sinc(away) * np.i0(KAISER * np.sqrt(np.maximum(0, 1 - (away / half) ** 2)))
    return np.asarray(taps / taps.sum(axis=0), np.float32)
