"""Books of every kind stand before EPUBCheck, Ace and our own rules, with highlights on, by day and by night."""

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.app.disclosures import disclosures
from pipeline.document.pages import pages
from pipeline.languages import words
from pipeline.readers import read
from pipeline.translation.translate import original
from pipeline.validation.validate import proof
from pipeline.writers.cover import cover
from pipeline.writers.epub.package import book

ACTIVE = "-epub-media-overlay-active"
NIGHT = "\nhtml, body { background-color: #121212 !important; color: #e6e6e6 !important; }\na { color: #8fc7ff; }\n"
"""What readers put over a book's style sheet at night."""

Files = dict[str, bytes]
Books = Mapping[str, Path]
Checker = Callable[[Sequence[Path]], list[dict[str, Any]]]
Ace = Callable[[Path], Sequence[str]]


@pytest.mark.slow
def test_no_rule_of_ours_is_broken_by_any_kind_of_book(every_kind: Books) -> None:
    found = [(one.path.name, one.findings) for one in proof([*every_kind.values()], fast=True)]
    assert len(found) >= 8
    assert [one for one in found if one[1]] == []


@pytest.mark.slow
def test_epubcheck_has_nothing_to_say_of_any_kind_of_book(
    every_kind: Books, epubcheck: Checker, tmp_path: Path
) -> None:
    many = tmp_path / "many.epub"
    _of_sections(500, many)
    reports = epubcheck([*every_kind.values(), many])
    assert [report for report in reports if report["findings"]] == []


def _of_sections(count: int, out: Path) -> None:
    """Write a book of so many sections, without sound."""
    sections = "".join(f"\n## Well {number}\n\nWell {number} is dry.\n" for number in range(1, count + 1))
    path = out.with_name("many.md")
    path.write_text(f"---\ntitle: Many wells\ndate: 2024-03-01\nlang: en\n---\n{sections}", "utf-8")
    article, _ = read(path)
    edition, fixed = original(article), words("en")
    shown = pages(edition, fixed, disclosures(edition, {})[:-1])
    assert len(shown) == count + 2
    picture, _ = cover("Many wells", "", "en")
    with out.open("w+b") as file:
        book(file, edition, shown, picture, words=fixed)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["everything", "arabic", "traditional"])
@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_ace_finds_no_violation_with_every_highlight_on(
    name: str, night: bool, every_kind: Books, ace: Ace, tmp_path: Path
) -> None:
    assert ace(_lit(every_kind[name], tmp_path, NIGHT if night else "")) == []


@pytest.mark.slow
def test_ace_finds_no_violation_in_a_book_as_it_is(every_kind: Books, ace: Ace) -> None:
    assert ace(every_kind["everything"]) == []


@pytest.mark.slow
def test_ace_sees_a_highlight_that_cannot_be_read(every_kind: Books, ace: Ace, tmp_path: Path) -> None:
    faint = f"\n.{ACTIVE}, .{ACTIVE} a {{ color: #ffd060 !important; }}\n"
    assert any("contrast" in violation for violation in ace(_lit(every_kind["korean"], tmp_path, faint)))


def _lit(path: Path, folder: Path, style: str) -> Path:
    """A copy of the book at `path` with every highlight switched on, and a reader's `style`."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name in [name for name in files if name.endswith(".smil")]:
        for page, target in re.findall(r'<text src="\.\./text/([^#"]+)#([^"]+)"', files[name].decode()):
            shown = f"EPUB/text/{page}"
            lit, times = re.subn(f'id="{target}"', rf'\g<0> class="{ACTIVE}"', files[shown].decode())
            assert times == 1
            files[shown] = lit.encode()
    files["EPUB/book.css"] += style.encode()
    copy = folder / path.name
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return copy
