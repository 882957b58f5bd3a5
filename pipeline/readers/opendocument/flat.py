"""OpenDocument texts in one file of XML (.fodt), as the parts that a package of theirs has."""

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from pipeline.readers.opendocument.names import local
from pipeline.readers.word.package import tree

_HREF = "{http://www.w3.org/1999/xlink}href"
_PARTS = {"styles.xml": "master-styles", "meta.xml": "meta"}


def flat_parts(data: bytes, name: str) -> Mapping[str, bytes]:
    """The parts of the document `data`, whose file is called `name`, by the paths that they have in a package.

    Raises `ArticleError` when it is damaged.
    """
    root = tree(data, name)
    found = dict(_pictures(root)) | dict(_formulas(root))
    for path, element in _PARTS.items():
        part = next(root.iterchildren(f"{{*}}{element}"), None)
        if part is not None:
            found[path] = etree.tostring(part)
    found["content.xml"] = etree.tostring(root)
    return found


def _pictures(root: Any) -> Iterator[tuple[str, bytes]]:
    """The pictures in the document, which is made to name them."""
    for number, held in enumerate(list(root.iter("{*}binary-data"))):
        image = held.getparent()
        image.remove(held)
        if local(image) == "image":
            image.set(_HREF, f"Pictures/{number}")
            try:
                yield f"Pictures/{number}", base64.b64decode(held.text or "")
            except binascii.Error:
                continue


def _formulas(root: Any) -> Iterator[tuple[str, bytes]]:
    for number, held in enumerate(list(root.iter("{*}object"))):
        formula = next(held.iterchildren("{*}math"), None)
        if formula is not None:
            held.remove(formula)
            held.set(_HREF, f"Object {number}")
            yield f"Object {number}/content.xml", etree.tostring(formula)
