"""HTML text to a tree, as browsers build it: tags left open, closed twice or nested wrongly lose no text.

The parser is turbohtml, because lxml's drops what stands behind `</html>`, glues text behind a stray end
tag to the word before, and forgets emphasis that is nested wrongly. The tree is lxml's all the same.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from pipeline.errors import ArticleError
from pipeline.readers.sources.source import clean

_DEEPEST = 500
"""Elements in each other; pages that people wrote stay under a hundred. The parser, as browsers do, puts what is deeper than 512 beside each other."""
MOST_TAGS = 80_000
"""Tags, about 5 s of work; a long article has some thousands."""
_UNFINISHED_TRIES = 4
"""Signs `<` from the end, of which one may begin the unfinished tag; others stand in its attributes."""
_LAST_LINE = 65_535
"""The last line that an element of lxml can know."""
_TAG = re.compile(r"<[A-Za-z/!?]")
_OPENING = re.compile(r"<[A-Za-z][^<>]*")
_LONG_TAG = 2_000
"""Signs of a tag whose attributes are counted."""
_MOST_ATTRIBUTES = 1_000
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NAME = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII)
_READ_OTHERWISE = re.compile("<[^<>]*[\\n\\t]|\u0338")
"""Attributes of several lines, which XML makes one; and what clean() would put together with the sign before it."""
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}"

_NO_CODE = re.compile("json|template|math|html|markdown", re.IGNORECASE)
_SPACES: Any = {None: _SVG, "xlink": _XLINK[1:-1]}


def parse_html(text: str, name: str) -> Any:
    """The root element of the HTML `text`, whose file is called `name`; each element knows its line.

    Elements of HTML and MathML have plain names, those of SVG are in its namespace. Comments are left out, and so is the
    code of scripts and styles. Raises `ArticleError` for elements nested, or tags in number, beyond reason.
    """
    import turbohtml

    place = excess(text)
    if place is not None:
        line = text.count("\n", 0, place) + 1
        raise ArticleError(
            f"{name}:{line}: from here on the page has more than {MOST_TAGS:,} tags.",
            "Divide it, or save the article's own part alone.",
        )
    _refuse_attributes(text, name)
    found = _parse(text)
    html = next(node for node in found.children if isinstance(node, turbohtml.Element))
    return _convert(html, name)


def show_unfinished(text: str) -> str:
    """The HTML `text`, with a tag that its end leaves unfinished as text, so that nothing is lost. Browsers drop it."""
    place = _unfinished(text) if _ends_in_tag(text) else -1
    if place >= 0 and text[place + 1 : place + 2].isalpha():
        return text[:place] + text[place:].replace("<", "&lt;")
    return text


def _unfinished(text: str) -> int:
    """Where the unfinished tag begins; -1 where that is not plain."""
    place = len(text)
    for _ in range(_UNFINISHED_TRIES):
        place = text.rfind("<", 0, place)
        if place < 0 or not _ends_in_tag(text[:place]):
            return place
    return -1


def _ends_in_tag(text: str) -> bool:
    return any(error.code == "eof-in-tag" for error in _parse(text).errors)


def _parse(text: str) -> Any:
    import turbohtml

    return turbohtml.parse(text, allow_declarative_shadow_roots=False)


def _refuse_attributes(text: str, name: str) -> None:
    """Refuse a tag with more attributes than any has: parsers compare each with all others."""
    for found in _OPENING.finditer(text):
        if (
            found.end() - found.start() > _LONG_TAG
            and len(_QUOTED.sub("", found[0]).split()) > _MOST_ATTRIBUTES
        ):
            line = text.count("\n", 0, found.start()) + 1
            raise ArticleError(
                f"{name}:{line}: a tag has more than {_MOST_ATTRIBUTES:,} attributes.",
                "Take them away, or save the article's own part alone.",
            )


def parse_rendered(html: str) -> Any:
    """The element `body` with the `html` that Markdown alone was rendered to; None when HTML's rules may read it in another way.

    It is as well-formed as XML, whose parser takes a twentieth of the time.
    """
    if _READ_OTHERWISE.search(html) or clean(html) != html:
        return None
    try:
        body = etree.fromstring(
            f"<body>{html}</body>", etree.XMLParser(resolve_entities=False, no_network=True)
        )
    except etree.XMLSyntaxError:
        return None
    return None if body.find(".//a//a") is not None else body


def excess(text: str) -> int | None:
    """Where in the HTML `text` the first tag beyond `MOST_TAGS` begins; None when there are fewer."""
    found = next(islice(_TAG.finditer(text), MOST_TAGS, None), None)
    return found.start() if found else None


def _convert(html: Any, name: str) -> Any:
    from turbohtml import DocumentFragment, Element, Text

    root = _build(html, None)
    open_: list[tuple[Any, Iterator[Any]]] = [(root, iter(html.children))]
    while open_:
        element, children = open_[-1]
        node = next(children, None)
        if node is None:
            open_.pop()
        elif isinstance(node, Text):
            if not _is_code(element):
                _append(element, node.data)
        elif isinstance(node, Element):
            if len(open_) >= _DEEPEST:
                raise _too_deep(name, _line(root) or node.source_line or element.sourceline or 0)
            open_.append((_build(node, element), iter(node.children)))
        elif isinstance(node, DocumentFragment):
            open_.append((element, iter(node.children)))
    return root


def _is_code(element: Any) -> bool:
    """Whether it holds what a page does or how it looks; scripts also hold what a page says of itself, formulas and text."""
    return element.tag in ("script", "style") and not _NO_CODE.search(element.get("type", ""))


def _build(node: Any, parent: Any) -> Any:
    name = node.tag if _NAME.match(node.tag) else "span"
    drawn = node.namespace.value == "svg"
    tag, spaces = (f"{{{_SVG}}}{name}", _SPACES) if drawn else (name, None)
    element: Any = (
        etree.Element(tag, nsmap=spaces) if parent is None else etree.SubElement(parent, tag, nsmap=spaces)
    )
    line = node.source_line or (parent.sourceline if parent is not None else 0)
    if line:
        element.sourceline = min(line, _LAST_LINE)
    for key, value in node.attrs.items():
        plain = _XLINK + key[6:] if key.startswith("xlink:") else key.replace("xml:", "")
        if _NAME.match(plain.removeprefix(_XLINK)) or plain == "epub:type":
            written = " ".join(value) if isinstance(value, list) else value or ""
            element.set(plain.replace(":", "-") if plain == "epub:type" else plain, clean(written))
    return element


def _append(element: Any, text: str) -> None:
    """Text behind everything that `element` holds already."""
    text = clean(text)
    last = next(element.iterchildren(reversed=True), None)
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _line(root: Any) -> str:
    """The line of the last block that says where in the article's file it stands."""
    said = [element.get("data-line") for element in root.iter() if "data-line" in element.attrib]
    return str(said[-1]) if said else ""


def _too_deep(name: str, line: int | str) -> ArticleError:
    return ArticleError(
        f"{name}:{line}: elements are nested too deeply to be read.",
        f"Keep to {_DEEPEST:,} levels.",
    )
