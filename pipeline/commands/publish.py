"""`publish`: an article in every language; shown before, again after each change, and heard again."""

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.listen import WORST, ear_of_whisper
from pipeline.commands.messages import plan_lines
from pipeline.commands.options import AS_JSON, OFFLINE, OUTPUT, QUIET, REPLACE, option, reads, settings_of
from pipeline.commands.printing import complain, complain_of, print_json, raise_stopped
from pipeline.commands.screen import display
from pipeline.config.loading import as_written
from pipeline.config.settings import Settings
from pipeline.document.events import Progress
from pipeline.document.notices import Level
from pipeline.document.quantities import count_of
from pipeline.document.report import FailedEdition, PublishedEdition, Report
from pipeline.errors import EditionsMissing, PublishError, StrictFindings
from pipeline.languages import language_name
from pipeline.languages.regions import other_usage

if TYPE_CHECKING:
    from pipeline.narration.recognition import Ear


@click.command()
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True, type=click.Path())
@option("to", "LANGUAGES")
@OUTPUT
@option("slug", "NAME")
@click.option(
    "--moved",
    is_flag=True,
    help="It is the article published under its name before, though in another place.",
)
@REPLACE
@option("translator", "NAME")
@option("speaker", "NAME")
@reads
@OFFLINE
@option("jobs", "N")
@option("scheduler", "ADDRESS")
@click.option(
    "--cluster", type=click.Choice(["local"]), help="The same as --scheduler local: a trial of a cluster."
)
@option("store_limit", "SIZE")
@option("also", "SIZES")
@option("embed_font")
@option("certified_by", "NAME")
@option("strict")
@option("round_trip")
@option("doubtful", "WAY")
@click.option(
    "--accept-findings", is_flag=True, default=None, hidden=True, help="The same as --doubtful accept."
)
@click.option(
    "--plan",
    "plan_only",
    is_flag=True,
    help="Show what would be translated by whom and for how much, and do nothing.",
)
@click.option("--watch", is_flag=True, help="Publish again whenever something changes, until Ctrl-C.")
@click.option(
    "--listen",
    "listens",
    is_flag=True,
    help="Check the recordings with speech recognition, as the command listen does.",
)
@AS_JSON
@QUIET
def publish(
    articles: tuple[str, ...],
    plan_only: bool,
    watch: bool,
    listens: bool,
    as_json: bool,
    quiet: bool,
    moved: bool,
    cluster: str | None,
    **flags: Any,
) -> None:
    """Publish each ARTICLE as an e-book, an episode and a page in every language.

    ARTICLE is a file, a folder of them with all folders in it, the address of a web page, or - for standard input.
    A reviewed translation is a file beside the article: article.ko.xlf for article.md. Run it again after any
    change or interruption: finished work is reused.
    """
    flags["scheduler"] = _one_scheduler(flags["scheduler"], cluster)
    settings = settings_of(flags)
    if not quiet:
        _name_usages(flags)
    if plan_only:
        _show_plans(articles, settings, as_json)
    elif watch:
        _watch(articles, flags, as_json, quiet, listens, moved)
    else:
        _publish(articles, settings, as_json, quiet, listens, moved)


def _one_scheduler(address: str | None, cluster: str | None) -> str | None:
    if address and cluster and address != cluster:
        raise click.UsageError("--scheduler and --cluster name two clusters. Leave one of the two out.")
    return address or cluster


def _name_usages(flags: dict[str, Any]) -> None:
    """Say whose usage is written where another region's was asked for: pt-PT, zh-HK."""
    for name in as_written("to", flags):
        if usage := other_usage(name):
            complain(f"Note: {usage}")


def _show_plans(articles: Sequence[str], settings: Settings, as_json: bool) -> None:
    from pipeline.app.article_folders import places_of
    from pipeline.app.planning import plan

    plans = [plan(each, settings) for each in places_of(articles, settings)]
    if as_json:
        print_json([each.as_value() for each in plans])
        return
    for each in plans:
        for text in plan_lines(each):
            click.echo(text)


def _publish(
    articles: Sequence[str], settings: Settings, as_json: bool, quiet: bool, listens: bool, moved: bool
) -> None:
    from pipeline.app.article_folders import places_of
    from pipeline.app.publish import publish_all

    ear = ear_of_whisper() if listens else None  # before the work, so that a missing one is told at once
    reports = []
    places = places_of(articles, settings)
    with (
        display(as_json=as_json, quiet=quiet) as progress,
        closing(publish_all(places, settings, progress, moved=moved)) as published,
    ):
        for report in published:
            reports.append(report)
            progress.finish(report, settings)
        try:
            if ear:
                _listen_after(reports, ear, settings, progress, as_json, quiet)
        finally:
            _judge(reports, settings)


def _listen_after(
    reports: Sequence[Report], ear: "Ear", settings: Settings, progress: Progress, as_json: bool, quiet: bool
) -> None:
    from pipeline.app.listen import as_value, describe, listen

    folders = [
        settings.output / report.slug / edition.language for report in reports for edition in report.published
    ]
    for one in listen(folders, ear, settings, progress):
        if as_json:
            click.echo(json.dumps({"event": "listened", **as_value(one, WORST)}, ensure_ascii=False))
        elif not quiet:
            click.echo(describe(one, WORST))


def _watch(
    articles: Sequence[str], flags: dict[str, Any], as_json: bool, quiet: bool, listens: bool, moved: bool
) -> None:
    """Publish, and again after each change; what goes wrong is told, and the next change tries again."""
    from pipeline.app.watch import changes

    changed = changes(_watched_paths(articles), settings_of(flags))
    while True:
        try:
            _publish(articles, settings_of(flags), as_json, quiet, listens, moved)
        except PublishError as error:
            complain_of(error)
        moved = False  # it was said of the articles as they were then
        if (found := next(changed, None)) is None:
            return
        if not quiet:
            click.echo(f"Changed: {', '.join(path.name for path in found)}", err=as_json)


def _watched_paths(articles: Sequence[str]) -> list[Path]:
    from pipeline.readers import place

    places = [place(article) for article in articles]
    for each in places:
        if each.path is None:
            raise click.UsageError(f"--watch looks at files and folders, and {each} is neither.")
    return [each.path for each in places if each.path]


def _judge(reports: Sequence[Report], settings: Settings) -> None:
    """Raise what the reports deserve: nothing when every edition is there."""
    failed = [edition for report in reports for edition in report.failed]
    if failed:
        raise EditionsMissing(
            f"Not published: {_edition_names(failed)}.",
            f"See the reasons above. {_there(reports, settings)}",
            (edition.exit_code for edition in failed),
        )
    raise_stopped(notice for report in reports for notice in report.notices)
    warned = [notice for report in reports for notice in report.all_notices if notice.level is not Level.INFO]
    if settings.strict and warned:
        raise StrictFindings(f"{count_of(len(warned), 'warning')}, and --strict was given.", "See above.")


def _there(reports: Sequence[Report], settings: Settings) -> str:
    """What this run published after all."""
    made = [edition for report in reports for edition in report.made_for(settings.to)]
    if made:
        return f"Published are: {_edition_names(made)}."
    return (
        "Nothing new is published."
        if any(report.published for report in reports)
        else "Nothing is published."
    )


def _edition_names(editions: Sequence[PublishedEdition | FailedEdition]) -> str:
    return ", ".join(dict.fromkeys(language_name(edition.language) for edition in editions))
