"""`feed`: the feeds of all that is published, and which episodes they hold."""

from typing import Any

import click

from pipeline.commands.messages import notice_line
from pipeline.commands.options import OUTPUT, REPLACE, option, settings_of
from pipeline.commands.printing import complain, raise_stopped
from pipeline.document.quantities import count_of
from pipeline.infra.ownership import STOPPED


@click.command()
@option("base_url", "URL")
@option("site_title", "TEXT")
@option("owner", "NAME")
@option("owner_email", "ADDRESS")
@click.option(
    "--withdraw", metavar="ARTICLE", help="Take an article's episodes out, until they are restored."
)
@click.option("--restore", metavar="ARTICLE", help="Bring back what was withdrawn.")
@click.option("--language", metavar="TAG", default="", help="Withdraw or restore one language only.")
@click.option(
    "--ping",
    "pings",
    is_flag=True,
    help="Tell the hub that [site] names of the feeds; it is sent their addresses.",
)
@click.option("--renamed", metavar="OLD NEW", nargs=2, help="NEW goes on as the same episodes that OLD was.")
@OUTPUT
@REPLACE
def feed(
    withdraw: str | None,
    restore: str | None,
    language: str,
    renamed: tuple[str, str] | None,
    pings: bool,
    **flags: Any,
) -> None:
    """Write the feeds of all published editions: output/feeds/LANGUAGE.xml for podcast apps, LANGUAGE.atom for
    readers, catalogue.opds.json for e-book apps.

    ARTICLE, OLD and NEW are names of folders in the output.
    """
    from pipeline.app.stage_configurations import site_of
    from pipeline.site import feed_state
    from pipeline.site.hub import ping

    site = site_of(settings_of(flags))
    if withdraw:
        feed_state.withdraw(site, withdraw, language)
    if restore:
        feed_state.restore(site, restore, language)
    if renamed:
        feed_state.rename(site, *renamed)
    paths, notices = feed_state.publish_feeds(site)
    for path in paths:
        click.echo(path)
    for notice in notices:
        if notice.code != STOPPED:
            complain(notice_line(notice))
    raise_stopped(notices)
    if pings:
        click.echo(f"{site.hub} was told of {count_of(len(ping(site)), 'feed')}.")
