"""MP3 as frames of a constant bit rate: several encodings joined to one file without a seam.

A frame borrows bytes from frames before it only, and an encoder's first frame from none; so whatever follows an
encoding can be left out, and another begin in its place. Sound is counted in the file's own samples.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.infra.store import Kept
from pipeline.writers.lame_checksum import append, checksum


def frame_samples(rate: int) -> int:
    """How many samples a frame holds (ISO 11172-3 and 13818-3, layer III)."""
    return 1152 if rate >= 32_000 else 576


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of an encoding's frames of sound."""

    begin: int
    """In bytes of the encoding, as `end`."""
    end: int
    frames: int
    checksum: int


@dataclass(frozen=True, slots=True)
class Encoding:
    """A stretch of sound as ffmpeg wrote it: a frame that describes the rest, then frames of sound."""

    kept: Kept
    needed: Stretch
    """Up to where what follows it in a recording begins."""
    rest: Stretch
    """What ends it where nothing follows."""

    def description(self) -> bytes:
        """The frame that describes it."""
        return self.kept.part(0, self.needed.begin)


def stretches(data: bytes, frames: int) -> tuple[Stretch, Stretch]:
    """The first so many `frames` of sound of what ffmpeg wrote, and those after them."""
    bounds = list(_bounds(data))
    if len(bounds) <= frames:
        raise ValueError(f"{frames} frames are needed, and {len(bounds) - 1} were encoded")
    begin, cut, end = bounds[0], bounds[frames], bounds[-1]
    needed = Stretch(begin, cut, frames, checksum(data[begin:cut]))
    return needed, Stretch(cut, end, len(bounds) - 1 - frames, checksum(data[cut:end]))


def join(encodings: Sequence[Encoding], samples: int, rate: int) -> Iterator[bytes]:
    """One file of `encodings` that follow each other, so many `samples` long, part by part.

    Each but the last must end with a twentieth of a second of silence.
    """
    sound = [*(encoding.needed for encoding in encodings), encodings[-1].rest]
    yield _describe(encodings[0].description(), sound, samples, frame_samples(rate))
    for encoding in encodings[:-1]:
        yield encoding.kept.part(encoding.needed.begin, encoding.needed.end)
    yield encodings[-1].kept.part(encodings[-1].needed.begin, encodings[-1].rest.end)


def _bounds(data: bytes) -> Iterator[int]:
    """Where the description ends, and each frame of sound after it; the bit rate is constant, but for a byte."""
    at = _length(data, 0)
    yield at
    shorter = _length(data, at) - _longer(data, at) if at < len(data) else 0
    while at < len(data):
        at += shorter + _longer(data, at)
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


def _describe(described: bytes, sound: Sequence[Stretch], samples: int, size: int) -> bytes:
    """The describing frame, telling of `sound` instead: the Xing and LAME tags, as players read them."""
    frame = bytearray(described)
    xing = frame.index(b"Info")
    total = len(frame) + sum(stretch.end - stretch.begin for stretch in sound)
    frames, crc = sum(stretch.frames for stretch in sound), 0
    for stretch in sound:
        crc = append(crc, stretch.checksum, stretch.end - stretch.begin)
    struct.pack_into(">II", frame, xing + 8, frames, total)
    frame[xing + 16 : xing + 116] = bytes(256 * percent // 100 for percent in range(100))
    lame = xing + 120
    delay = int.from_bytes(frame[lame + 21 : lame + 24], "big") >> 12
    padding = frames * size - delay - samples
    frame[lame + 21 : lame + 24] = (delay << 12 | max(0, min(padding, 4095))).to_bytes(3, "big")
    struct.pack_into(">IH", frame, lame + 28, total, crc)
    struct.pack_into(">H", frame, lame + 34, checksum(bytes(frame[: lame + 34])))
    return bytes(frame)
