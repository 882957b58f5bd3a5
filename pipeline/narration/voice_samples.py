"""One sentence by any voice, as a file to listen to."""

from pathlib import Path

from pipeline.document.notices import Notice
from pipeline.document.sound import Sound, Voice
from pipeline.errors import SettingsError
from pipeline.infra import atomic_output, codec
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.synthesis import Said, say
from pipeline.narration.voice_selection import find_voice

_BIT_RATE = "96k"


def sample(
    language: str,
    text: str,
    name: str,
    file: Path,
    configuration: NarrationConfiguration,
    *,
    replace: bool = False,
) -> tuple[Voice, Said, tuple[Notice, ...]]:
    """Write `text`, spoken by the voice `name` or the language's usual one, into `file`, WAV or MP3 by its ending.

    Raises `SettingsError` for another ending or an unknown voice, `NarrationError`, `WriteError`, and `NotOurs` when
    another's file lies there; with `replace` it is moved aside.
    """
    if file.suffix.lower() not in (".wav", ".mp3"):
        raise SettingsError(f"{file} ends neither in .wav nor in .mp3.", "Choose one of the two.")
    if not any(map(str.isalnum, text)):
        raise SettingsError(f"There is nothing to say in “{text}”.", "Give a sentence.")
    voice = find_voice(language, name, configuration)
    said = say("sample", " ".join(text.split()), voice, configuration)
    content = as_file(codec.fade(said.sound), file.suffix.lower()[1:])
    elsewhere = "Name another file with --output"
    notices = atomic_output.hand_out(file, content, configuration.store, replace=replace, elsewhere=elsewhere)
    return voice, said, notices


def as_file(sound: Sound, format: str) -> bytes:
    """A file of the format `wav` or `mp3`."""
    coded = ["-b:a", _BIT_RATE] if format == "mp3" else []
    content, _ = codec.run(
        [*codec.raw_input(sound.rate), *coded, "-bitexact", "-f", format, "pipe:1"], [sound.pcm]
    )
    return _with_sizes(content) if format == "wav" else content


def _with_sizes(wav: bytes) -> bytes:
    """ffmpeg cannot go back in a pipe to write the two sizes."""
    at = wav.index(b"data") + 4
    riff, data = (len(wav) - 8).to_bytes(4, "little"), (len(wav) - at - 4).to_bytes(4, "little")
    return wav[:4] + riff + wav[8:at] + data + wav[at + 4 :]
