"""`models`: the translation models on this machine."""

from pathlib import Path
from typing import Any

import click

from pipeline.commands.options import AS_JSON, OFFLINE, QUIET, settings_of
from pipeline.commands.printing import print_json
from pipeline.screen import shown


@click.group()
def models() -> None:
    """The translation models: which are here, and how to add one."""


@models.command("list")
@AS_JSON
def list_models(as_json: bool) -> None:
    """Show the translation models on this machine."""
    from pipeline.translation.engines.models import listed

    found = listed(settings_of({}))
    if as_json:
        print_json([{"source": each.source, "target": each.target, "place": each.place} for each in found])
        return
    for each in found:
        click.echo(f"{each.source} to {each.target:8} {each.size / 1e6:.0f} MB, {each.place}")


@models.command("add")
@click.argument("source")
@click.argument("target")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@OFFLINE
@QUIET
def add_model(source: str, target: str, folder: Path | None, quiet: bool, **flags: Any) -> None:
    """Add Firefox's model from SOURCE to TARGET: the one in FOLDER, or else Mozilla's, fetched and checked."""
    from pipeline.languages import find
    from pipeline.translation.engines.models import add

    settings = settings_of(flags)
    with shown(as_json=False, quiet=quiet) as progress:
        add(find(source).tag, find(target).tag, folder, settings, progress)
    click.echo(f"The model from {find(source).name} to {find(target).name} is in {settings.models}.")
