"""Links of a page to its own parts, and which parts they lead to."""

import unicodedata
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin


class Fragments:
    """The parts of the tree below `root` that links in it lead to; the page stands at `address`, where that is known.

    Links in the elements `apart` do not count: marks of notes lead to notes, which have ways of their own.
    """

    def __init__(self, root: Any, address: str, apart: Iterable[Any] = ()) -> None:
        self._page = urldefrag(address).url
        others = {link for element in apart for link in element.iter("a")}
        links = (link.get("href") for link in root.iter("a") if link not in others)
        wanted = {self._fragment_name(href) for href in links if href} - {""}
        self._there = {name for element in root.iter() for name in _names(element) if name in wanted}
        self._left = set(self._there)
        self._passed: list[str] = []

    def target(self, written: str) -> str:
        """The name of the part that a link written so leads to; empty when it leads elsewhere, or nowhere."""
        name = self._fragment_name(written)
        return name if name in self._there else ""

    def pass_by(self, element: Any) -> None:
        """The walk has come to an element."""
        for name in _names(element) if self._left else ():
            if name in self._left:
                self._left.remove(name)
                self._passed.append(name)

    def passed_names(self) -> list[str]:
        """The names of all parts that were come to since this was asked last."""
        passed, self._passed = self._passed, []
        return passed

    def _fragment_name(self, written: str) -> str:
        """The name in a link to this very page; empty in any other."""
        written = written.strip()
        if not written.startswith("#"):
            try:
                written, fragment = urldefrag(urljoin(self._page, written))
            except ValueError:
                return ""
            return _compose(fragment) if self._page and written == self._page else ""
        return _compose(written[1:])


def _names(element: Any) -> list[str]:
    """What an element can be called by in links."""
    if not element.attrib:
        return []
    attributes = (element.get("id"), element.get("name") if element.tag == "a" else None)
    return [unicodedata.normalize("NFC", name) for name in attributes if name]


def _compose(fragment: str) -> str:
    return unicodedata.normalize("NFC", unquote(fragment))
