"""Editions heard again: how much of each is understood, and which sentences the least."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.app.recordings import Recorded, editions, recordings
from pipeline.config.settings import Settings
from pipeline.document.events import Listening, Progress
from pipeline.document.quantities import clock, count_of
from pipeline.errors import EarMissing
from pipeline.infra.shared_store import open_store
from pipeline.infra.store import Store
from pipeline.languages import language_name
from pipeline.narration.recognition import Ear, Heard, Sounding, error_rate, hear, worst


@dataclass(frozen=True, slots=True)
class Listened:
    """An edition after it was heard."""

    source: Path
    language: str
    seconds: float
    heard: tuple[Heard, ...]
    """Every sentence, in reading order."""

    @property
    def rate(self) -> float:
        """The edition's character error rate."""
        return error_rate(self.heard)


def listen(paths: Iterable[Path], ear: Ear, settings: Settings, progress: Progress) -> Iterator[Listened]:
    """Hear all editions at `paths`, one after the other.

    Raises `EditionMissing` before anything is heard, or when a recording cannot be read; `EarMissing` naming
    the editions in languages that the ear does not know, when all others were heard.
    """
    recorded = [edition for path in paths for edition in editions(path)]
    for edition in recorded:
        if ear.knows(edition.language):
            yield _listen(
                edition,
                ear,
                open_store(settings.store, settings.store_url, offline=settings.offline),
                progress,
            )
    unheard = [edition for edition in recorded if not ear.knows(edition.language)]
    if unheard:
        names = ", ".join(f"{language_name(one.language)} ({one.source})" for one in unheard)
        raise EarMissing(
            f"Not heard: {names}.", "Speech recognition (Whisper) does not support these languages."
        )


def describe(listened: Listened, most: int) -> str:
    """For a person: the edition's error rate, then the `most` sentences that were understood worst."""
    count = f"{count_of(len(listened.heard), 'sentence')}, {clock(listened.seconds)}"
    lines = [
        f"{language_name(listened.language)}, {listened.source}: character error rate {listened.rate:.3f} ({count})"
    ]
    for one in worst(listened.heard, most):
        lines += [
            f"  sentence {one.sentence.number} at {_place(one.sentence)}: {one.rate:.2f}",
            f"    page:  {one.sentence.text}",
            f"    heard: {one.heard or '(nothing)'}",
        ]
    return "\n".join(lines)


def as_value(listened: Listened, most: int) -> dict[str, Any]:
    """The same for a machine."""
    return {
        "source": str(listened.source),
        "language": listened.language,
        "seconds": round(listened.seconds, 2),
        "sentences": len(listened.heard),
        "rate": round(listened.rate, 4),
        "worst": [_as_value(one) for one in worst(listened.heard, most)],
    }


def _listen(edition: Recorded, ear: Ear, store: Store, progress: Progress) -> Listened:
    name, done = language_name(edition.language), 0.0

    def advance(seconds: float) -> None:
        nonlocal done
        done += seconds
        progress.tell(Listening(name, round(min(done, edition.seconds), 2), round(edition.seconds, 2)))

    advance(0)
    results: list[Heard] = []
    for sentences, sound in recordings(edition):
        results += hear(sentences, sound, edition.language, ear, store, advance)
    progress.tell(Listening(name, round(edition.seconds, 2), round(edition.seconds, 2)))
    return Listened(edition.source, edition.language, edition.seconds, tuple(results))


def _as_value(one: Heard) -> dict[str, Any]:
    sentence = one.sentence
    return {
        "number": sentence.number,
        "id": sentence.id,
        "recording": sentence.page,
        "begin": round(sentence.begin, 3),
        "end": round(sentence.end, 3),
        "page": sentence.text,
        "heard": one.heard,
        "rate": round(one.rate, 4),
    }


def _place(sentence: Sounding) -> str:
    return (
        f"{clock(sentence.begin)} of {PurePosixPath(sentence.page).stem}"
        if sentence.page
        else clock(sentence.begin)
    )
