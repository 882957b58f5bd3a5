"""`check` says again what it found in unchanged files, holds no recording in memory, and knows feeds by their content."""

import json
import shutil
import tracemalloc
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.commands.check import check
from pipeline.errors import CodecError
from pipeline.infra import codec
from pipeline.infra.store import Store
from pipeline.validation import content_documents, episode, finding_cache, sound
from pipeline.validation import validate as proofs
from pipeline.validation.sound_levels import FRAME, RATE, Hearing
from pipeline.validation.validate import proof

FEED = '<rss version="2.0"><channel><title>우물 소식</title></channel></rss>'


@pytest.fixture
def edition(editions: Mapping[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(editions["ar"], tmp_path / "edition"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def known(paths: Sequence[Path], store: Store, *, again: bool = False) -> list[bool]:
    return [one.kept for one in proof(paths, fast=True, store=store, again=again)]


def test_unchanged_files_are_not_checked_twice(edition: Path, store: Store) -> None:
    before = list(proof([edition], fast=True, store=store))
    after = list(proof([edition], fast=True, store=store))
    assert [one.kept for one in before] == [False, False]
    assert [one.kept for one in after] == [True, True]
    assert [one.findings for one in after] == [one.findings for one in before]
    assert "unchanged since it was checked" in proofs.describe(after[0])
    assert "unchanged since" not in proofs.describe(before[0])


def test_what_was_found_is_said_again_as_it_was(tmp_path: Path, store: Store) -> None:
    book = tmp_path / "책.epub"
    book.write_bytes(b"no book")
    (before,), (after,) = (list(proof([book], store=store)) for _ in range(2))
    assert after.findings == before.findings != ()
    assert after.kept


def test_a_change_of_the_file_or_of_what_lies_beside_it_is_seen(edition: Path, store: Store) -> None:
    assert known([edition], store) == [False, False]
    captions = next(edition.glob("*.vtt"))
    captions.write_text(captions.read_text("utf-8") + "\n\n99:00:00.000 --> 99:00:01.000\n늦은 말\n", "utf-8")
    book, recording = proof([edition], fast=True, store=store)
    assert (book.kept, recording.kept) == (True, False)
    assert "E04" in {one.number for one in recording.findings}


def test_signs_that_stand_on_a_letter_make_no_line_of_captions_longer(edition: Path, store: Store) -> None:
    captions = next(edition.glob("*.vtt"))
    captions.write_text(captions.read_text("utf-8") + "\n" + "ที่" * 60 + "\n", "utf-8")
    _, recording = proof([edition], fast=True, store=store)
    assert "E06" not in {one.number for one in recording.findings}
    captions.write_text(captions.read_text("utf-8") + "ที่" * 70 + "\n", "utf-8")
    _, recording = proof([edition], fast=True, store=store)
    assert "E06" in {one.number for one in recording.findings}


def test_other_checks_and_whoever_asks_look_again(
    edition: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert known([edition], store) == [False, False]
    assert known([edition], store, again=True) == [False, False]
    monkeypatch.setattr(finding_cache, "_checks", lambda: "another version")
    assert known([edition], store) == [False, False]


def test_what_went_wrong_once_is_tried_again(
    edition: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(episode, "check", lambda _: 1 / 0)
        patch.setattr(content_documents, "check", lambda _: 1 / 0)
        assert known([edition], store) == [False, False]
    assert known([edition], store) == [False, False]
    assert known([edition], store) == [True, True]


def test_json_is_one_list_with_a_line_for_each_file(edition: Path, environment: dict[str, str]) -> None:
    for again in (False, True):
        done = CliRunner().invoke(check, [str(edition), "--fast", "--json"], env=environment)
        assert done.exit_code == 0
        told = json.loads(done.stdout)
        assert [one["kept"] for one in told] == [again, again]
        assert len(done.stdout.splitlines()) == len(told) + 2


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """Twenty minutes of a tone, as MP3."""
    path = tmp_path / "긴 녹음.mp3"
    codec.run(["-f", "lavfi", "-i", "sine=duration=1200:sample_rate=8000", "-b:a", "8k", str(path)])
    return path


def test_memory_does_not_grow_with_a_recording(long: Path) -> None:
    """Decoded it has 58 MB."""
    clips = [Hearing(begin, begin + 5.005) for begin in range(0, 1200, 5)]
    tracemalloc.start()
    try:
        found = list(episode.check(long))
        listener = sound.Listener(clips)
        sound.listen(long, listener)
        assert listener.seconds == pytest.approx(1200, abs=0.1)
        assert {clip.onset for clip in clips} == {0.0}
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert {one.number for one in found} <= {"E07"}
    assert peak < 12_000_000


def test_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"no sound" * 100)
    with pytest.raises(CodecError):
        sound.length(tmp_path / "a.mp3")


def heard(samples: Sequence[int], begin: float, end: float, size: int) -> Hearing:
    """What is heard when a recording comes in blocks of `size` samples."""
    import numpy as np

    hearing, whole = Hearing(begin, end), np.array(samples, np.int16)
    for place in range(0, len(whole), size):
        hearing.hear(whole[place : place + size], place)
    return hearing


@pytest.mark.parametrize("size", [1, 7, FRAME, FRAME + 1, 100_000])
def test_a_clip_is_heard_alike_in_whatever_blocks_it_comes(size: int) -> None:
    quiet, loud, full = [0] * FRAME, [2000] * FRAME, [32_767] * 9
    samples = [*quiet, *loud, *quiet * 2, *loud, *quiet * 5, *loud[:-9], *full, *quiet]
    whole = heard(samples, 0.0, len(samples) / RATE, size)
    assert (whole.onset, whole.longest_silence, whole.is_clipped, whole.runs_on) == (0.01, 0.06, True, False)
    assert whole.samples == len(samples)
    part = heard(samples, 0.015, 0.02, size)
    assert (part.onset, part.runs_on, part.is_clipped) == (0.0, True, False)
    assert heard(samples, 0.021, 0.038, size).onset is None
    assert heard(samples, 0.1, float("inf"), size).is_clipped


def test_two_channels_may_be_louder_than_one(tmp_path: Path) -> None:
    found = {}
    for channels in (1, 2):
        path = tmp_path / f"{channels}.mp3"
        tone = ["-f", "lavfi", "-i", "sine=duration=4:sample_rate=44100", "-ac", str(channels)]
        codec.run([*tone, "-af", "loudnorm=I=-16", "-ar", "44100", str(path)])
        found[channels] = [one.number for one in episode.check(path)]
    assert found == {1: ["E07"], 2: []}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("podcast.rss", FEED.encode()),
        ("소식", FEED.encode()),
        ("feed.php", b"\xef\xbb\xbf" + FEED.encode()),
        ("a.txt", f'<?xml version="1.0"?>\n<!-- <b> -->\n<?xml-stylesheet href="a.xsl"?>\n{FEED}'.encode()),
        ("wide.feed", FEED.encode("utf-16")),
        ("late.xml", f"<?xml version='1.0'?>{'<!-- 말 -->' * 400}{FEED}".encode()),
    ],
)
def test_a_feed_is_known_by_what_it_holds(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "page.html").write_text(f"<html><pre>{FEED}</pre></html>", "utf-8")
    (tmp_path / "atom.xml").write_text('<feed xmlns="http://www.w3.org/2005/Atom"/>', "utf-8")
    for path in (tmp_path, tmp_path / name):
        (one,) = proof([path], fast=True)
        assert one.path.name == name
        assert "F05" in {each.number for each in one.findings}


def test_a_book_is_known_whatever_it_is_called(edition: Path) -> None:
    book = next(edition.glob("*.epub"))
    (one,) = proof([book.rename(book.with_suffix(".zip"))], fast=True)
    assert one.findings == ()


def test_the_length_that_a_feed_needs_is_measured_once(
    long: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths = [finding_cache.Kept(store).length(long)]
    monkeypatch.setattr(sound, "length", lambda _: pytest.fail("decoded again"))
    lengths.append(finding_cache.Kept(store).length(long))
    assert all(before == after for before, after in pairwise(lengths))
