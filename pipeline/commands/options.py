"""Options that several commands share, and what becomes of them: settings."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from pipeline.config.loading import load
from pipeline.config.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

ARTICLE = click.argument("article", type=click.Path())
OUTPUT = click.option("--output", metavar="DIR", help="Folder of everything published. [default: output]")
OFFLINE = click.option("--offline", is_flag=True, default=None, help="Open no network connection at all.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for machines.")
QUIET = click.option("--quiet", is_flag=True, help="Print errors and nothing else.")
REPLACE = click.option(
    "--replace",
    is_flag=True,
    default=None,
    help="Move aside what is in the way and not ours; nothing is deleted.",
)
READING = (
    click.option("--lang", metavar="TAG", help="The article's language. [default: found from the article]"),
    click.option(
        "--headings",
        metavar="LINES",
        help="Which lines of a plain text are headings: auto, none (only typed ##), or 3,9,21. [default: auto]",
    ),
    click.option(
        "--fetch-pictures",
        is_flag=True,
        default=None,
        help="Fetch pictures that the article shows from the web.",
    ),
    click.option("--refetch", is_flag=True, default=None, help="Fetch again what was fetched before."),
    click.option(
        "--allow-local", is_flag=True, default=None, help="Fetch from this machine and its own network too."
    ),
)
"""What says how an article is read."""


def listing(*names: str, **more: Any) -> Callable[[Command], Command]:
    """An option whose values are given with commas, by naming it several times, or both."""
    return click.option(*names, multiple=True, callback=_joined, **more)


def _joined(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> str | None:
    return ",".join(values) if values else None


def reads(command: Command) -> Command:
    """Give `command` the options `READING`."""
    for option in reversed(READING):
        command = option(command)
    return command


def settings_of(flags: dict[str, Any]) -> Settings:
    """The settings of a run: those that a command was given, before all that stands elsewhere."""
    return load({name: value for name, value in flags.items() if value is not None})
