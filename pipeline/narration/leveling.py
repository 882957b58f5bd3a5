"""One loudness for every sentence, whoever speaks it, so that a quotation's voice or one that stands in does not jump.

By themselves voices lie up to 4 dB apart, sentences of one voice up to 2, and some rise above full scale. What each
sentence comes to follows from its own samples alone: no other sentence changes it.
"""

from typing import TYPE_CHECKING

from pipeline.document.sound import Sound
from pipeline.infra.loudness_meter import SILENCE_LUFS, integrate, momentary, samples

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Samples = NDArray[numpy.float32]

REFERENCE_LUFS = -26.0
"""Low enough for the highest samples of nearly all speech: of 14 Korean sentences of Kokoro's one rises to 4 dB above full scale at −22."""
CEILING = 0.97
"""Of full scale. A sentence that would rise above it becomes softer as a whole."""
_MOST_GAIN = 4.0
"""A whisper is not made a voice, nor noise."""
_EXACT = 0.02
"""A gain within a fiftieth of 1 is none: what was levelled stays as it is, to the bit."""
_SHORTEST_S = 0.4
"""The least whose loudness can be measured; a shorter word is measured as if it went on and on."""


def level(sound: Sound) -> Sound:
    """`sound` at the common loudness; the very same value where it is so already, or silent."""
    signal = samples(sound.pcm)
    gain = _gain(signal, sound.rate)
    return sound if abs(gain - 1) < _EXACT else Sound(_as_pcm(signal * gain), sound.rate)


def level_pcm(signal: "Samples", rate: int) -> bytes:
    """Samples of which some may lie beyond −1 and 1, as PCM at the common loudness."""
    return _as_pcm(signal * _gain(signal, rate))


def _gain(signal: "Samples", rate: int) -> float:
    loudness = integrate(momentary(_long_enough(signal, rate), rate)) if signal.size else SILENCE_LUFS
    if loudness <= SILENCE_LUFS:
        return 1.0
    wanted: float = min(10 ** ((REFERENCE_LUFS - loudness) / 20), _MOST_GAIN)
    return min(wanted, CEILING / float(abs(signal).max()))


def _long_enough(signal: "Samples", rate: int) -> "Samples":
    import numpy

    return numpy.resize(signal, max(signal.size, round(_SHORTEST_S * rate)))


def _as_pcm(signal: "Samples") -> bytes:
    return (signal.clip(-1, 1) * 32767).round().astype("<i2").tobytes()
