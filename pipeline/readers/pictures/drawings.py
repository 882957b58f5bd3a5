"""SVG drawings made safe: no scripts, nothing from elsewhere, nothing but SVG."""

import re
from dataclasses import dataclass
from typing import Any

from pipeline.errors import PictureError

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_FORBIDDEN = {
    "script", "handler", "listener", "foreignObject", "iframe", "object", "embed", "audio", "video", "canvas",
}  # fmt: skip
_NOTHING_WITHOUT_ADDRESS = {"image", "use", "feImage"}
_MOST_ELEMENTS = 100_000
_DRAWN = {
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "image", "use",
}  # fmt: skip
_INLINE_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*\Z")
_ADDRESS = re.compile(r"url\(\s*(?!['\"]?\s*#)[^)]*\)?", re.IGNORECASE)
_PICTURE_OF = re.compile(
    r"[-\w]*(?:image-set|image|cross-fade|src)\s*\((?:[^()]|\([^()]*\))*\)?", re.IGNORECASE
)
"""What fetches a picture without `url()`: CSS takes a bare string in these for an address."""
_IMPORT = re.compile(r"@import[^;]*;?", re.IGNORECASE)
_DOUBTFUL = re.compile(
    r"url\(\s*['\"]?(?!\s*#)|@import|@namespace|(?:image-set|image|cross-fade|src)\s*\(|expression\s*\(|javascript:|\\",
    re.IGNORECASE,
)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LENGTH = re.compile(r"\s*(\d{1,9}(?:\.\d{1,99})?)\s*([a-z]*)\s*\Z")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A stand-alone SVG document that runs nothing and fetches nothing."""

    data: bytes
    width: int
    """CSS pixels, 0 when the drawing does not tell; likewise `height`."""
    height: int
    removed: tuple[str, ...] = ()
    """What had to go, each once."""
    text: str = ""
    """The words in what had to go."""


def clean(data: bytes, what: str) -> Drawing:
    """The drawing in `data` without what an e-book must not hold.

    Editors' own elements, comments and metadata are left out in silence; scripts, event handlers,
    embedded pages, links, and what comes from outside the drawing are named. Raises `PictureError`,
    which calls the drawing `what`, when it is no SVG, defines entities, or nothing is left.
    """
    from lxml import etree

    root = _parse(data, what)
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise PictureError(f"{what} has more than {_MOST_ELEMENTS:,} parts.", "Save it as PNG.")
    washing = _Washing()
    for element in list(root.iter(f"{{{_SVG}}}*")):
        washing.refuse(element)
    _purge(root)
    for element in list(root.iter()):
        washing.wash(element)
    if washing.removed and not any(_name(element) in _DRAWN for element in root.iter()):
        raise PictureError(f"{what} draws nothing that e-books may show.", "Save it as plain SVG, or as PNG.")
    etree.cleanup_namespaces(root)
    width, height = _size(root)
    made = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Drawing(made, width, height, tuple(washing.removed), " ".join(washing.words))


def _parse(data: bytes, what: str) -> Any:
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
    return root


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


class _Washing:
    """One drawing's washing, and what came off."""

    def __init__(self) -> None:
        self.removed: dict[str, None] = {}
        self.words: list[str] = []

    def refuse(self, element: Any) -> None:
        """Take `element` out when no drawing needs it, and keep the words in it."""
        name = _name(element)
        if name in _FORBIDDEN:
            self.words += " ".join(element.itertext()).split() if name == "foreignObject" else []
            self._drop(element, f"<{name}>")

    def wash(self, element: Any) -> None:
        """Take away what `element` says that an e-book must not."""
        name = _name(element)
        if name == "a":
            self._unlink(element)
        if name == "style":
            self._wash_style(element)
        addressed = any(key.rpartition("}")[2] == "href" for key in element.attrib)
        for key in list(element.attrib):
            self._wash_attribute(element, key)
        led = any(key.rpartition("}")[2] == "href" for key in element.attrib)
        if name in _NOTHING_WITHOUT_ADDRESS and addressed and not led:
            _remove(element)
        target = element.get("attributeName", "").strip().rpartition(":")[2].lower()
        if target.startswith(("href", "on")):
            self._drop(element, f"<{name}> of {target}")

    def _drop(self, element: Any, description: str) -> None:
        self.removed[description] = None
        _remove(element)

    def _unlink(self, element: Any) -> None:
        """A link leads out of the book's pages unseen; what it holds stays."""
        address = element.get("href") or element.get(f"{{{_XLINK}}}href") or "nothing"
        self.removed[f"a link to {address[:60]}"] = None
        within = any(_name(above) == "text" for above in element.iterancestors())
        element.tag = f"{{{_SVG}}}{'tspan' if within else 'g'}"
        for key in ("href", f"{{{_XLINK}}}href", "target", "rel", "download", "type", "hreflang", "ping"):
            element.attrib.pop(key, None)
        for key in [key for key in element.attrib if key.startswith(f"{{{_XLINK}}}")]:
            del element.attrib[key]

    def _wash_style(self, element: Any) -> None:
        sheet = "".join(element.itertext())
        safe = _PICTURE_OF.sub("none", _ADDRESS.sub("none", _IMPORT.sub("", sheet)))
        if _DOUBTFUL.search(safe):
            safe = ""
        if safe != sheet:
            self.removed["parts of a style sheet"] = None
            for inner in list(element):
                element.remove(inner)
            element.text = safe

    def _wash_attribute(self, element: Any, key: str) -> None:
        value, name = element.attrib[key], key.rpartition("}")[2]
        if name.lower().startswith("on"):
            description = f"a script ({name})"
        elif name == "href":
            if value.strip().startswith("#") or _INLINE_PICTURE.match(value.strip()):
                return
            description = f"a reference to {value[:60]}"
        elif _DOUBTFUL.search(value):
            description = f"a reference from {name}"
        else:
            return
        self.removed[description] = None
        del element.attrib[key]


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
