"""`site`: the published site for a host."""

from pathlib import Path
from typing import Any

import click

from pipeline.commands.options import OUTPUT, settings_of


@click.command()
@click.option(
    "--target", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Folder to upload."
)
@click.option("--base-url", metavar="URL", help="Where the folder will stand on the web.")
@OUTPUT
def site(target: Path, **flags: Any) -> None:
    """Lay out the published site in a folder for any static host, and say what the host must answer."""
    from pipeline.site import lay_out, needs

    laid = lay_out(target, settings_of(flags))
    size = f"{laid.size / 1e6:.1f} MB"
    click.echo(f"{laid.files} files, {size}, in {target}: {laid.written} written, {laid.removed} taken away.")
    click.echo("The host must answer:")
    for need in needs():
        click.echo(f"  {need}")
