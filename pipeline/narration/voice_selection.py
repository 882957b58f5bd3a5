"""Who speaks an edition."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.config import registry
from pipeline.config.registry import Adjusting, Choosing
from pipeline.config.tables import Casting
from pipeline.document.events import Fetching, Progress
from pipeline.document.lexicon import Lexicon
from pipeline.document.notices import Level, Notice
from pipeline.document.sound import Voice
from pipeline.errors import SettingsError, VoiceMissing
from pipeline.languages import find
from pipeline.languages import g2p as phonemes
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.speaker_parts import Part
from pipeline.narration.synthesis import local_speakers

_OTHERS = tuple(part for part in Part if part is not Part.TEXT)
_TOLD_QUOTATIONS = (Part.FEMALE_QUOTATION, Part.MALE_QUOTATION)


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
    names = _tried(language, casting, chosen)
    for name in names:
        asked = casting.name if _knows(name, casting.name, chosen) else ""
        voice = _voice(name, language, asked, configuration)
        if voice is None and name == "kokoro" and not _by_supertonic(language, names, configuration):
            _check_dictionary(language)
        if voice is None and asked:
            raise _missing(name, asked, language)
        if voice is not None:
            notices = (*_fallen_back(language, voice, chosen), *_altered_voices(voice, configuration.voices))
            return _adjust(voice, casting, configuration), notices
    raise _nobody(names, language, configuration.voices)


def others(voice: Voice, configuration: NarrationConfiguration) -> Mapping[Part, Voice]:
    """Who speaks headings, quotations, notes and answers in `voice`'s place, by the same engine. Raises as `cast`."""
    casting = configuration.casting(voice.language)
    made: dict[Part, Voice] = {}
    for part in _OTHERS:
        if name := _named_for(part, casting):
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
    files = "supertonic" if engine == "supertonic" else " ".join(re.findall(r"[a-z]{2}_[a-z]+", name))
    return VoiceMissing(
        f"{engine}'s voice {name} for {find(language).name} is not on this machine.",
        f"Run: python cli.py voices install {files}, or change [voices.{language}] in publish.toml.",
    )


def _by_supertonic(language: str, names: Sequence[str], configuration: NarrationConfiguration) -> bool:
    """Whether Supertonic is among those to be tried, and can speak `language`."""
    return "supertonic" in names and _voice("supertonic", language, "", configuration) is not None


def _check_dictionary(language: str) -> None:
    """Raise `VoiceMissing` when Kokoro lacks the dictionary of a language, without which nobody else is to speak it."""
    if command := phonemes.lacking(language):
        raise VoiceMissing(
            f"The dictionary by which {find(language).name} is spoken is not installed.", f"Run: {command}"
        )


def _nobody(names: Sequence[str], language: str, voices: Path) -> VoiceMissing:
    from pipeline.narration.supertonic_files import INSTALL, lack

    if tuple(names) == ("supertonic",) and (why := lack(voices)):
        return VoiceMissing(f"Supertonic cannot speak {find(language).name}: {why}.", INSTALL)
    return VoiceMissing(
        f"{' and '.join(names)} cannot speak {find(language).name}.",
        "Run “python cli.py voices list” to see who can, and “python cli.py voices install” to fetch Kokoro's voices.",
    )


def _tried(language: str, casting: Casting, chosen: str) -> Sequence[str]:
    """The speakers to be tried in their order; of `auto`, Supertonic only where all voices that are named are its own, and
    it alone where one is. Raises `SettingsError` where voices of others stand beside its own.
    """
    if chosen != "auto":
        return (chosen,)
    named = {_meant(name): name for name in _named_voices(casting)}
    if len(named) > 1 and "supertonic" in named:
        raise SettingsError(
            f"[voices.{language}] names voices of several speakers: {', '.join(named.values())} ({', '.join(named)}).",
            "One speaker says a whole edition: name voices of one, or leave the others out.",
        )
    if "supertonic" in named:
        return ("supertonic",)
    return [name for name in local_speakers(language) if not (named and name == "supertonic")]


def _named_voices(casting: Casting) -> Iterator[str]:
    named = (casting.name, *(getattr(casting, part.value) for part in _OTHERS))
    yield from filter(None, named)


def _named_for(part: Part, casting: Casting) -> str:
    """A quotation whose speaker the author tells of is said as all are, where no voice is named for such."""
    named: str = getattr(casting, part.value)
    return named or (casting.quotations if part in _TOLD_QUOTATIONS else "")


def _meant(name: str) -> str:
    """Whose voice a name is, of those that `auto` tries: Kokoro's have an underscore, eSpeak NG's are all others."""
    from pipeline.narration.engines.supertonic import is_voice

    return "supertonic" if is_voice(name) else "kokoro" if "_" in name else "espeak"


def _knows(engine: str, name: str, chosen: str) -> bool:
    """Whether a voice's name is meant for `engine`."""
    return chosen != "auto" or _meant(name) == engine


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
    """Whether no speaker that is tried before Kokoro can speak `language`."""
    names = _tried(language, configuration.casting(language), configuration.speaker_of(language))
    before = names[: names.index("kokoro")] if "kokoro" in names else None
    return before is not None and not any(
        registry.speaker(name, configuration).voice(language) for name in before
    )


def _chosen(languages: Iterable[str], configuration: NarrationConfiguration) -> Iterator[str]:
    """Kokoro's voices that were chosen for `languages`."""
    from pipeline.narration.voices import digests

    for tag in languages:
        casting = configuration.casting(tag)
        for recipe in _named_voices(casting):
            yield from (name for name in re.findall(r"[a-z]{2}_[a-z]+", recipe) if name in digests())


def _fallen_back(language: str, voice: Voice, chosen: str) -> Iterable[Notice]:
    from pipeline.narration.engines.kokoro import usual

    if chosen == "auto" and voice.engine == "espeak" and usual(language):
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
