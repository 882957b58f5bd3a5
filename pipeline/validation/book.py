"""An EPUB opened by anybody's rules: its package document, its files, its reading order.

Reads EPUB 3 and, as far as they share it, EPUB 2. Nothing is unpacked to disk, no entity is resolved.
"""

import posixpath
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.errors import writing
from pipeline.infra.store import BLOCK_BYTES
from pipeline.validation.findings import Finding, finding
from pipeline.validation.obfuscation import Mask, algorithms, is_obfuscation, mask

LARGEST = 2_000_000_000
"""Bytes of a book, as a file and unpacked."""
_LARGEST_FILE = 500_000_000
"""Bytes of one file in it, unpacked: nine hours of sound."""
_LARGEST_TEXT = 50_000_000
"""Bytes of one file of text."""
_MOST_FILES = 50_000
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "image/svg+xml")
BROKEN = (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error, ValueError)
"""What unpacking raises where an archive is damaged, or made as nothing here can read it."""
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class NoBook(Exception):
    """What kept a file from being opened as a book."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found)
        self.found = found


@dataclass(frozen=True, slots=True)
class Item:
    """One file that the manifest lists."""

    id: str
    path: str
    """Within the archive."""
    media_type: str
    properties: tuple[str, ...]
    overlay: str
    """Id of the item that is its overlay, or empty."""
    fallback: str = ""
    """Id of the item that readers show in its stead, or empty."""
    address: str = ""
    """Where it stands on the web, when it is not in the archive."""

    @property
    def is_page(self) -> bool:
        """Whether every reader shows it as a page of its own (EPUB 3.3, section 3.3)."""
        return self.media_type in _PAGES


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of metadata."""

    name: str
    """`dc:title`, or the property of a `meta`."""
    value: str
    refines: str
    """Id of what it refines, or empty for the book."""


@dataclass
class Book:
    """An opened book. Close it."""

    path: Path
    archive: zipfile.ZipFile
    root: str
    """Path of the package document within the archive."""
    package: Any
    """Its root element."""
    damaged: dict[str, str] = field(default_factory=dict)
    """Files of text that cannot be read, and why, as they are met."""
    masks: Mapping[str, Mask | None] = field(default_factory=dict)
    """By path, what lies over a font; None where its key cannot be made."""

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The manifest by id."""
        return {item.id: item for item in map(self._item, self.package.iterfind("{*}manifest/{*}item"))}

    @cached_property
    def spine(self) -> Sequence[Item]:
        """What is read, in order; of a file that not every reader shows, what is shown in its stead."""
        refs = [ref.get("idref", "") for ref in self.package.iterfind("{*}spine/{*}itemref")]
        return [self._shown_item(self.items[ref]) for ref in refs if ref in self.items]

    @cached_property
    def remote(self) -> frozenset[str]:
        """Addresses of the files that the manifest says to stand elsewhere."""
        return frozenset(item.address for item in self.items.values() if item.address)

    @cached_property
    def statements(self) -> Sequence[Statement]:
        """All metadata that the package document holds."""
        metadata = self.package.find("{*}metadata")
        return (
            [] if metadata is None else [_statement(element) for element in metadata if _is_element(element)]
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """Every file in the archive, its letters composed (NFC), as all paths are here."""
        return frozenset(self._own)

    @cached_property
    def _own(self) -> Mapping[str, str]:
        """What the archive calls its files, by their names here."""
        return {compose(name): name for name in self.archive.namelist()}

    @property
    def language(self) -> str:
        """BCP 47, as the book names it, or empty."""
        return next(iter(self.values("dc:language")), "")

    def values(self, name: str) -> Sequence[str]:
        """What the metadata says of the book under `name`."""
        return [one.value for one in self.statements if one.name == name and not one.refines and one.value]

    def read(self, path: str) -> bytes:
        """A file's bytes; empty when it is not there or cannot be unpacked."""
        try:
            return b"".join(self.blocks(path))
        except (KeyError, *BROKEN):
            return b""

    def blocks(self, path: str) -> Iterator[bytes]:
        """A file's bytes as they are unpacked, a font's without its mask.

        Raises `KeyError` when it is not there, and one of several errors when it is damaged; `fault_of` says what is wrong with one.
        """
        laid = self.masks.get(path)
        with self.archive.open(self._own[path]) as file:
            packed = iter(lambda: file.read(BLOCK_BYTES), b"")
            yield from laid.lift(packed) if laid else packed

    def fault_of(self, path: str) -> str:
        """Why a file cannot be unpacked; empty when it can."""
        try:
            for _ in self.blocks(path):
                pass
        except BROKEN as error:
            return str(error) or type(error).__name__
        return ""

    @contextmanager
    def unpack(self, path: str) -> Iterator[Path]:
        """A file on the disk with the bytes of one in the archive. Raises as `blocks`, and `WriteError`."""
        with writing("the folder for temporary files"), TemporaryDirectory(prefix="manyvoices-") as folder:
            copy = Path(folder) / "file"
            with copy.open("wb") as file:
                file.writelines(self.blocks(path))
            yield copy

    def xml(self, path: str) -> Any | None:
        """The root of an XML file, None when there is none; why not stands in `damaged`."""
        from lxml import etree

        if path not in self.names:
            return None
        if self.archive.getinfo(self._own[path]).file_size > _LARGEST_TEXT:
            self.damaged.setdefault(path, f"it is larger than {_LARGEST_TEXT // 10**6} MB")
            return None
        data = self.read(path)
        try:
            return etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            self.damaged.setdefault(path, f"line {error.lineno or 1}: {error.msg}")
            return None

    def close(self) -> None:
        """Close the archive."""
        self.archive.close()

    def _item(self, element: Any) -> Item:
        href = element.get("href", "")
        path = resolve(self.root, href)[0]
        return Item(
            element.get("id", ""),
            path,
            element.get("media-type", ""),
            tuple(element.get("properties", "").split()),
            element.get("media-overlay", ""),
            element.get("fallback", ""),
            "" if path else href,
        )

    def _shown_item(self, item: Item) -> Item:
        """The item itself, or the first page among its fallbacks."""
        passed = [item]
        while not passed[-1].is_page and passed[-1].fallback in self.items:
            following = self.items[passed[-1].fallback]
            if following in passed:
                return item
            passed.append(following)
        return passed[-1] if passed[-1].is_page else item


def open_book(path: Path) -> Book:
    """The book in the file at `path`; raises `NoBook` with the finding that says why there is none."""
    from lxml import etree

    try:
        if path.stat().st_size > LARGEST:
            raise _none("B03", path, f"The file is larger than {LARGEST // 10**9} GB.")
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _none("B01", path, f"It is not a ZIP archive, or a damaged one: {error}.") from error
    try:
        _refuse(path, archive)
        root = _root(path, archive)
        package = etree.fromstring(archive.read(root), _parser())
        return Book(path, archive, compose(root), package, masks=_masks(path, archive, package))
    except (etree.XMLSyntaxError, KeyError, *BROKEN) as error:
        archive.close()
        raise _none("B04", path, f"The package document cannot be read: {error}.") from error
    except NoBook:
        archive.close()
        raise


def compose(name: str) -> str:
    """`name` with composed letters (NFC): é and 한 may be written as one sign or several, and are one name."""
    return unicodedata.normalize("NFC", name)


def resolve(base: str, reference: str) -> tuple[str, str]:
    """The path within the archive that `reference` in the file `base` leads to, and the id in it.

    Both are empty for an address outside the book.
    """
    try:
        parts = urlsplit(reference)
    except ValueError:
        return "", ""
    if parts.scheme or parts.netloc:
        return "", ""
    if not parts.path:
        return base, unquote(parts.fragment)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path)))
    return compose(path.lstrip("/")), unquote(parts.fragment)


def _refuse(path: Path, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    sizes = [entry.file_size for entry in entries]
    if len(entries) > _MOST_FILES or sum(sizes) > LARGEST or max(sizes, default=0) > _LARGEST_FILE:
        message = f"It holds {len(entries)} files that unpack to {sum(sizes) / 1e9:.1f} GB."
        raise _none("B03", path, message)
    if any(entry.flag_bits & 1 for entry in entries):
        raise _none("B02", path, "Its files are locked by a password.")


def _masks(path: Path, archive: zipfile.ZipFile, package: Any) -> Mapping[str, Mask | None]:
    """What lies over the book's fonts; raises `NoBook` where files are truly encrypted, or nobody can say how."""
    from lxml import etree

    if _ENCRYPTION not in archive.namelist():
        return {}
    try:
        named = algorithms(etree.fromstring(archive.read(_ENCRYPTION), _parser()))
    except etree.XMLSyntaxError as error:
        raise _none("B02", path, f"{_ENCRYPTION} cannot be read: {error}.") from error
    if locked := [name for name, algorithm in named.items() if not is_obfuscation(algorithm)]:
        raise _none("B02", path, f"{_ENCRYPTION} says that {locked[0] or 'a file'} is encrypted.")
    unique, *others = _identifiers(package)
    return {compose(name): mask(algorithm, unique, others) for name, algorithm in named.items()}


def _identifiers(package: Any) -> Sequence[str]:
    """The package's identifiers, the one that it calls unique first, which may be empty."""
    listed = package.findall("{*}metadata/{*}identifier")
    unique = [one for one in listed if one.get("id") == package.get("unique-identifier")]
    return [next((one.text or "" for one in unique), ""), *(one.text or "" for one in listed)]


def _root(path: Path, archive: zipfile.ZipFile) -> str:
    from lxml import etree

    if _CONTAINER not in archive.namelist():
        raise _none("B04", path, f"There is no {_CONTAINER}.")
    container = etree.fromstring(archive.read(_CONTAINER), _parser())
    rootfile = container.find(".//{*}rootfile")
    root = rootfile.get("full-path", "") if rootfile is not None else ""
    if root not in archive.namelist():
        raise _none("B04", path, f"{_CONTAINER} names “{root}”, which is not there.")
    return root


def _none(number: str, path: Path, text: str) -> NoBook:
    return NoBook(finding(number, path.name, text))


def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _is_element(node: Any) -> bool:
    return isinstance(node.tag, str)


def _statement(element: Any) -> Statement:
    tag, refines = element.tag.rpartition("}")[2], element.get("refines", "").removeprefix("#")
    value = " ".join("".join(element.itertext()).split())
    if tag != "meta":
        return Statement(f"dc:{tag}", value, refines)
    if element.get("property"):
        return Statement(element.get("property"), value, refines)
    return Statement(element.get("name", ""), element.get("content", ""), refines)
