"""A podcast's feed opened as apps open it, and the files of its site that lie beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from pipeline.document.podcasting import ATOM, CONTENT, ITUNES, PODCAST
from pipeline.validation.findings import Finding, finding

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

_LARGEST = 50_000_000
_COUNTED = re.compile(r"https?://[^/?#]+/([^?#]*/)?")
"""What may stand before a recording's address without its scheme."""
SPACES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM, "content": CONTENT}
"""The namespaces of podcasts by the prefixes that all write."""


class NoFeed(Exception):
    """A file is no feed at all; `found` says why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.text)
        self.found = found


@dataclass(frozen=True)
class Feed:
    """One page of a feed."""

    path: Path
    top: "_Element"
    channel: "_Element"

    @property
    def name(self) -> str:
        """For findings."""
        return self.path.name

    @cached_property
    def items(self) -> Sequence["_Element"]:
        """The episodes."""
        return self.channel.findall("item")

    @cached_property
    def address(self) -> str:
        """Where it says that it stands; empty when it does not."""
        return next((link.get("href", "") for link in self.links("self")), "")

    def links(self, rel: str) -> Iterator["_Element"]:
        """Its links to itself and to other pages."""
        return (link for link in self.channel.findall(f"{{{ATOM}}}link") if link.get("rel") == rel)

    def where(self, item: "_Element") -> str:
        """Which episode, for findings: its line, because its title may be what is wrong."""
        title = (item.findtext("title") or "").strip()
        return f"{self.name}, line {item.sourceline}{f', “{title[:40]}”' if title else ''}"

    def local(self, address: str) -> Path | None:
        """The file that will be found at `address`, if it belongs to the folder in which the feed lies."""
        base, folder = self._site
        tail = _behind(base, address) if base else None
        if tail is None:
            return None
        path = folder / unquote(urlsplit(tail).path)
        inside = path.resolve().is_relative_to(folder.resolve()) if "\0" not in str(path) else False
        return path if inside else None

    @cached_property
    def _site(self) -> tuple[str, Path]:
        """The address of the folder that the feed's own path leads through, and the folder."""
        site = "", self.path.parent
        for folder in self.path.absolute().parents:
            tail = quote(self.path.absolute().relative_to(folder).as_posix())
            if not self.address.endswith(f"/{tail}"):
                break
            site = self.address.removesuffix(tail), folder
        return site


def _behind(base: str, address: str) -> str | None:
    """What follows `base` in `address`, also where a service that counts downloads stands before it; None when nothing does."""
    if address.startswith(base):
        return address.removeprefix(base)
    before, found, tail = address.partition(base.partition("://")[2])
    return tail if found and _COUNTED.fullmatch(before) else None


def open_feed(path: Path) -> Feed:
    """The feed at `path`; raises `NoFeed` with a finding when it is none."""
    from lxml import etree

    try:
        if path.stat().st_size > _LARGEST:
            raise NoFeed(finding("F01", path.name, f"It has {path.stat().st_size} bytes."))
        top = etree.fromstring(path.read_bytes(), _parser())
    except (OSError, etree.XMLSyntaxError, ValueError) as error:
        raise NoFeed(finding("F01", path.name, str(error))) from error
    channels = top.findall("channel")
    if top.tag != "rss" or top.get("version") != "2.0" or len(channels) != 1:
        message = f"<{top.tag} version={top.get('version')!r}> with {len(channels)} channels."
        raise NoFeed(finding("F02", path.name, message))
    return Feed(path, top, channels[0])


def text(parent: "_Element", name: str) -> str:
    """The text of the element `name` (`itunes:author`) in `parent`, without white space around it."""
    return (parent.findtext(tag(name)) or "").strip()


def tag(name: str) -> str:
    """`itunes:author` as lxml names it."""
    prefix, _, local = name.rpartition(":")
    return f"{{{SPACES[prefix]}}}{local}" if prefix else local


def _parser() -> "XMLParser":
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
