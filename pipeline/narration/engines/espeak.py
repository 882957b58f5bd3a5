"""Speech by eSpeak NG, on this machine: quick, robotic, and in more languages than any other engine.

The library keeps state from one text to the next (its pulse goes on where it stopped, which moves
every sample), and neither stopping nor starting it anew clears that. So each text is spoken in a
fresh process: 20 ms a sentence, the same bytes whatever was said before, and a crash of the library
costs one sentence.
"""

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from xml.sax.saxutils import escape

from pipeline.document.boundaries import set_words_apart
from pipeline.document.sound import Run, Sound, Voice
from pipeline.errors import AnswerUnusable, EngineBusy, SettingsError
from pipeline.languages import codes, languages
from pipeline.languages.g2p import version as spoken_version
from pipeline.languages.normalization import normalize
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines import espeak_process

_VERSION = 5
"""To be raised with every change here that changes the sound."""
_LIMIT_S = 60
"""It speaks several hundred times faster than a person: a minute means that it hangs."""
_RATE = 175
"""Words a minute by itself."""
_PITCH = 50
"""Of 100, by itself."""
_HEAD_MS = 30
_TAIL_MS = 60
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”‘’「」『』《》（）()，。、；！？]+", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#:@]+)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


class EspeakSpeaker:
    """Speaks with eSpeak NG's voices."""

    name = "espeak"
    private = True
    adjusts = frozenset({"speed", "pitch"})

    def __init__(self, configuration: NarrationConfiguration) -> None:
        pass

    def voice(self, language: str) -> Voice | None:
        """Who would speak this language; None when eSpeak NG has no voice that can read it."""
        code = _code(language)
        return (
            Voice(self.name, code, language, _version(language), knows=_known_languages()) if code else None
        )

    def find_voice(self, language: str, name: str) -> Voice | None:
        """The voice that eSpeak NG calls `name`: a language, or one of its regions as `en-gb-scotland`."""
        if not _files():
            return None
        if name.lower() not in _files():
            raise SettingsError(
                f"eSpeak NG has no voice called “{name}”.",
                "It has one for each language and region, as en-gb.",
            )
        return Voice(self.name, name.lower(), language, _version(language), knows=_known_languages())

    def speak(self, text: str, voice: Voice) -> Sound:
        """`text` as 22.05 kHz sound."""
        return self.speak_runs((Run(text, voice.language),), voice)

    def speak_runs(self, runs: Sequence[Run], voice: Voice) -> Sound:
        """One sentence; eSpeak NG itself goes over to the voice of a run's language, and back."""
        marked = any(run.language != voice.language for run in runs)
        text = "".join(_ssml(run, voice) if marked else _words(run) for run in runs)
        sound = _trim(_synthesize(text, voice.name, voice.speed, voice.pitch, marked))
        if not sound:
            shown = "".join(run.text for run in runs)
            raise AnswerUnusable(
                f"eSpeak NG found nothing to say in “{shown}”.", "Change or remove the sentence."
            )
        return Sound(sound, espeak_process.RATE)


def _code(language: str) -> str | None:
    """eSpeak NG's name for a language: its own, the tag or its primary subtag. A language whose own is empty it cannot read."""
    own, base = codes(language, "espeak"), language.partition("-")[0]
    if "" in own:
        return None
    wanted = (*(own if language == base else ()), language.lower(), *own, base)
    return next((code for code in wanted if code in _files()), None)


@cache
def _known_languages() -> frozenset[str]:
    return frozenset(each.base for each in languages().values() if _code(each.tag))


@cache
def _files() -> Mapping[str, str]:
    """The file of each voice; none when the package brings no library for this system.

    Given the file, eSpeak finds the voice at once; given the name, it reads all files first (8 ms).
    """
    import espeakng_loader

    if not Path(espeakng_loader.get_library_path()).is_file():
        return {}
    folder = Path(espeakng_loader.get_data_path()) / "lang"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.name.lower(): path.relative_to(folder).as_posix() for path in files}


def _version(language: str) -> str:
    """Of what makes the sound, and of the language's spoken form."""
    spoken_form = spoken_version(language)
    return _library_version() + (f" rules-{spoken_form}" if spoken_form else "")


@cache
def _library_version() -> str:
    import ctypes

    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Info.restype = ctypes.c_char_p
    own = library.espeak_Info(None).decode()
    return f"{_VERSION} eSpeak NG {own} espeakng-loader-{version('espeakng-loader')}"


def _words(run: Run) -> str:
    return _readable(set_words_apart(normalize(run.text, run.language)))


def _ssml(run: Run, voice: Voice) -> str:
    """A run in SSML, as eSpeak NG reads it."""
    said = escape(_words(run))
    code = _code(run.language)
    return said if run.language == voice.language or not code else f'<voice name="{code}">{said}</voice>'


def _readable(text: str) -> str:
    """`text` with the name of the site for a web address, which would be spelt out sign by sign.

    Control characters are taken out: a zero ends the text, and a one begins a command.
    """
    return _CONTROL.sub(" ", _ADDRESS.sub(_site, text))


def _site(found: re.Match[str]) -> str:
    address = found.group()
    mark = address[len(address.rstrip(".,;:!?")) :]
    host = _HOST.match(address.removesuffix(mark))
    return (host.group(1) if host else address.removesuffix(mark)) + mark


def _synthesize(text: str, code: str, speed: float = 1.0, pitch: float = 1.0, marked: bool = False) -> bytes:
    """What the library makes of `text`, which is SSML when `marked`; silence at its ends included."""
    import espeakng_loader

    command = [sys.executable, "-I", "-S", espeak_process.__file__]
    command += [
        espeakng_loader.get_library_path(),
        espeakng_loader.get_data_path(),
        _files().get(code, code),
    ]
    command += [str(round(_RATE * speed)), str(round(min(_PITCH * pitch, 100))), "ssml" if marked else "text"]
    try:
        done = subprocess.run(
            command, input=text.encode("utf-8", "replace"), capture_output=True, timeout=_LIMIT_S
        )
    except subprocess.TimeoutExpired as error:
        raise AnswerUnusable(
            f"eSpeak NG did not finish within {_LIMIT_S} s.", "Shorten the sentence."
        ) from error
    except OSError as error:
        raise EngineBusy(f"eSpeak NG could not be started: {error.strerror or error}.") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise AnswerUnusable(
            f"eSpeak NG failed: {' '.join(said) or f'it ended with code {done.returncode}'}."
        )
    return done.stdout


def _trim(pcm: bytes) -> bytes:
    """`pcm` without the silence at its ends, but for a little. eSpeak's silence is exactly zero."""
    rate = espeak_process.RATE
    begin = (len(pcm) - len(pcm.lstrip(b"\0"))) // 2 - rate * _HEAD_MS // 1000
    end = (len(pcm.rstrip(b"\0")) + 1) // 2 + rate * _TAIL_MS // 1000
    return pcm[2 * max(begin, 0) : 2 * end] if any(pcm) else b""
