"""The command line: what it is called, its errors in words, its exit codes. Each command lies in `pipeline/commands/`."""

import sys
from collections.abc import Sequence

import click

from pipeline.commands.index import Commands
from pipeline.commands.printing import complain, complain_of, program
from pipeline.commands.stopping import Stopping, stoppable
from pipeline.commands.streams import enduring_streams
from pipeline.errors import ProgramFault
from pipeline.infra.exception_messages import in_words

BUG = 70


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    with enduring_streams(), stoppable() as stopping:
        sys.exit(_ended(arguments, stopping))


def _ended(arguments: Sequence[str] | None, stopping: Stopping) -> int:
    """The exit code, once the command has ended and its last word is said."""
    try:
        cli.main(arguments, prog_name=program(), standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("\nStopped. What was finished is kept: run the same command again to go on.")
        return stopping.exit_code
    except Exception as error:
        failure = in_words(error)
        complain_of(failure)
        return BUG if isinstance(failure, ProgramFault) else failure.exit_code
    return 0


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="manyvoices")
def cli() -> None:
    """Publish one article in many languages: an e-book that reads itself aloud, and a podcast episode.

    Your text stays on this machine unless you name an engine that sends it. Options may also stand in
    publish.toml (to = ["ko", "es"]) or in the environment (MANYVOICES_TO=ko,es).
    """


if __name__ == "__main__":
    main()
