"""`models`: the translation models on this machine, and how others get here."""

from pathlib import Path
from typing import Any

import click

from pipeline.commands.options import AS_JSON, OFFLINE, QUIET, settings_of
from pipeline.commands.printing import complain, complain_of, print_json, print_table
from pipeline.commands.screen import display
from pipeline.document.quantities import megabytes


@click.group()
def models() -> None:
    """The translation models: which are here, and how to add, list and carry them."""


@models.command("list")
@OFFLINE
@AS_JSON
def list_models(as_json: bool, **flags: Any) -> None:
    """Show the translation models that are here and those that could be had, with their published scores."""
    from pipeline.translation.models import available, here

    settings = settings_of(flags)
    could, reasons = available(settings.models, settings.offline)
    for reason in reasons:
        complain(reason)
    if as_json:
        print_json([each.as_value() for each in (*here(settings.models), *could)])
        return
    for title, listed in (
        ("On this machine:", here(settings.models)),
        ("Could be had, with `models add`:", could),
    ):
        click.echo(title)
        rows = [each.row() for each in listed]
        print_table(
            ("From", "To", "Size", "Model", "Scores", "Place"), rows, (f"  {each}" for each in listed), [2]
        )


@models.command("add")
@click.argument("source")
@click.argument("targets", metavar="TARGET...", nargs=-1, required=True)
@click.option(
    "--from",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="A bundle, a folder of models or one model, already here; nothing is fetched then.",
)
@click.option(
    "--replace", is_flag=True, help="Move a folder aside that stands in the way and was not put there by us."
)
@OFFLINE
@QUIET
def add_models(
    source: str, targets: tuple[str, ...], folder: Path | None, replace: bool, quiet: bool, **flags: Any
) -> None:
    """Add Firefox's models from SOURCE to each TARGET: those in FOLDER, or else Mozilla's, fetched and checked.

    Languages are BCP 47 tags or English names: `models add en ko ja zh-Hans`. A pair without a model of its own,
    as ko ja, gets the two by way of English.
    """
    from pipeline.errors import PublishError, UnknownLanguage
    from pipeline.languages import find
    from pipeline.translation.models import Models, route

    settings = settings_of(flags)
    known, errors = Models(settings.models, settings.offline), list[PublishError]()
    one = find(source).tag
    legs: dict[tuple[str, str], None] = {}
    for target in targets:
        try:
            way = route(settings.models, one, find(target).tag)
        except UnknownLanguage as error:
            errors.append(error)
            continue
        if len(way) > 1 and not quiet:
            click.echo(f"{_names(one, find(target).tag)} goes by way of English, with two models.")
        legs |= dict.fromkeys(way)
    for leg in legs:
        try:
            with display(as_json=False, quiet=quiet) as progress:
                added = known.add(*leg, progress, folder, move_aside=replace)
        except PublishError as error:
            errors.append(error)
        else:
            if not quiet:
                click.echo(f"{_names(*leg)}: {megabytes(added.size)}, {added.model.parent}")
    for each in errors[:-1]:
        complain_of(each)
    if errors:
        raise errors[-1]


def _names(source: str, target: str) -> str:
    from pipeline.languages import find

    return f"{find(source).name} to {find(target).name}"


@models.command("bundle")
@click.argument("pairs", metavar="[SOURCE TARGET]...", nargs=-1)
@click.option(
    "--to",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    required=True,
    help="The folder to make.",
)
def bundle_models(pairs: tuple[str, ...], folder: Path) -> None:
    """Copy models into a folder for a machine that has no network: all that are here, or the pairs named.

    There: models add SOURCE TARGET --from DIR.
    """
    from pipeline.languages import find
    from pipeline.translation.models import bundle, select

    tags = [find(name).tag for name in pairs]
    if len(tags) % 2:
        raise click.UsageError("Pairs are two languages each: models bundle en ko en ja --to DIR")
    names = bundle(select(settings_of({}).models, list(zip(tags[::2], tags[1::2], strict=True))), folder)
    click.echo(f"{folder}: {', '.join(names)}")
