"""What lies beside an edition's page: the player for other sites and what tells of it, what the page loads when its
reader asks for it, and what keeps it on their device.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from typing import Any
from urllib.parse import quote

from pipeline.config.tables import Theme
from pipeline.document.article import Edition
from pipeline.document.excerpts import summary
from pipeline.document.sound import Timeline
from pipeline.languages import figures, languages
from pipeline.writers.cover import SMALL_COVER, SMALL_SIDE
from pipeline.writers.page_rendering import compact, render, safe, source
from pipeline.writers.read_along import listing, script_json

PAGE = "index.html"
EMBED, OEMBED, EXTRAS, OFFLINE = "embed.html", "oembed.json", "extras.js", "offline.js"
NAMES = frozenset((EMBED, OEMBED, EXTRAS, OFFLINE))

_WIDTH, _HEIGHT = 640, 200
"""Of the player on another site's page, in CSS pixels."""
_PLAIN = Theme()
_MARK = 8
"""Letters of a digest by which an address names what it leads to."""


def page_files(
    edition: Edition,
    timeline: Timeline,
    digests: Mapping[str, str],
    shown: Mapping[str, bytes],
    address: str,
    theme: Theme = _PLAIN,
) -> Mapping[str, bytes]:
    """The files beside an edition's page by name.

    `digests` are those of the edition's other files by name, its recording among them; `shown` the pictures on its page by
    path from the article's folder; `address` is where the edition's folder will stand on the web, if that is known.
    """
    heard = recording(digests, edition.language)
    made = {
        EMBED: _embedded(edition, timeline, heard, address, theme),
        EXTRAS: extras(),
        OFFLINE: _offline(heard, digests, shown),
    }
    article = edition.article
    card = {OEMBED: oembed(article.title.text.strip(), article.authors, address)} if address else {}
    return made | card


def recording(digests: Mapping[str, str], language: str) -> str:
    """The address of the recording from its page, which another content would change; empty where there is none."""
    names = (name for name in digests if "/" not in name and name.endswith(f".{language}.mp3"))
    return next((lasting(quote(name), digests[name]) for name in names), "")


def lasting(address: str, digest: str) -> str:
    """An address that is another one when its content is another."""
    return f"{address}?v={digest[:_MARK]}"


def extras_address() -> str:
    """The address of what a page loads when it is asked for."""
    return lasting(EXTRAS, sha256(extras()).hexdigest())


def snippet(title: str, address: str) -> str:
    """The markup by which another site shows the player."""
    return (
        f'<iframe src="{escape(address)}{EMBED}" title="{escape(title)}" width="100%" height="{_HEIGHT}" '
        'style="border:0" loading="lazy"></iframe>'
    )


@cache
def extras() -> bytes:
    """What a page loads when it is asked for."""
    return f"{compact(source(EXTRAS))}\n".encode()


def _embedded(edition: Edition, timeline: Timeline, heard: str, address: str, theme: Theme) -> bytes:
    language = languages()[edition.language]
    seconds = timeline.seconds(timeline.samples)
    return render(
        EMBED,
        language,
        styles=("embed.css",),
        scripts=("page-memory.js", "embed.js"),
        theme=theme,
        title=edition.article.title.text.strip(),
        summary=summary(edition.article),
        address=address,
        page=PAGE,
        cover=SMALL_COVER,
        side=SMALL_SIDE,
        heard=heard,
        seconds=round(seconds),
        clock=figures.clock(seconds, language.tag),
        said=safe(script_json(listing(timeline))),
    )


def oembed(title: str, authors: Sequence[str], address: str) -> bytes:
    """What other sites' editors read to show the player where somebody puts the page's address (oEmbed 1.0)."""
    told: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": ", ".join(authors),
        "html": snippet(title, address),
        "width": _WIDTH,
        "height": _HEIGHT,
        "thumbnail_url": f"{address}{SMALL_COVER}",
        "thumbnail_width": SMALL_SIDE,
        "thumbnail_height": SMALL_SIDE,
    }
    return f"{json.dumps(told, ensure_ascii=False)}\n".encode()


def _offline(heard: str, digests: Mapping[str, str], shown: Mapping[str, bytes]) -> bytes:
    """The service worker; its version is another one when anything that it keeps is."""
    pictures = {f"../{path}": sha256(data).hexdigest() for path, data in shown.items()}
    named = {SMALL_COVER: digests.get(SMALL_COVER, ""), heard: "", extras_address(): "", **pictures}
    own = source(OFFLINE)  # another script may keep otherwise
    version = sha256(json.dumps([named, own], sort_keys=True).encode()).hexdigest()[:_MARK]
    kept = script_json({"version": version, "files": [PAGE, *filter(None, named)]})
    return f"const KEPT = {kept}\n{compact(own)}\n".encode()
