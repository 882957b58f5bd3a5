"""The parts of a Word document's package, read within limits: no bombs, no entities, nothing encrypted."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from pipeline.errors import ArticleError, ArticleNotText

_MOST_PARTS = 5_000
_LARGEST_PART = 20_000_000
"""Bytes of one part, unpacked: as much as a picture may have."""
_LARGEST_XML = 6_000_000
"""Bytes of one part of text, unpacked, some hundred thousand words; half as much again takes 400 MB to convert."""
_LARGEST = 100_000_000
"""Bytes of all parts together, unpacked."""
_RATIO = 250
"""How many times larger a part may be unpacked than packed, when it is not small."""
_SMALL = 5_000_000
_DEEPEST = 150
"""Elements in each other within a part."""
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E", re.IGNORECASE)
"""In UTF-8 and UTF-16."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "Open it in a word processor and save it anew as .docx."


def parts(data: bytes, name: str) -> Mapping[str, bytes]:
    """The parts of the Word document `data`, whose file is called `name`, by their paths.

    Raises `ArticleNotText` when it is none, and `ArticleError` when it is damaged, protected by a
    password, or larger unpacked than any article.
    """
    if data.startswith(_OLE):
        raise _old(data, name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            found = dict(_read(package, name))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise ArticleError(f"{name} is damaged: it cannot be unpacked ({error}).", _SAVE) from error
    if not any(path.endswith(".xml") and not path.startswith(("[", "docProps/")) for path in found):
        raise ArticleNotText(f"{name} is an archive but no document.", "Save the article as .docx or .odt.")
    return found


def tree(part: bytes, what: str) -> Any:
    """The root element of a part of text. Raises `ArticleError`, which calls the part `what`."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError(f"{what} is damaged: {error}.", _SAVE) from error


def pack(found: Mapping[str, bytes]) -> BytesIO:
    """The parts as a package again."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as package:
        for path, part in found.items():
            package.writestr(zipfile.ZipInfo(path), part)
    made.seek(0)
    return made


def _old(data: bytes, name: str) -> ArticleNotText:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ArticleNotText(f"{name} is protected by a password.", "Save it without one and try again.")
    return ArticleNotText(f"{name} is a Word document of the old kind (.doc).", _SAVE)


def _read(package: zipfile.ZipFile, name: str) -> Iterator[tuple[str, bytes]]:
    members = [member for member in package.infolist() if not member.is_dir()]
    if len(members) > _MOST_PARTS:
        raise _bomb(name, f"it has {len(members):,} parts")
    if sum(member.file_size for member in members) > _LARGEST:
        raise _bomb(name, f"it has more than {_LARGEST // 1_000_000} MB unpacked")
    left = _LARGEST
    for member in members:
        part = _part(package, member, name)
        left -= len(part)
        if left < 0:
            raise _bomb(name, f"it has more than {_LARGEST // 1_000_000} MB unpacked")
        yield member.filename, part


def _part(package: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    text = member.filename.endswith((".xml", ".rels"))
    largest = _LARGEST_XML if text else _LARGEST_PART
    if member.flag_bits & 1:
        raise ArticleNotText(f"{name} is protected by a password.", "Save it without one and try again.")
    if member.file_size > max(_SMALL, _RATIO * member.compress_size) or member.file_size > largest:
        raise _bomb(name, f"its part {member.filename[:80]} unpacks to {member.file_size:,} bytes")
    with package.open(member) as file:
        part = file.read(largest + 1)
    if len(part) > min(largest, member.file_size):
        raise _bomb(name, f"its part {member.filename[:80]} is larger than it says")
    if text and part:
        _refuse(part, f"{name}: its part {member.filename[:80]}")
    return part


def _refuse(part: bytes, what: str) -> None:
    """Entities and nesting that would take for ever, before anything else parses the part."""
    if _DOCTYPE.search(part):
        raise ArticleError(f"{what} declares a document type, which no word processor writes.", _SAVE)
    from lxml import etree

    depth = 0
    walk = etree.iterparse(
        BytesIO(part), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for event, element in walk:
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise ArticleError(
                    f"{what}, line {element.sourceline}: elements are nested too deeply.", _SAVE
                )
            if event == "end":
                element.clear()
    except etree.XMLSyntaxError as error:
        raise ArticleError(f"{what} is damaged: {error}.", _SAVE) from error


def _bomb(name: str, why: str) -> ArticleError:
    return ArticleError(
        f"{name} is too large for an article: {why}.", "Divide it, or save it without what fills it."
    )
