"""What the elements of HTML are: blocks or inline, marks, structure, or nothing that a book can hold."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from pipeline.document.article import Mark, MarkKind
from pipeline.errors import UnknownLanguage
from pipeline.languages import find
from pipeline.readers.hypertext.spaces import collapse

SVG = "{http://www.w3.org/2000/svg}svg"
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "ul",
        "xmp",
    ]
)
"""Elements that stand on lines of their own, by the default style sheet of HTML."""
_BESIDE = frozenset(["rt", "rtc", "annotation", "annotation-xml"])
"""What is said of a text beside it: readings of characters, and a formula's source."""
SILENT = frozenset(
    [
        "{http://www.w3.org/2000/svg}style",
        "{http://www.w3.org/2000/svg}script",
        "script",
        "style",
        "template",
        "head",
        "link",
        "meta",
        "title",
        "base",
        "param",
        "source",
        "track",
        "col",
        "colgroup",
        "rp",
    ]
)
"""Elements whose text nobody sees."""
EMBEDDED = frozenset(["iframe", "object", "embed", "applet", "audio", "video", "canvas", "frame", "frameset"])
CAPTIONS = frozenset(["wp-caption-text", "caption-text", "image-caption", "photo-caption", "figcaption"])
"""Classes of captions."""
CONTROLS = frozenset(
    ["button", "input", "select", "textarea", "datalist", "output", "progress", "meter", "keygen"]
)

_MARKS = {
    "em": MarkKind.EMPHASIS, "i": MarkKind.EMPHASIS, "cite": MarkKind.EMPHASIS, "dfn": MarkKind.EMPHASIS, "var": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG, "b": MarkKind.STRONG,
    "code": MarkKind.CODE, "kbd": MarkKind.CODE, "samp": MarkKind.CODE, "tt": MarkKind.CODE,
    "sup": MarkKind.SUPERSCRIPT, "sub": MarkKind.SUBSCRIPT,
    "del": MarkKind.DELETED, "s": MarkKind.DELETED, "strike": MarkKind.DELETED,
}  # fmt: skip
_STYLES = (
    (re.compile(r"font-style:\s*(?:italic|oblique)"), MarkKind.EMPHASIS),
    (re.compile(r"font-weight:\s*(?:bold|[6-9]00)"), MarkKind.STRONG),
    (re.compile(r"text-decoration[\w-]*:[^;]*line-through"), MarkKind.DELETED),
    (re.compile(r"vertical-align:\s*super"), MarkKind.SUPERSCRIPT),
    (re.compile(r"vertical-align:\s*sub\b"), MarkKind.SUBSCRIPT),
)
_LIGHT = re.compile(r"font-weight:\s*(?:normal|[1-4]00)")
_UNSEEN = re.compile(r"(?:display:\s*none|visibility:\s*hidden)", re.IGNORECASE)
_HIDE = frozenset(["hidden", "aria-hidden", "style", "class"])
"""Attributes that may hide an element."""
_SPOKEN = 100
"""Signs of text behind `aria-hidden` that is no ornament."""
_FOR_EARS = frozenset(
    ["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only"]
)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|[0-9a-f:]*:[0-9a-f:.]*")
_NUMBER = re.compile(r"\s*-?\d{1,7}\s*")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


_NONE: frozenset[str] = frozenset()


def words(element: Any, *names: str) -> frozenset[str]:
    """The words in these attributes of an element, in small letters."""
    said = [found for name in names if (found := element.get(name))]
    return frozenset(" ".join(said).lower().split()) if said else _NONE


def is_hidden(element: Any) -> bool:
    """Whether the page hides the element from the eye."""
    if element.tag == "dialog" and "open" not in element.attrib:
        return True
    return not _HIDE.isdisjoint(element.keys()) and (
        ("hidden" in element.attrib and element.get("hidden") != "until-found")
        or (element.get("aria-hidden", "").lower() == "true" and not _is_shown(element))
        or bool(_UNSEEN.search(element.get("style", "")))
        or not _FOR_EARS.isdisjoint(words(element, "class"))
    )


def show(element: Any) -> None:
    """Let the page no longer hide the element."""
    for name in _HIDE:
        element.attrib.pop(name, None)
    if element.tag == "dialog":
        element.set("open", "")


def _is_shown(element: Any) -> bool:
    """Whether what is hidden from screen readers alone is text: as long as a sentence, or a ruby's."""
    if element.tag in ("rb", "ruby", "rt", "rtc") or "mwe-math-fallback-image-inline" in words(
        element, "class"
    ):
        return True
    return element.tag in ("p", "div", "span", "section", "blockquote") and (
        len(" ".join("".join(element.itertext()).split())) >= _SPOKEN
    )


def mark(element: Any) -> Iterator[Mark]:
    """The marks that an element gives its text; links and languages aside."""
    style = element.get("style", "").lower() if element.tag not in BLOCKS else ""
    kind = _MARKS.get(element.tag)
    if kind and not (kind is MarkKind.STRONG and _LIGHT.search(style)):
        yield Mark(kind)
    if element.tag in ("abbr", "acronym") and element.get("title", "").strip():
        yield Mark(MarkKind.ABBREVIATION, " ".join(element.get("title").split()))
    if style and element.tag in ("span", "font", "u", "ins", "a"):
        yield from (Mark(kind) for pattern, kind in _STYLES if pattern.search(style))


def add_marks(marks: tuple[Mark, ...], more: Iterable[Mark]) -> tuple[Mark, ...]:
    """`marks` with `more` inside them, each once; of links and languages the inner one counts."""
    made = marks
    for new in more:
        if new.kind in (MarkKind.LINK, MarkKind.LANGUAGE):
            made = tuple(old for old in made if old.kind is not new.kind)
        made = made if new in made else (*made, new)
    return made


def address(written: str, base: str) -> str:
    """The absolute address of a link, or nothing when it leads nowhere from an e-book."""
    try:
        whole = urljoin(base, written.strip())
        parts = urlsplit(whole)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme in ("http", "https"):
        return whole if _HOST.fullmatch(parts.hostname or "") and port != 0 else ""
    return whole if parts.scheme in ("mailto", "tel") and parts.path else ""


def language(written: str) -> str:
    """The BCP 47 tag that a `lang` attribute means; empty when it means none."""
    return known_tag(written) or (written.strip() if _TAG.fullmatch(written.strip()) else "")


def known_tag(written: str) -> str:
    """The tag of a language this program can name; empty when `written` is none."""
    try:
        return find(written.strip()).tag if written.strip() else ""
    except UnknownLanguage:
        return ""


def number(written: str) -> int | None:
    """A number of at most seven figures."""
    return int(written) if _NUMBER.fullmatch(written) else None


def remove(element: Any) -> None:
    """Take an element out of the tree, and leave what stands behind it."""
    parent, before = element.getparent(), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def text(element: Any) -> str:
    """All text of an element that is meant to be read, a block a line."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        parts += (
            ["\n"] if node.tag in BLOCKS or node.tag in ("br", "tr") else [" "] if node.tag == "td" else []
        )
        if event == "end":
            parts += [] if node is element else [_flat(node.tail)]
        elif node.tag in SILENT or (node.tag in _BESIDE and node is not element):
            walk.skip_subtree()
        else:
            parts.append(_alternative(node) or _flat(node.text))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def line(element: Any) -> str:
    """The same text in one line."""
    return " ".join(text(element).split())


def _flat(text: str | None) -> str:
    return collapse(text or "").replace("\n", " ")


def _alternative(element: Any) -> str:
    return str(element.get("alt", "")) if element.tag == "img" else ""
