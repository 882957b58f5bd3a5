"""Is this sound what the sentence should sound like? Judged by its samples alone, in well under a millisecond.

The bounds are wide: of what eSpeak NG says of an article in six languages, and Kokoro in five, nothing is outside
(scripts/speaking_rates.py), and half a sentence, a sentence said twice and a stuck voice are.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.document.sound import Sound

if TYPE_CHECKING:
    from numpy import int16
    from numpy.typing import NDArray

    Samples = NDArray[int16]

_LEAST = 0.45
_MOST = 2.0
"""Of the time that is expected, with a second more. Measured were 0.62 to 1.31."""
_BEGIN_S = 0.25
"""What every sentence takes beside its letters."""
_SILENCE_S = 1.5
"""The longest rest within a sentence; Kokoro's were 0.4 s at most, eSpeak NG's 0.23 s."""
_SILENT = 40
"""The loudest sample of a frame that counts as silence: −58 dBFS, and 32 dB below speech at `leveling.REFERENCE_LUFS`."""
_QUIET = 330
"""The loudest sample of a sentence that nobody hears: −40 dBFS."""
_FULL = 32_700
_MOST_FULL = 8
"""Samples at full scale in a row that are heard as a crackle."""
_FRAME_S = 0.01
_HEAD_S = 0.05
_TAIL_S = 0.08


@dataclass(frozen=True, slots=True)
class _Signs:
    """A kind of sign and how long one of it is spoken."""

    pattern: re.Pattern[str]
    seconds: float


def fault(sound: Sound, text: str, language: str) -> str:
    """What is wrong with `sound` as that of `text`, in words that follow “it”; empty when nothing is."""
    samples = _samples(sound)
    if not samples.size or int(abs(samples.astype("<i4")).max()) < _QUIET:
        return "is silent"
    if _longest_full(samples) >= _MOST_FULL:
        return "is overloaded"
    rest_s = inner_silence_s(sound)
    if rest_s > _SILENCE_S:
        return f"rests for {rest_s:.1f} s within"
    return _length_fault(sound.samples / sound.rate, expected_s(text, language))


def expected_s(text: str, language: str) -> float:
    """About how long `text` is spoken."""
    base = language.partition("-")[0]
    return _BEGIN_S + sum(len(each.pattern.findall(text)) * each.seconds for each in _rates(base))


def inner_silence_s(sound: Sound) -> float:
    """The longest silence between two sounds."""
    import numpy as np

    loud = np.flatnonzero(_peaks(sound) > _SILENT)
    return float(np.diff(loud).max() - 1) * _FRAME_S if len(loud) > 1 else 0.0


def onset_s(sound: Sound) -> float:
    """How long it is silent before the first sound; all of it when there is none."""
    import numpy as np

    loud = np.flatnonzero(_peaks(sound) > _SILENT)
    return float(loud[0]) * _FRAME_S if len(loud) else sound.samples / sound.rate


def trim(sound: Sound) -> Sound:
    """`sound` without the silence at its ends, but for 50 ms before and 80 ms after."""
    import numpy as np

    loud = np.flatnonzero(_peaks(sound) > _SILENT)
    if not len(loud):
        return sound
    frame = _frame(sound.rate)
    begin = max(0, int(loud[0]) * frame - round(_HEAD_S * sound.rate))
    end = min(sound.samples, (int(loud[-1]) + 1) * frame + round(_TAIL_S * sound.rate))
    return Sound(sound.pcm[2 * begin : 2 * end], sound.rate)


def _length_fault(seconds: float, expected: float) -> str:
    if seconds < _LEAST * expected:
        return f"lasts {seconds:.1f} s, too short for its text"
    if seconds > _MOST * expected + 1:
        return f"lasts {seconds:.1f} s, too long for its text"
    return ""


@cache
def _rates(base: str) -> tuple[_Signs, ...]:
    """How long the signs of a text are spoken; letters of other scripts than the language's own are spelled or read."""
    pattern = re.compile
    return (
        _Signs(pattern(r"[가-힣]"), 0.165),
        _Signs(pattern(r"[\u3400-\u9fff\uf900-\ufaff]"), 0.23),
        _Signs(pattern(r"[\u3040-\u30ff]"), 0.14),
        _Signs(pattern(r"\d"), 0.32),
        _Signs(pattern(r"[%$€£₩¥°]"), 0.5),
        _Signs(pattern(r"(?<![A-Z])[A-Z](?![A-Z])"), 0.065),
        _Signs(pattern(r"(?<=[A-Z])[A-Z]|[A-Z](?=[A-Z])"), 0.25),
        _Signs(pattern(r"[^\W\dA-Z_가-힣\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"), 0.065),
        _Signs(pattern(r"[,.;:!?。，、；：！？—–]"), 0.12),
    )


def _samples(sound: Sound) -> "Samples":
    import numpy as np

    return np.frombuffer(sound.pcm, "<i2")


def _frame(rate: int) -> int:
    return round(rate * _FRAME_S)


def _peaks(sound: Sound) -> "Samples":
    """The loudest sample of each frame of 10 ms."""
    import numpy as np

    frame, samples = _frame(sound.rate), _samples(sound)
    whole = np.abs(samples[: len(samples) // frame * frame].astype("<i4")).reshape(-1, frame)
    peaks: Samples = whole.max(axis=1) if len(whole) else np.abs(samples.astype("<i4"))[:0]
    return peaks


def _longest_full(samples: "Samples") -> int:
    """The longest run of samples at full scale."""
    import numpy as np

    full = np.flatnonzero((samples >= _FULL) | (samples <= -_FULL))
    if len(full) < _MOST_FULL:
        return len(full)
    ends = np.flatnonzero(np.diff(full) > 1)
    edges = np.concatenate(([-1], ends, [len(full) - 1]))
    return int(np.diff(edges).max())
