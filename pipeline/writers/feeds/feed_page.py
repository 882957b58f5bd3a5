"""A podcast's page for people: what it is, a button for each app, and the address to copy.

The feed itself leads there. Browsers no longer transform XML (Chrome stops doing so in November 2026, and Firefox and Safari
are to follow), so the feed has a style sheet of CSS, which shows its titles, and a link in XHTML, which needs neither.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.config.tables import Theme
from pipeline.languages import words
from pipeline.writers.feeds.feed_addresses import feed_path
from pipeline.writers.feeds.markup import add
from pipeline.writers.feeds.shows import Show
from pipeline.writers.page_rendering import render
from pipeline.writers.site_words import about_site
from pipeline.writers.theme import Palette, palettes, theme_css

if TYPE_CHECKING:
    from lxml.etree import _Element

STYLE = "feeds/feed.css"
XHTML = "http://www.w3.org/1999/xhtml"
_APPS: Mapping[str, str] = {
    "Apple Podcasts": "podcast://{bare}",
    "AntennaPod": "antennapod-subscribe://{bare}",
    "Overcast": "overcast://x-callback-url/add?url={quoted}",
    "Pocket Casts": "pktc://subscribe/{bare}",
    "Castro": "castro://subscribe/{bare}",
    "Podcast Addict": "podcastaddict://{bare}",
}
"""What opens each app at a feed's address: `bare` of its scheme, or `quoted`."""


def page_path(show: Show) -> str:
    """Where the page of a show lies in the output."""
    return feed_path(show.language.tag, "html")


def feed_page(show: Show, picture: str, shown: Sequence[str]) -> bytes:
    """The page of a show whose small picture lies beside it under the name `picture`; `shown` are the paths of the site's feeds."""
    language, configuration = show.language, show.configuration
    tag = language.tag
    address = show.places.feed(tag)
    return render(
        "feed.html",
        language,
        styles=("site.css",),
        scripts=("clipboard.js", "copy.js"),
        theme=configuration.theme,
        **{
            **about_site(configuration, language),
            "title": show.title,
            "description": show.description,
            "picture": picture,
            "address": address,
            "apps": apps(address),
            "atom": f"{tag}.atom" if feed_path(tag, "atom") in shown else "",
            "catalogue": f"{tag}.opds.json" if feed_path(tag, "opds.json") in shown else "",
        },
    )


def apps(address: str) -> Sequence[tuple[str, str]]:
    """The podcast apps by name, each with what opens it at the feed `address`."""
    bare = address.partition("://")[2]
    return [(name, form.format(bare=bare, quoted=quote(address, safe=""))) for name, form in _APPS.items()]


def feed_style(theme: Theme) -> bytes:
    """The style sheet of the feeds themselves, in the site's colours."""
    own = (files("pipeline.writers") / "templates" / "feed.css").read_text("utf-8")
    day, night = map(_variables, palettes())
    parts = [day, f"@media (prefers-color-scheme: dark) {{\n{night}}}", theme_css(theme), own]
    return "\n".join(part for part in parts if part).encode()


def lead_to_page(parent: "_Element", show: Show) -> None:
    """Tell people who opened the feed in a browser what it is, with a link to its page."""
    fixed = words(show.language.tag)
    about = {"lang": show.language.tag, "dir": show.language.direction}
    box = add(parent, f"{{{XHTML}}}div", attributes=about)
    add(box, f"{{{XHTML}}}p", fixed["feed_explained"])
    link = add(box, f"{{{XHTML}}}p")
    add(link, f"{{{XHTML}}}a", fixed["subscribe"], {"href": f"{show.places.address}/{page_path(show)}"})


def _variables(palette: Palette) -> str:
    return f":root {{\n{''.join(_lines(palette))}}}\n"


def _lines(palette: Palette) -> Iterator[str]:
    yield from (f"  --{name}: {colour};\n" for name, colour in palette.items())
