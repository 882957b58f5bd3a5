"""`listen`: editions heard again by a machine."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import AS_JSON, settings_of
from pipeline.commands.printing import print_json
from pipeline.commands.screen import display

if TYPE_CHECKING:
    from pipeline.narration.recognition import Ear

WORST = 10
"""How many sentences are listed after listening."""


@click.command()
@click.argument("editions", metavar="EDITION...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--worst",
    metavar="N",
    type=click.IntRange(0),
    default=WORST,
    show_default=True,
    help="How many sentences to list.",
)
@AS_JSON
def listen(editions: tuple[Path, ...], worst: int, as_json: bool) -> None:
    """Hear each EDITION with Whisper, on this machine, and list the sentences that it understood worst.

    EDITION is an article's folder in the output, an edition's folder, or an .mp3 or .epub in it. Of a folder the
    episode is heard, and of its e-book what the episode leaves out. It needs the extra "listen".
    """
    from pipeline.app.listen import as_value, describe
    from pipeline.app.listen import listen as hear_again

    values = []
    try:
        with display(as_json=False, quiet=as_json) as progress:
            for one in hear_again(editions, ear_of_whisper(), settings_of({}), progress):
                values.append(as_value(one, worst))
                if not as_json:
                    click.echo(describe(one, worst))
    finally:
        if as_json and values:
            print_json(values)


def ear_of_whisper() -> "Ear":
    """Whisper; raises at once where it is missing."""
    from pipeline.narration.engines.whisper import WhisperEar

    return WhisperEar()
