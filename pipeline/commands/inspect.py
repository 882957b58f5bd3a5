"""`inspect`: what is found in an article."""

from typing import Any

import click

from pipeline.commands.options import ARTICLE, AS_JSON, OFFLINE, reads, settings_of
from pipeline.commands.printing import print_json, print_lines


@click.command()
@ARTICLE
@reads
@OFFLINE
@AS_JSON
def inspect(article: str, as_json: bool, **flags: Any) -> None:
    """Show what is found in ARTICLE: its outline, and what each part is taken for. Publishes nothing."""
    from pipeline.app.stage_configurations import reading_of
    from pipeline.commands.outline import as_values, outline
    from pipeline.readers import place, read

    content, notices = read(place(article), configuration=reading_of(settings_of(flags)))
    if as_json:
        print_json(as_values(content, notices))
    else:
        print_lines(outline(content, notices).splitlines())
