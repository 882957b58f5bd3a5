"""`status`: what runs, where, how far it is, and what failed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.messages import remaining
from pipeline.commands.options import AS_JSON, OFFLINE, settings_of
from pipeline.commands.printing import callable_here, print_json, print_lines
from pipeline.document.quantities import clock, count_of
from pipeline.document.run_record import ArticleRecord, FailureRecord, RunRecord
from pipeline.languages import language_name

if TYPE_CHECKING:
    from pipeline.app.run_records import Standing

_SILENT_S = 60
_MOST_ENDED = 5
"""Runs that are over and are shown; --json has all that are kept."""


@click.command()
@OFFLINE
@AS_JSON
def status(as_json: bool, **flags: Any) -> None:
    """Say what runs, on which machine, how far it is, how much is left, and what failed.

    Shown are the runs that share this machine's store, or the store at the address in [store], wherever they run, and the
    last ones that ended within a week.
    """
    from pipeline.app.run_records import RunRecords, as_value

    records = RunRecords(settings_of(flags))
    found = [(each, records.standing(each)) for each in records.read()]
    if as_json:
        print_json([as_value(*each) for each in found])
    else:
        print_lines(_lines(found))
    if records.fault:
        raise records.fault


def _lines(found: "list[tuple[RunRecord, Standing]]") -> Iterator[str]:
    running = [each for each in found if each[1] == "running"]
    over = [each for each in found if each not in running]
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
