"""`publish`: an article in every language; shown before, again after each change, and heard again."""

import json
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.listen import WORST, ear_of_whisper
from pipeline.commands.messages import plan_lines
from pipeline.commands.options import AS_JSON, OFFLINE, OUTPUT, QUIET, REPLACE, option, reads, settings_of
from pipeline.commands.outcomes import Outcome, edition_names, missing_names, outcome_of
from pipeline.commands.printing import complain, complain_of, print_json, raise_stopped
from pipeline.commands.screen import display
from pipeline.config.loading import as_written
from pipeline.config.settings import Settings
from pipeline.document.events import Progress
from pipeline.document.quantities import count_of
from pipeline.document.report import Report
from pipeline.errors import EditionsMissing, PublishError, StrictFindings
from pipeline.languages.regions import other_usage

if TYPE_CHECKING:
    from pipeline.app.incoming import Incoming
    from pipeline.app.run_state import RunState
    from pipeline.narration.recognition import Ear


@click.command()
@click.argument("articles", metavar="[ARTICLE...]", nargs=-1, type=click.Path())
@click.option(
    "--from-feed",
    "feeds",
    metavar="URL",
    multiple=True,
    help="Publish the newest items of a feed, RSS or Atom; those that changed are published again.",
)
@click.option(
    "--queue",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Publish what lies in a folder and is put into it, the newest first, and move it to done or failed there.",
)
@option("feed_items", "N")
@option("feed_minutes", "N")
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
@option("metrics", "PORT")
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
    feeds: tuple[str, ...],
    queue: Path | None,
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
    from pipeline.app.incoming import Incoming
    from pipeline.app.run_records import recording

    incoming = Incoming(articles, feeds, queue)
    if not (articles or incoming.is_open):
        raise click.UsageError("Missing argument 'ARTICLE...', or --from-feed or --queue.")
    flags["scheduler"] = _one_scheduler(flags["scheduler"], cluster)
    settings = settings_of(flags, keys=not plan_only)
    if not quiet:
        _name_usages(flags)
    if plan_only:
        if incoming.is_open:
            raise click.UsageError(
                "--plan speaks of articles that are named; what a feed or a queue brings is not known."
            )
        _show_plans(articles, settings, as_json)
        return
    watched = _watched_paths(incoming) if watch else []
    with recording(settings) as state:
        if watch:
            _watch(incoming, watched, flags, state, as_json, quiet, listens, moved)
        else:
            _publish(incoming, settings, state, as_json, quiet, listens, moved)


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
    incoming: "Incoming",
    settings: Settings,
    state: "RunState",
    as_json: bool,
    quiet: bool,
    listens: bool,
    moved: bool,
) -> None:
    from pipeline.app.incoming import publish_incoming

    ear = ear_of_whisper() if listens else None  # before the work, so that a missing one is told at once
    began, outcomes = time.monotonic(), list[Outcome]()
    with (
        display(as_json=as_json, quiet=quiet) as progress,
        closing(publish_incoming(incoming, settings, progress, moved=moved, state=state)) as results,
    ):
        for result in results:
            outcomes.append(outcome_of(result, settings))
            if isinstance(result, Report):
                progress.finish(result, settings)
        if len(outcomes) > 1 or incoming.is_open:
            progress.sum_up(outcomes, time.monotonic() - began)
        try:
            if ear:
                _listen_after(outcomes, ear, settings, progress, as_json, quiet)
        finally:
            _judge(outcomes, settings)


def _listen_after(
    outcomes: Sequence[Outcome],
    ear: "Ear",
    settings: Settings,
    progress: Progress,
    as_json: bool,
    quiet: bool,
) -> None:
    from pipeline.app.listen import as_value, describe, listen

    folders = [settings.output / each.slug / language for each in outcomes for language in each.made]
    for one in listen(folders, ear, settings, progress):
        if as_json:
            click.echo(json.dumps({"event": "listened", **as_value(one, WORST)}, ensure_ascii=False))
        elif not quiet:
            click.echo(describe(one, WORST))


def _watch(
    incoming: "Incoming",
    paths: Sequence[Path],
    flags: dict[str, Any],
    state: "RunState",
    as_json: bool,
    quiet: bool,
    listens: bool,
    moved: bool,
) -> None:
    """Publish, and again after each change, and every some minutes where a feed may have one; what goes wrong is told,
    and the next change tries again."""
    from pipeline.app.watch import changes

    settings = settings_of(flags)
    every = settings.feed_minutes * 60.0 if incoming.feeds else None
    changed = changes(paths, settings, apart=incoming.set_aside, every_s=every)
    while True:
        try:
            _publish(incoming, settings_of(flags, keys=True), state, as_json, quiet, listens, moved)
        except PublishError as error:
            complain_of(error)
        moved = False  # it was said of the articles as they were then
        if (paths_changed := next(changed, None)) is None:
            return
        if paths_changed and not quiet:
            click.echo(f"Changed: {', '.join(path.name for path in paths_changed)}", err=as_json)


def _watched_paths(incoming: "Incoming") -> list[Path]:
    from pipeline.readers import place

    places = [place(article) for article in incoming.articles]
    for each in places:
        if each.path is None:
            raise click.UsageError(f"--watch looks at files and folders, and {each} is neither.")
    paths = [each.path for each in places if each.path]
    return [*paths, *([incoming.queue] if incoming.queue else [])]


def _judge(outcomes: Sequence[Outcome], settings: Settings) -> None:
    """Raise what the outcomes deserve: nothing when every edition is there."""
    if any(not each.is_whole for each in outcomes):
        codes = [edition.exit_code for each in outcomes for edition in each.failed]
        codes += [each.exit_code for each in outcomes if each.exit_code]
        raise EditionsMissing(
            f"Not published: {missing_names(outcomes)}.", f"See the reasons above. {_there(outcomes)}", codes
        )
    raise_stopped(notice for each in outcomes for notice in each.stopped)
    warned = sum(each.warnings for each in outcomes)
    if settings.strict and warned:
        raise StrictFindings(f"{count_of(warned, 'warning')}, and --strict was given.", "See above.")


def _there(outcomes: Sequence[Outcome]) -> str:
    """What this run published after all."""
    if editions := edition_names(language for each in outcomes for language in each.made):
        return f"Published are: {editions}."
    return "Nothing new is published." if any(each.is_there for each in outcomes) else "Nothing is published."
