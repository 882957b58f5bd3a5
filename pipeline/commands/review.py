"""`review`: translations out to a person and back."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from pipeline.commands.options import ARTICLE, AS_JSON, OFFLINE, QUIET, REPLACE, listing, reads, settings_of
from pipeline.commands.printing import print_json, print_table
from pipeline.commands.screen import display


@click.group()
def review() -> None:
    """Export sentences for human translators and import their work; a file that comes back is found beside the article."""


@review.command()
@ARTICLE
@listing("--to", metavar="LANGUAGES", help="Languages to write a file for, as ko,es.", required=True)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["xliff", "xliff12", "po", "csv", "tmx", "html"]),
    default="xliff",
    show_default=True,
    help="What to write; html is a page to be read, and does not come back.",
)
@listing("--translator", metavar="NAME", help="Who makes the draft. [default: auto]")
@REPLACE
@reads
@OFFLINE
@QUIET
def export(article: str, kind: str, quiet: bool, **flags: Any) -> None:
    """Write ARTICLE's sentences for a translator, with a machine's draft where there is a model.

    The file stands beside the article: article.ko.xlf. A sentence counts as reviewed when its state is
    set to reviewed or final, as translation tools do. An .xlf beside the article is used as it is; other
    files come back with "review import".
    """
    from pipeline.app.review import export
    from pipeline.readers import place

    settings = settings_of(flags)
    with display(as_json=False, quiet=quiet) as progress:
        paths = export(place(article), settings, progress, kind)
    for path in paths:
        click.echo(path)


@review.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--article", metavar="ARTICLE", help="The article. [default: the one that FILE names, beside it]"
)
@click.option("--to", metavar="LANGUAGE", help="The language, where FILE does not say.")
@click.option("--reviewer", metavar="NAME", default="", help="Who reviewed it, as editions will say.")
@click.option(
    "--aligned",
    metavar="TRANSLATION",
    type=click.Path(path_type=Path),
    help="A whole translation as text or Markdown; FILE is the article then.",
)
@OFFLINE
@AS_JSON
@QUIET
def bring_in(
    files: tuple[Path, ...],
    article: str | None,
    to: str | None,
    reviewer: str,
    aligned: Path | None,
    as_json: bool,
    quiet: bool,
    **flags: Any,
) -> None:
    """Take what people wrote in each FILE (XLIFF, PO, CSV, TMX) into the translation memory.

    There it is preferred to every machine, for ever. A damaged file changes nothing; sentences of the
    article that changed meanwhile are named, and the rest comes in.
    """
    from pipeline.app.review import align, bring_in
    from pipeline.languages import find
    from pipeline.readers import place

    settings = settings_of(flags)
    target = find(to).tag if to else ""
    with display(as_json=False, quiet=quiet or as_json) as progress:
        if aligned is not None:
            if not target or len(files) != 1:
                raise click.UsageError("--aligned needs one article and --to with one language.")
            results = [align(files[0], aligned, target, settings, progress, who=reviewer)]
        else:
            own = place(article) if article else None
            results = [*bring_in(files, settings, progress, article=own, target=target, who=reviewer)]
    if as_json:
        print_json([asdict(each) for each in results])
        return
    for each in results:
        click.echo(f"{each.path} ({each.language}): {_count(each.counts)}")


@review.command()
@ARTICLE
@listing("--to", metavar="LANGUAGES", help="Languages to look at. [default: as publish]")
@listing("--translator", metavar="NAME", help="Whose words count as there. [default: auto]")
@reads
@OFFLINE
@AS_JSON
def status(article: str, as_json: bool, **flags: Any) -> None:
    """Show how many of ARTICLE's sentences are by machine, edited, reviewed, final or missing, by language."""
    from pipeline.app.review import status
    from pipeline.readers import place

    languages = status(place(article), settings_of(flags))
    if as_json:
        print_json({each.language: each.counts for each in languages})
        return
    kinds = list(dict.fromkeys(name for each in languages for name, count in each.counts.items() if count))
    rows = [(each.language, *(str(each.counts.get(name) or "–") for name in kinds)) for each in languages]
    lines = (f"{each.language:8} {_count(each.counts)}" for each in languages)
    print_table(("", *kinds), rows, lines, range(1, len(kinds) + 1))


def _count(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing"


@review.command()
@click.option("--seed", metavar="NAME", help="Which one. [default: show the names of all]")
def glossary(seed: str | None) -> None:
    """Print a glossary that comes with the program: review glossary --seed human-rights > glossary.csv

    It is used once it stands beside the article, or where publish.toml says: glossary = "terms.csv".
    """
    from pipeline.translation import termbase

    if seed is None:
        click.echo("\n".join(termbase.seeds()))
    else:
        click.get_binary_stream("stdout").write(termbase.seed(seed))
