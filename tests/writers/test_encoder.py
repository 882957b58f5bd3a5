"""Pieces that are encoded once; their bytes follow from the sound alone."""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Clip, Cue, Timeline, Track, Voice
from pipeline.document.sound_pieces import Piece, align, parts
from pipeline.infra import codec
from pipeline.infra.shared_store import open_store
from pipeline.infra.store import Store
from pipeline.writers.encoder import GAIN_STEP_DB, SMALL, Encoder, step
from pipeline.writers.encoders import Encoders, PieceRequest
from pipeline.writers.id3 import Tags
from pipeline.writers.recording import record

RATE = 8_000
TAGS = Tags("강제 송환", language="ko")


def spoken(key: str) -> bytes:
    """Eight seconds of noise in syllables, another for each key."""
    seed = int.from_bytes(key.encode(), "big") % 2**32
    count = 8 * RATE
    noise = np.random.default_rng(seed).standard_normal(count) * 0.05
    return bytes((noise * np.sin(np.arange(count) * 9 / RATE) ** 2 * 32_767).astype("<i2").tobytes())


def laid(*pages: Sequence[str]) -> Timeline:
    tracks = []
    for number, keys in enumerate(pages):
        step = 8 * RATE + RATE // 4
        clips = tuple(Clip(f"s{number}-{key}", key, 8 * RATE, RATE) for key in keys)
        cues = tuple(Cue(clip.sentence, at * step, (at + 1) * step) for at, clip in enumerate(clips))
        tracks.append(Track(Page(f"s{number}", PageKind.SECTION, "장", (), episode=True), clips, cues))
    return align(Timeline(RATE, Voice("hum", "hum", "ko", "1"), tuple(tracks)))


def play(track: Track) -> Iterator[bytes]:
    begin = track.head
    for clip, cue in zip(track.clips, track.cues, strict=True):
        yield spoken(clip.key) + bytes(2 * (cue.end - begin - clip.samples))
        begin = cue.end


def made(timeline: Timeline, store: Path, bench: Path) -> tuple[bytes, ...]:
    bench.mkdir(exist_ok=True)
    with ThreadPoolExecutor(2) as work:
        files = record(timeline, play, TAGS, Store(store), Encoders(work), bench)
        return tuple(b"".join(file.blocks()) for file in (files.episode, *files.pages))


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What ffmpeg was asked for, a word each."""
    asked: list[str] = []
    run = codec.run

    def counted(arguments: Sequence[str], chunks: Iterable[bytes] = ()) -> tuple[bytes, str]:
        asked.append("encode" if "libmp3lame" in arguments else "decode")
        return run(arguments, chunks)

    monkeypatch.setattr(codec, "run", counted)
    return asked


KEYS = [f"문장 {number}" for number in range(24)]


def test_an_edit_encodes_what_it_touches_and_gives_the_bytes_of_a_new_store(
    runs: list[str], tmp_path: Path
) -> None:
    bench, warm = tmp_path / "bench", tmp_path / "warm"
    made(laid(KEYS[:12], KEYS[12:]), warm, bench)
    first = len(runs)
    longer = laid([*KEYS[:2], "또 한 문장", *KEYS[2:12]], KEYS[12:])
    edited = made(longer, warm, bench)
    assert 0 < len(runs) - first < first / 2
    assert edited == made(longer, tmp_path / "cold", bench)


def test_what_is_taken_back_is_not_encoded_again(runs: list[str], tmp_path: Path) -> None:
    bench, store = tmp_path / "bench", tmp_path / "store"
    before = made(laid(KEYS[:12]), store, bench)
    made(laid(KEYS[1:12]), store, bench)
    done = len(runs)
    assert made(laid(KEYS[:12]), store, bench) == before
    assert len(runs) == done


def test_a_damaged_piece_is_made_anew(runs: list[str], tmp_path: Path) -> None:
    bench, store = tmp_path / "bench", tmp_path / "store"
    before = made(laid(KEYS[:4]), store, bench)
    for entry in (path for path in store.rglob("*") if path.is_file()):
        entry.write_bytes(entry.read_bytes()[:-1])
    done = len(runs)
    assert made(laid(KEYS[:4]), store, bench) == before
    assert len(runs) == 2 * done


def piece(key: str) -> Piece:
    return parts(laid([key])).episode[0]


def test_gains_go_by_steps_and_stay_as_they_are_on_the_whole() -> None:
    pieces = [piece(f"piece {number}") for number in range(400)]
    gains = [step(3.13, each) for each in pieces]
    assert set(gains) == {3.0, 3.2}
    assert np.mean(gains) == pytest.approx(3.13, abs=0.02)
    moved = [step(3.131, each) for each in pieces]
    assert sum(one != other for one, other in zip(gains, moved, strict=True)) <= 8
    assert {step(0.0, each) for each in pieces} == {0.0}
    assert GAIN_STEP_DB < 0.5, "a step that nobody hears"


def test_what_another_machine_encoded_comes_by_the_store_alone(runs: list[str], tmp_path: Path) -> None:
    """As a worker answers, which shares nothing but the store's address."""
    shared, bench = tmp_path / "shared", tmp_path / "bench"
    shared.mkdir()
    bench.mkdir()
    asked: list[PieceRequest] = []

    def elsewhere(request: PieceRequest) -> bool:
        asked.append(request)
        worker = open_store(tmp_path / "worker", f"file://{shared}")
        Encoder(play, worker, bench).answer(pickle.loads(pickle.dumps(request)))
        runs.clear()
        return True

    def forbidden(track: Track) -> Iterator[bytes]:
        raise AssertionError("the conductor plays nothing")

    with ThreadPoolExecutor(1) as work:
        store = open_store(tmp_path / "conductor", f"file://{shared}")
        encoders = Encoders(work, elsewhere)
        files = record(laid(KEYS[:6]), forbidden, TAGS, store, encoders, bench, SMALL)
        found = tuple(b"".join(file.blocks()) for file in (files.episode, *files.pages))
        alone = record(laid(KEYS[:6]), play, TAGS, Store(tmp_path / "own"), Encoders(work), bench, SMALL)
    assert {request.step for request in asked} == {"foretold", "measure", "encode"}
    assert found == tuple(b"".join(file.blocks()) for file in (alone.episode, *alone.pages))


def test_what_a_worker_says_that_it_made_and_did_not_keep_is_made_here(tmp_path: Path) -> None:
    (bench := tmp_path / "bench").mkdir()
    with ThreadPoolExecutor(1) as work:
        encoders = Encoders(work, lambda _: True)
        files = record(laid(KEYS[:4]), play, TAGS, Store(tmp_path / "store"), encoders, bench)
    assert b"".join(files.episode.blocks()) == made(laid(KEYS[:4]), tmp_path / "own", bench)[0]
