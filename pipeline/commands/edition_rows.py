"""How far each edition of an article is, in rows: its words, its voice, its files, and the time left."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.app.time_left import Pace
from pipeline.document.events import (
    Event,
    Failed,
    Published,
    Read,
    Speaking,
    SpeakingBegins,
    Translated,
    Translating,
    Writing,
)

Clock = Callable[[], float]


@dataclass(slots=True)
class Steady:
    """Work that goes on as fast as it went since it was first seen."""

    clock: Clock
    share: float = 0.0
    """Of the whole, 0 to 1."""
    _first: tuple[float, float] | None = field(default=None, repr=False)
    """When it was first seen, and how far it was."""

    def reach(self, share: float) -> None:
        """Take in how far it is."""
        self.share = min(share, 1.0)
        self._first = self._first or (self.clock(), self.share)

    @property
    def left(self) -> float | None:
        """Seconds, None while nobody knows."""
        if self._first is None or (done := self.share - self._first[1]) <= 0:
            return None
        return (self.clock() - self._first[0]) * (1 - self.share) / done


@dataclass(slots=True)
class Row:
    """One edition. A share is None while the work has not begun."""

    language: str
    words: float | None = None
    voice: float | None = None
    files: float | None = None
    left: float | None = None
    """Seconds until its voice, then until its files are there."""

    @property
    def begun(self) -> bool:
        """Whether something of it is there or being made."""
        return self.words is not None or self.voice is not None or self.files is not None


class Editions:
    """The rows of one article after the other, as events tell of them. An edition that is published or failed has none."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._begin()

    def _begin(self) -> None:
        self.pace = Pace(self._clock)
        self._rows: dict[str, Row] = {}
        self._speech: dict[str, float] = {}
        """Seconds of speech of each edition."""
        self._files: dict[str, Steady] = {}

    def tell(self, event: Event) -> None:
        """Take in `event`."""
        match event:
            case Read():
                self._begin()
            case Translating():
                self._row(event.language).words = event.done / max(event.total, 1)
            case Translated():
                self._row(event.language).words = 1.0
            case SpeakingBegins():
                self._speaking_begins(event)
            case Speaking():
                self.pace.record(event)
            case Writing():
                self._write(event)
            case Failed():
                self.pace.fails(event.language)
                self._rows.pop(event.language, None)
            case Published():
                self._rows.pop(event.language, None)

    def rows(self) -> list[Row]:
        """All that are not finished, those that are being made first."""
        for row in self._rows.values():
            self._judge(row)
        return sorted(self._rows.values(), key=lambda row: not row.begun)

    def _row(self, language: str) -> Row:
        return self._rows.setdefault(language, Row(language))

    def _speaking_begins(self, event: SpeakingBegins) -> None:
        self.pace.begins(event)
        self._row(event.language).words = 1.0
        self._speech[event.language] = event.found + event.seconds
        for language in event.coming:
            self._row(language)

    def _write(self, event: Writing) -> None:
        row, files = self._row(event.language), self._files.setdefault(event.language, Steady(self._clock))
        row.words = 1.0
        files.reach(event.done / event.total if event.total else 0.0)

    def _judge(self, row: Row) -> None:
        """Reckon what follows from the clock and from the other editions."""
        if (files := self._files.get(row.language)) is not None:
            row.voice, row.files = 1.0, files.share
            row.left = files.left if files.share < 1 else None
        elif (seconds := self._speech.get(row.language)) is not None:
            row.voice = self.pace.share_of(row.language, seconds)
            row.left = self.pace.left_for(row.language) if row.voice < 1 else None
