"""`doctor`: what is on this machine, and what is not."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.options import AS_JSON, OFFLINE, listing, reads, settings_of
from pipeline.commands.printing import callable_here, print_json, print_table
from pipeline.document.quantities import count_of
from pipeline.errors import EditionsMissing

if TYPE_CHECKING:
    from pipeline.app.doctor import Finding


@click.command()
@click.argument("article", required=False, type=click.Path())
@listing("--to", metavar="LANGUAGES", help="Languages beside the article's own.")
@reads
@OFFLINE
@AS_JSON
def doctor(article: str | None, as_json: bool, **flags: Any) -> None:
    """Say which engines, voices and tools are on this machine, and how to get the others.

    With an ARTICLE, first which of its editions can be made here, by what, and what to do for the others. Nothing is
    fetched for that but the article itself, when it is the address of a page. Ends with 60 where one cannot be made.
    """
    from pipeline.app.doctor import editions, examine
    from pipeline.app.planning import plan
    from pipeline.readers import place

    settings = settings_of(flags)
    first = editions(plan(place(article), settings)) if article else ()
    findings = (*first, *examine(settings))
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        print_table(
            ("", "", ""), [_row(each) for each in findings], chain.from_iterable(map(_lines, findings))
        )
    if missing := [each for each in first if not each.works]:
        raise _missing(missing, len(first))


def _missing(findings: "Sequence[Finding]", count: int) -> EditionsMissing:
    names = ", ".join(each.name for each in findings)
    return EditionsMissing(
        f"{len(findings)} of {count_of(count, 'edition')} cannot be made on this machine: {names}.",
        "What to do for each is said beside it.",
    )


def _mark(finding: "Finding") -> str:
    return "ok" if finding.works else "MISSING" if finding.needed else "–"


def _lines(finding: "Finding") -> Iterator[str]:
    yield f"{_mark(finding):7} {finding.name}: {finding.text}"
    if finding.advice and not finding.works:
        yield callable_here(f"        {finding.advice}")


def _row(finding: "Finding") -> Sequence[str]:
    advice = f"\n{callable_here(finding.advice)}" if finding.advice and not finding.works else ""
    return _mark(finding), finding.name, finding.text + advice
