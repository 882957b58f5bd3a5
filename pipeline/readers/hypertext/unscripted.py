"""Text that a page holds in `noscript` or in a template, where it is all that there is of the article."""

from typing import Any

from lxml import etree

from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.text_blocks import text_blocks

_LEAST = 200
"""Signs of text in all of a page's open parts, below which it is looked for behind scripts."""
_TEMPLATE = frozenset(["text/template", "text/html", "text/x-template"])


def show_unscripted(body: Any) -> None:
    """Turn `noscript` elements or templates of a page without any other text into plain ones; in place."""
    shown = sum(block.size for block in text_blocks(body) if block.linked == 0)
    hidden = [element for element in body.iter("noscript") if len(_text(element)) > shown]
    if shown > _LEAST and not hidden:
        return
    for element in hidden or [element for element in body.iter("template") if len(_text(element)) > shown]:
        element.tag = "div"
    if hidden:
        return
    for script in [one for one in body.iter("script") if one.get("type", "").lower() in _TEMPLATE]:
        _unfold(script)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _unfold(script: Any) -> None:
    """Put what a script of text holds in its place."""
    from pipeline.readers.hypertext.markup import parse_html

    inner = parse_html(script.text or "", "").find("body")
    if inner is None or not elements.text(inner):
        return
    script.tag, script.text = "div", inner.text
    script.attrib.clear()
    for child in list(inner):
        script.append(child)
    etree.strip_tags(script, "body")
