"""Engines by name, imported when first asked for, so that `--help` stays fast.

A stranger's package offers an engine by an entry point in the group `manyvoices.translators` or
`manyvoices.speakers`: a callable that takes the configuration of its stage, `TranslationConfiguration` or
`NarrationConfiguration`, and returns the engine. Ours are made so too.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Protocol, runtime_checkable

from pipeline.document.sound import Run, Sound, Voice
from pipeline.errors import SettingsError


class Translator(Protocol):
    """One way to translate. Packing, store, retry and limits stand outside."""

    name: str
    version: str
    """Whatever changes the words: engine and model; part of the store's key."""
    private: bool
    """True when text stays on this machine."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """`texts`, plain sentences in `source`, in the language `target`: as many, in order.

        Raises `ModelMissing` for a pair it cannot do, `EngineBusy`, `EngineRefused`, or `AnswerUnusable`
        when the same sentences may be translated in smaller groups.
        """


@dataclass(frozen=True, slots=True)
class Context:
    """What a translator may be told beside the sentences themselves."""

    title: str = ""
    """Of the article."""
    before: tuple[str, ...] = ()
    """The sentences just before the first one, in the source language, in their order."""
    terms: tuple[tuple[str, str], ...] = ()
    """Glossary terms that occur in the sentences, each with its rendering; the same twice for a name that stays."""
    attempt: int = 0
    """How often the same sentences had an unusable answer before."""


@runtime_checkable
class Contextual(Protocol):
    """What a translator offers beside `Translator` when a context helps it; it is called instead then."""

    def translate_in(self, texts: Sequence[str], source: str, target: str, context: Context) -> Sequence[str]:
        """As `Translator.translate`."""


@runtime_checkable
class Sized(Protocol):
    """What a translator offers beside `Translator` when there is a limit to what one question may hold."""

    def fits(self, texts: Sequence[str]) -> bool:
        """Whether so much may be asked at once. A single sentence that does not fit is cut at its pauses."""


class Speaker(Protocol):
    """One way to speak. Pauses, store, retry and processes stand outside."""

    name: str
    private: bool
    """True when text stays on this machine."""

    def voice(self, language: str) -> Voice | None:
        """Who would speak this language, or None. Cheap: loads no model."""

    def speak(self, text: str, voice: Voice) -> Sound:
        """`text`, one sentence as on the page, spoken. The same text and voice give the same bytes
        in every process and order of calls, where the engine is local.

        Raises `EngineBusy`, `EngineRefused`, or `AnswerUnusable` when it failed with this sentence only.
        """


@runtime_checkable
class Choosing(Protocol):
    """What a speaker offers beside `Speaker` when a language has several voices."""

    def find_voice(self, language: str, name: str) -> Voice | None:
        """The voice called `name`, for this language; None when it is not on this machine.

        Raises `SettingsError` when there is no such voice at all.
        """


@runtime_checkable
class Listing(Protocol):
    """What a speaker offers beside `Choosing` when it can name the voices that a language has."""

    def voice_names(self, language: str) -> Sequence[str]:
        """Those on this machine that were made for this language, the usual one aside."""


@runtime_checkable
class Adjusting(Protocol):
    """What a speaker offers beside `Speaker` when it follows a voice's speed or pitch."""

    adjusts: frozenset[str]
    """Of `speed` and `pitch`, those that it follows."""


@runtime_checkable
class Multilingual(Protocol):
    """What a speaker offers beside `Speaker` when its voices know other languages; it is called instead then."""

    def speak_runs(self, runs: Sequence[Run], voice: Voice) -> Sound:
        """As `Speaker.speak`: one sentence, each run of it by the rules of its language, without a cut between them."""


@runtime_checkable
class Selective(Protocol):
    """What a speaker offers beside `Speaker` when there are signs that it cannot say."""

    def left_out(self, runs: Sequence[Run], voice: Voice) -> str:
        """The signs for which nothing is heard, each once; punctuation aside."""


@runtime_checkable
class Packing(Protocol):
    """What a speaker offers beside `Speaker` when there is a limit to what one question may hold."""

    def pieces(self, text: str) -> Sequence[str]:
        """`text` in pieces that can be spoken one by one."""


TRANSLATORS: Mapping[str, str] = {
    "chat": "pipeline.translation.engines.chat:ChatTranslator",
    "firefox": "pipeline.translation.engines.firefox:FirefoxTranslator",
    "google": "pipeline.translation.engines.google:GoogleTranslator",
    "libretranslate": "pipeline.translation.engines.libretranslate:LibreTranslator",
    "microsoft": "pipeline.translation.engines.microsoft:MicrosoftTranslator",
    "mymemory": "pipeline.translation.engines.mymemory:MyMemoryTranslator",
    "marker": "pipeline.translation.engines.marker:MarkingTranslator",
}
SPEAKERS: Mapping[str, str] = {
    "kokoro": "pipeline.narration.engines.kokoro:KokoroSpeaker",
    "supertonic": "pipeline.narration.engines.supertonic:SupertonicSpeaker",
    "espeak": "pipeline.narration.engines.espeak:EspeakSpeaker",
    "gtts": "pipeline.narration.engines.gtts:GttsSpeaker",
    "speech": "pipeline.narration.engines.speech_server:SpeechServer",
    "hum": "pipeline.narration.engines.hum:HummingSpeaker",
}


def translator(name: str, configuration: Any) -> Translator:
    """The translator called `name`; raises `SettingsError` when there is none, or it cannot be made of `configuration`."""
    engine: Translator = _make("translator", name, TRANSLATORS, configuration)
    return engine


def speaker(name: str, configuration: Any) -> Speaker:
    """The speaker called `name`; raises `SettingsError` when there is none, or it cannot be made of `configuration`."""
    engine: Speaker = _make("speaker", name, SPEAKERS, configuration)
    return engine


def names(kind: str) -> Iterable[str]:
    """The names of all engines of a `kind`, `translator` or `speaker`, ours first."""
    table = TRANSLATORS if kind == "translator" else SPEAKERS
    return [*table, *(point.name for point in entry_points(group=f"manyvoices.{kind}s"))]


def _make(kind: str, name: str, table: Mapping[str, str], configuration: Any) -> Any:
    """An engine; one that asks `configuration` for an option of another stage was written for an earlier version."""
    try:
        return _factory(kind, name, table)(configuration)
    except AttributeError as error:
        if error.obj is not configuration:
            raise
        raise SettingsError(
            f"The {kind} {name} asks for the option “{error.name}”, which is not among those of its stage.",
            "Install a newer version of its package, or ask its developers to follow docs/api.md.",
        ) from error


def _factory(kind: str, name: str, table: Mapping[str, str]) -> Callable[[Any], Any]:
    if name in table:
        module, _, attribute = table[name].partition(":")
        return getattr(import_module(module), attribute)  # type: ignore[no-any-return]
    for point in entry_points(group=f"manyvoices.{kind}s"):
        if point.name == name:
            return point.load()  # type: ignore[no-any-return]
    raise SettingsError(f"No {kind} is called “{name}”.", f"Known are: auto, {', '.join(names(kind))}.")
