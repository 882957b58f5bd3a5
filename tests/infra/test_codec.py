"""The door to ffmpeg and pydub."""

import os
import random
import subprocess
import sys
import tracemalloc
import wave
from array import array
from collections.abc import Iterator
from io import BytesIO
from itertools import repeat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document.sound import Sound
from pipeline.errors import CodecError, DiskFull
from pipeline.infra import codec

RATE = 24_000
COPY = [*codec.raw_input(RATE), "-f", "s16le", "pipe:1"]


def tone(samples: int, rate: int = RATE, height: int = 10_000) -> Sound:
    return Sound(array("h", [height if n // 20 % 2 else -height for n in range(samples)]).tobytes(), rate)


def mp3(sound: Sound) -> bytes:
    made, _ = codec.run(
        [*codec.raw_input(sound.rate), "-c:a", "libmp3lame", "-f", "mp3", "pipe:1"], [sound.pcm]
    )
    return made


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that the code under test starts."""
    kept: list[subprocess.Popen[bytes]] = []
    start = codec._start

    def keep(command: list[str]) -> subprocess.Popen[bytes]:
        kept.append(start(command))
        return kept[-1]

    monkeypatch.setattr(codec, "_start", keep)
    return kept


class TestRun:
    def test_what_goes_in_comes_out(self) -> None:
        sound = tone(RATE)
        made, report = codec.run(COPY, [sound.pcm[:1001], b"", sound.pcm[1001:]])
        assert made == sound.pcm
        assert "pcm_s16le" in report

    def test_more_than_a_pipe_holds_on_all_three_pipes_is_no_deadlock(self) -> None:
        chunks = repeat(bytes(1 << 16), 100)
        made, report = codec.run(["-loglevel", "debug", *COPY[:-3], "-af", "ashowinfo", *COPY[-3:]], chunks)
        assert len(made) == 100 << 16
        assert codec.REPORT_BYTES - 1024 < len(report) <= codec.REPORT_BYTES

    def test_memory_holds_one_chunk_at_a_time(self) -> None:
        tracemalloc.start()
        try:
            codec.run([*codec.raw_input(RATE), "-f", "null", "-"], (bytes(1 << 20) for _ in range(64)))
            assert tracemalloc.get_traced_memory()[1] < 8 << 20
        finally:
            tracemalloc.stop()

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
    def test_ffmpeg_is_stopped_when_the_input_breaks_off(
        self, error: type[BaseException], started: list[subprocess.Popen[bytes]]
    ) -> None:
        def broken() -> Iterator[bytes]:
            yield bytes(1000)
            raise error

        with pytest.raises(error):
            codec.run(COPY, broken())
        assert started[0].returncode == -9

    def test_a_failure_carries_the_last_words_though_the_input_was_not_read(self) -> None:
        with pytest.raises(CodecError, match="nonsense") as raised:
            codec.run(["-f", "nonsense", "-i", "pipe:0", "-f", "null", "-"], repeat(bytes(1 << 16), 1000))
        assert raised.value.advice

    def test_an_output_that_wants_no_more_is_no_failure(self) -> None:
        made, _ = codec.run(
            [*codec.raw_input(RATE), "-t", "1", "-f", "s16le", "pipe:1"], repeat(bytes(1 << 16), 1000)
        )
        assert len(made) == 2 * RATE

    def test_a_full_disk_is_named(self) -> None:
        with pytest.raises(DiskFull):
            codec.run([*codec.raw_input(RATE), "-f", "wav", "/dev/full"], [tone(RATE).pcm])

    def test_an_ffmpeg_that_cannot_be_started_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(codec, "ffmpeg", lambda: "/nowhere/ffmpeg")
        with pytest.raises(CodecError, match="/nowhere/ffmpeg"):
            codec.run(["-version"])


class TestFindingFfmpeg:
    @pytest.fixture(autouse=True)
    def forgetting(self) -> Iterator[None]:
        codec.ffmpeg.cache_clear()
        yield
        codec.ffmpeg.cache_clear()

    def test_the_packaged_one_is_taken(self) -> None:
        assert "imageio_ffmpeg" in codec.ffmpeg()

    def test_the_environment_comes_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/own/ffmpeg")
        assert codec.ffmpeg() == "/own/ffmpeg"

    def test_without_any_the_advice_says_how_to_get_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(codec, "_bundled_ffmpeg", lambda: None)
        monkeypatch.setenv("PATH", "")
        with pytest.raises(CodecError) as raised:
            codec.ffmpeg()
        assert "pip install imageio-ffmpeg" in raised.value.advice


class TestDecode:
    def test_mp3_comes_back_as_it_was(self) -> None:
        sound = tone(RATE)
        decoded = codec.decode(mp3(sound), "mp3")
        assert decoded.rate == RATE
        assert decoded.samples == pytest.approx(sound.samples, abs=RATE * 0.1)
        assert max(array("h", decoded.pcm)) > 8000

    def test_stereo_wav_becomes_mono_at_its_own_rate(self) -> None:
        sound, file = tone(1600, 16_000), BytesIO()
        with wave.open(file, "wb") as wav:
            wav.setparams((2, 2, 16_000, 0, "NONE", ""))
            wav.writeframes(b"".join(sound.pcm[at : at + 2] * 2 for at in range(0, 3200, 2)))
        assert codec.decode(file.getvalue(), "wav") == sound

    @pytest.mark.parametrize("format", ["mp3", "wav"])
    @pytest.mark.parametrize("data", [b"", b"<html>429 Too Many Requests</html>"])
    def test_what_is_no_sound_is_refused(self, format: str, data: bytes) -> None:
        with pytest.raises(CodecError, match=format):
            codec.decode(data, format)

    def test_an_unknown_format_is_refused(self) -> None:
        with pytest.raises(CodecError, match="midi"):
            codec.decode(b"MThd", "midi")

    def test_no_ffmpeg_on_the_path_and_no_warning_is_needed(self, tmp_path: Path) -> None:
        (tmp_path / "a.mp3").write_bytes(mp3(tone(RATE)))
        code = (
            "from pathlib import Path; from pipeline.infra import codec; "
            f"sound = codec.decode(Path({str(tmp_path / 'a.mp3')!r}).read_bytes(), 'mp3'); "
            "print(codec.fade(sound).samples)"
        )
        environment = {"PATH": "", "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            env={**environment, "PYTHONPYCACHEPREFIX": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        assert int(done.stdout) > RATE


class TestFaded:
    def test_ends_are_silent_and_the_middle_is_untouched(self) -> None:
        sound = tone(RATE)
        faded = array("h", codec.fade(sound).pcm)
        assert abs(faded[0]) < 100
        assert abs(faded[-1]) < 100
        ramp = RATE * 12 // 1000
        assert faded[ramp:-ramp] == array("h", sound.pcm)[ramp:-ramp]

    @settings(max_examples=60, deadline=None)
    @given(st.integers(0, 3000), st.sampled_from([8000, 11_025, 16_000, 22_050, 24_000, 44_100]))
    def test_no_sample_is_won_or_lost(self, samples: int, rate: int) -> None:
        assert codec.fade(tone(samples, rate)).samples == samples

    @settings(max_examples=60, deadline=None)
    @given(st.integers(0, 3000), st.sampled_from([8000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000]))
    def test_each_sample_is_what_pydub_makes_of_it(self, samples: int, rate: int) -> None:
        sound = Sound(random.Random(samples).randbytes(2 * samples), rate)
        ms = min(12, samples * 500 // rate)
        segment = codec._segments()(data=sound.pcm, sample_width=2, frame_rate=rate, channels=1)
        size = 2 * (rate * ms // 1000)
        head, tail = (segment._spawn(part) for part in (sound.pcm[:size], sound.pcm[len(sound.pcm) - size :]))
        ends = (head.fade_in(ms).raw_data, tail.fade_out(ms).raw_data) if size else (b"", b"")
        assert codec.fade(sound).pcm == ends[0] + sound.pcm[size : len(sound.pcm) - size] + ends[1]


class TestResampled:
    def test_length_follows_the_rate(self) -> None:
        assert codec.resample(tone(RATE), 44_100).samples == pytest.approx(44_100, abs=2)

    def test_the_same_rate_is_the_same_value(self) -> None:
        sound = tone(100)
        assert codec.resample(sound, RATE) is sound
