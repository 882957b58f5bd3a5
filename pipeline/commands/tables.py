"""Tables and colours for a person at a terminal; whoever reads a pipe gets plain lines, by the commands themselves.

NO_COLOR leaves the tables and takes the colours. Columns count what a letter fills, two for 한 and 中, and a cell of a
right-to-left script is isolated, so that its signs do not jump into the next one.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.languages import FALLBACK
from pipeline.languages.isolation import isolate

_LEVELS = {
    "Warning": "yellow", "warning": "yellow", "Error": "bold red", "error": "bold red", "Note": "dim", "info": "dim",
    "note": "dim", "MISSING": "bold red", "ok": "green",
}  # fmt: skip
_LEVEL = re.compile(rf"\s*({'|'.join(_LEVELS)})(?=:| [A-Z]\d\d )")
"""Before what is found: a colon, or the number of a rule. A file may be called so too."""
_ID = re.compile(r"\s*([a-z]\d\S*)  ")
_QUOTED = re.compile("(?<=“)[^”]*(?=”)")


def console(out: TextIO | None = None) -> Console:
    """The terminal behind `out`, or standard output; it takes text as it is, without mark-up."""
    return Console(file=out or sys.stdout, markup=False, highlight=False, emoji=False)


def color_level(text: str) -> Text:
    """A line, coloured where it says how serious it is; what it quotes is isolated."""
    line = Text(_QUOTED.sub(lambda quoted: isolate(quoted[0], FALLBACK), text))
    if level := _LEVEL.match(text):
        line.stylize(_LEVELS[level[1]], *level.span(1))
    return line


def print_lines(lines: Iterable[str]) -> None:
    """Print lines with their levels in colour and ids dim; long ones go on below, indented."""
    out = console()
    for line in lines:
        text = color_level(line)
        if label := _ID.match(line):
            text.stylize("dim", *label.span(1))
        _print_hanging(out, text)


def _print_hanging(out: Console, text: Text) -> None:
    indent = len(text.plain) - len(text.plain.lstrip(" "))
    first, *more = text[indent:].wrap(out, max(out.width - indent - 2, 20)) or [text]
    out.print(Text(" " * indent) + first, soft_wrap=True)
    for each in more:
        out.print(Text(" " * (indent + 2)) + each, soft_wrap=True)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> None:
    """Print `rows` below `headings`; the columns `numbers` are set to the right."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for place, heading in enumerate(headings):
        right = place in numbers
        table.add_column(heading, justify="right" if right else "left", no_wrap=place == 0, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(each) for each in row))
    console().print(table)


def _cell(text: str) -> Text:
    return Text(isolate(text, FALLBACK), style=_LEVELS.get(text, ""))
