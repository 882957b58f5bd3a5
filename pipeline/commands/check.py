"""`check`: what is wrong with editions."""

from dataclasses import asdict
from pathlib import Path

import click

from pipeline.commands.options import AS_JSON
from pipeline.commands.printing import print_json
from pipeline.errors import FaultsFound
from pipeline.telling import counted


@click.command()
@click.argument("editions", metavar="EDITION...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--fast", is_flag=True, help="Leave out EPUBCheck and Ace.")
@AS_JSON
def check(editions: tuple[Path, ...], fast: bool, as_json: bool) -> None:
    """Say what is wrong with each EDITION: an e-book, a recording, a feed, or a folder of them, whoever made it.

    Our own rules look at all of it; EPUBCheck and Ace look too where they are installed.
    """
    from pipeline.proofing.proof import checkers, proof, told

    proofs = []
    for one in proof(editions, fast=fast):
        proofs.append(one)
        if not as_json:
            click.echo(told(one))
    if as_json:
        print_json([asdict(one) for one in proofs])
    else:
        click.echo(f"Checked by {', '.join(checkers(fast=fast))}.")
    if faulty := [one for one in proofs if one.errors]:
        raise FaultsFound(
            f"{len(faulty)} of {counted(len(proofs), 'file')} {'has' if len(faulty) == 1 else 'have'} errors.",
            "They stand above.",
        )
