"""What is shown of a run while it goes on: lines or a table for a person, JSON for a machine, or nothing."""

import json
import sys
from collections.abc import Sequence
from typing import TextIO

from pipeline.commands.messages import line, record
from pipeline.commands.outcomes import Outcome, as_value
from pipeline.commands.printing import is_terminal
from pipeline.config.settings import Settings
from pipeline.document.events import ArticleFailed, Event, Failed, Progress
from pipeline.document.report import Report


def display(*, as_json: bool, quiet: bool) -> "Silence":
    """What shows a run on standard output, to be used as a context."""
    if quiet:
        return _Failures(sys.stderr)
    if as_json:
        return _Records(sys.stdout)
    if is_terminal(sys.stdout):
        from pipeline.commands.tables import console
        from pipeline.commands.terminal import Terminal

        return Terminal(console(sys.stdout))
    from pipeline.commands.log_lines import LogLines

    return LogLines(sys.stdout)


class Silence(Progress):
    """Shows nothing; the base of what shows something."""

    def __enter__(self) -> "Silence":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def tell(self, event: Event) -> None:
        """Show `event`."""

    def finish(self, report: Report, settings: Settings) -> None:
        """Show what came of an article."""

    def sum_up(self, outcomes: Sequence[Outcome], took: float) -> None:
        """Show what came of a run of several articles, which `took` so many seconds."""

    def close(self) -> None:
        """Leave the screen as others expect it."""


class _Failures(Silence):
    """Why editions are missing, and nothing else."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def tell(self, event: Event) -> None:
        if isinstance(event, Failed | ArticleFailed):
            write(self._out, f"{line(event)}\n")


class _Records(Silence):
    """One JSON value a line for each event, the report last."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def tell(self, event: Event) -> None:
        write(self._out, record(event) + "\n")

    def finish(self, report: Report, settings: Settings) -> None:
        value = {"event": "report", "report": json.loads(report.as_json())}
        write(self._out, json.dumps(value, ensure_ascii=False) + "\n")

    def sum_up(self, outcomes: Sequence[Outcome], took: float) -> None:
        value = {"event": "run", **as_value(outcomes, took)}
        write(self._out, json.dumps(value, ensure_ascii=False) + "\n")


def write(out: TextIO, text: str) -> None:
    """Write it at once."""
    out.write(text)
    out.flush()
