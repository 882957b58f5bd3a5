"""The checksum of sound, against a reckoning bit by bit."""

import random

import pytest

from pipeline.writers.lame_checksum import BLOCK_BYTES, append, checksum


def bit_by_bit(data: bytes, before: int = 0) -> int:
    crc = before
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (crc & 1) * 0xA001
    return crc


def test_it_is_the_one_that_players_know() -> None:
    assert checksum(b"123456789") == 0xBB3D  # the check value of CRC-16/ARC


@pytest.mark.parametrize(
    "size", [*range(10), 255, 4096, 10_243, BLOCK_BYTES - 1, BLOCK_BYTES, BLOCK_BYTES + 3]
)
def test_data_of_any_size_have_the_sum_that_is_reckoned_bit_by_bit(size: int) -> None:
    data = random.Random(size).randbytes(size)
    assert checksum(data) == bit_by_bit(data)
    assert checksum(data, 0xBEEF) == bit_by_bit(data, 0xBEEF)


def test_parts_that_follow_each_other_have_the_sum_of_the_whole() -> None:
    data = random.Random(1).randbytes(3000)
    for cut in (0, 1, 2, 999, 1000, 3000):
        assert checksum(data[cut:], checksum(data[:cut])) == checksum(data)


def test_sums_of_parts_are_put_together_to_that_of_the_whole() -> None:
    data = random.Random(2).randbytes(5001)
    for cut in (0, 1, 2, 999, 1000, 5001):
        one, other = data[:cut], data[cut:]
        assert append(checksum(one), checksum(other), len(other)) == checksum(data)
