"""Speak editions: each sentence once, kept in the store, then laid out on one timeline.

Scripts of several languages share one pool of processes, so that no core waits for another
language's last sentence. A sentence is kept as soon as it was spoken; a run that was stopped goes
on where it was.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from pipeline import codec, registry
from pipeline.document.pages import Page
from pipeline.document.sound import Clip, Sound, Timeline, Voice
from pipeline.errors import EngineError, NarrationError, PublishError, WriteError
from pipeline.jobs import Pool, retried
from pipeline.narration.timeline import timeline
from pipeline.registry import Speaker
from pipeline.settings import Settings
from pipeline.store import Store, key

VERSION = 1
"""Raised when the same text and voice would be kept as other sound."""

NOTHING_TO_SAY = Sound(bytes(2 * 7200), 24_000)
"""What is kept for a sentence without a letter or a digit: 0.3 s, long enough for every reader."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence's text for a voice; equal ones are spoken once."""

    sentence: str
    """Id of the sentence that asks for it; no part of the key."""
    text: str
    voice: Voice

    @property
    def key(self) -> str:
        """The store's key of its sound."""
        voice = self.voice
        return key(
            "speech",
            VERSION,
            engine=voice.engine,
            voice=voice.name,
            version=voice.version,
            language=voice.language,
            text=self.text,
        )


@dataclass(frozen=True, slots=True)
class Script:
    """What is spoken for one edition."""

    pages: tuple[Page, ...]
    voice: Voice

    def utterances(self) -> list[Utterance]:
        """One for each sentence, in reading order."""
        return [
            Utterance(sentence.id, " ".join(sentence.text.split()), self.voice)
            for page in self.pages
            for sentence in page.sentences()
        ]


Told = Callable[[str, int], None]
"""Told that so many characters of a language were spoken just now."""


def unspoken(script: Script, store: Store) -> list[Utterance]:
    """What of a script is not in the store, each text once, longest first: so that cores finish together."""
    once = {utterance.key: utterance for utterance in script.utterances()}
    lacking = [utterance for kept, utterance in once.items() if store.get(kept) is None]
    return sorted(lacking, key=lambda utterance: -len(utterance.text))


def narrate(
    lacking: Mapping[str, Sequence[Utterance]], settings: Settings, pool: Pool, told: Told
) -> Iterator[tuple[str, PublishError | None]]:
    """Speak what is unspoken, by language; yield each language when all of it is kept, or the reason why not.

    Raises `WriteError` when the store cannot be written.
    """
    for language, utterances in lacking.items():
        if not utterances:
            yield language, None
    waiting = {language: len(utterances) for language, utterances in lacking.items()}
    tasks = [(language, utterance) for language, utterances in lacking.items() for utterance in utterances]
    for (language, utterance), error in pool.outcomes(partial(_speak_task, settings), tasks):
        if isinstance(error, WriteError):
            raise error
        told(language, len(utterance.text))
        waiting[language] -= 1
        if error is not None and waiting[language] >= 0:
            waiting[language] = -1
            yield language, error
        elif waiting[language] == 0:
            yield language, None


def laid_out(script: Script, store: Store) -> Timeline:
    """The timeline of a script whose sound is in the store.

    Raises `NarrationError` naming the sentence whose sound is not.
    """
    found = {utterance.sentence: _clip(utterance, store) for utterance in script.utterances()}
    return timeline(script.pages, _at_one_rate(found, store), script.voice)


def sound(store: Store, key: str) -> Sound | None:
    """What is kept under a clip's key."""
    entry = store.get(key)
    return None if entry is None else Sound(entry[4:], int.from_bytes(entry[:4], "little"))


def _speak_task(settings: Settings, task: tuple[str, Utterance]) -> None:
    """Speak one utterance and keep it; runs in a worker process."""
    _, utterance = task
    _keep(Store(settings.store), utterance.key, _spoken(utterance, settings))


def _spoken(utterance: Utterance, settings: Settings) -> Sound:
    if not any(unicodedata.category(letter)[0] in "LN" for letter in utterance.text):
        return NOTHING_TO_SAY
    engine = _speaker(utterance.voice.engine, settings)
    try:
        spoken = retried(lambda: engine.speak(utterance.text, utterance.voice))
    except EngineError as error:
        raise NarrationError(
            f"Sentence {utterance.sentence} could not be spoken by {utterance.voice.engine}: “{utterance.text}” ({error.message})",
            error.advice or "Choose another engine with --speaker.",
        ) from error
    if not any(spoken.pcm):
        raise NarrationError(
            f"{utterance.voice.engine} gave no sound for sentence {utterance.sentence}: “{utterance.text}”.",
            "Change the sentence, or choose another engine with --speaker.",
        )
    return spoken


@cache
def _speaker(name: str, settings: Settings) -> Speaker:
    return registry.speaker(name, settings)


def _keep(store: Store, key: str, spoken: Sound) -> None:
    store.put(key, spoken.rate.to_bytes(4, "little") + spoken.pcm)


def _clip(utterance: Utterance, store: Store) -> Clip:
    kept = sound(store, utterance.key)
    if kept is None:
        raise NarrationError(
            f"The sound of sentence {utterance.sentence} is not in the store any more: “{utterance.text}”.",
            "Run the same command again.",
        )
    return Clip(utterance.sentence, utterance.key, kept.samples, kept.rate)


def _at_one_rate(clips: Mapping[str, Clip], store: Store) -> Mapping[str, Clip]:
    """Clips at the rate that most of them have; a silence may have come at another."""
    rates = [clip.rate for clip in clips.values()]
    rate = max(sorted(set(rates)), key=rates.count)
    return {sentence: _at_rate(clip, rate, store) for sentence, clip in clips.items()}


def _at_rate(clip: Clip, rate: int, store: Store) -> Clip:
    if clip.rate == rate:
        return clip
    own = key("resampled", VERSION, clip=clip.key, rate=rate)
    found = sound(store, own)
    if found is None:
        original = sound(store, clip.key)
        assert original is not None
        found = codec.resampled(original, rate)
        _keep(store, own, found)
    return replace(clip, key=own, samples=found.samples, rate=rate)
