"""From the file to the e-book and back: nothing that an article says is lost on the way."""

import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.document.report import Report

CASES = sorted((Path(__file__).parent / "readers" / "cases").iterdir())
ARTICLES = {".md", ".markdown", ".txt", ".html", ".htm", ".docx"}
LINE = re.compile(r"(?P<id>[se]\d[\w-]*)  (?P<kind>[^:|]*?)(?: \(\d+ sentences\))?: (?P<text>.+)")
SECTION = re.compile(r"(?P<id>s\d+(?:-s\d+)*)  (?P<text>.+)")
KINDS = ("item", "row", "caption", "term", "definition", "note", "alternative")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory, published: Callable[..., Report]) -> dict[str, Path]:
    """The e-book of each case in its own language."""
    folder = tmp_path_factory.mktemp("round-trip")
    return {case.name: _book(case, folder, published) for case in CASES}


def _book(case: Path, folder: Path, published: Callable[..., Report]) -> Path:
    (path,) = (file for file in (case / "in").iterdir() if file.suffix in ARTICLES)
    report = published(folder, path, output=folder / case.name)
    (book,) = (folder / case.name / report.slug / report.language).glob("*.epub")
    return book


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_titles_items_cells_and_captions_stand_in_the_book_in_order(
    case: Path, books: dict[str, Path]
) -> None:
    text = _squeezed(" ".join(_shown(books[case.name])))
    place = 0
    for wanted in _told((case / "golden" / "outline.txt").read_text("utf-8"), _ids(books[case.name])):
        found = text.find(_squeezed(wanted), place)
        assert found >= 0, f"“{wanted}” is not in the book after “{text[max(0, place - 60) : place]}”"
        place = found + len(_squeezed(wanted))


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_any_of_the_books(
    books: dict[str, Path], epubcheck: Callable[[Sequence[Path]], list[dict[str, Any]]]
) -> None:
    reports = epubcheck(list(books.values()))
    assert len(reports) == len(CASES) >= 20
    assert [report for report in reports if report["findings"]] == []


def _told(outline: str, ids: Collection[str]) -> Iterator[str]:
    """What the golden outline says of the sections: titles, and the text of every kind in `KINDS`, cells one by one.

    Notes stand at the end of their page, so they come when their section is over. A title whose heading the book does not show
    was made up for lists.
    """
    notes: list[tuple[str, str]] = []
    for line in (line.strip() for line in outline.splitlines()):
        match = LINE.fullmatch(line) or SECTION.fullmatch(line)
        if match is None or not match["id"].startswith("s") or match["id"].startswith("s0"):
            continue
        if SECTION.fullmatch(line) and not LINE.fullmatch(line) and f"{match['id']}-b1" not in ids:
            continue
        top = match["id"].partition("-")[0]
        yield from (text for section, text in notes if section != top)
        notes = [note for note in notes if note[0] == top]
        kind, text = match.groupdict().get("kind"), _uncut(match["text"])
        if kind is not None and kind.startswith("note"):
            notes.append((top, text))
        elif kind is None or _is_told(kind):
            yield from (cell for cell in re.split(r"\s*\|\s*", text) if cell)
    yield from (text for _, text in notes)


def _ids(book: Path) -> Collection[str]:
    with zipfile.ZipFile(book) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")]
    return {id for page in pages for id in re.findall(r'id="([^"]+)"', page)}


def _is_told(kind: str) -> bool:
    return any(word in kind.replace(",", " ").split() for word in KINDS)


def _uncut(text: str) -> str:
    return text.removesuffix("…").strip()


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _shown(book: Path) -> Iterator[str]:
    """The text of the sections' pages in the order of the spine, alternatives of pictures in their place."""
    with zipfile.ZipFile(book) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        files = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
        for reference in package.iter("{*}itemref"):
            name = str(files[reference.get("idref")])
            if re.search(r"/s\d+\.xhtml$", name):
                yield from _texts(etree.fromstring(archive.read(f"EPUB/{name}")).find("{*}body"))


def _texts(element: Any) -> Iterator[str]:
    if element.get("role") in ("doc-backlink", "doc-noteref"):
        return
    yield element.get("alt") or ""
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
