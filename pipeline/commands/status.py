"""`status`: what runs, where, how far it is, and what failed."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.messages import remaining
from pipeline.commands.options import AS_JSON, OFFLINE, settings_of
from pipeline.commands.printing import callable_here, complain_of, is_terminal, print_json, print_lines
from pipeline.config.settings import Settings
from pipeline.document.quantities import clock, count_of
from pipeline.document.run_record import ArticleRecord, FailureRecord, RunRecord
from pipeline.errors import PublishError
from pipeline.languages import language_name

if TYPE_CHECKING:
    from pipeline.app.run_records import Standing

_EVERY_S = 2.0
"""How often --watch looks."""
_EVERY_ELSEWHERE_S = 5.0
"""The same where there is an address too: so often a run is written down there, and a bucket's owner pays for each look."""
_SILENT_S = 60
_MOST_ENDED = 5
"""Runs that are over and are shown; --json has all that are kept."""


@click.command()
@OFFLINE
@AS_JSON
@click.option("--watch", is_flag=True, help="Tell it again whenever it changes, until Ctrl-C.")
def status(as_json: bool, watch: bool, **flags: Any) -> None:
    """Say what runs, on which machine, how far it is, how much is left, and what failed.

    Shown are the runs that share this machine's store, or the store at the address in [store], wherever they run, and the
    last ones that ended within a week.
    """
    settings = settings_of(flags)
    if watch:
        with suppress(KeyboardInterrupt):
            _watch(settings, as_json)
        return
    runs, fault = _look(settings)
    if as_json:
        print_json(_values(runs))
    else:
        print_lines(_lines(runs))
    if fault:
        raise fault


def _watch(settings: Settings, as_json: bool) -> None:
    """What there is to tell, whenever that changed: on a terminal in the place of what was told, else below it; JSON a line each."""
    on_screen: tuple[list[str], str] | None = None
    while True:
        runs, fault = _look(settings)
        lines = [json.dumps(_values(runs), ensure_ascii=False)] if as_json else [*_lines(runs)]
        if (lines, trouble := fault.message if fault else "") != on_screen:
            _show(lines, is_first=on_screen is None, as_json=as_json)
            if fault:
                complain_of(fault)
            on_screen = lines, trouble
        time.sleep(_EVERY_ELSEWHERE_S if settings.store_url else _EVERY_S)


def _show(lines: Sequence[str], *, is_first: bool, as_json: bool) -> None:
    if as_json:
        click.echo(lines[0])
        return
    if is_terminal(sys.stdout):
        click.clear()
    elif not is_first:
        click.echo()
    print_lines(lines)


def _look(settings: Settings) -> "tuple[list[tuple[RunRecord, Standing]], PublishError | None]":
    """What is known, and what hindered from knowing more."""
    from pipeline.app.run_records import RunRecords

    records = RunRecords(settings)
    return [(each, records.standing(each)) for each in records.read()], records.fault


def _values(runs: "list[tuple[RunRecord, Standing]]") -> list[dict[str, Any]]:
    from pipeline.app.run_records import as_value

    return [as_value(*each) for each in runs]


def _lines(runs: "list[tuple[RunRecord, Standing]]") -> Iterator[str]:
    running = [each for each in runs if each[1] == "running"]
    over = [each for each in runs if each not in running]
    if not running:
        yield "Nothing runs."
    for record, standing in [*running, *over[:_MOST_ENDED]]:
        yield from _run(record, standing)


def _run(record: RunRecord, standing: "Standing") -> Iterator[str]:
    yield f"{record.machine}, process {record.process}, since {_moment(record.began)}: {_standing(record, standing)}"
    if record.message:
        yield from _trouble("  ", record.message, record.advice)
    if standing in ("running", "lost"):
        for article in record.articles:
            yield f"  {_article(article)}"
        if (more := record.begun - len(record.articles)) > 0:
            yield f"  and {count_of(more, 'more article')}"
    if record.scheduler and standing == "running":
        dashboard = f", dashboard {record.dashboard}" if record.dashboard else ""
        yield f"  Cluster: {record.scheduler}{dashboard}"
    yield f"  Articles: {record.waiting:,} waiting, {record.done:,} done, {record.failed:,} not whole"
    for failure in record.failures:
        yield from _failure(failure)


def _standing(record: RunRecord, standing: "Standing") -> str:
    took = clock(((record.ended or record.seen) - record.began).total_seconds())
    match str(standing):
        case "running":
            silent = (datetime.now(UTC) - record.seen).total_seconds()
            sign = "" if silent < _SILENT_S else f", without a sign of life for {clock(silent)}"
            return f"running{sign}" if record.begun else f"running, with no article on its way{sign}"
        case "lost":
            return f"ended without a word after {took}; the same command goes on with what was finished"
        case "failed":
            return f"failed after {took} (exit code {record.exit_code})"
        case other:
            return f"{other} after {took}"


def _article(article: ArticleRecord) -> str:
    name = language_name(article.language)
    done = f"{article.sentences_done:,} of {count_of(article.sentences, 'sentence')}"
    parts = [f"{article.stage} {name}, {done}" if article.sentences else article.stage]
    parts += [f"{article.published} of {count_of(article.editions, 'edition')} published"]
    parts += [f"{article.failed} failed"] if article.failed else []
    parts += [remaining(article.left_s)] if article.left_s is not None else []
    return f"{article.file} “{article.title}”: {'; '.join(parts)}"


def _failure(failure: FailureRecord) -> Iterator[str]:
    language = f", {language_name(failure.language)}" if failure.language else ""
    yield from _trouble(
        f"  Failed: {failure.file}{language}: ", f"{failure.message} ({failure.exit_code})", failure.advice
    )


def _trouble(head: str, message: str, advice: str) -> Iterator[str]:
    yield f"{head}{message}"
    if advice:
        yield callable_here(f"    {advice}")


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
