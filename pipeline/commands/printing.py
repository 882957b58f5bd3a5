"""How commands print: values for machines, and complaints, which never mix with a result."""

import json
from typing import Any

import click

from pipeline.errors import PublishError


def print_json(value: Any) -> None:
    """Print `value` for machines; what JSON does not know becomes its words."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def complain(text: str) -> None:
    """Print `text` where errors go."""
    click.echo(text, err=True)


def complain_of(error: PublishError) -> None:
    """Say what went wrong, and what to do next."""
    complain(f"Error: {error.message}\n{error.advice}".rstrip())
