"""MP3 files of all common kinds are whole, and halves of them are not."""

import math
import struct

import pytest

from pipeline.infra import codec
from pipeline.narration.engines.mp3 import broken_off

PCM = struct.pack("<36000h", *(round(9000 * math.sin(at / 13)) for at in range(36_000)))
KINDS = {
    "as Google sends": ["-ar", "24000", "-b:a", "32k", "-write_xing", "0", "-id3v2_version", "0"],
    "with an ID3 tag": ["-ar", "44100", "-b:a", "64k", "-metadata", "title=Harbour"],
    "at a varying rate": ["-ar", "24000", "-q:a", "4"],
    "MPEG 2.5": ["-ar", "8000", "-b:a", "16k"],
    "stereo": ["-ar", "48000", "-ac", "2", "-b:a", "128k"],
}


def made(kind: str) -> bytes:
    return codec.run([*codec.raw_input(24_000), *KINDS[kind], "-f", "mp3", "pipe:1"], [PCM])[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("behind", [b"", b"\0\0", b"TAG" + bytes(125)])
def test_a_whole_file_is_whole_whatever_stands_behind_it(kind: str, behind: bytes) -> None:
    assert not broken_off(made(kind) + behind)


@pytest.mark.parametrize("kind", KINDS)
def test_nearly_every_place_to_cut_a_file_is_noticed(kind: str) -> None:
    """But for the few between two frames, of which nothing can be known."""
    whole = made(kind)
    places = range(200, len(whole) - 1, 7)
    noticed = sum(broken_off(whole[:place]) for place in places)
    assert noticed / len(places) > 0.9


def test_a_file_that_counts_its_frames_is_noticed_wherever_it_is_cut() -> None:
    head = bytes.fromhex("fff384c4") + b"\0" * 9 + b"Info" + (1).to_bytes(4, "big") + (40).to_bytes(4, "big")
    frame = bytes.fromhex("fff384c4").ljust(192, b"\0")
    counting = head.ljust(192, b"\0") + frame * 40
    assert not broken_off(counting)
    assert not broken_off(counting[: 192 * 40])
    assert broken_off(counting[: 192 * 20])


@pytest.mark.parametrize("data", [b"", b"<html>" * 50, b"\xff\xfb" + bytes(500), b"ID3", bytes(300)])
def test_what_is_no_mp3_at_all_is_left_to_the_decoder(data: bytes) -> None:
    assert not broken_off(data)
