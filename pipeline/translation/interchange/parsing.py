"""Files from outside, read with care: sizes, encodings and XML that must not make us open or expand anything."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from pipeline.document.plain_files import read_plain_file
from pipeline.errors import ReviewedFileError, UnknownLanguage
from pipeline.languages import find
from pipeline.translation.interchange.segments import State

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 40 * 2**20
"""Bytes; a book of 300,000 words stays below."""
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HARMLESS = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
"""What translation memories of other tools begin with; nothing is loaded for it."""
KEEP = "Keep the ids, and the inline codes of each source in its target."
"""What a file tells who translates it."""
AGAIN = "Export it again from the translation tool, or mend that line."


def content(path: Path) -> bytes:
    """The bytes of a file for review. Raises `ReviewedFileError`."""
    try:
        data = read_plain_file(path) if path.stat().st_size <= LARGEST else None
    except OSError as error:
        raise ReviewedFileError(
            f"{path} cannot be read: {error.strerror or error}.", "Check the file and its permissions."
        ) from error
    if data is None:
        raise ReviewedFileError(
            f"{path} is larger than {LARGEST // 2**20} MB.", "An article's file is not; see what it is."
        )
    return data


def text_of(path: Path, data: bytes, encoding: str = "utf-8-sig") -> str:
    """`data` as text. Raises `ReviewedFileError` naming the line that is none."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReviewedFileError(
            f"{path}, line {line}: this is not {encoding.removesuffix('-sig').replace('_', '-').upper()}.",
            "Save the file as UTF-8.",
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ReviewedFileError(
            f"{path}, line {line}: there is a NUL character, which no text has.",
            "Export it again from the translation tool.",
        )
    return text


def root_of(path: Path, data: bytes) -> "_Element":
    """The root of an XML file. No entity is resolved and nothing else is opened. Raises `ReviewedFileError`."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReviewedFileError(
            f"{path} is not well-formed XML, line {error.lineno or 1}: {error.msg}.", AGAIN
        ) from error
    info = root.getroottree().docinfo
    declared = info.internalDTD
    if declared is not None and (
        info.doctype != _HARMLESS or any(declared.iterentities()) or any(declared.iterelements())  # type: ignore[union-attr]
    ):
        raise ReviewedFileError(
            f"{path} has a document type declaration, which is not read: it may open or expand things.",
            "Export it again from the translation tool, or remove the lines from <!DOCTYPE to its end.",
        )
    return root


def language_of(path: Path, said: str) -> str:
    """The tag of the language a file names. Raises `ReviewedFileError`."""
    try:
        return find(said).tag
    except UnknownLanguage as error:
        raise ReviewedFileError(f"{path}: there is no language “{said}”.", error.advice) from error


def once(path: Path, seen: set[str], id: str, line: int) -> None:
    """Refuse an id that is there already, or empty."""
    if not id or id in seen:
        what = f"the id “{id}” is used twice" if id else "an id is missing"
        raise ReviewedFileError(f"{path}, line {line}: {what}.", "Keep the ids as they were exported.")
    seen.add(id)


def state_of(path: Path, line: int, said: str) -> State:
    """The state a file names. Raises `ReviewedFileError`."""
    if said not in list(State):
        raise ReviewedFileError(
            f"{path}, line {line}: there is no state “{said}”.", f"States are {', '.join(State)}."
        )
    return State(said)


def xml_text(text: str) -> str:
    """`text` as XML's character data; what XML cannot hold is left out."""
    return escape(_NOT_IN_XML.sub("", text))


def xml_value(text: str) -> str:
    """`text` for an attribute between double quotes."""
    return escape(_NOT_IN_XML.sub("", text), {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def line_of(element: "_Element") -> int:
    """The line on which an element begins, 0 when that is not known."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def local(element: "_Element") -> str:
    """The name of an element without its namespace; empty for a comment and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def pieces(element: "_Element") -> Iterator["str | _Element"]:
    """The texts and elements in `element`, in order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail
