"""Where an article comes from, and what kind it is: by content first, then by its name."""

import io
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from pipeline.document.article import BlockKind
from pipeline.document.notices import Level
from pipeline.errors import ArticleEmpty, ArticleError, ArticleNotText, ArticleUnreadable, PictureError
from pipeline.readers import place, read
from pipeline.readers.configuration import ReadingConfiguration

PAGE = b"<!doctype html><html lang='en'><title>T</title><article><h1>The bridge</h1><p>The river rose last night.</p></article>"


def _archive(**files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return held.getvalue()


def _types(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml", "a.txt", "a.md", "no-ending"])
def test_a_web_page_is_known_by_its_content_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf\n<!-- saved -->\n" + PAGE)
    article, _ = read(tmp_path / name)
    assert [block.text for block in article.walk() if block.kind is BlockKind.PARAGRAPH] == [
        "The river rose last night."
    ]


def test_a_part_of_a_page_is_one_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<h1>The bridge</h1><p>The <b>river</b> rose.</p>")
    assert read(tmp_path / "a.html")[0].title.text == "The bridge"


@pytest.mark.parametrize(
    ("data", "what", "advice"),
    [
        (b"%PDF-1.7 and more", "a PDF document", ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document (.doc)", ".docx"),
        (_archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "an archive (ZIP)", "Unpack"),
        (_archive(mimetype="application/epub+zip"), "an e-book (EPUB)", "made from"),
        (_archive(a="text"), "an archive (ZIP)", "Unpack"),
        (b"PK\x03\x04 and more", "damaged", "anew"),
        (_archive(word__document_xml="<a/>")[:-10], "damaged", "anew"),
        (b"\x1f\x8b\x08", "packed (gzip)", "Unpack"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_with_a_way_out(
    tmp_path: Path, data: bytes, what: str, advice: str
) -> None:
    (tmp_path / "article.md").write_bytes(data)
    with pytest.raises(ArticleNotText) as caught:
        read(tmp_path / "article.md")
    assert what in caught.value.message
    assert advice in caught.value.advice


def test_an_archive_of_very_many_files_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04" + b"PK\x01\x02" * 20_000)
    with pytest.raises(ArticleNotText, match="more than 10,000 files"):
        read(tmp_path / "a.docx")


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ("# 다리\n\n강물이 **크게** 올랐다.\n".encode(), "다리"),
        (
            "# 다리\n\n강물이 **크게** 올랐다. 어제 저녁 강물이 크게 올라 마을 사람들은 다리를 건너지 못했다.\n".encode(
                "cp949"
            ),
            "다리",
        ),
        (PAGE, "The bridge"),
    ],
)
def test_standard_input_is_markdown_unless_it_is_a_page(
    monkeypatch: pytest.MonkeyPatch, data: bytes, title: str
) -> None:
    _types(monkeypatch, data)
    article, _ = read(place("-"))
    assert article.title.text == title
    assert not any("**" in block.text for block in article.walk())


def test_standard_input_is_named_so_in_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    _types(monkeypatch, b"")
    with pytest.raises(ArticleEmpty, match="standard input"):
        read(place("-"))
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(ArticleUnreadable):
        read(place("-"))


def test_pictures_of_standard_input_lie_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "secret.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>')
    monkeypatch.chdir(tmp_path / "here")
    _types(monkeypatch, b"# T\n\nText.\n\n![x](../secret.svg)\n")
    with pytest.raises(PictureError, match="outside"):
        read(place("-"))


@pytest.mark.parametrize(
    ("typed", "name", "source", "stem", "beside"),
    [
        ("in/기사.md", "기사.md", "기사.md", "기사", "in/기사.md"),
        ("-", "standard input", "standard input", "The title", "slug.md"),
        (
            "https://example.org/a/story.html?key=1#x",
            "story.html",
            "https://example.org/a/story.html",
            "The title",
            "slug.md",
        ),
        ("https://example.org/%EA%B0%95/", "강", "https://example.org/%EA%B0%95/", "The title", "slug.md"),
        ("HTTPS://example.org", "example.org", "HTTPS://example.org", "The title", "slug.md"),
        ("http.md", "http.md", "http.md", "http", "http.md"),
    ],
)
def test_a_place_has_a_name_and_a_path_for_what_stands_beside_it(
    typed: str, name: str, source: str, stem: str, beside: str
) -> None:
    made = place(typed)
    assert (made.name, made.source, made.stem("The title")) == (name, source, stem)
    assert made.beside("slug") == Path(beside)


def test_a_path_is_a_file_whatever_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-").write_text("# T\n\nText.\n")
    assert read(Path("-"))[0].title.text


def test_the_language_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nlang: es\n---\n# T\n\nText.\n")
    assert read(tmp_path / "a.md")[0].language == "es"
    assert read(tmp_path / "a.md", configuration=ReadingConfiguration(lang="pt"))[0].language.startswith("pt")
    assert read(tmp_path / "a.md", "fr", ReadingConfiguration(lang="pt"))[0].language == "fr"


@pytest.mark.parametrize("size", [25_000_000, 60_000_000])
def test_a_page_of_many_megabytes_is_refused_at_once(tmp_path: Path, size: int) -> None:
    (tmp_path / "a.html").write_bytes(PAGE + b"<p>word</p>" * (size // 11))
    with pytest.raises(ArticleError, match="too large"):
        read(tmp_path / "a.html")


def test_a_cover_lies_beside_the_article(tmp_path: Path) -> None:
    (tmp_path / "cover.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>')
    (tmp_path / "a.md").write_text("---\ncover: cover.svg\n---\n# T\n\nText.\n")
    article, _ = read(tmp_path / "a.md")
    assert article.cover is None or article.cover.name == "cover.svg"


def test_a_cover_that_a_page_names_on_the_web_is_told_without_alarm(tmp_path: Path) -> None:
    head = b'<head><meta property="og:image" content="https://example.org/a.png"></head><article>'
    (tmp_path / "a.html").write_bytes(PAGE.replace(b"<article>", head))
    article, notices = read(tmp_path / "a.html")
    assert article.cover is None
    told: list[Any] = [notice for notice in notices if notice.code == "reading.picture-remote"]
    assert [notice.level for notice in told] == [Level.INFO]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", PAGE + b"<p>" + b"word and word. " * 1_200_000),
        ("a.txt", b"<!-- x -->\n" * 300_000),
        ("a.md", b"# T\n\nText.\n\n![x](data:image/svg+xml,<svg/" + b"a" * 1_500_000 + b")"),
        ("a.md", b"# T\n\n" + "\u2067".encode() * 200_000 + b"x" + "\u2069".encode() * 200_000),
        ("a.md", b"# T\n\n" + "\u202b".encode() * 200_000 + b"x" + "\u2069".encode() * 200_000),
    ],
    ids=["long page", "comments", "drawing", "paired", "unpaired"],
)
def test_what_is_far_too_much_is_read_or_refused_in_seconds(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    began = time.process_time()
    with suppress(ArticleError):
        read(tmp_path / name)
    assert time.process_time() - began < 10


@pytest.mark.parametrize("inside", ["<a xmlns:x='urn:x' href='x'><text>b</text></a>", "<g/>"])
def test_a_drawing_of_very_many_parts_is_refused_in_seconds(tmp_path: Path, inside: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg">{inside * 150_000}</svg>'
    (tmp_path / "a.svg").write_text(drawing)
    (tmp_path / "a.md").write_text("# T\n\nText.\n\n![x](a.svg)\n")
    began = time.process_time()
    with pytest.raises(PictureError, match="100,000 parts"):
        read(tmp_path / "a.md")
    assert time.process_time() - began < 10


def test_scripts_of_a_page_do_not_make_it_long(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(
        PAGE.replace(b"<article>", b"<script>" + b"x = y; " * 400_000 + b"</script><article>")
    )
    assert read(tmp_path / "a.html")[0].title.text == "The bridge"
