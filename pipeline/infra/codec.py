"""The one door to pydub and ffmpeg."""

import hashlib
import os
import subprocess
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from shutil import which
from threading import Lock, Thread
from typing import IO, TYPE_CHECKING, Any

from pipeline.document.sound import Sound
from pipeline.errors import CodecError, DiskFull
from pipeline.infra.threads import finish

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Factors = npt.NDArray[np.float64]

CODECS = {"mp3": "mp3", "wav": "pcm_s16le"}
"""ffmpeg's decoder for each format; pydub asks ffprobe, which nobody installs, when none is named."""

REPORT_BYTES = 64 * 1024
"""How much of what ffmpeg reports is kept: its end, where summaries and last words stand."""

BLOCK_BYTES = 64 * 1024
STREAMED_BYTES = 1 << 20


@cache
def ffmpeg() -> str:
    """The path of ffmpeg: the one IMAGEIO_FFMPEG_EXE names, else imageio-ffmpeg's, else the system's.

    Nothing is started to find it. Raises `CodecError` when there is none.
    """
    program = os.environ.get("IMAGEIO_FFMPEG_EXE") or _bundled_ffmpeg() or which("ffmpeg")
    if program is None:
        raise CodecError("ffmpeg was not found.", "Run: pip install imageio-ffmpeg")
    return program


@cache
def ffmpeg_version() -> str:
    """What is another for every build of ffmpeg whose sound may be another: of its libraries, and how it was built.

    Raises `CodecError` when there is none, or it does not run.
    """
    banner, _ = run(["-version"])
    return hashlib.sha256(banner).hexdigest()[:12]


def run(arguments: Sequence[str], chunks: Iterable[bytes] = ()) -> tuple[bytes, str]:
    """Run ffmpeg with `chunks` as its standard input; its standard output, and the end of what it reported.

    Of the input, memory holds one chunk at a time. ffmpeg is stopped when `chunks` raises. Raises
    `CodecError` with ffmpeg's last words, or `DiskFull`.
    """
    process = _start([ffmpeg(), "-hide_banner", "-nostdin", "-nostats", "-y", *arguments])
    output: list[bytes] = []
    report: deque[bytes] = deque(maxlen=REPORT_BYTES // 1024)
    readers = [
        Thread(target=_drain, args=(process.stdout, output, BLOCK_BYTES), daemon=True),
        Thread(target=_drain, args=(process.stderr, report, 1024), daemon=True),
    ]
    try:
        for reader in readers:
            reader.start()
        _feed(process, chunks)
        process.wait()
    except BaseException:
        process.kill()
        raise
    finally:
        process.wait()
        for reader in readers:
            finish(reader)
        _close(process)
    words = b"".join(report).decode("utf-8", "replace")
    if process.returncode != 0:
        raise _failure(process.returncode, words)
    return b"".join(output), words


def stream(arguments: Sequence[str], take: Callable[[bytes], object]) -> str:
    """Run ffmpeg without input and hand its standard output on as it comes; the end of what it reported.

    Memory holds one block of an even number of bytes at a time. ffmpeg is stopped when `take` raises. Raises as `run`.
    """
    process = _start([ffmpeg(), "-hide_banner", "-nostdin", "-nostats", "-y", *arguments])
    assert process.stdout is not None
    assert process.stdin is not None
    report: deque[bytes] = deque(maxlen=REPORT_BYTES // 1024)
    reader = Thread(target=_drain, args=(process.stderr, report, 1024), daemon=True)
    try:
        reader.start()
        process.stdin.close()
        while block := process.stdout.read(STREAMED_BYTES):
            take(block)
    except BaseException:
        process.kill()
        raise
    finally:
        process.wait()
        finish(reader)
        _close(process)
    words = b"".join(report).decode("utf-8", "replace")
    if process.returncode != 0:
        raise _failure(process.returncode, words)
    return words


def decode(data: bytes, format: str) -> Sound:
    """One short piece in `format` (`mp3`, `wav`) as mono PCM at its own rate, by pydub.

    Raises `CodecError` when it cannot be understood, or holds no sound.
    """
    if format not in CODECS:
        raise CodecError(f"No sound can be read from “{format}”.", f"Known are: {', '.join(CODECS)}.")
    segments = _segments()
    from pydub.exceptions import CouldntDecodeError

    try:
        segment = segments.from_file(BytesIO(data), format=format, codec=CODECS[format])
    except (CouldntDecodeError, OSError) as error:
        words = str(error).strip().splitlines() or ["no reason given"]
        raise CodecError(
            f"{len(data)} bytes that should be {format} could not be decoded: {words[-1].strip()}",
            "Run the same command again; when it fails again, choose another speaker with --speaker.",
        ) from error
    mono = segment.set_sample_width(2).set_channels(1)
    if not mono.raw_data:
        raise CodecError(f"{len(data)} bytes of {format} hold no sound.", "Run the same command again.")
    return Sound(mono.raw_data, mono.frame_rate)


def fade(sound: Sound, fade_ms: int = 12) -> Sound:
    """`sound` with its ends faded in and out so that no click is heard; as many samples as before.

    To the sample as pydub fades, which takes a thousand times as long, and an hour is of a thousand sentences.
    """
    fade_ms = min(fade_ms, sound.samples * 500 // sound.rate)
    rising, falling = _ramps(sound.rate, fade_ms)
    size = 2 * len(rising)
    if not size:
        return sound
    head, tail = _scale(sound.pcm[:size], rising), _scale(sound.pcm[-size:], falling)
    return Sound(b"".join((head, sound.pcm[size:-size], tail)), sound.rate)


def resample(sound: Sound, rate: int) -> Sound:
    """`sound` at another rate, by ffmpeg's resampler; the very same value when nothing changes."""
    if rate == sound.rate:
        return sound
    pcm, _ = run(
        [*raw_input(sound.rate), "-ar", str(rate), "-bitexact", "-f", "s16le", "pipe:1"],
        [sound.pcm],
    )
    return Sound(pcm, rate)


def raw_input(rate: int) -> list[str]:
    """The arguments that make ffmpeg read our PCM from its standard input."""
    return ["-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", "pipe:0"]


def _bundled_ffmpeg() -> str | None:
    """Found without importing the package, whose own search takes longer than a short encoding."""
    spec = find_spec("imageio_ffmpeg")
    if spec is None or spec.origin is None:
        return None
    binaries = sorted((Path(spec.origin).parent / "binaries").glob("ffmpeg-*"))
    return str(binaries[0]) if binaries else None


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)
    except OSError as error:
        raise CodecError(
            f"ffmpeg could not be started from {command[0]}: {error.strerror}.",
            "Run: pip install --force-reinstall imageio-ffmpeg",
        ) from error


def _feed(process: subprocess.Popen[bytes], chunks: Iterable[bytes]) -> None:
    """An ffmpeg that stops reading has failed, and says why at its end, or wants no more."""
    assert process.stdin is not None
    for chunk in chunks:
        try:
            process.stdin.write(chunk)
        except BrokenPipeError:
            break
    with suppress(BrokenPipeError):
        process.stdin.close()


def _drain(pipe: IO[bytes], blocks: list[bytes] | deque[bytes], size: int) -> None:
    while block := pipe.read(size):
        blocks.append(block)


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout, process.stderr):
        assert pipe is not None
        with suppress(BrokenPipeError):
            pipe.close()


def _failure(code: int, words: str) -> CodecError | DiskFull:
    if "No space left on device" in words:
        return DiskFull(
            "The disk is full: ffmpeg could not write its file.",
            "Free some space and run the same command again; what was finished is kept.",
        )
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return CodecError(
        f"ffmpeg failed (exit code {code}): {' / '.join(lines[-3:]) or 'it said nothing'}",
        "Run the same command again; when it fails again, report it with these words.",
    )


_importing = Lock()


@cache
def _segments() -> Any:
    """pydub's AudioSegment, told where ffmpeg is.

    Its import warns that ffmpeg is not on the PATH, which is so and does not matter, and of its own
    use of things that later versions of Python leave out.
    """
    with _importing, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    AudioSegment.converter = ffmpeg()
    return AudioSegment


@cache
def _ramps(rate: int, fade_ms: int) -> tuple["Factors", "Factors"]:
    """What each sample of a rise lasting `fade_ms` is multiplied by, and each of a fall: from and to −120 dB."""
    import numpy as np

    samples = np.arange(rate * fade_ms // 1000)
    low, span = np.float64(1e-6), fade_ms * (rate / 1000)
    return low + (1 - low) / (span or 1) * samples, 1 + (low - 1) / (span or 1) * samples


def _scale(pcm: bytes, factors: "Factors") -> bytes:
    import numpy as np

    return bytes(np.floor(np.frombuffer(pcm, "<i2") * factors).astype("<i2").tobytes())
