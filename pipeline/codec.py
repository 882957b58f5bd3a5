"""The one door to pydub and ffmpeg."""

from collections.abc import Iterable, Sequence
from functools import cache
from shutil import which

from pipeline.document.sound import Sound
from pipeline.errors import CodecError


@cache
def ffmpeg() -> str:
    """The path of the ffmpeg that the package imageio-ffmpeg brings, else the system's."""
    try:
        import imageio_ffmpeg

        return imageio_ffmpeg.get_ffmpeg_exe()
    except (ImportError, RuntimeError):
        found = which("ffmpeg")
    if found is None:
        raise CodecError("ffmpeg was not found.", "Run: pip install imageio-ffmpeg")
    return found


def run(arguments: Sequence[str], chunks: Iterable[bytes] = ()) -> tuple[bytes, str]:
    """Run ffmpeg with `chunks` as its standard input; its standard output, and what it reported.

    Memory holds one chunk at a time. Raises `CodecError` with ffmpeg's last words.
    """
    raise NotImplementedError


def decode(data: bytes, format: str) -> Sound:
    """One short piece in `format` (`mp3`, `wav`) as mono PCM at its own rate, by pydub."""
    raise NotImplementedError


def faded(sound: Sound, fade_ms: int = 12) -> Sound:
    """`sound` with its ends faded in and out so that no click is heard, by pydub."""
    raise NotImplementedError


def resampled(sound: Sound, rate: int) -> Sound:
    """`sound` at another rate, by ffmpeg's resampler; the very same value when nothing changes."""
    raise NotImplementedError
