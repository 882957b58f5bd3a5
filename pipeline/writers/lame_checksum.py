"""The checksum that the tag of LAME bears."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Words = npt.NDArray[np.uint16]

BLOCK_BYTES = 1 << 18
"""Reckoned at once: its tables and words stay in a core's own memory."""


def checksum(data: bytes, before: int = 0) -> int:
    """CRC-16 with the polynomial 0x8005 reflected, of what came `before` and `data`.

    Words of two bytes are reckoned apart, then put together two by two, for a sum goes on over what follows as over
    zeros: some steps for all instead of one a byte, which would take seconds for an hour of sound.
    """
    import numpy as np

    crc, even = before, len(data) & ~1
    for begin in range(0, even, BLOCK_BYTES):
        words = np.frombuffer(data[begin : min(begin + BLOCK_BYTES, even)], "<u2").copy()
        words[0] ^= crc
        crc = _together(_moved_sums(0)[words])
    return int(_moved_byte()[(crc ^ data[-1]) & 255] ^ crc >> 8) if len(data) > even else crc


def append(before: int, sum: int, length: int) -> int:
    """The checksum of what came `before` and, after it, of `length` bytes whose own is `sum`."""
    moved = before
    if length % 2:
        moved = int(_moved_byte()[moved & 255] ^ moved >> 8)
    for place in range((length // 2).bit_length()):
        if length // 2 >> place & 1:
            moved = int(_moved_sums(place)[moved])
    return moved ^ sum


def _together(sums: "Words") -> int:
    """The sum of the whole from that of each word."""
    import numpy as np

    doubled = 0
    while len(sums) > 1:
        if len(sums) % 2:
            sums = np.concatenate([np.zeros(1, np.uint16), sums])  # zeros before a sum that begins at zero
        sums = _moved_sums(doubled)[sums[::2]] ^ sums[1::2]
        doubled += 1
    return int(sums[0])


@cache
def _moved_sums(doubled: int) -> "Words":
    """What two bytes of zeros, doubled so many times, make of each sum."""
    import numpy as np

    if doubled:
        half = _moved_sums(doubled - 1)
        return half[half]
    low = np.arange(65_536, dtype=np.uint16)
    for _ in range(2):
        low = _moved_byte()[low & 255] ^ low >> 8
    return low


@cache
def _moved_byte() -> "Words":
    """What eight steps make of each byte."""
    import numpy as np

    table = np.arange(256)
    for _ in range(8):
        table = table >> 1 ^ (table & 1) * 0xA001
    return table.astype(np.uint16)
