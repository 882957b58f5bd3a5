"""SVG drawings made safe: no scripts, nothing from elsewhere, nothing but SVG."""

import re
from typing import Any

from pipeline.errors import PictureError

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_FORBIDDEN = {"script", "foreignObject", "handler", "listener", "iframe", "a"}
_INLINE_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*\Z")
_FROM_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!\s*#)|@import|expression\s*\(|javascript:|\\", re.IGNORECASE)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*\Z")


def safe(data: bytes, what: str) -> tuple[bytes, int, int]:
    """The drawing in `data` as a stand-alone SVG document, its width and its height in CSS pixels.

    Editors' own elements, comments and metadata are left out. Raises `PictureError`, which calls the
    drawing `what`, for scripts, links, references outside the drawing, and XML that is not well-formed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PictureError(f"{what} is damaged: {error}.", "Save it anew.") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise PictureError(f"{what} is XML but not an SVG drawing.", "Save it as SVG.")
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and dtd.entities():
        raise PictureError(f"{what} defines entities.", "Save it anew as plain SVG.")
    _purge(root)
    for element in root.iter():
        _refuse(element, what)
    etree.cleanup_namespaces(root)
    width, height = _size(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), width, height


def _purge(root: Any) -> None:
    for element in list(root.iter()):
        if (
            not isinstance(element.tag, str)
            or not element.tag.startswith(f"{{{_SVG}}}")
            or _name(element) == "metadata"
        ):
            _remove(element)
            continue
        for name in list(element.attrib):
            foreign = name.startswith("{") and not name.startswith((f"{{{_XLINK}}}", f"{{{_XML}}}"))
            if foreign or name == f"{{{_XML}}}base":
                del element.attrib[name]


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _refuse(element: Any, what: str) -> None:
    if _name(element) in _FORBIDDEN:
        raise _unsafe(what, f"<{_name(element)}>")
    if _name(element) == "style" and _FROM_ELSEWHERE.search("".join(element.itertext())):
        raise _unsafe(what, "a style sheet that fetches")
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2]
        if name.lower().startswith("on"):
            raise _unsafe(what, f"a script ({name})")
        if name == "href" and not (value.strip().startswith("#") or _INLINE_PICTURE.match(value.strip())):
            raise _unsafe(what, f"a reference to {value[:60]}")
        if name == "attributeName" and value.strip().rpartition(":")[2].lower().startswith(("href", "on")):
            raise _unsafe(what, "an animated reference")
        if _FROM_ELSEWHERE.search(value) and name != "href":
            raise _unsafe(what, f"a reference from {name}")


def _unsafe(what: str, why: str) -> PictureError:
    return PictureError(f"{what} holds {why}, which e-books must not.", "Save it as plain SVG, or as PNG.")


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _size(root: Any) -> tuple[int, int]:
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if not (width and height) and len(box) == 4:
        across, down = _pixels(box[2]), _pixels(box[3])
        if across and down:
            width = width or (height * across / down if height else across)
            height = height or width * down / across
    return round(width), round(height)


def _pixels(length: str) -> float:
    match = _LENGTH.match(length)
    return float(match[1]) * _PIXELS.get(match[2], 0.0) if match else 0.0
