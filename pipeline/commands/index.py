"""All commands with a line for each, loaded only when they are called: the list itself is shown at once."""

from importlib import import_module

import click

SUMMARIES = {
    "publish": "Publish articles as e-books, episodes and pages in every language.",
    "inspect": "Show what is found in an article, and publish nothing.",
    "review": "Export sentences for human translators, and import their work.",
    "memory": "Move the translation memory to a database, and keep a glossary in it.",
    "remove": "Take an article, or one of its editions, out of the output.",
    "voices": "List, try and install voices.",
    "models": "Translation models: what is here, and what could be.",
    "feed": "Write the feeds of all published editions.",
    "site": "Prepare the published site for upload to a static host.",
    "serve": "Look at the published site on this machine.",
    "check": "Say what is wrong with an e-book, a recording or a feed.",
    "listen": "Check recordings with speech recognition, and list the worst.",
    "status": "Say what runs on which machine, how far it is, and what failed.",
    "doctor": "Say what is on this machine, and what is missing.",
}
"""What each command does, by its name, in the order of the list. A command is `pipeline/commands/<name>.py`."""


class Commands(click.Group):
    """The group of all commands; a command's module is imported when it is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUMMARIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUMMARIES:
            return None
        command: click.Command = getattr(import_module(f"pipeline.commands.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))
