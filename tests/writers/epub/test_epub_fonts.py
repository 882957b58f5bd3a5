"""A book that brings its own glyphs: all it needs, no more, under their licence."""

import io
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FONT_LANGUAGES = ["en", "ko", "zh-Hans", "ar"]


@pytest.fixture(scope="module")
def lettered(sample, open_book):
    """The sample's book with fonts in each language."""
    return {tag: open_book(sample.made(sample.edition(tag), embed_font=True)) for tag in FONT_LANGUAGES}


def fonts(book):
    from fontTools.ttLib import TTFont

    names = [name for name in book.archive.namelist() if name.endswith((".otf", ".ttf"))]
    return [TTFont(io.BytesIO(book.archive.read(name))) for name in names]


def text(book):
    """All that is shown; the landmarks are not."""
    bodies = [book.xml(f"text/{page}.xhtml").find("{*}body") for page in book.pages]
    return "".join("".join(part.itertext()) for body in bodies for part in body if part.get("hidden") is None)


@pytest.mark.slow
def test_every_letter_of_the_book_has_a_glyph(lettered, language):
    covered = {chr(code) for font in fonts(lettered[language]) for code in font.getBestCmap()}
    assert {letter for letter in text(lettered[language]) if letter.isalnum()} <= covered


@pytest.mark.slow
def test_fonts_are_cut_down_to_the_book(lettered, language):
    glyphs = sum(len(font.getBestCmap()) for font in fonts(lettered[language]))
    assert glyphs < 2 * len(set(text(lettered[language]))) + 100
    size = sum(
        info.file_size
        for info in lettered[language].archive.infolist()
        if info.filename.startswith("EPUB/fonts/")
    )
    assert size < 200_000


@pytest.mark.slow
def test_copyright_and_licence_go_with_the_fonts(lettered, language):
    told = lettered[language].read("fonts/OFL.txt").decode()
    assert "SIL OPEN FONT LICENSE Version 1.1" in told
    for font in fonts(lettered[language]):
        assert font["name"].getDebugName(0) in told


@pytest.mark.slow
def test_the_style_sheet_shows_the_fonts_and_leaves_a_last_one_to_the_reader(lettered, language):
    sheet = lettered[language].read("book.css").decode()
    assert sheet.count("@font-face") == len(fonts(lettered[language]))
    assert "sans-serif;" in sheet


def test_a_book_that_is_not_asked_to_has_no_font(books, language):
    assert not [name for name in books[language].archive.namelist() if "font" in name]


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_a_book_with_fonts(lettered, epubcheck, tmp_path):
    paths = [tmp_path / f"{tag}.epub" for tag in lettered]
    for path in paths:
        path.write_bytes(lettered[path.stem].data)
    said = [finding for report in epubcheck(paths) for finding in report["findings"]]
    assert len(paths) == len(FONT_LANGUAGES)
    assert {finding["id"] for finding in said} == {
        "CSS-028",
        "OPF-097",
    }  # there is a font, and a licence nobody links to
    assert {finding["severity"] for finding in said} == {"USAGE"}


@pytest.mark.slow
def test_fonts_are_the_same_bytes_under_another_hash_seed(lettered, tmp_path):
    command = [sys.executable, str(Path(__file__).with_name("sample.py")), "ar", "embed_font"]
    environment = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Seoul", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout.decode() == sha256(lettered["ar"].data).hexdigest()
