"""What the feeds go by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.config.folders import store_folder
from pipeline.config.tables import SiteWords, Theme


@dataclass(frozen=True, slots=True)
class FeedsConfiguration:
    """What the site says of itself, who publishes it, and where it stands."""

    base_url: str = ""
    """Where the output will stand on the web."""
    first_base_url: str = ""
    """Where it was found first, if it has moved."""
    site_title: str = ""
    site_description: str = ""
    site_author: str = ""
    site_words: Mapping[str, SiteWords] = field(default_factory=dict, hash=False)
    """By language, its own title, description, author and so on."""
    site_about: str = ""
    """Who publishes, in paragraphs with an empty line between them."""
    contact: str = ""
    """Where readers write to: `mailto:` or a page."""
    funding: str = ""
    """Page where the work can be supported."""
    verify: str = ""
    """What a service asks to find in the feeds."""
    statistics_prefix: str = ""
    """Put before the addresses of the recordings in podcasts."""
    hub: str = ""
    """WebSub hub of the feeds."""
    theme: Theme = field(default_factory=Theme)
    """The style of the pages."""
    category: str = "News"
    """Apple's name of it, or two as `News > Politics`."""
    copyright: str = ""
    licence: str = ""
    """An SPDX identifier, or a name with `licence_url`."""
    licence_url: str = ""
    explicit: bool = False
    """Whether the feeds hold what is not for children."""
    owner: str = ""
    """Who publishes."""
    owner_email: str = ""
    store: Path = field(default_factory=store_folder)
    """Folder of the store, where the shows' pictures are kept."""
