"""The one door to ebooklib: parts of a book in, the EPUB file out.

ebooklib 0.20 lays out the package document and the archive. It would also re-parse pages and write
a contents page of its own, so every part is handed to it as raw bytes.
"""

import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import IO, Any

from ebooklib import epub

from pipeline.infra.store import Kept
from pipeline.languages import Language
from pipeline.writers.epub.parts import NCX, Entry, Part

_XML = "{http://www.w3.org/XML/1998/namespace}"
_PACKED = {"audio/mpeg", "image/jpeg", "image/png", "image/gif", "image/webp"}
_FOLDER = "EPUB"


def pack(
    out: IO[bytes],
    parts: Sequence[Part],
    entries: Sequence[Entry],
    identifier: str,
    language: Language,
    modified: datetime,
    written: Callable[[int], None] = lambda _: None,
) -> None:
    """Write the EPUB file into `out`, which can seek; `written` is told how many bytes of what is kept were, as they are.

    The same values give the same bytes: every entry of the archive bears one fixed date.
    """
    book = epub.EpubBook()
    book.metadata = {}
    book.set_identifier(identifier)
    book.set_direction(language.direction)
    for entry in entries:
        namespace = None if entry.name == "meta" else "DC"
        book.add_metadata(namespace, entry.name, entry.value, dict(entry.attributes))
    for part in parts:
        book.add_item(_item(part))
    book.spine = [part.id for part in parts if part.spine]
    stored = {f"{_FOLDER}/{part.path}" for part in parts if part.media_type in _PACKED}
    _Writer(out, book, language, modified, stored, written).write()


def _item(part: Part) -> Any:
    item = epub.EpubItem(part.id, part.path, part.media_type, part.data)
    item.properties = list(part.properties)
    item.media_overlay = part.overlay
    return item


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """ebooklib's writer, with the package document put right and no clock."""

    def __init__(
        self,
        out: IO[bytes],
        book: Any,
        language: Language,
        modified: datetime,
        stored: set[str],
        written: Callable[[int], None],
    ) -> None:
        options = {"mtime": modified, "epub3_pages": False, "epub2_guide": False, "raise_exceptions": True}
        super().__init__(out, book, options)
        self.language = language
        self.stored = stored
        self.written = written

    def write(self) -> None:
        """Write the book; `mimetype` first and stored, as the container format asks (OCF 4.2)."""
        with _Archive(self.file_name, "w", self.stored, self.written) as self.out:
            self.out.writestr("mimetype", "application/epub+zip")
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: Any) -> None:
        """Name the package's language, direction and NCX; drop a prefix nobody uses."""
        root.set(f"{_XML}lang", self.language.tag)
        root.set("dir", self.language.direction)
        del root.attrib["prefix"]
        root.find("spine").set("toc", NCX)
        super()._write_opf_file(root)


class _Archive(zipfile.ZipFile):
    """A ZIP file whose bytes depend on nothing but its content."""

    def __init__(self, out: Any, mode: Any, stored: set[str], written: Callable[[int], None]) -> None:
        super().__init__(out, mode)
        self.written = written
        self.kept = {"mimetype", *stored}

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add an entry dated 1980, the first year a ZIP file knows; what is packed already is stored as it is."""
        info = zipfile.ZipInfo(zinfo_or_arcname, (1980, 1, 1, 0, 0, 0))
        info.create_system = 3
        info.external_attr = 0o644 << 16
        way = zipfile.ZIP_STORED if info.filename in self.kept else zipfile.ZIP_DEFLATED
        if isinstance(data, Kept):
            info.compress_type, info.file_size = way, data.size
            with self.open(info, "w") as entry:
                for block in data.blocks():
                    entry.write(block)
                    self.written(len(block))
        else:
            super().writestr(info, data, way, 6)
