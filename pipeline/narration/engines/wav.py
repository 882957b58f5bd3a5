"""WAV files of strangers, read strictly: what a decoder would pass over in silence is an error here."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.document.sound import Sound

if TYPE_CHECKING:
    from numpy import floating
    from numpy.typing import NDArray

    Samples = NDArray[floating[Any]]

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_KINDS = {(_PCM, 16): "<i2", (_PCM, 32): "<i4", (_FLOAT, 32): "<f4", (_FLOAT, 64): "<f8"}
_UNKNOWN_SIZE = 0x7FFF_0000
"""Who sends while still speaking does not know the size, and writes one near the greatest there is."""
_LOUDEST = 1.5
"""Of float samples; voices overshoot 1 a little, and other scales overshoot it by far."""


class NoSound(Exception):
    """Why there is no sound in it, in words that follow “a WAV file that”."""


@dataclass(frozen=True, slots=True)
class _Form:
    kind: str
    """Of a sample, as numpy calls it."""
    channels: int
    rate: int


def decode(data: bytes) -> Sound:
    """The sound of a WAV file, several channels mixed into one. Raises `NoSound`."""
    form: _Form | None = None
    for name, size, body in _chunks(data):
        if name == b"fmt ":
            form = _form(body)
        if name == b"data":
            if form is None:
                raise NoSound("does not say how its samples are written")
            if size > len(body) and size < _UNKNOWN_SIZE:
                raise NoSound(f"breaks off: {len(body)} of {size} bytes are there")
            return _mix_down(body, form)
    raise NoSound("holds no samples")


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, bytes]]:
    """Each part's name, the size that it claims, and what is there of it."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise NoSound("is none")
    place = 12
    while place + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, place)
        streamed = name == b"data" and size == 0
        yield name, size, data[place + 8 :] if streamed else data[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


def _form(body: bytes) -> _Form:
    if len(body) < 16:
        raise NoSound("does not say how its samples are written")
    tag, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", body)
    if tag == _EXTENSIBLE and len(body) >= 26:
        (tag,) = struct.unpack_from("<H", body, 24)
    kind = _KINDS.get((tag, bits))
    if kind is None:
        raise NoSound(f"writes its samples in a way of its own (format {tag}, {bits} bits)")
    if not 1 <= channels <= 8 or not 1_000 <= rate <= 384_000:
        raise NoSound(f"claims {channels} channels at {rate} Hz")
    return _Form(kind, channels, rate)


def _mix_down(body: bytes, form: _Form) -> Sound:
    import numpy as np

    width = int(form.kind[2:]) * form.channels
    samples = np.frombuffer(body[: len(body) // width * width], form.kind).reshape(-1, form.channels)
    if not len(samples):
        raise NoSound("holds no samples")
    levels = _levels(samples, form.kind).mean(axis=1)
    return Sound((levels.clip(-1, 1) * 32767).round().astype("<i2").tobytes(), form.rate)


def _levels(samples: Any, kind: str) -> "Samples":
    """From -1 to 1."""
    import numpy as np

    if kind[1] == "i":
        whole: Samples = samples / float(2 ** (8 * int(kind[2:]) - 1) - 1)
        return whole
    if not np.isfinite(samples).all():
        raise NoSound("holds samples that are not numbers")
    if np.abs(samples).max() > _LOUDEST:
        raise NoSound("holds samples that are far too loud")
    levels: Samples = samples.astype("<f8")
    return levels
