"""Odd titles, pictures and sections go through to a book in which nothing is found, or stop with a name."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from pipeline.errors import PictureError
from pipeline.validation.validate import proof

ROOT = Path(__file__).parents[2]
EditionOf = Callable[..., Path]
TITLES = {
    "markup": 'Water & <b>Salt</b> "5 < 6" &amp; \\u0007*so*',
    "emoji": "💧👩‍🔬 물 🇰🇷 水",
    "long": "Water and <salt> “물” " * 26,
    "signs": "…",
    "right-to-left": "ماء \u202eאבג\u202c water",
}


def clean(folder: Path) -> bool:
    return [one.findings for one in proof([folder], fast=True) if one.findings] == []


def package(folder: Path) -> Any:
    (book,) = folder.glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        return etree.fromstring(archive.read("EPUB/content.opf"))


@pytest.mark.slow
@pytest.mark.parametrize("name", TITLES)
def test_an_odd_title_becomes_a_clean_book(name: str, edition_of: EditionOf) -> None:
    folder = edition_of(f"title-{name}", f"# {TITLES[name]}\n\n## One\n\nThe well is dry.\n", lang="en")
    assert clean(folder)
    (title,) = package(folder).iter("{http://purl.org/dc/elements/1.1/}title")
    assert title.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("no-sections", "# Wells\n\nThe well is dry. Nobody knows why.\n"),
        ("no-title", "The well is dry.\n"),
        ("nothing-to-say", "# Wells\n\n## One\n\n## ***\n\n* * *\n\n## …\n\n—\n\n## Two\n\nDry.\n"),
        ("same-headings", "# Wells\n\n## A b\n\nDry.\n\n## A-b\n\nDry.\n\n## a b!\n\nDry.\n"),
    ],
)
def test_odd_sections_become_a_clean_book(name: str, text: str, edition_of: EditionOf) -> None:
    folder = edition_of(f"odd-{name}", text, lang="en")
    assert clean(folder)
    ids = [item.get("id") for item in package(folder).iter("{*}item")]
    assert len(ids) == len(set(ids))


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "animated":
        frames = [Image.new("P", (20, 20), colour) for colour in range(3)]
        frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    elif kind == "huge":
        Image.new("L", (6000, 5000), 90).save(out, "PNG")
    elif kind == "cmyk":
        Image.new("CMYK", (40, 30), (10, 60, 90, 0)).save(out, "JPEG")
    else:
        Image.new("RGB", (400, 300), (9, 9, 9)).save(out, "PNG")
        return out.getvalue()[:90]
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "suffix"), [("animated", "gif"), ("huge", "png"), ("cmyk", "jpg")])
def test_an_odd_picture_becomes_a_clean_book(kind: str, suffix: str, edition_of: EditionOf) -> None:
    edition = with_picture(kind, suffix, edition_of)
    assert clean(edition)
    (book,) = edition.glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        (shown,) = (name for name in archive.namelist() if name.startswith("EPUB/pictures/"))
        with Image.open(io.BytesIO(archive.read(shown))) as opened:
            assert opened.mode in ("RGB", "RGBA", "L", "P", "LA")


@pytest.mark.slow
def test_a_broken_picture_stops_the_article_with_its_name(edition_of: EditionOf) -> None:
    with pytest.raises(PictureError, match=r"broken\.png"):
        with_picture("broken", "png", edition_of)


def with_picture(kind: str, suffix: str, edition_of: EditionOf) -> Path:
    folder = edition_of(f"before-{kind}", "# Wells\n\nDry.\n", lang="en").parents[2]
    (folder / f"{kind}.{suffix}").write_bytes(picture(kind))
    text = f"# Wells\n\n## One\n\nDry.\n\n![A well.]({kind}.{suffix})\n"
    return edition_of(f"picture-{kind}", text, lang="en")


@pytest.mark.slow
def test_a_whole_edition_is_the_same_bytes_in_another_zone_seed_and_folder(tmp_path: Path) -> None:
    """Read, narrated, encoded and packed twice, by the command line, from nothing."""
    made = []
    for number, (zone, seed) in enumerate((("UTC", "0"), ("Asia/Seoul", "77"))):
        folder = tmp_path / f"place {number}"
        folder.mkdir()
        article = Path(__file__).with_name("articles") / "korean.md"
        (folder / "korean.md").write_bytes(article.read_bytes())
        command = [
            sys.executable,
            str(ROOT / "cli.py"),
            "publish",
            "korean.md",
            "--to",
            "ko",
            "--speaker",
            "espeak",
        ]
        own = {
            "MANYVOICES_STORE": "store",
            "MANYVOICES_MEMORY": "memory.sqlite",
            "MANYVOICES_OFFLINE": "true",
        }
        environment = {**os.environ, **own, "TZ": zone, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [*command, "--jobs", "1", "--embed-font"],
            env=environment,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        edition = folder / "output" / "korean" / "ko"
        made.append(
            {
                str(path.relative_to(edition)): path.read_bytes()
                for path in edition.rglob("*")
                if path.is_file()
            }
        )
    assert len(made[0]) >= 7
    assert made[0] == made[1]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_second_parser_reads_the_same_book(edition_of: EditionOf) -> None:
    from ebooklib import epub

    article = Path(__file__).with_name("articles") / "arabic.md"
    (path,) = edition_of("arabic", article.read_text("utf-8")).glob("*.epub")
    book = epub.read_epub(str(path), {"ignore_ncx": False})
    assert book.get_metadata("DC", "title")[0][0] == "البئر التي جفت"
    assert book.get_metadata("DC", "language")[0][0] == "ar"
    assert book.direction == "rtl"
    assert [id for id, _ in book.spine] == ["page-cover", "page-contents", "page-s1", "page-s2"]
    durations = {
        said.get("refines", ""): float(value.removesuffix("s"))
        for value, said in book.metadata["http://www.idpf.org/2007/opf"]["meta"]
        if said.get("property") == "media:duration"
    }
    assert len(durations) == 5
    assert sum(seconds for page, seconds in durations.items() if page) == pytest.approx(
        durations[""], abs=0.01
    )
