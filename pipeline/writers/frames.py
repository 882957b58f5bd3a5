"""MPEG frames of a constant bit rate: several encodings, each begun in silence, joined to one file without a seam.

A frame borrows bytes from frames before it only, and an encoder's first frame from none; so whatever follows an
encoding can be left out, and another begin in its place. Sound is counted in the file's own samples.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import pairwise
from pathlib import Path

from pipeline.writers.checksum import checksum


@dataclass(frozen=True, slots=True)
class Encoding:
    """A stretch of sound as ffmpeg wrote it: a frame that describes the rest, then frames of sound."""

    path: Path
    begin: int
    """Where its sound begins in the recording."""

    @property
    def data(self) -> bytes:
        """A minute or so; an edition's together may be more than memory has room for."""
        return self.path.read_bytes()


def frame_samples(rate: int) -> int:
    """How many samples a frame holds (ISO 11172-3 and 13818-3, layer III)."""
    return 1152 if rate >= 32_000 else 576


def lead(begin: int, rate: int) -> int:
    """How much silence is encoded before sound that begins there, so that frames stand where the recording's do."""
    return begin % frame_samples(rate)


def joined(encodings: Sequence[Encoding], end: int, rate: int) -> Iterator[bytes]:
    """One file of `encodings` that follow each other, from the first one's sound to `end`, part by part.

    Before each but the first there must be a twentieth of a second of silence, part of the one before it.
    """
    size = frame_samples(rate)
    places = [encoding.begin // size for encoding in encodings]
    counts = [*(later - earlier for earlier, later in pairwise(places)), None]
    stretches = [_stretch(encoding, count) for encoding, count in zip(encodings, counts, strict=True)]
    begin = encodings[0].begin
    yield _described(encodings[0].data, stretches, lead(begin, rate), end - begin, size)
    for stretch in stretches:
        yield stretch.data


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Some of an encoding's frames of sound."""

    encoding: Encoding
    begin: int
    """In bytes, as `end`."""
    end: int
    frames: int

    @property
    def data(self) -> bytes:
        return self.encoding.data[self.begin : self.end]


def _stretch(encoding: Encoding, wanted: int | None) -> _Stretch:
    """The first frames of sound, as many as are wanted, or all."""
    begin, *ends = _bounds(encoding.data, wanted)
    if wanted is not None and len(ends) < wanted:
        raise ValueError(f"{wanted} frames are needed, and {len(ends)} were encoded")
    return _Stretch(encoding, begin, ends[-1] if ends else begin, len(ends))


def _bounds(data: bytes, wanted: int | None) -> Iterator[int]:
    """Where the description ends, and each frame of sound after it; the bit rate is constant, but for a byte."""
    at, found = _length(data, 0), 0
    yield at
    shorter = _length(data, at) - _longer(data, at) if at < len(data) else 0
    while at < len(data) and found != wanted:
        at, found = at + shorter + _longer(data, at), found + 1
        yield at


def _length(data: bytes, at: int) -> int:
    """Of the frame there, in bytes, by its header."""
    first = data[at + 1] >> 3 & 1
    kilobits, per_second = _table(first)
    rates = data[at + 2]
    slots = 144_000 if first else 72_000
    return slots * kilobits[rates >> 4] // per_second[rates >> 2 & 3] + _longer(data, at)


def _longer(data: bytes, at: int) -> int:
    """Whether the frame there is a byte longer than others, by its header."""
    return data[at + 2] >> 1 & 1


@cache
def _table(first: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Kilobits and samples a second by their numbers in a header, of MPEG-1 or of MPEG-2."""
    if first:
        return (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320), (44_100, 48_000, 32_000)
    return (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160), (22_050, 24_000, 16_000)


def _described(data: bytes, sound: Sequence[_Stretch], lead: int, samples: int, size: int) -> bytes:
    """The describing frame, telling of `sound` instead: the Xing and LAME tags, as players read them.

    The delay it tells covers the silence that was encoded before the sound, so that it is not played.
    """
    frame = bytearray(data[: _length(data, 0)])
    xing = frame.index(b"Info")
    total = len(frame) + sum(stretch.end - stretch.begin for stretch in sound)
    frames = sum(stretch.frames for stretch in sound)
    crc = reduce(lambda before, stretch: checksum(stretch.data, before), sound, 0)
    struct.pack_into(">II", frame, xing + 8, frames, total)
    frame[xing + 16 : xing + 116] = bytes(256 * percent // 100 for percent in range(100))
    lame = xing + 120
    delay = int.from_bytes(frame[lame + 21 : lame + 24], "big") >> 12
    padding = frames * size - delay - lead - samples
    frame[lame + 21 : lame + 24] = (delay + lead << 12 | max(0, min(padding, 4095))).to_bytes(3, "big")
    struct.pack_into(">IH", frame, lame + 28, total, crc)
    struct.pack_into(">H", frame, lame + 34, checksum(bytes(frame[: lame + 34])))
    return bytes(frame)
