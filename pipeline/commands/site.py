"""`site`: the published site for a host."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.commands.messages import notice_line
from pipeline.commands.options import OUTPUT, REPLACE, option, settings_of
from pipeline.commands.printing import complain
from pipeline.document.quantities import megabytes

_SHOWN = 5
"""How many files are named that were left out."""


@click.command()
@click.option(
    "--target", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Folder to upload."
)
@option("base_url", "URL")
@OUTPUT
@REPLACE
def site(target: Path, **flags: Any) -> None:
    """Prepare the published site in a folder for any static host, and list what the web server must support.

    Nothing but what was published is laid out, and nothing in the folder is replaced that is not ours.
    """
    from pipeline.app.stage_configurations import site_of
    from pipeline.site.static_layout import lay_out, needs

    laid = lay_out(target, site_of(settings_of(flags)))
    click.echo(
        f"{laid.files} files, {megabytes(laid.size)} in {target} ({laid.written} written, {laid.removed} removed)."
    )
    for notice in laid.notices:
        complain(notice_line(notice))
    for path in laid.stayed:
        complain(f"Warning: {path} is no longer published, but was changed and stays.")
    if laid.left:
        complain(f"Note: left out, because no run wrote it: {_path_names(laid.left)}.")
    click.echo("Your web server must support:")
    for need in needs():
        click.echo(f"  {need}")


def _path_names(paths: Sequence[Path]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return f"{', '.join(map(str, paths[:_SHOWN]))}{more}"
