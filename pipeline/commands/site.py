"""`site`: the published site for a host."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.commands.messages import notice_line
from pipeline.commands.options import OUTPUT, REPLACE, option, settings_of
from pipeline.commands.printing import complain
from pipeline.document.quantities import count_of, megabytes

_SHOWN = 5
"""How many files are named that were left out."""


@click.command()
@click.option(
    "--target",
    metavar="DIR|URL",
    required=True,
    help="Folder to upload, or the bucket to put the site into: s3://, gs:// or az://.",
)
@option("base_url", "URL")
@OUTPUT
@REPLACE
def site(target: str, **flags: Any) -> None:
    """Prepare the published site in a folder for any static host, or put it into a bucket, and list what the web server must support.

    Nothing but what was published is laid out, and nothing there is replaced that is not ours.
    """
    from pipeline.app.stage_configurations import site_of
    from pipeline.site import static_layout, upload

    configuration, needs = site_of(settings_of(flags)), static_layout.needs
    if "://" in target:
        laid, needs = upload.upload(target, configuration), upload.needs
    else:
        laid = static_layout.lay_out(Path(target), configuration)
    click.echo(
        f"{count_of(laid.files, 'file')}, {megabytes(laid.size)} in {target} ({laid.written} written, {laid.removed} removed)."
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
