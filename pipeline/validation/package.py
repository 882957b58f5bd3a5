"""Rules of the package document: what the book says it is, and whether its files are there."""

from collections.abc import Iterator

from pipeline.errors import UnknownLanguage
from pipeline.languages import Language, find, languages
from pipeline.validation.book import XML_LANG, Book
from pipeline.validation.findings import Finding, finding
from pipeline.validation.obfuscation import is_font

_FONTS = ("font/", "application/font-", "application/x-font-", "application/vnd.ms-opentype")


def check(book: Book) -> Iterator[Finding]:
    """Everything wrong with the package document and the archive."""
    yield from _metadata_findings(book)
    yield from _files(book)
    yield from _languages(book)
    if not book.spine:
        yield finding("P04", book.root, "The spine names no file of the manifest.")
    yield from _contents(book)
    if not any("cover-image" in item.properties for item in book.items.values()) and not book.values("cover"):
        yield finding("P09", book.root, "No picture is named as the cover.")


def language(book: Book) -> Language | None:
    """What is known of the book's language, None when it names none that is known."""
    try:
        return find(book.language) if book.language else None
    except UnknownLanguage:
        return None


def alike(one: str, other: str) -> bool:
    """Whether two tags (BCP 47) can name the same text: `en-US` is `en`, and `zh-Hans` is not `zh-Hant`."""
    (base, script), (others, theirs) = _parts(one), _parts(other)
    return base == others and (script == theirs or not (script and theirs))


def _parts(tag: str) -> tuple[str, str]:
    """The primary subtag and the script, which some countries imply."""
    base, *rest = tag.lower().replace("_", "-").split("-")
    named = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    return base, named or _implied_script(base, rest)


def _implied_script(base: str, rest: list[str]) -> str:
    """The script that a country writes a language of several scripts in."""
    kin = [each for each in languages().values() if each.base == base]
    if len({each.script for each in kin}) < 2:
        return ""
    written = (each.script.lower() for each in kin for part in rest if f"{base}-{part}" in each.aliases)
    return next(written, "")


def _contents(book: Book) -> Iterator[Finding]:
    """The contents: a navigation document and, for old readers, an NCX, which is all that EPUB 2 has."""
    nav = any("nav" in item.properties for item in book.items.values())
    ncx = any(item.media_type == "application/x-dtbncx+xml" for item in book.items.values())
    if not nav and not (ncx and _old(book)):
        yield finding("P05", book.root, "No file of the manifest has the property “nav”.")
    if not ncx:
        yield finding("P10", book.root, "There is no NCX, which readers of EPUB 2 take the contents from.")


def _old(book: Book) -> bool:
    """Whether it is one of EPUB 2."""
    version: str = book.package.get("version", "")
    return version.startswith("2")


def _metadata_findings(book: Book) -> Iterator[Finding]:
    for number, name, what in (
        ("P01", "dc:title", "title"),
        ("P02", "dc:language", "language"),
        ("P03", "dc:identifier", "identifier"),
        ("P08", "dcterms:modified", "time of the last change"),
    ):
        if not book.values(name) and not (number == "P08" and _old(book)):
            yield finding(number, book.root, f"The metadata gives no {what} ({name}).")


def _files(book: Book) -> Iterator[Finding]:
    first = book.archive.infolist()[0]
    if first.filename != "mimetype" or book.read("mimetype") != b"application/epub+zip":
        yield finding(
            "B07", first.filename, "The archive does not begin with “mimetype”, so some do not open it."
        )
    for item in book.items.values():
        if item.path and item.path not in book.names:
            yield finding(
                "B05", item.path, f"The manifest lists it as “{item.id}”, and it is not in the archive."
            )
    known = {"mimetype", book.root, *(item.path for item in book.items.values())}
    for name in sorted(book.names - known):
        if not name.startswith("META-INF/") and not name.endswith("/"):
            yield finding("B08", name, "No reader shows it, and whoever unpacks the book finds it.")
    yield from _whole(book)


def _whole(book: Book) -> Iterator[Finding]:
    """Every file unpacked to its end, as readers will; fonts looked into."""
    fonts = {item.path for item in book.items.values() if item.media_type.startswith(_FONTS)} | {*book.masks}
    for name in sorted(book.names):
        if why := book.fault_of(name):
            yield finding("B09", name, f"It cannot be unpacked: {why}.")
        elif name in fonts and not is_font(book.read(name)):
            hidden = "It is said to be obfuscated, and is not a font when that is undone."
            yield finding("B10", name, hidden if name in book.masks else "It is in no format of fonts.")


def _languages(book: Book) -> Iterator[Finding]:
    stated = book.package.get(XML_LANG, "")
    if stated and book.language and not alike(stated, book.language):
        text = f"xml:lang is “{stated}”, dc:language is “{book.language}”."
        yield finding("P06", book.root, text)
    known, spine = language(book), book.package.find("{*}spine")
    if known is None or spine is None:
        return
    if known.direction == "rtl" and spine.get("page-progression-direction") != "rtl":
        yield finding("P07", book.root, "The spine has no page-progression-direction=“rtl”.")
