"""MP3 files, judged by decoding them again."""

import math
import re
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3, BitrateMode

from pipeline.document.article import Block, BlockKind, Sentence, Span
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Clip, Cue, Timeline, Track, Voice
from pipeline.document.sound_pieces import align
from pipeline.document.sound_pieces import parts as parts_of
from pipeline.errors import NarrationError
from pipeline.infra import codec
from pipeline.infra.store import Store
from pipeline.writers.encoder import FULL, SMALL, Play, Quality
from pipeline.writers.encoders import Encoders
from pipeline.writers.id3 import Tags
from pipeline.writers.recording import Recording, record

RATE = 24_000
TITLES = (
    "강제 송환: 국경에서 벌어지는 일에 관한 아주 긴 제목",
    "Contents",
    "A",
    "遣返",
    "Longer than the one before it",
    "b",
)
"""Of the pages, the second of which is not in the episode; sorted by size they would change places."""
TAGS = Tags(
    title="강제 송환",
    artist="한국인권단체, Jane Roe",
    album="朝鮮半島",
    language="ko",
    date="2026-11-02T09:30+09:00",
    comment="합성 음성입니다.",
)

Wave = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Loudness:
    """How loud some sound is, by EBU R 128."""

    integrated_lufs: float
    peak_dbtp: float


def loudness(mp3: bytes) -> Loudness:
    """As ffmpeg measures it in what it decodes."""
    meter = ["-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
    _, report = codec.run(["-f", "mp3", "-i", "pipe:0", "-map", "0:a", *meter], [mp3])
    found = re.search(r"I:\s+(\S+) LUFS.*Peak:\s+(\S+) dBFS", report[report.rindex("Summary:") :], re.DOTALL)
    assert found is not None, report
    return Loudness(float(found[1]), float(found[2]))


def murmur(seconds: float, seed: int = 1, height: float = 0.03) -> Wave:
    """Something like speech: soft noise in syllables, between −1 and 1."""
    count = int(seconds * RATE)
    noise = np.convolve(np.random.default_rng(seed).standard_normal(count), np.hanning(12) / 2, "same")
    return np.asarray(noise * height * np.sin(np.arange(count) * math.pi * 4 / RATE) ** 2)


def laid(*waves: Wave, rest: int = RATE // 5) -> tuple[Timeline, Play]:
    """A timeline with a page of one sentence for each wave and so much silence after it, and what plays it."""
    made, sound = [], {}
    for number, (wave, title) in enumerate(zip(waves, TITLES, strict=False)):
        id = f"s{number}-b1-k1"
        sound[id] = (np.clip(wave, -1, 1) * 32767).astype("<i2").tobytes()
        block = Block(f"s{number}-b1", BlockKind.PARAGRAPH, sentences=(Sentence(id, (Span("문장."),)),))
        page = Page(f"s{number}", PageKind.SECTION, title, (block,), episode=number != 1)
        made.append(Track(page, (Clip(id, id, len(wave), RATE),), (Cue(id, 0, len(wave) + rest),)))
    timeline = Timeline(RATE, Voice("hum", "hum", "ko", "1"), tuple(made))
    return align(timeline), partial(played, sound)


def played(sound: Mapping[str, bytes], track: Track) -> Iterator[bytes]:
    """Each clip's sound by its key, and silence up to the next one."""
    begin = track.head
    for clip, cue in zip(track.clips, track.cues, strict=True):
        yield sound[clip.key] + bytes(2 * (cue.end - begin - clip.samples))
        begin = cue.end


@cache
def work() -> Executor:
    return ThreadPoolExecutor(2)


@dataclass(frozen=True)
class Files:
    """What a recording was written to."""

    episode: bytes
    pages: tuple[bytes, ...]


def written(made: Recording) -> Files:
    return Files(b"".join(made.episode.blocks()), tuple(b"".join(page.blocks()) for page in made.pages))


def whole(
    parts: tuple[Timeline, Play],
    tags: Tags = TAGS,
    executor: Executor | None = None,
    quality: Quality = FULL,
    store: Path | None = None,
) -> Files:
    """Made in a store of its own, unless one is given."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Store(store or Path(folder) / "store")
        return written(record(*parts, tags, kept, Encoders(executor or work()), Path(folder), quality))


def decoded(mp3: bytes, rate: int = RATE) -> Wave:
    """From a file, as players do: reading from a pipe, ffmpeg leaves the padding at the end."""
    with tempfile.NamedTemporaryFile(suffix=".mp3") as file:
        file.write(mp3)
        file.flush()
        pcm, _ = codec.run(["-i", file.name, "-map", "0:a", "-ar", str(rate), "-f", "s16le", "pipe:1"])
    return np.frombuffer(pcm, "<i2").astype(float) / 32767


def late(heard: Wave, meant: Wave) -> int:
    """By how many samples `heard` comes after `meant`, by cross-correlation."""
    size = 1 << (len(heard) + len(meant)).bit_length()
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(meant, size)))
    place = int(np.argmax(product))
    return place if place < size // 2 else place - size


@pytest.fixture(scope="module")
def parts() -> tuple[Timeline, Play]:
    return laid(*(murmur(1.5 + number / 4, seed=number) for number in range(len(TITLES))))


@pytest.fixture(scope="module")
def made(parts: tuple[Timeline, Play]) -> Files:
    return whole(parts)


@pytest.fixture(scope="module")
def pieces(made: Files) -> tuple[bytes, ...]:
    return made.pages


class TestSound:
    def test_the_episode_is_mono_at_44100_and_one_bit_rate(self, made: Files) -> None:
        info = MP3(BytesIO(made.episode)).info
        assert (info.channels, info.sample_rate, info.bitrate) == (1, 44_100, 96_000)
        assert info.bitrate_mode is BitrateMode.CBR
        assert {header[2] >> 4 for header in frames(made.episode)} == {7}

    def test_times_in_samples_hold_in_the_mp3(self, made: Files, parts: tuple[Timeline, Play]) -> None:
        timeline, play = parts
        heard = decoded(made.episode)
        assert len(heard) == pytest.approx(timeline.samples, abs=0.02 * RATE)
        for track, begin in zip(timeline.episode, timeline.begins, strict=True):
            meant = np.frombuffer(b"".join(play(track)), "<i2").astype(float)
            assert abs(late(heard[begin : begin + track.samples], meant)) < 0.005 * RATE

    def test_a_page_has_its_own_sound_whether_in_the_episode_or_not(
        self, parts: tuple[Timeline, Play], pieces: tuple[bytes, ...]
    ) -> None:
        timeline, play = parts
        for track, piece in zip(timeline.tracks, pieces, strict=True):
            heard = decoded(piece)
            meant = np.frombuffer(b"".join(play(track)), "<i2").astype(float)
            assert len(heard) == pytest.approx(track.samples, abs=0.02 * RATE)
            assert abs(late(heard, meant)) < 0.005 * RATE
            assert np.corrcoef(heard[: len(meant)], meant[: len(heard)])[0, 1] > 0.95

    def test_the_same_sound_gives_the_same_bytes(self, made: Files, parts: tuple[Timeline, Play]) -> None:
        assert whole(parts) == made
        assert not re.search(rb"Lav[cf]\d", made.episode), "names its encoder's version"
        with ThreadPoolExecutor(1) as alone:
            assert whole(parts, executor=alone) == made


def paragraph(sentences: int, rest: int, rate: int = RATE) -> tuple[Timeline, Play]:
    """A page of so many sentences of 20 s, and one of a single sentence; each sentence its own murmur."""
    length = 20 * rate
    spoken = {
        str(seed): (murmur(20, seed=seed)[:length] * 32767).astype("<i2").tobytes()
        for seed in range(sentences + 1)
    }
    tracks = []
    for number, ids in enumerate((range(sentences), range(sentences, sentences + 1))):
        names = [f"s{number}-k{id}" for id in ids]
        clips = tuple(Clip(name, str(id), length, rate) for name, id in zip(names, ids, strict=True))
        step = length + rest
        cues = tuple(Cue(name, at * step, (at + 1) * step) for at, name in enumerate(names))
        tracks.append(Track(Page(f"s{number}", PageKind.SECTION, "T", (), episode=True), clips, cues))
    timeline = Timeline(rate, Voice("hum", "hum", "ko", "1"), tuple(tracks))
    return align(timeline), partial(played, spoken)


class TestJoin:
    @pytest.mark.parametrize("quality", [FULL, SMALL], ids=["full", "small"])
    def test_pieces_meet_to_the_sample(self, quality: Quality) -> None:
        timeline, play = paragraph(8, rest=RATE // 4)
        assert len(parts_of(timeline).pages[0]) > 1
        made = whole((timeline, play), quality=quality)
        heard = decoded(made.episode, quality.rate)
        assert len(heard) == round(timeline.samples * quality.rate / RATE)
        for track, page, begin in zip(timeline.tracks, made.pages, timeline.begins, strict=True):
            own = decoded(page, quality.rate)
            assert len(own) == round(track.samples * quality.rate / RATE)
            first = round(begin * quality.rate / RATE)
            assert np.abs(own - heard[first : first + len(own)]).max() < 0.01

    def test_every_sentence_stands_where_its_cue_says(self) -> None:
        timeline, play = paragraph(8, rest=RATE // 4)
        heard = decoded(whole((timeline, play)).episode)
        for track, begin in zip(timeline.tracks, timeline.begins, strict=True):
            meant = np.frombuffer(b"".join(play(track)), "<i2").astype(float)
            for cue in track.cues:
                wave = meant[cue.begin : cue.end]
                assert abs(late(heard[begin + cue.begin : begin + cue.end], wave)) <= 2

    def test_pages_without_a_pause_are_whole_and_so_is_the_episode(self) -> None:
        timeline, play = paragraph(5, rest=0)
        plan = parts_of(timeline)
        assert not set(plan.episode) & {piece for page in plan.pages for piece in page}
        made = whole((timeline, play))
        heard, pages = decoded(made.episode), [decoded(page) for page in made.pages]
        assert len(heard) == sum(map(len, pages)) == timeline.samples
        assert np.corrcoef(heard, np.concatenate(pages))[0, 1] > 0.99

    def test_every_frame_is_told_of(self, made: Files) -> None:
        for data in (made.episode, *made.pages):
            headers = list(frames(data))
            at = data.index(b"Info")
            told = (
                int.from_bytes(data[at + 8 : at + 12], "big"),
                int.from_bytes(data[at + 12 : at + 16], "big"),
            )
            assert told == (len(headers) - 1, len(data) - data.index(headers[0]))


def bursts() -> Wave:
    """A murmur with a shout every second, which no gain alone can bring to the right loudness."""
    wave = murmur(8, height=0.01)
    for at in range(0, len(wave), RATE):
        wave[at : at + 1200] *= 60
    return wave


def clicks() -> Wave:
    """A murmur with clicks so short that MP3 gives them higher peaks than the limiter left."""
    wave = murmur(8, height=0.01)
    for at in range(0, len(wave), RATE // 3):
        wave[at : at + 3] = [0.9, -0.9, 0.9]
    return wave


class TestLoudness:
    @pytest.mark.parametrize(
        "wave",
        [murmur(8, height=0.003), murmur(8, height=0.3), np.sign(murmur(8)) * 0.9, bursts(), clicks()],
        ids=["whisper", "loud", "square", "bursts", "clicks"],
    )
    def test_any_voice_comes_out_at_the_same_loudness_and_without_overs(self, wave: Wave) -> None:
        made = whole(laid(wave))
        heard = loudness(made.episode)
        assert heard.integrated_lufs == pytest.approx(-19, abs=0.5)
        assert heard.peak_dbtp <= -1

    def test_the_meter_takes_mono_as_mono(self) -> None:
        """By EBU Tech 3341, a 1 kHz sine at −20 dBFS in one channel measures −23.0 LUFS; LAME takes 0.45 dB off it."""
        sine = 0.1 * np.sin(np.arange(4 * RATE) * 2 * math.pi * 1000 / RATE)
        data, _ = codec.run(
            [*codec.raw_input(RATE), "-c:a", "libmp3lame", "-b:a", "96k", "-f", "mp3", "pipe:1"],
            [(sine * 32767).astype("<i2").tobytes()],
        )
        assert loudness(data).integrated_lufs == pytest.approx(-23.45, abs=0.1)

    def test_one_gain_keeps_a_quiet_page_quieter_than_a_loud_one(self) -> None:
        parts = laid(murmur(5, height=0.1), murmur(5), murmur(5, height=0.05))
        first, _, third = whole(parts).pages
        difference = loudness(first).integrated_lufs - loudness(third).integrated_lufs
        assert difference == pytest.approx(6, abs=0.3)

    def test_silence_stays_silence(self) -> None:
        made = whole(laid(np.zeros(3 * RATE)))
        assert not decoded(made.episode).any()


class TestTags:
    def test_chapters_stand_in_order_and_meet(self, made: Files, parts: tuple[Timeline, Play]) -> None:
        timeline, _ = parts
        found = [frame for frame in ID3(BytesIO(made.episode)).values() if frame.FrameID == "CHAP"]
        places = [
            made.episode.index(frame.element_id.encode() + b"\0", made.episode.index(b"CHAP"))
            for frame in found
        ]
        assert places == sorted(places)
        assert [str(frame.sub_frames["TIT2"]) for frame in found] == [TITLES[0], *TITLES[2:]]
        assert [frame.start_time for frame in found] == [begin * 1000 // RATE for begin in timeline.begins]
        assert all(one.end_time == two.start_time for one, two in pairwise(found))
        assert found[-1].end_time == timeline.samples * 1000 // RATE
        table = ID3(BytesIO(made.episode)).getall("CTOC")[0]
        assert table.child_element_ids == [frame.element_id for frame in found]
        assert table.flags == 3

    def test_ffmpeg_reads_the_same_chapters(self, made: Files) -> None:
        text, _ = codec.run(
            ["-f", "mp3", "-i", "pipe:0", "-map", "0:a", "-c", "copy", "-f", "ffmetadata", "pipe:1"],
            [made.episode],
        )
        titles = [
            line[6:]
            for line in text.decode().split("[CHAPTER]", 1)[1].splitlines()
            if line.startswith("title=")
        ]
        assert titles == [TITLES[0], *TITLES[2:]]

    def test_the_episode_says_what_it_is(self, made: Files) -> None:
        tags = ID3(BytesIO(made.episode), translate=False)
        assert tags.version == (2, 3, 0)
        said = {name: str(tags[name]) for name in ("TIT2", "TPE1", "TALB", "TLAN", "TYER", "TDAT")}
        assert said == {
            "TIT2": "강제 송환",
            "TPE1": "한국인권단체, Jane Roe",
            "TALB": "朝鮮半島",
            "TLAN": "kor",
            "TYER": "2026",
            "TDAT": "0211",
        }
        assert tags["COMM::kor"].text == ["합성 음성입니다."]

    @pytest.mark.parametrize(
        ("language", "code"),
        [
            ("en", "eng"),
            ("zh-Hans", "zho"),
            ("zh-Hant", "zho"),
            ("pt-BR", "por"),
            ("es", "spa"),
            ("eo", "und"),
        ],
    )
    def test_the_language_is_named_in_three_letters(self, language: str, code: str) -> None:
        parts = laid(np.zeros(RATE))
        piece = whole(parts, Tags("t", language=language)).pages[0]
        assert str(ID3(BytesIO(piece))["TLAN"]) == code

    def test_no_picture_keeps_a_browser_from_the_sound(self, made: Files) -> None:
        """Chromium looks for a picture's size through half a megabyte of sound before it plays."""
        assert not ID3(BytesIO(made.episode)).getall("APIC")

    def test_a_page_is_a_numbered_part_of_the_episode(self, pieces: tuple[bytes, ...]) -> None:
        for number, (piece, title) in enumerate(zip(pieces, TITLES, strict=True), 1):
            tags = ID3(BytesIO(piece))
            assert (str(tags["TIT2"]), str(tags["TALB"]), str(tags["TRCK"])) == (
                title,
                TAGS.title,
                f"{number}/6",
            )
            assert not tags.getall("CHAP")

    def test_what_is_not_known_is_not_said(self) -> None:
        parts = laid(np.zeros(RATE))
        month = whole(parts, Tags("t", date="2026-11")).pages[0]
        assert set(ID3(BytesIO(month), translate=False)) == {"TIT2", "TALB", "TRCK", "TYER"}
        assert set(ID3(BytesIO(whole(parts, Tags("t")).episode))) == {"TIT2", "CTOC:toc", "CHAP:chp0"}


class TestTrouble:
    def test_a_missing_sentence_comes_through_as_it_is(self, parts: tuple[Timeline, Play]) -> None:
        def broken(track: Track) -> Iterator[bytes]:
            yield bytes(1000)
            raise NarrationError("Sentence s1-b1-k1 was not spoken.")

        with pytest.raises(NarrationError, match="s1-b1-k1"):
            whole((parts[0], broken))


def frames(mp3: bytes) -> Iterator[bytes]:
    """The header of each MPEG frame after the tag."""
    size = mp3[6] << 21 | mp3[7] << 14 | mp3[8] << 7 | mp3[9]
    at = 10 + size
    while at < len(mp3):
        header = mp3[at : at + 4]
        assert header[0] == 0xFF
        yield header
        at += 144 * 96_000 // 44_100 + (header[2] >> 1 & 1)
