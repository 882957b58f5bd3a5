"""Who speaks an edition."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.config import registry
from pipeline.config.registry import Adjusting, Choosing
from pipeline.config.tables import Casting
from pipeline.document.events import Fetching, Progress
from pipeline.document.notices import Level, Notice
from pipeline.document.sound import Voice
from pipeline.errors import SettingsError, VoiceMissing
from pipeline.languages import find
from pipeline.languages import g2p as phonemes
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.lexicon import Lexicon
from pipeline.narration.speaker_parts import Part
from pipeline.narration.synthesis import LOCAL


def fetch_voices(
    languages: Iterable[str], configuration: NarrationConfiguration, progress: Progress
) -> tuple[Notice, ...]:
    """Fetch the voices that Kokoro lacks, when it is to speak one of `languages`, and the network may be used.

    Whatever cannot be had is a notice; whether that matters is for `cast` to say. A file that somebody put in a voice's
    place stays.
    """
    from pipeline.narration.voices import install, sources

    lacking = lacking_voices(languages, configuration)
    if not lacking or configuration.offline:
        return ()
    try:
        install(
            lacking,
            configuration.voices,
            sources(configuration.offline),
            lambda done, total: progress.tell(Fetching("Kokoro's voices", done, total)),
        )
    except VoiceMissing as error:
        return (Notice("narration.voices", Level.WARNING, "voices", f"{error.message}\n  {error.advice}"),)
    return ()


def lacking_voices(languages: Iterable[str], configuration: NarrationConfiguration) -> tuple[str, ...]:
    """The voices of Kokoro that are not here, when it is to speak one of `languages`; the usual ones come together."""
    from pipeline.narration.engines.kokoro import voice_names

    tags = [tag for tag in languages if kokoro_voice(tag, configuration)]
    wanted = dict.fromkeys((*voice_names(), *_chosen(tags, configuration))) if tags else ()
    return tuple(name for name in wanted if not (configuration.voices / f"{name}.bin").is_file())


def kokoro_voice(language: str, configuration: NarrationConfiguration) -> str:
    """The voice of Kokoro that is to speak `language`, here or not; empty when another engine is to."""
    from pipeline.narration.engines.kokoro import usual

    casting = configuration.casting(language)
    named = casting.name if _knows("kokoro", casting.name, configuration.speaker_of(language)) else ""
    own = usual(language)
    return (named or own) if own and _by_kokoro(language, configuration) else ""


def cast(language: str, configuration: NarrationConfiguration) -> tuple[Voice, tuple[Notice, ...]]:
    """The voice for an edition in `language`, and a notice when a better one is missing.

    Raises `VoiceMissing` when no speaker that may be used has one, `SettingsError` for a voice that does not exist.
    """
    casting, chosen = configuration.casting(language), configuration.speaker_of(language)
    names = LOCAL if chosen == "auto" else (chosen,)
    for name in names:
        asked = casting.name if _knows(name, casting.name, chosen) else ""
        voice = _voice(name, language, asked, configuration)
        if voice is None and name == "kokoro" and (command := phonemes.lacking(language)):
            raise VoiceMissing(
                f"The dictionary by which {find(language).name} is spoken is not installed.",
                f"Run: {command}",
            )
        if voice is None and asked:
            raise _missing(name, asked, language)
        if voice is not None:
            notices = (*_fallen_back(language, voice, chosen), *_altered_voices(voice, configuration.voices))
            return _adjust(voice, casting, configuration), notices
    raise VoiceMissing(
        f"{' and '.join(names)} cannot speak {find(language).name}.",
        "Run “python cli.py voices list” to see who can, and “python cli.py voices install” to fetch Kokoro's voices.",
    )


def others(voice: Voice, configuration: NarrationConfiguration) -> Mapping[Part, Voice]:
    """Who speaks headings, quotations and notes in `voice`'s place, by the same engine. Raises as `cast`."""
    casting = configuration.casting(voice.language)
    made = {}
    for part in (Part.HEADING, Part.QUOTATION, Part.NOTE):
        if name := getattr(casting, part.value):
            other = _voice(voice.engine, voice.language, name, configuration)
            if other is None:
                raise _missing(voice.engine, name, voice.language)
            made[part] = _adjust(other, casting, configuration)
    return made


def check_lexicon(lexicon: Lexicon, voice: Voice) -> None:
    """Raise `SettingsError` when `lexicon` has phonemes that the voice's engine does not know."""
    if any(entry.phonemes for entry in lexicon.entries):
        from pipeline.narration.engines.kokoro_model import vocabulary

        lexicon.check(voice.engine, vocabulary() if voice.engine == "kokoro" else ())


def find_voice(language: str, name: str, configuration: NarrationConfiguration) -> Voice:
    """The voice called `name` of the speaker that speaks `language`; its usual one when `name` is empty."""
    if not name:
        return cast(language, configuration)[0]
    casting = replace(configuration.casting(language), name=name)
    return cast(language, replace(configuration, casts={**configuration.casts, language: casting}))[0]


def _missing(engine: str, name: str, language: str) -> VoiceMissing:
    files = " ".join(re.findall(r"[a-z]{2}_[a-z]+", name))
    return VoiceMissing(
        f"{engine}'s voice {name} for {find(language).name} is not on this machine.",
        f"Run: python cli.py voices install {files}, or change [voices.{language}] in publish.toml.",
    )


def _knows(engine: str, name: str, chosen: str) -> bool:
    """Whether a voice's name is meant for `engine`: of `auto`, Kokoro's have an underscore and eSpeak NG's have none."""
    return chosen != "auto" or ("_" in name) == (engine == "kokoro")


def _voice(engine: str, language: str, name: str, configuration: NarrationConfiguration) -> Voice | None:
    speaker = registry.speaker(engine, configuration)
    if not name:
        return speaker.voice(language)
    if not isinstance(speaker, Choosing):
        raise SettingsError(
            f"The speaker {engine} has one voice a language, and “{name}” cannot be chosen.",
            f"Leave it out of [voices.{language}] in publish.toml.",
        )
    return speaker.find_voice(language, name)


def _adjust(voice: Voice, casting: Casting, configuration: NarrationConfiguration) -> Voice:
    speaker = registry.speaker(voice.engine, configuration)
    can = speaker.adjusts if isinstance(speaker, Adjusting) else frozenset()
    for name in ("speed", "pitch"):
        if getattr(casting, name) != 1 and name not in can:
            raise SettingsError(
                f"The speaker {voice.engine} cannot change its {name}.",
                f"Leave {name} out of [voices.{voice.language}] in publish.toml.",
            )
    return replace(voice, speed=casting.speed, pitch=casting.pitch)


def _by_kokoro(language: str, configuration: NarrationConfiguration) -> bool:
    return configuration.speaker_of(language) in ("auto", "kokoro")


def _chosen(languages: Iterable[str], configuration: NarrationConfiguration) -> Iterator[str]:
    """Kokoro's voices that were chosen for `languages`."""
    from pipeline.narration.voices import digests

    for tag in languages:
        casting = configuration.casting(tag)
        for recipe in (casting.name, casting.headings, casting.quotations, casting.notes):
            yield from (name for name in re.findall(r"[a-z]{2}_[a-z]+", recipe) if name in digests())


def _fallen_back(language: str, voice: Voice, chosen: str) -> Iterable[Notice]:
    from pipeline.narration.engines.kokoro import usual

    if chosen == "auto" and voice.engine != "kokoro" and usual(language):
        yield Notice(
            "narration.fallback",
            Level.WARNING,
            language,
            f"Kokoro's {find(language).name} voice is missing; eSpeak NG speaks instead, and is harder to understand.",
        )


def _altered_voices(voice: Voice, folder: Path) -> Iterable[Notice]:
    if voice.engine == "kokoro":
        from pipeline.narration.voices import altered_voices

        for name in altered_voices(re.findall(r"[a-z]{2}_[a-z]+", voice.name), folder):
            yield Notice(
                "narration.voice",
                Level.WARNING,
                voice.language,
                f"{folder / name}.bin is not the published voice {name}: its digest is another. "
                "Unless you put it there, run: python cli.py voices install --replace",
            )
