"""A WebSub hub told that feeds changed, when a person asks for it: it is sent the feeds' addresses, and nothing else."""

from urllib.parse import urlencode

from pipeline.errors import HubUnreachable, SettingsError
from pipeline.infra.http import transfer
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.site_index import feeds_ledger
from pipeline.writers.feeds.feed_addresses import address_of

_LIMITS = transfer.Limits(size=100_000, total_s=30, redirects=0)
_TOLD = (".xml", ".atom")


def ping(site: SiteConfiguration) -> tuple[str, ...]:
    """Tell the site's hub that its feeds changed (W3C, WebSub; one question for all): the addresses that it was told.

    Raises `SettingsError` when no hub is named, when no connection may be opened and when there are no feeds, and
    `HubUnreachable`.
    """
    addresses = _addresses(site)
    told = [("hub.mode", "publish"), *(("hub.url", address) for address in addresses)]
    request = transfer.Request(
        site.hub,
        "POST",
        {"Content-Type": "application/x-www-form-urlencoded"},
        urlencode(told).encode(),
    )
    try:
        transfer.answer(request, _LIMITS)
    except transfer.NoAnswer as error:
        raise HubUnreachable(
            f"The hub {site.hub} was not told of the feeds: {error}.",
            "They are written all the same; run `feed --ping` again later, or correct hub in [site].",
        ) from error
    return addresses


def _addresses(site: SiteConfiguration) -> tuple[str, ...]:
    if not site.hub:
        raise SettingsError("No hub is named.", "Name it as hub in the table [site] of publish.toml.")
    if site.offline:
        raise SettingsError("The hub was not told of the feeds, because --offline was given.")
    names = [name for name in feeds_ledger(site).names if name.endswith(_TOLD)]
    if not names:
        raise SettingsError("There are no feeds of which a hub could be told.", "Publish an article first.")
    return tuple(f"{address_of(site.base_url)}/feeds/{name}" for name in names)
