"""`serve`: the published site on this machine."""

import sys
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import click

from pipeline.commands.options import OUTPUT, settings_of
from pipeline.commands.printing import is_terminal

_OURSELVES = ("127.0.0.1", "::1", "localhost")


@click.command()
@OUTPUT
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="0.0.0.0 lets others in your network in: a phone, by the address or the code that is shown.",
)
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes any that is free.",
)
def serve(host: str, port: int, **flags: Any) -> None:
    """Serve the published site on this machine until Ctrl-C."""
    from pipeline.site.server import serve

    serve(settings_of(flags).output, host, port, _show)


def _show(address: str) -> None:
    """Say where it is served; where others may come in, a person also sees a code for their phone."""
    click.echo(f"Serving at {address} – Ctrl-C ends it.")
    if urlsplit(address).hostname not in _OURSELVES and is_terminal(sys.stdout):
        import segno

        code = StringIO()
        segno.make(address, micro=False).terminal(code, compact=True)
        click.echo(code.getvalue())
