"""What the styles of an OpenDocument text say of its paragraphs, its words and its lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.readers.opendocument.names import local, named, value

_KNOWN = {
    "Title": "title",
    "Subtitle": "subtitle",
    "Quotations": "quotation",
    "Preformatted Text": "code",
    "Caption": "caption",
}
"""What paragraphs of LibreOffice's own styles are; whoever makes a style from one of these means the same."""
_BOLD = ("bold", "600", "700", "800", "900")
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """One style, with what those it is made from say."""

    role: str = ""
    """Of paragraphs: what they are, where they are more than text."""
    level: int = 0
    """Of headings: the outline level."""
    tags: tuple[str, ...] = ()
    """The elements that its words stand in."""
    language: str = ""
    hidden: bool = False


@dataclass(slots=True)
class Styles:
    """The styles of one document."""

    _elements: dict[str, Any] = field(default_factory=dict)
    _made: dict[str, Style] = field(default_factory=dict)
    _lists: dict[str, Any] = field(default_factory=dict)

    def add(self, root: Any) -> None:
        """Take the styles in a part of the document."""
        for element in root.iter():
            name = named(element, "name")
            if local(element) == "style" and name:
                self._elements[name] = element
            elif local(element) == "list-style" and name:
                self._lists[name] = element

    def style(self, name: str) -> Style:
        """The style of this name; one that says nothing where there is none."""
        if name not in self._made:
            self._made[name] = _style([*self._chain(name)])
        return self._made[name]

    def numbers(self, name: str, level: int) -> int | None:
        """The first number of a list of this style at this level, from 1; None where it has signs or nothing before its items."""
        for inner in self._lists.get(name, ()):
            if named(inner, "level") == str(level):
                numbered = local(inner) == "list-level-style-number" and named(inner, "num-format")
                return int(value(named(inner, "start-value"), "1")) if numbered else None
        return None

    def _chain(self, name: str) -> Iterator[Any]:
        for _ in range(_LONGEST_CHAIN):
            element = self._elements.get(name)
            if element is None:
                return
            yield element
            name = named(element, "parent-style-name")


def _style(chain: list[Any]) -> Style:
    said: dict[str, str] = {}
    for element in reversed(chain):
        said |= _said(element)
    titles = (named(each, "display-name") or named(each, "name").replace("_20_", " ") for each in chain)
    return Style(
        role=next((_KNOWN[title] for title in titles if title in _KNOWN), ""),
        level=int(value(said.get("default-outline-level", ""), "0")),
        tags=tuple(_tags(said)),
        language="-".join(filter(None, (_word(said.get("language", "")), _word(said.get("country", ""))))),
        hidden=said.get("display") == "none",
    )


def _word(written: str) -> str:
    return "" if written in ("none", "zxx") else written


def _said(element: Any) -> Mapping[str, str]:
    """What a style itself says: its own attributes, and those of the words in it; `display` of these alone."""
    said = {
        local_name: text
        for key, text in element.attrib.items()
        if (local_name := key.rpartition("}")[2]) == "default-outline-level"
    }
    for inner in element:
        if local(inner) == "text-properties":
            said |= {key.rpartition("}")[2]: text for key, text in inner.attrib.items()}
    return said


def _tags(said: Mapping[str, str]) -> Iterator[str]:
    if said.get("font-weight") in _BOLD:
        yield "strong"
    if said.get("font-style") in ("italic", "oblique"):
        yield "em"
    if (
        said.get("text-line-through-style", "none") != "none"
        or said.get("text-line-through-type", "none") != "none"
    ):
        yield "del"
    position = said.get("text-position", "").split()
    if position and position[0] != "0%":
        yield "sub" if position[0] == "sub" or position[0].startswith("-") else "sup"
