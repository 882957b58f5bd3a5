"""All feeds of a site at once, each under its name, with their pictures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from pipeline.document.notices import Level, Notice
from pipeline.infra.store import Store, key
from pipeline.writers.configuration import FeedsConfiguration
from pipeline.writers.cover import cover
from pipeline.writers.feeds.atom import atom
from pipeline.writers.feeds.episode_decisions import read_decisions
from pipeline.writers.feeds.feed_addresses import places, sound_path, wanting
from pipeline.writers.feeds.feed_page import STYLE, feed_page, feed_style, page_path
from pipeline.writers.feeds.opds import opds
from pipeline.writers.feeds.rss import rss
from pipeline.writers.feeds.shows import Episode, Show, shows
from pipeline.writers.small_covers import SMALL_COVERS, small_cover

_COVERS = 1
"""Raised when a show's picture would be drawn otherwise from the same words."""


@dataclass(frozen=True, slots=True)
class Feeds:
    """What is to be written."""

    files: Mapping[str, bytes]
    """By path within the output folder: `feeds/ko.xml`."""
    sounds: Mapping[str, str]
    """The recordings under the names that feeds use, and where each lies: both within the output folder."""
    notices: tuple[Notice, ...]


def feeds(output: Path, configuration: FeedsConfiguration) -> Feeds:
    """The feeds of every language that has editions in `output`.

    Raises one `SettingsError` for all settings that are missing or wrong. A report that cannot be read gives a
    notice and is left out, so does an edition without sound from the podcast.
    """
    where = places(configuration)
    made, notices = shows(output, configuration, where, read_decisions(output))
    files: dict[str, bytes] = {}
    for show in made:
        picture, mark = _picture(show, Store(configuration.store))
        files[_picture_path(show)] = picture
        address = f"{where.address}/{_picture_path(show)}?v={mark}"
        files |= {**dict(rss(show, address)), **dict(atom(show, address))}
    files |= dict(opds(made, where, configuration.site_title))
    if made:
        files |= {
            **dict(_pages(made, files, Store(configuration.store))),
            STYLE: feed_style(configuration.theme),
        }
    sounds = {new: old for show in made for episode in show.heard for new, old in _sounds(episode)}
    return Feeds(files, sounds, (*notices, *_wanting(configuration)))


def _pages(made: Sequence[Show], files: Mapping[str, bytes], store: Store) -> Iterator[tuple[str, bytes]]:
    """The podcasts' pages for people, and the small picture of each."""
    for show in (show for show in made if show.heard):
        picture = files[_picture_path(show)]
        own = key("small show cover", SMALL_COVERS, picture=sha256(picture).hexdigest())
        name = f"{show.language.tag}.small.jpg"
        yield f"feeds/{name}", store.remember(own, partial(_draw_small, picture))
        yield page_path(show), feed_page(show, name, [*files])


def _draw_small(picture: bytes) -> bytes:
    return small_cover(picture) or picture


def _sounds(episode: Episode) -> tuple[tuple[str, str], ...]:
    found = (episode.sound, episode.small_sound)
    return tuple((sound_path(one), f"{episode.slug}/{one.path}") for one in found if one)


def _picture_path(show: Show) -> str:
    return f"feeds/{show.language.tag}.jpg"


def _picture(show: Show, store: Store) -> tuple[bytes, str]:
    """The show's own cover, and a mark of it; episodes come and go, and directories keep what they once saw."""
    title, author, language = show.title, show.author, show.language.tag
    own = key("show cover", _COVERS, title=title, author=author, language=language)
    picture = store.remember(own, partial(_draw_cover, title, author, language))
    return picture, sha256(picture).hexdigest()[:8]


def _draw_cover(title: str, author: str, language: str) -> bytes:
    return cover(title, author, language)[0]


def _wanting(configuration: FeedsConfiguration) -> tuple[Notice, ...]:
    missing = wanting(configuration)
    if not missing:
        return ()
    text = "In the table [site] of publish.toml: " + " ".join(missing)
    return (Notice("feed.settings", Level.INFO, "publish.toml", text),)
