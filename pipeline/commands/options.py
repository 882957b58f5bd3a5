"""Options that several commands share, and what becomes of them: settings."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from pipeline.config.loading import load
from pipeline.config.option_descriptions import options
from pipeline.config.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])


def option(name: str, metavar: str = "", *, words: str = "") -> Callable[[Command], Command]:
    """The option `--name` of the setting `name`, with the words and the default of its declaration.

    `words` replace them where a command means something narrower. A list is given with commas, by naming the option
    several times, or both.
    """
    declared = options()[name]
    help_text = words or declared.words + (f" [default: {declared.default}]" if declared.default else "")
    flag = f"--{name.replace('_', '-')}"
    if declared.is_switch:
        return click.option(flag, is_flag=True, default=None, help=help_text)
    if declared.is_list:
        return listing(flag, metavar=metavar, help=help_text)
    return click.option(flag, metavar=metavar, help=help_text)


def listing(*names: str, **more: Any) -> Callable[[Command], Command]:
    """An option whose values are given with commas, by naming it several times, or both."""
    return click.option(*names, multiple=True, callback=_join, **more)


def _join(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> str | None:
    return ",".join(values) if values else None


ARTICLE = click.argument("article", type=click.Path())
OUTPUT = option("output", "DIR")
OFFLINE = option("offline")
REPLACE = option("replace")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for machines.")
QUIET = click.option("--quiet", is_flag=True, help="Print errors and nothing else.")
READING = (
    option("lang", "TAG"),
    option("headings", "LINES"),
    option("fetch_pictures"),
    option("refetch"),
    option("drafts"),
    option("allow_local"),
)
"""What says how an article is read."""


def reads(command: Command) -> Command:
    """Give `command` the options `READING`."""
    for option in reversed(READING):
        command = option(command)
    return command


def settings_of(flags: dict[str, Any], *, keys: bool = False) -> Settings:
    """The settings of a run: those that a command was given, before all that stands elsewhere; with the `keys` of the
    servers that it asks.
    """
    return load({name: value for name, value in flags.items() if value is not None}, keys=keys)
