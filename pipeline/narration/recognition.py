"""Sentences heard again by an ear, and how much of each was understood.

Several sentences are heard in one go, since an ear takes as long for a second as for half a minute; what was
heard is then divided among them. A sentence that seems badly understood is heard once more by itself.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Protocol

from pipeline.document.sound import Sound
from pipeline.infra.store import Store, key
from pipeline.narration.error_rate import distance, divide, normal

VERSION = 1
"""Raised when the same sound would be kept as other words."""
LONGEST_S = 28.0
"""Heard in one go; Whisper's own window is 30 s."""
DOUBTFUL = 0.25
"""The error rate above which a sentence is heard once more by itself."""


class Ear(Protocol):
    """One way to write down what is heard."""

    version: str
    """Whatever changes what is heard; part of the store's key."""

    def knows(self, language: str) -> bool:
        """Whether it understands a language."""

    def hear(self, sound: Sound, language: str) -> str:
        """What is said in at most 30 seconds."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """A sentence and when it sounds in its recording, in seconds."""

    number: int
    """From 1, in reading order."""
    id: str
    page: str
    """Path of the recording in the e-book, empty for the episode."""
    begin: float
    end: float
    text: str
    """As on the page."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence as it was understood."""

    sentence: Sounding
    heard: str
    letters: int
    """That should be heard."""
    errors: int
    """Letters to be changed, put in or left out."""

    @property
    def rate(self) -> float:
        """Errors a letter."""
        return self.errors / max(self.letters, 1)


def hear(
    sentences: Sequence[Sounding],
    sound: Sound,
    language: str,
    ear: Ear,
    store: Store,
    progress: Callable[[float], None] = lambda _: None,
) -> Iterator[Heard]:
    """How each of the sentences in one recording is understood, in order; `progress` gets seconds heard just now.

    What was heard before, of the same sound by the same ear, is taken from the store.
    """
    for group in _groups(sentences):
        parts = divide(_transcribe(group, sound, language, ear, store), [one.text for one in group], language)
        for sentence, part in zip(group, parts, strict=True):
            best = judge(sentence, part, language)
            if best.rate > DOUBTFUL and len(group) > 1:
                alone = judge(sentence, _transcribe([sentence], sound, language, ear, store), language)
                best = min(best, alone, key=lambda one: one.errors)
            yield best
        progress(group[-1].end - group[0].begin)


def judge(sentence: Sounding, transcript: str, language: str) -> Heard:
    """How well what was heard is the sentence."""
    wanted = normal(sentence.text, language)
    return Heard(sentence, transcript, len(wanted), distance(wanted, normal(transcript, language)))


def error_rate(results: Iterable[Heard]) -> float:
    """Errors a letter over all of them."""
    whole = list(results)
    return sum(one.errors for one in whole) / max(sum(one.letters for one in whole), 1)


def worst(results: Iterable[Heard], most: int) -> list[Heard]:
    """The `most` sentences that were understood worst, not those without an error; the worst first."""
    wrong = [one for one in results if one.errors]
    return sorted(wrong, key=lambda one: (-one.rate, -one.errors, one.sentence.number))[:most]


def number(sentences: Iterable[Sounding]) -> list[Sounding]:
    """Those that have something to be heard, numbered in their order."""
    said = [one for one in sentences if any(map(str.isalnum, one.text)) and one.end > one.begin]
    return [replace(one, number=number) for number, one in enumerate(said, 1)]


def _groups(sentences: Iterable[Sounding]) -> Iterator[list[Sounding]]:
    """Sentences that follow each other within what is heard in one go; a longer one is alone."""
    group: list[Sounding] = []
    for sentence in sentences:
        if group and sentence.end - group[0].begin > LONGEST_S:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _transcribe(group: Sequence[Sounding], sound: Sound, language: str, ear: Ear, store: Store) -> str:
    pieces = _within(sound, group[0].begin, group[-1].end)
    return " ".join(_remembered_transcript(piece, language, ear, store) for piece in pieces)


def _within(sound: Sound, begin: float, end: float) -> Iterator[Sound]:
    """That part of `sound`, in pieces that an ear can take."""
    while begin < end:
        until = min(end, begin + LONGEST_S)
        yield Sound(sound.pcm[2 * int(begin * sound.rate) : 2 * int(until * sound.rate)], sound.rate)
        begin = until


def _remembered_transcript(sound: Sound, language: str, ear: Ear, store: Store) -> str:
    of = sha256(sound.pcm).hexdigest()
    own = key("heard", VERSION, ear=ear.version, language=language, rate=sound.rate, sound=of)
    return store.remember(own, lambda: ear.hear(sound, language).encode()).decode()
