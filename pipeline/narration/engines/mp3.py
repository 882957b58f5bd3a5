"""Whether an MP3 file is whole: decoders play what is there, and say nothing of the half that is missing."""

from collections.abc import Iterator

_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
"""Samples a second by the version's two bits: MPEG 1, 2 and 2.5."""
_KBITS_1 = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_LAYER_3 = 1
_COUNTED = 1
"""The flag of a Xing or Info header that says how many frames follow."""


def broken_off(data: bytes) -> bool:
    """Whether the last frame of `data` is cut, or fewer frames are there than its first one promises."""
    frames = 0
    promised = _promised_frames(data, _begin(data))
    for start, length in _frames(data):
        if start + length > len(data):
            return True
        frames += 1
    return frames < promised  # some count the first one, some do not


def _begin(data: bytes) -> int:
    """Behind the ID3 tag, whose size is written in seven bits a byte."""
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _frames(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each frame begins and how long it should be, up to the first place where none begins."""
    place = _begin(data)
    while length := _length(data[place : place + 4]):
        yield place, length
        place += length
    if 0 < len(data) - place < 4 and data[place] == 0xFF:
        yield place, 4  # not even its head is there


def _length(head: bytes) -> int:
    """Bytes of the frame of layer III that begins so; 0 for anything else."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0 or head[1] >> 1 & 3 != _LAYER_3:
        return 0
    version, bits, rate, padding = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version not in _RATES or not 1 <= bits <= 14 or rate == 3:
        return 0
    kbits = (_KBITS_1 if version == 3 else _KBITS_2)[bits - 1]
    return (144 if version == 3 else 72) * kbits * 1000 // _RATES[version][rate] + padding


def _promised_frames(data: bytes, begin: int) -> int:
    """How many frames the first one says that follow it; 0 when it does not."""
    first = data[begin : begin + 200]
    at = max(first.find(b"Xing"), first.find(b"Info"))
    if at < 0 or len(first) < at + 12 or not first[at + 7] & _COUNTED:
        return 0
    return int.from_bytes(first[at + 8 : at + 12], "big")
