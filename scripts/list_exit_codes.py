"""Write docs/exit-codes.md anew: what each exit code means, from the classes of errors that have them.

Usage: python scripts/list_exit_codes.py
"""

import inspect
import signal
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click
from markdown_tables import table

import cli
from pipeline import errors
from pipeline.commands.stopping import OF_SIGNALS
from pipeline.errors import PublishError

PLACE = Path(__file__).parents[1] / "docs" / "exit-codes.md"
HEAD = """# Exit codes

Every command ends with 0, or with a number that tells a script what went wrong. Beside it, the message says what happened, to which
file and sentence, and what to do next. Where editions fail for one reason, a run ends with that reason's number; where they
fail for several, with 60.

In Python the same errors are classes of `pipeline.errors` ([for other programs](api.md)), each with `message`, `advice` and `exit_code`.

`python scripts/list_exit_codes.py` writes this page from those classes.

"""
OTHERS = {
    0: "All went well.",
    click.UsageError.exit_code: "The command line is not understood.",
    cli.BUG: "A bug, of which nothing else can be said.",
    OF_SIGNALS + signal.SIGHUP: "A hang-up stopped it (SIGHUP).",
    OF_SIGNALS + signal.SIGINT: "Ctrl-C stopped it.",
    OF_SIGNALS + signal.SIGTERM: "The system stopped it (SIGTERM).",
}
"""Codes without a class of ours."""


def main() -> None:
    """Write the page."""
    PLACE.write_text(page(), "utf-8")


def page() -> str:
    """The page as Markdown."""
    known = [(int(code), words, "") for code, words in OTHERS.items()]
    known += [(kind.exit_code, _words(kind), f"`{kind.__name__}`") for kind in kinds()]
    by_code = groupby(sorted(known, key=lambda each: each[0]), lambda each: each[0])
    return HEAD + table(("code", "what it means", "in Python"), (_row(code, [*of]) for code, of in by_code))


def kinds(kind: type[PublishError] = PublishError) -> Iterator[type[PublishError]]:
    """Every class of errors that a code may come from, a parent before its children."""
    yield kind
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from kinds(child)


def _row(code: int, known: list[tuple[int, str, str]]) -> tuple[str, str, str]:
    return (
        str(code),
        " ".join(words for _, words, _ in known),
        ", ".join(name for _, _, name in known if name),
    )


def _words(kind: type[PublishError]) -> str:
    """What its docstring says first."""
    return (inspect.getdoc(kind) or "").split("\n\n")[0]


if __name__ == "__main__":
    main()
