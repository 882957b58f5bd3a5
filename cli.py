"""The command line: what it is called, its errors in words, its exit codes. Each command lies in `pipeline/commands/`."""

import sys
import tempfile
import traceback
from collections.abc import Sequence
from io import TextIOWrapper

import click

from pipeline.commands.check import check
from pipeline.commands.doctor import doctor
from pipeline.commands.feed import feed
from pipeline.commands.inspect import inspect
from pipeline.commands.listen import listen_again
from pipeline.commands.models import models
from pipeline.commands.printing import complain, complain_of, program
from pipeline.commands.publish import publish
from pipeline.commands.review import review
from pipeline.commands.serve import serve
from pipeline.commands.site import site
from pipeline.commands.voices import voices
from pipeline.errors import PublishError

BUG = 70
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without Hangul is no reason to stop
    try:
        cli.main(arguments, prog_name=program(), standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        complain("\nStopped. What was finished is kept: run the same command again to go on.")
        sys.exit(INTERRUPTED)
    except PublishError as error:
        complain_of(error)
        sys.exit(error.exit_code)
    except Exception as error:
        complain(_bug(error))
        sys.exit(BUG)


def _bug(error: Exception) -> str:
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="manyvoices-", suffix=".log", delete=False
    ) as log:
        traceback.print_exception(error, file=log)
    return (
        f"Error: this is a bug in manyvoices: {type(error).__name__}: {error}\n"
        f"Please report it with {log.name}; read that file first, it may hold words of your article."
    )


@click.group(
    commands=(publish, inspect, review, voices, models, feed, serve, site, check, listen_again, doctor),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="manyvoices")
def cli() -> None:
    """Publish one article in many languages: an e-book that reads itself aloud, and a podcast episode.

    Your text stays on this machine unless you name an engine that sends it. Options may also stand in
    publish.toml (to = ["ko", "es"]) or in the environment (MANYVOICES_TO=ko,es).
    """


if __name__ == "__main__":
    main()
