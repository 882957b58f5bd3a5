"""How commands print: values for machines, and complaints, which never mix with a result."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from pipeline.errors import PublishError


def print_json(value: Any) -> None:
    """Print `value` for machines; what JSON does not know becomes its words."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


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
