"""Notes that their author only typed: numbered paragraphs at the end of the text, and their numbers, raised or in brackets, within it.

They are linked as other pages link theirs, but only where every one of them has its mark: else the numbers mean something else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

_NUMBERED = re.compile(r"\s*[\[(（]?(\d{1,3})[\])）]?[.．:]?\s+(?=\S)|\s*[\[(（](\d{1,3})[\])）]\s*(?=\S)")
_RAISED = re.compile(r"\s*[\[(]?(\d{1,3})[\])]?\s*")
_BRACKETED = re.compile(r"\[(\d{1,3})\]")
_POWER = re.compile(r"\d\s*[A-Za-zµμ]{1,3}$|(?<![^\W\d_])[^\W\d_]$|=\s*\w{1,3}$|(?<!\d)\d{1,3}$")
"""What a raised number makes a power of: a unit behind an amount, a letter by itself, a figure that is no year."""
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_FEWEST = 2
_NAME = "typed-note-"


def link_typed_notes(part: Any) -> None:
    """Link the typed notes at the end of the article `part` with their marks."""
    bodies = _bodies(part)
    if len(bodies) < _FEWEST:
        return
    marks = _Marks(part, bodies)
    if marks.found.keys() == bodies.keys():
        marks.link()
        for number, body in bodies.items():
            _name(body, number)
        _enclose([*bodies.values()])


def _bodies(part: Any) -> Mapping[int, Any]:
    """The numbered paragraphs at the very end, or the items of a numbered list there, by their numbers, which go up by one."""
    last = _last_block(part)
    if last is not None and last.tag == "ol":
        return dict(
            enumerate(
                last.iterchildren("li"),
                int(last.get("start", "1")) if last.get("start", "1").isdigit() else 1,
            )
        )
    found: list[tuple[int, Any]] = []
    while last is not None and last.tag == "p" and (number := _number(last)) is not None:
        if found and number != found[0][0] - 1:
            return dict(found) if found[0][0] == 1 else {}  # “30 metres …” is the text before them
        found.insert(0, (number, last))
        last = last.getprevious()
    return dict(found)


def _last_block(part: Any) -> Any:
    """The last paragraph or list, where nothing stands behind it."""
    last = part
    while last is not None and last.tag not in ("p", "ol"):
        last = next(
            (inner for inner in last.iterchildren(reversed=True) if "".join(inner.itertext()).strip()), None
        )
    return last


def _number(paragraph: Any) -> int | None:
    found = _NUMBERED.match("".join(paragraph.itertext())[:200])
    return int(found[1] or found[2]) if found else None


class _Marks:
    """The mark of each note in the text before the notes: the first of its number behind the mark of the note before it.

    None where a number is missing in that order.
    """

    def __init__(self, part: Any, bodies: Mapping[int, Any]) -> None:
        self.found: dict[int, tuple[Any, str]] = {}
        """By number, the element that is the mark, or that has it in its text (`text`) or behind it (`tail`)."""
        self._coming = sorted(bodies, reverse=True)
        first = next(iter(bodies.values()))
        outer = {first, *first.iterancestors()}
        for element in part.iter():
            if element is first or (element.tag == "ol" and first.getparent() is element):
                break
            self._look(element, inside=element in outer)

    def _look(self, element: Any, *, inside: bool) -> None:
        number = None if inside else _whole_mark(element)
        if number is not None:
            self._put(number, (element, ""))
        for place in ("tail",) if number is not None else ("text", "tail"):
            for found in _BRACKETED.finditer(getattr(element, place) or ""):
                self._put(int(found[1]), (element, place))

    def _put(self, number: int, place: tuple[Any, str]) -> None:
        if self._coming and number == self._coming[-1]:
            self.found[self._coming.pop()] = place

    def link(self) -> None:
        """Write each as a link to its note."""
        for number, (element, place) in sorted(self.found.items(), reverse=True):
            if place:
                _split(element, place, number)
            else:
                _replace(element, number)


def _whole_mark(element: Any) -> int | None:
    """The number that is all there is in a raised element, or in a link in brackets to somewhere on a page."""
    if element.tag not in ("sup", "a"):
        return None
    found = _RAISED.fullmatch("".join(element.itertext()))
    if element.tag == "sup" and _POWER.search(_text_before(element)):
        return None
    linked = element.tag == "a" and "#" in element.get("href", "")
    return int(found[1]) if found and (element.tag == "sup" or (linked and "[" in found[0])) else None


def _text_before(element: Any) -> str:
    """The text right before an element, within what holds it."""
    before = element.getprevious()
    return (element.getparent().text if before is None else before.tail) or ""


def _link(number: int) -> Any:
    made = etree.Element("a", href=f"#{_NAME}{number}", role="doc-noteref")
    made.text = str(number)
    return made


def _replace(element: Any, number: int) -> None:
    made = _link(number)
    made.tail = element.tail
    element.getparent().replace(element, made)


def _split(element: Any, place: str, number: int) -> None:
    before, mark, behind = (getattr(element, place) or "").partition(f"[{number}]")
    if not mark:
        return
    made = _link(number)
    setattr(element, place, before)
    made.tail = behind
    if place == "text":
        element.insert(0, made)
    else:
        element.addnext(made)
        made.tail = behind


def _name(body: Any, number: int) -> None:
    body.set("id", f"{_NAME}{number}")
    body.set("role", "doc-footnote")
    for holder, place in _texts(body):
        text = getattr(holder, place) or ""
        if text.strip():
            found = _NUMBERED.match(f"{text} .")
            if body.tag == "p" and found and int(found[1] or found[2]) == number:
                setattr(holder, place, text[min(found.end(), len(text)) :])
            return


def _texts(body: Any) -> Iterator[tuple[Any, str]]:
    yield body, "text"
    for inner in body.iterdescendants():
        yield inner, "text"
        yield inner, "tail"


def _enclose(bodies: Sequence[Any]) -> None:
    """Put the notes, and the heading right over them, into an element that says what they are."""
    first = bodies[0].getparent() if bodies[0].tag == "li" else bodies[0]
    wrapper = etree.Element("section", role="doc-endnotes")
    before = first.getprevious()
    first.addprevious(wrapper)
    if before is not None and before.tag in _HEADINGS:
        wrapper.append(before)
    for each in [first] if bodies[0].tag == "li" else bodies:
        wrapper.append(each)
