"""`remove`: what is no longer wanted, taken out."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.messages import notice_line
from pipeline.commands.options import OUTPUT, settings_of
from pipeline.commands.printing import complain, raise_stopped
from pipeline.document.quantities import count_of
from pipeline.errors import NotOurs
from pipeline.infra.ownership import STOPPED

if TYPE_CHECKING:
    from pipeline.document.notices import Notice


@click.command()
@click.argument("article")
@click.argument("language", required=False, default="")
@click.option(
    "--base-url", metavar="URL", help="Where the output folder stands on the web, if there are feeds."
)
@OUTPUT
def remove(article: str, language: str, **flags: Any) -> None:
    """Take ARTICLE, or its edition in LANGUAGE, out of the output, its pages and its feeds.

    ARTICLE is the name of its folder in the output. What no run wrote, or was changed since, stays and is named. What
    was laid out by "site" goes when that is run again; the translation memory keeps its words.
    """
    from pipeline.app import removal
    from pipeline.app.stage_configurations import site_of
    from pipeline.site import feed_state

    settings = settings_of(flags)
    has_feeds = feed_state.check_feeds(site_of(settings))
    removed = removal.remove(settings, article, language)
    for line in _lines(removed.gone):
        click.echo(line)
    notices = list(removed.notices)
    if has_feeds:
        notices += feed_state.publish_feeds(site_of(settings))[1]
    _complain(notices, removed.strange)
    if removed.changed:
        raise NotOurs(
            f"Not removed, because they were changed: {', '.join(map(str, removed.changed))}.",
            "Move or delete them yourself.",
        )
    raise_stopped(notices)


def _lines(gone: Sequence[Path]) -> Sequence[str]:
    """What was removed, a folder a line."""
    counts = Counter(path.parent for path in gone)
    return [f"Removed: {count_of(count, 'file')} of {folder}" for folder, count in counts.items()]


def _complain(notices: Sequence["Notice"], strange: Sequence[Path]) -> None:
    for notice in notices:
        if notice.code != STOPPED:
            complain(notice_line(notice))
    for path in strange:
        complain(f"Note: {path} stays, because no run wrote it.")
