"""`serve`: the published site on this machine."""

from typing import Any

import click

from pipeline.commands.options import OUTPUT, settings_of


@click.command()
@OUTPUT
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="0.0.0.0 lets others in your network in.",
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

    serve(
        settings_of(flags).output,
        host,
        port,
        lambda address: click.echo(f"Serving at {address} – Ctrl-C ends it."),
    )
