"""Who speaks an edition."""

from collections.abc import Iterable
from pathlib import Path

from pipeline import registry
from pipeline.document.events import Fetching, Progress
from pipeline.document.notices import Level, Notice
from pipeline.document.sound import Voice
from pipeline.errors import VoiceMissing
from pipeline.languages import find
from pipeline.settings import Settings

LOCAL = ("kokoro", "espeak")
"""The speakers that `auto` tries, best first; both keep the text on this machine."""


def fetch_voices(languages: Iterable[str], settings: Settings, progress: Progress) -> tuple[Notice, ...]:
    """Fetch the voices that Kokoro lacks, when it is to speak one of `languages`, and the network may be used.

    Whatever cannot be had is a notice; whether that matters is for `cast` to say.
    """
    from pipeline.narration.engines.kokoro import VOICE_NAMES, VOICES
    from pipeline.narration.voices import install, sources

    wanted = settings.speaker in ("auto", "kokoro") and any(find(tag).base in VOICES for tag in languages)
    if not wanted or settings.offline or _all_there(settings.voices, VOICE_NAMES):
        return ()
    try:
        install(
            VOICE_NAMES,
            settings.voices,
            sources(settings.offline),
            lambda done, total: progress.tell(Fetching("Kokoro's voices", done, total)),
        )
    except VoiceMissing as error:
        return (Notice("narration.voices", Level.WARNING, "voices", f"{error.message}\n  {error.advice}"),)
    return ()


def cast(language: str, settings: Settings) -> tuple[Voice, tuple[Notice, ...]]:
    """The voice for an edition in `language`, and a notice when a better one is missing.

    Raises `VoiceMissing` when no speaker that may be used has one.
    """
    names = LOCAL if settings.speaker == "auto" else (settings.speaker,)
    for name in names:
        voice = registry.speaker(name, settings).voice(language)
        if voice is not None:
            return voice, tuple(_fallen_back(language, voice, settings))
    raise VoiceMissing(
        f"{' and '.join(names)} cannot speak {find(language).name}.",
        "Run “python cli.py voices list” to see who can, and “python cli.py voices install” to fetch Kokoro's voices.",
    )


def _all_there(folder: Path, names: Iterable[str]) -> bool:
    return all((folder / f"{name}.bin").is_file() for name in names)


def _fallen_back(language: str, voice: Voice, settings: Settings) -> Iterable[Notice]:
    from pipeline.narration.engines.kokoro import VOICES

    if settings.speaker == "auto" and voice.engine != "kokoro" and find(language).base in VOICES:
        yield Notice(
            "narration.fallback",
            Level.WARNING,
            language,
            f"Kokoro's {find(language).name} voice is missing; eSpeak NG speaks instead, and is harder to understand.",
        )
