"""`check`: what is wrong with editions."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.commands.options import AS_JSON, settings_of
from pipeline.commands.printing import print_json_each, print_lines
from pipeline.document.quantities import count_of
from pipeline.errors import FaultsFound


@click.command()
@click.argument("editions", metavar="EDITION...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--fast", is_flag=True, help="Leave out EPUBCheck and Ace.")
@click.option("--again", is_flag=True, help="Check unchanged files too, not only what changed.")
@AS_JSON
def check(editions: tuple[Path, ...], fast: bool, again: bool, as_json: bool) -> None:
    """Say what is wrong with each EDITION: an e-book, a recording, a feed, or a folder of them, whoever made it.

    Our own rules look at all of it; EPUBCheck and Ace look too where they are installed. What was found in a file is
    kept, and said again while neither the file nor the checks change.
    """
    from pipeline.infra.store import Store
    from pipeline.validation.validate import Proof, checkers, describe, proof

    results: list[bool] = []
    checked = proof(editions, fast=fast, store=Store(settings_of({}).store), again=again)

    def each() -> Iterator[Proof]:
        for one in checked:
            results.append(one.errors > 0)
            yield one

    if as_json:
        print_json_each(asdict(one) for one in each())
    else:
        for one in each():
            print_lines(describe(one).splitlines())
        click.echo(f"Checked by {', '.join(checkers(fast=fast))}.")
    if faulty := sum(results):
        raise FaultsFound(
            f"{faulty} of {count_of(len(results), 'file')} {'has' if faulty == 1 else 'have'} errors.",
            "See the list above.",
        )
