"""How commands print: values for machines, and complaints, which never mix with a result."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

import click

from pipeline.document.notices import Notice
from pipeline.errors import NotOurs, PublishError
from pipeline.infra.ownership import STOPPED


def print_json(value: Any) -> None:
    """Print `value` for machines; what JSON does not know becomes its words."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_json_each(values: Iterable[Any]) -> None:
    """Print one list for machines, each value as soon as it is there and on a line of its own."""
    begun = False
    for value in values:
        click.echo(",\n" if begun else "[\n", nl=False)
        click.echo(json.dumps(value, ensure_ascii=False, default=str), nl=False)
        begun = True
    click.echo("\n]" if begun else "[]")


def is_terminal(out: TextIO) -> bool:
    """Whether a person reads `out` where colours and tables are of use and lines can be drawn anew."""
    return out.isatty() and os.environ.get("TERM", "") not in ("dumb", "unknown")


def print_lines(lines: Iterable[str]) -> None:
    """Print lines that a person reads: on a terminal with colours."""
    if is_terminal(sys.stdout):
        from pipeline.commands import tables

        tables.print_lines(lines)
        return
    for line in lines:
        click.echo(line)


def print_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], plain: Iterable[str], numbers: Sequence[int] = ()
) -> None:
    """Print `rows` as a table on a terminal, and elsewhere the lines `plain`, which say the same."""
    if not is_terminal(sys.stdout):
        print_lines(plain)
        return
    from pipeline.commands import tables

    tables.print_table(headings, rows, numbers)


def program() -> str:
    """What the user calls this program: `manyvoices` where it is installed, `cli.py` in a checkout."""
    called = Path(sys.argv[0])
    installed = called.stem == "manyvoices" or (called.parent.name, called.stem) == ("manyvoices", "__main__")
    return "manyvoices" if installed else "cli.py"


def callable_here(text: str) -> str:
    """`text` with the commands in it as they are called here."""
    return text if program() == "cli.py" else text.replace("python cli.py", program())


def complain(text: str) -> None:
    """Print `text` where errors go."""
    click.echo(callable_here(text), err=True)


def complain_of(error: PublishError) -> None:
    """Say what went wrong, and what to do next."""
    complain(f"Error: {error.message}\n{error.advice}".rstrip())


def raise_stopped(notices: Iterable[Notice]) -> None:
    """Raise `NotOurs` when something was not written, because what lies in its place is not ours."""
    if stopped := [notice.text for notice in notices if notice.code == STOPPED]:
        raise NotOurs("\n".join(stopped))
