"""HTML text to a tree, as browsers build it: tags left open, closed twice or nested wrongly lose no text.

The parser is justhtml, because lxml's drops what stands behind `</html>`, glues text behind a stray end
tag to the word before, and forgets emphasis that is nested wrongly. The tree is lxml's all the same.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from pipeline.errors import ArticleError
from pipeline.readers.sources.source import clean

_DEEPEST = 1_000
"""Elements in each other; pages that people wrote stay under a hundred."""
MOST_TAGS = 80_000
"""Tags, about 5 s of work; a long article has some thousands."""
_LAST_LINE = 65_535
"""The last line that an element of lxml can know."""
_TAG = re.compile(r"<[A-Za-z/!?]")
_BARE = re.compile(r"<(?![A-Za-z/!?])")
_BARE_MOST = 10_000
"""Signs `<` that open nothing, beyond which another sign stands for them: the parser is slow with them."""
_FOR_BARE = "\ufdd0"
"""No character, so it is in no text."""
_NAME = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII)
_READ_OTHERWISE = re.compile("<[^<>]*[\\n\\t]|\u0338")
"""Attributes of several lines, which XML makes one; and what clean() would put together with the sign before it."""
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}"

_SPACES: Any = {None: _SVG, "xlink": _XLINK[1:-1]}


def parse_html(text: str, name: str) -> Any:
    """The root element of the HTML `text`, whose file is called `name`; each element knows its line.

    Elements of HTML and MathML have plain names, those of SVG are in its namespace. Comments are left out.
    Raises `ArticleError` for elements nested, or tags in number, beyond reason.
    """
    from justhtml import JustHTML

    place = excess(text)
    if place is not None:
        line = text.count("\n", 0, place) + 1
        raise ArticleError(
            f"{name}:{line}: from here on the page has more than {MOST_TAGS:,} tags.",
            "Divide it, or save the article's own part alone.",
        )
    if text.count("<") - len(_TAG.findall(text)) > _BARE_MOST:
        text = _BARE.sub(_FOR_BARE, text)
    found = JustHTML(text, sanitize=False, scripting_enabled=False, track_node_locations=True)
    html = next(node for node in found.root.children or () if node.name == "html")
    return _convert(html, name)


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
    root = _build(html, None)
    open_: list[tuple[Any, Iterator[Any]]] = [(root, iter(html.children or ()))]
    while open_:
        element, children = open_[-1]
        node = next(children, None)
        if node is None:
            open_.pop()
        elif node.name == "#text":
            _append(element, node.data)
        elif not node.name.startswith(("#", "!")):
            if len(open_) >= _DEEPEST:
                raise _too_deep(name, _line(root) or node.origin_line or element.sourceline or 0)
            open_.append((_build(node, element), iter(_inside(node))))
    return root


def _inside(node: Any) -> Any:
    held = getattr(node, "template_content", None)
    return (held.children if held else node.children) or ()


def _build(node: Any, parent: Any) -> Any:
    name = node.name if _NAME.match(node.name) else "span"
    drawn = node.namespace == "svg"
    tag, spaces = (f"{{{_SVG}}}{name}", _SPACES) if drawn else (name, None)
    element: Any = (
        etree.Element(tag, nsmap=spaces) if parent is None else etree.SubElement(parent, tag, nsmap=spaces)
    )
    line = node.origin_line or (parent.sourceline if parent is not None else 0)
    if line:
        element.sourceline = min(line, _LAST_LINE)
    for key, value in (node.attrs or {}).items():
        plain = _XLINK + key[6:] if key.startswith("xlink:") else key.replace("xml:", "")
        if _NAME.match(plain.removeprefix(_XLINK)) or plain == "epub:type":
            element.set(plain.replace(":", "-") if plain == "epub:type" else plain, _clean(value or ""))
    return element


def _append(element: Any, text: str) -> None:
    """Text behind everything that `element` holds already."""
    text = _clean(text)
    last = next(element.iterchildren(reversed=True), None)
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _clean(text: str) -> str:
    return clean(text.replace(_FOR_BARE, "<"))


def _line(root: Any) -> str:
    """The line of the last block that says where in the article's file it stands."""
    said = [element.get("data-line") for element in root.iter() if "data-line" in element.attrib]
    return str(said[-1]) if said else ""


def _too_deep(name: str, line: int | str) -> ArticleError:
    return ArticleError(
        f"{name}:{line}: elements are nested too deeply to be read.",
        f"Keep to {_DEEPEST:,} levels.",
    )
