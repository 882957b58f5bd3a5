"""A run as a log has it: lines that stay, none drawn anew."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from pipeline.app.time_left import Pace
from pipeline.commands.messages import line, outcome, remaining
from pipeline.commands.outcomes import Outcome, sum_up, table
from pipeline.commands.screen import Silence, write
from pipeline.config.settings import Settings
from pipeline.document.events import (
    Event,
    Failed,
    Fetching,
    Listening,
    Read,
    Speaking,
    SpeakingBegins,
    Writing,
)
from pipeline.document.quantities import clock
from pipeline.document.report import Report
from pipeline.languages import language_name

_SPEECH = "speech"
_FILES = "files"
_LONG_S = 300
"""Of sound; less is written in seconds, and nobody waits for it."""


@dataclass(frozen=True, slots=True)
class _Stage:
    """How far a piece of work is."""

    label: str
    share: float
    """Of the whole."""
    amount: str
    """Done and in all, in the work's own unit."""
    left: float | None
    """Seconds, None while nobody knows."""


class LogLines(Silence):
    """Lines for a log; a line every tenth of the way of what takes long."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._bar: _Tenths | None = None
        self._pace = Pace()
        self._spoken = ""
        """The language in which something was spoken last."""
        self._stage = self._fetched = ""
        self._files: dict[str, Writing] = {}
        """How far the files of each language are."""
        self._share_before = 0.0
        """What was done of a stage before it was shown."""
        self._began = self._stage_began = time.monotonic()

    def tell(self, event: Event) -> None:
        text = line(event)
        if text is not None:
            self._say(text)
        match event:
            case Read():
                self._pace, self._spoken = Pace(), event.language
                self._files.clear()
            case SpeakingBegins() | Speaking() | Failed():
                self._speak(event)
            case Fetching():
                self._fetch(event)
            case Listening():
                self._listen(event)
            case Writing():
                self._write_files(event)

    def finish(self, report: Report, settings: Settings) -> None:
        self.close()
        self._say(outcome(report, settings, time.monotonic() - self._began))
        self._began = time.monotonic()

    def sum_up(self, outcomes: Sequence[Outcome], took: float) -> None:
        for title, _, _, missing in table(outcomes):
            if missing:
                self._say(f"{title}: missing {missing}")
        self._say(sum_up(outcomes, took))

    def close(self) -> None:
        self._bar = None

    def _say(self, text: str) -> None:
        write(self._out, text + "\n")

    def _speak(self, event: SpeakingBegins | Speaking | Failed) -> None:
        pace = self._pace
        was_busy = pace.busy
        match event:
            case SpeakingBegins():
                pace.begins(event)
            case Speaking():
                pace.record(event)
                self._spoken = event.language
            case Failed():
                pace.fails(event.language)
        if was_busy or pace.busy:
            self._new(_SPEECH)
            self._show(_speech(pace, self._spoken))

    def _fetch(self, event: Fetching) -> None:
        if event.what != self._fetched:
            self._fetched = event.what
            self._say(f"Fetching {event.what}")
        if event.total and not self._pace.busy:
            self._new(event.what)
            amount = f"{event.done / 1e6:.0f} of {event.total / 1e6:.0f} MB"
            self._show(self._steady(event.what, event.done / event.total, amount))

    def _listen(self, event: Listening) -> None:
        self._new(event.what)
        amount = f"{clock(event.done)} of {clock(event.total)}"
        self._show(self._steady(f"Listening to {event.what}", event.done / (event.total or 1), amount))

    def _write_files(self, event: Writing) -> None:
        """All editions' together; while something is spoken, which takes longer, that is shown instead."""
        self._files[event.language] = event
        done = sum(each.done for each in self._files.values())
        total = sum(each.total for each in self._files.values())
        if total >= _LONG_S and not self._pace.busy:
            self._new(_FILES, done / total)
            amount = f"{clock(done)} of {clock(total)}"
            self._show(self._steady(f"Writing {language_name(event.language)}", done / total, amount))

    def _new(self, stage: str, share: float = 0.0) -> None:
        if stage != self._stage:
            self.close()
            self._stage, self._stage_began, self._share_before = stage, time.monotonic(), share

    def _steady(self, label: str, share: float, amount: str) -> _Stage:
        """Work that goes on as fast as it went so far."""
        took = time.monotonic() - self._stage_began
        done = share - self._share_before
        return _Stage(label, share, amount, took * (1 - share) / done if done > 0 else None)

    def _show(self, stage: _Stage) -> None:
        if self._bar is None:
            self._bar = _Tenths(self._out, stage.share)
        self._bar.show(stage)
        if stage.share >= 1:
            self.close()


class _Tenths:
    """A line every tenth of the way."""

    def __init__(self, out: TextIO, share: float) -> None:
        self._out = out
        self._tenths = int(share * 10)

    def show(self, stage: _Stage) -> None:
        """Write a line when a tenth is full."""
        before, self._tenths = self._tenths, max(int(stage.share * 10), self._tenths)
        if before < self._tenths < 10:
            left = "" if stage.left is None else f", {remaining(stage.left)}"
            write(self._out, f"{stage.label}: {stage.amount}{left}\n")


def _speech(pace: Pace, spoken: str) -> _Stage:
    label = f"Speaking {language_name(spoken)}" if pace.busy or pace.finished else "Waiting for words"
    share = 1 if pace.finished else min(pace.done / pace.total, 0.999)
    return _Stage(
        label, share, f"{clock(pace.done)} of {clock(pace.total)}", None if pace.finished else pace.left
    )
