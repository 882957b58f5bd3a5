"""Footnotes in HTML: which links are their marks, which elements hold their text, which links lead back.

Known are what Markdown, Pandoc, mammoth, WordPress, MediaWiki and Word write. All have in common that a
short link leads to an element of the page, and that this element says it is a note or links back.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from pipeline.readers.hypertext.elements import words

_BODIES = frozenset(["li", "aside", "dd", "div", "p", "td", "section"])
_SHORT = re.compile(
    r"[\[(（〔【]?\s*(?:(?:note|주|註|注)\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[a-z]|[*†‡§¶]{1,4}|[①-⑳])\s*[\])）〕】.]?",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"footnote-?ref|noteref|fnref|footnote-reference|cite_ref|footnote-anchor|footnote__citation"
)
_NOTE_ID = re.compile(
    r"(?:user-content-)?(?:fn|_ftn|_edn|ftn|edn|sdfootnote|sdendnote|footnote|endnote|note|cite[_-]note)[-:_.]?\w*",
    re.IGNORECASE,
)
_NOTES = frozenset(
    ["footnotes", "endnotes", "references", "reflist", "wp-block-footnotes", "footnote-list", "notes"]
)
_ROLES = frozenset(["doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"])
_BACK = frozenset(
    [
        "doc-backlink",
        "footnote-backref",
        "reversefootnote",
        "footnote-back",
        "data-footnote-backref",
        "mw-cite-backlink",
    ]
)


@dataclass(slots=True)
class Notes:
    """The notes of one page; elements are keys by identity."""

    marks: dict[Any, str] = field(default_factory=dict)
    """Elements that are marks in the text, with the name of their note."""
    bodies: dict[Any, str] = field(default_factory=dict)
    """Elements that hold a note's text, with its name."""
    shown: dict[str, str] = field(default_factory=dict)
    """The mark of each note as the page shows it."""
    backlinks: set[Any] = field(default_factory=set)
    lists: set[Any] = field(default_factory=set)
    """Elements that hold notes, with nothing else in them than headings and rules."""


def notes(root: Any) -> Notes:
    """The notes in the tree below `root`."""
    places = _places(root)
    order = {element: number for number, element in enumerate(root.iter())}
    found = Notes()
    for link in root.iter("a"):
        body = _body(link, places, order)
        if body is None:
            continue
        whole = _whole(link)
        name = found.bodies.setdefault(body, body.get("id") or f"note-{len(found.bodies) + 1}")
        found.marks[whole] = name
        found.shown.setdefault(name, _text(link))
    for body in found.bodies:
        found.backlinks.update(_backlinks(body, places, found.marks))
    for body in found.bodies:
        found.lists.update(outer for outer in body.iterancestors() if _holds_note(outer))
    return found


def _places(root: Any) -> Mapping[str, Any]:
    places: dict[str, Any] = {}
    for element in root.iter():
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                places.setdefault(name, element)
    return places


def _target(link: Any, places: Mapping[str, Any]) -> Any:
    address = link.get("href", "")
    return places.get(unquote(address[1:]), places.get(address[1:])) if address.startswith("#") else None


def _body(link: Any, places: Mapping[str, Any], order: Mapping[Any, int]) -> Any:
    """The element with the text of the note that `link` is a mark of, if it is one; it stands behind."""
    target = _target(link, places)
    if target is None or order[target] < order[link] or not _marks(link):
        return None
    body = next((outer for outer in _upward(target) if outer.tag in _BODIES), None)
    if body is None or body in _upward(link) or _backward(link):
        return None
    said = _note(body, target) or _leads_back(body, link, places) or _repeats(body, link)
    return body if said else None


def _upward(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()


def _marks(link: Any) -> bool:
    said = words(link, "role", "epub-type", "class", "rel")
    around = link.getparent()
    if said & {"doc-noteref", "noteref", "footnote"} or _MARK.search(" ".join((*said, link.get("id", "")))):
        return True
    return bool(_SHORT.fullmatch(_text(link))) or (around is not None and around.tag == "sup")


def _backward(link: Any) -> bool:
    return not _BACK.isdisjoint(words(link, "role", "class", "rev")) or "data-footnote-backref" in link.attrib


def _note(body: Any, target: Any) -> bool:
    if words(body, "role", "epub-type", "class") & _ROLES or _NOTE_ID.fullmatch(
        target.get("id") or target.get("name") or ""
    ):
        return True
    return any(_holds_note(outer) for outer in body.iterancestors())


def _holds_note(element: Any) -> bool:
    said = words(element, "role", "epub-type", "class")
    return bool(said & (_NOTES | {"doc-endnotes", "doc-footnotes"})) or "data-footnotes" in element.attrib


def _leads_back(body: Any, link: Any, places: Mapping[str, Any]) -> bool:
    near = {link, *link, *([link.getparent()] if link.getparent().tag in ("sup", "span") else [])}
    return any(_target(back, places) in near for back in body.iter("a"))


def _repeats(body: Any, link: Any) -> bool:
    """Whether a raised mark or a sign leads to a text that begins with it."""
    mark = _text(link)
    raised = link.getparent().tag == "sup" or next(link.iter("sup"), None) is not None
    return bool(mark) and (raised or not mark.strip("[]()").isalnum()) and _text(body).startswith(mark)


def _whole(link: Any) -> Any:
    """The mark with the brackets and the raised sign around it."""
    whole, label = link, _text(link).strip("[]()（）【】〔〕")
    outer = link.getparent()
    while (
        outer is not None and outer.tag in ("sup", "span") and _text(outer).strip("[]()（）【】〔〕") == label
    ):
        whole, outer = outer, outer.getparent()
    return whole


def _backlinks(body: Any, places: Mapping[str, Any], marks: Mapping[Any, str]) -> Iterator[Any]:
    for element in body.iter("a", "span", "sup"):
        if _backward(element):
            yield element
        elif element.tag == "a":
            target = _target(element, places)
            if target is not None and any(near in marks for near in (target, target.getparent(), *target)):
                yield element


def _text(element: Any) -> str:
    return "".join("".join(element.itertext()).split())
