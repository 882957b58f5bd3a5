"""Write docs/commands.md anew: every command with what it takes, as the command line declares it.

Usage: python scripts/list_commands.py
"""

from collections.abc import Iterator
from pathlib import Path

import click
from markdown_tables import plain, table

from cli import cli

PLACE = Path(__file__).parents[1] / "docs" / "commands.md"
PROGRAM = "cli.py"
HEAD = """# Commands

In a folder with `.venv` a command is called as `.venv/bin/python cli.py publish`, from a wheel as `manyvoices publish`. Most options may
also stand in `publish.toml` or in the environment: [settings](settings.md). How a command ends is told by its [exit code](exit-codes.md).

`cli.py COMMAND --help` says the same as this page, which `python scripts/list_commands.py` writes from the declarations.
"""


def main() -> None:
    """Write the page."""
    PLACE.write_text(page(), "utf-8")


def page() -> str:
    """The page as Markdown."""
    return "\n".join([HEAD, *(_section(context) for context in _contexts(_context(cli, PROGRAM)))])


def _contexts(group: click.Context) -> Iterator[click.Context]:
    """Every command, and behind a group those within it."""
    assert isinstance(group.command, click.Group)
    for name in group.command.list_commands(group):
        command = group.command.get_command(group, name)
        assert command is not None
        context = _context(command, name, group)
        yield context
        if isinstance(command, click.Group):
            yield from _contexts(context)


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    return click.Context(command, info_name=name, parent=parent)


def _section(context: click.Context) -> str:
    path = context.command_path.removeprefix(f"{PROGRAM} ")
    usage = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])
    parts = [f"{'#' * (path.count(' ') + 2)} {path}\n", f"    {usage}\n", f"{_words(context.command)}\n"]
    if options := [*_options(context)]:
        parts.append(table(("option", "what it does"), options))
    return "\n".join(parts)


def _words(command: click.Command) -> str:
    """What its help says, a paragraph a line."""
    paragraphs = (command.help or "").split("\n\n")
    return plain("\n\n".join(" ".join(each.split()) for each in paragraphs))


def _options(context: click.Context) -> Iterator[tuple[str, str]]:
    for each in context.command.params:
        if isinstance(each, click.Option) and (record := each.get_help_record(context)):
            yield f"`{record[0]}`", plain(record[1])


if __name__ == "__main__":
    main()
