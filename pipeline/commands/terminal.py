"""A run as a terminal has it: a row an edition, drawn anew while it is made, and lines above for what stays."""

import time
from collections.abc import Iterator, Sequence
from threading import Lock, RLock

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from pipeline.commands.edition_rows import Editions, Row, Steady
from pipeline.commands.messages import line, outcome, remaining
from pipeline.commands.outcomes import Outcome, sum_up, table
from pipeline.commands.screen import Silence
from pipeline.commands.tables import color_level, print_table
from pipeline.config.settings import Settings
from pipeline.document.events import Event, Fetching, Listening, Read
from pipeline.document.quantities import clock
from pipeline.document.report import Report
from pipeline.languages import language_name

_ANEW_PER_S = 4
_AROUND = 6
"""Lines of the terminal that are not rows: the heads, what is fetched, the sum, and the one the cursor stands on."""


class Terminal(Silence):
    """Shows a run on a terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live: Live | None = None
        self._drawing = RLock()
        """An article ends in one thread while another may tell of the next."""
        self._state = Lock()
        """Events come from threads, and rows are drawn in another."""
        self._editions = Editions()
        self._what, self._steady = "", Steady(time.monotonic)
        """What is fetched or heard, and how far it is."""
        self._work: Group | None = None
        """The same, drawn."""
        self._began = time.monotonic()

    def tell(self, event: Event) -> None:
        with self._state:
            fetched = self._fetch(event)
            self._editions.tell(event)
        if (text := fetched or line(event)) is not None:
            self._say(text)
        self._draw()

    def finish(self, report: Report, settings: Settings) -> None:
        self.close()
        self._say(outcome(report, settings, time.monotonic() - self._began))
        self._began = time.monotonic()

    def sum_up(self, outcomes: Sequence[Outcome], took: float) -> None:
        self.close()
        if rows := table(outcomes):
            print_table(["Article", "Editions", "Sound", "Missing"], rows, numbers=(1, 2))
        self._say(sum_up(outcomes, took))

    def close(self) -> None:
        with self._state:
            self._work, self._editions = None, Editions()
        with self._drawing:
            self._stop()

    def _say(self, text: str) -> None:
        self._console.print(color_level(text), soft_wrap=True)

    def _fetch(self, event: Event) -> str | None:
        """Take in what is fetched or heard; a line about what begins to be."""
        match event:
            case Fetching():
                of = f" of {event.total / 1e6:.0f}" if event.total else ""
                share = event.done / event.total if event.total else 0.0
                amount = f"{event.done / 1e6:.0f}{of} MB"
                return self._go_on(event.what, amount, share, f"Fetching {event.what}")
            case Listening():
                amount, share = (
                    f"{clock(event.done)} of {clock(event.total)}",
                    event.done / (event.total or 1),
                )
                return self._go_on(f"Listening to {event.what}", amount, share, None)
            case Read():
                self._work = None
        return None

    def _go_on(self, what: str, amount: str, share: float, begins: str | None) -> str | None:
        new = self._what != what
        if new:
            self._what, self._steady = what, Steady(time.monotonic)
        self._steady.reach(share)
        self._work = _progress(what, amount, self._steady) if share < 1 else None
        return begins if new else None

    def _draw(self) -> None:
        with self._state:
            wanted = bool(self._work or self._editions.rows())
        with self._drawing:
            if wanted:
                self._start()
            else:
                self._stop()

    def _start(self) -> None:
        if self._live is None:
            self._live = Live(
                get_renderable=self._view, console=self._console, refresh_per_second=_ANEW_PER_S,
                transient=True, redirect_stdout=False, redirect_stderr=False,
            )  # fmt: skip
            self._live.start()

    def _stop(self) -> None:
        if self._live:
            self._live.stop()
            self._live = None

    def _view(self) -> RenderableType:
        with self._state:
            return Group(*self._parts())

    def _parts(self) -> Iterator[RenderableType]:
        rows = self._editions.rows()
        most = max(self._console.height - _AROUND, 1)
        if rows:
            yield _table(rows[:most])
        if len(rows) > most:
            yield Text(f"and {len(rows) - most} more", style="dim")
        if self._work:
            yield self._work
        if (pace := self._editions.pace).total:
            left = "" if pace.left is None or pace.finished else f", {remaining(pace.left)}"
            yield Text(f"{clock(pace.done)} of {clock(pace.total)} spoken{left}", style="dim")


def _table(rows: list[Row]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), expand=True, header_style="dim")
    table.add_column("Edition", no_wrap=True)
    table.add_column("Words", justify="right", no_wrap=True, min_width=5)
    table.add_column("Voice", justify="right", no_wrap=True, min_width=5)
    table.add_column("", ratio=1, min_width=4)
    table.add_column("Files", justify="right", no_wrap=True, min_width=5)
    table.add_column("Left", justify="right", no_wrap=True, min_width=10)
    for row in rows:
        left = "" if row.left is None else remaining(row.left).removesuffix(" left")
        name = Text(language_name(row.language), style="" if row.begun else "dim")
        table.add_row(
            name, _percent(row.words), _percent(row.voice), _bar(row.voice or 0), _percent(row.files), left
        )
    return table


def _progress(what: str, amount: str, steady: Steady) -> Group:
    left = "" if steady.left is None else f", {remaining(steady.left)}"
    return Group(Text(f"{what}: {amount}{left}"), _bar(steady.share))


def _bar(share: float) -> ProgressBar:
    return ProgressBar(total=1.0, completed=share)


def _percent(share: float | None) -> Text:
    if share is None:
        return Text("–", style="dim")
    return Text("done", style="green") if share >= 1 else Text(f"{min(int(share * 100), 99)} %")
