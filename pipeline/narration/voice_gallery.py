"""Every voice of this machine in every language that it speaks, by one sentence each, to be compared by ear."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

from pipeline.config.registry import Choosing, Listing
from pipeline.document.sound import Sound, Voice
from pipeline.errors import PublishError
from pipeline.infra import codec
from pipeline.infra.runner import outcome, runner, working
from pipeline.infra.shared_store import open_store
from pipeline.languages import words
from pipeline.narration.configuration import NarrationConfiguration, for_workers
from pipeline.narration.narrate import Receipt, Utterance, sound, speak
from pipeline.narration.synthesis import local_speakers, speaker


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice as it sounds, or why it does not."""

    voice: Voice
    text: str
    sound: Sound | None
    why: str = ""


def gallery_voices(language: str, configuration: NarrationConfiguration) -> Iterator[Voice]:
    """The voices of this machine that speak a language, the engine first that is preferred there, its usual voice before its
    others."""
    for name in local_speakers(language):
        engine = speaker(name, configuration)
        if usual := engine.voice(language):
            yield usual
        if isinstance(engine, Listing) and isinstance(engine, Choosing):
            named = [each for each in engine.voice_names(language) if usual is None or each != usual.name]
            yield from filter(None, (engine.find_voice(language, each) for each in named))


def spoken_gallery(languages: Iterable[str], configuration: NarrationConfiguration) -> Iterator[Heard]:
    """Each voice with the sentence that says of an edition that its voice is synthetic, kept in the store like any other.

    Raises `WriteError` when the store cannot be written, and what else concerns all voices.
    """
    store = open_store(configuration.store, configuration.store_url, offline=configuration.offline)
    asked = [_utterance(voice) for tag in languages for voice in gallery_voices(tag, configuration)]
    with working(runner(configuration.jobs)) as workers:
        given = [workers.submit(partial(speak, for_workers(configuration), each)) for each in asked]
        for utterance, done in zip(asked, given, strict=True):
            why = _fault(done)
            said = None if why else sound(store, utterance.key)
            yield Heard(utterance.voice, utterance.text, codec.fade(said) if said else None, why)


def _utterance(voice: Voice) -> Utterance:
    return Utterance(
        f"{voice.language} {voice.engine} {voice.name}", words(voice.language)["synthetic_voice"], voice
    )


def _fault(done: "Future[Receipt]") -> str:
    """Why one voice does not speak; the others do all the same."""
    try:
        outcome(done)
    except PublishError as error:
        return error.message
    return ""
