"""XML for feeds, by lxml: elements without what no XML document may hold."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Item = TypeVar("Item")


def root(tag: str, spaces: Mapping[str, str], attributes: Mapping[str, str]) -> "_Element":
    """The outermost element; `spaces` are the namespaces by their prefixes, which may be empty."""
    from lxml import etree

    named: dict[Any, str] = {prefix or None: space for prefix, space in spaces.items()}
    return etree.Element(tag, dict(attributes), nsmap=named)


def add(
    parent: "_Element", tag: str, text: str = "", attributes: Mapping[str, str] | None = None
) -> "_Element":
    """A new element at the end of `parent`."""
    from lxml import etree

    named = {name: allowed_text(value) for name, value in (attributes or {}).items()}
    element = etree.SubElement(parent, tag, named)
    element.text = allowed_text(text) or None
    return element


def add_html(parent: "_Element", tag: str, html: str) -> "_Element":
    """A new element that holds `html`, in a CDATA section as directories ask; there is no `]]>` in it."""
    from lxml import etree

    element = etree.SubElement(parent, tag)
    element.text = etree.CDATA(allowed_text(html)) if html else None
    return element


def document(top: "_Element", style: str = "") -> bytes:
    """The whole as UTF-8, for browsers with the style sheet at the address `style` (W3C, Associating Style Sheets)."""
    from lxml import etree

    if style:
        top.addprevious(etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{style}"'))
    return etree.tostring(top.getroottree(), xml_declaration=True, encoding="UTF-8", pretty_print=True)


def allowed_text(text: str) -> str:
    """`text` without the characters that no XML document may hold."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def paginate(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """`items` in pages of `size`; no items are one page."""
    return [items[begin : begin + size] for begin in range(0, max(len(items), 1), size)]
