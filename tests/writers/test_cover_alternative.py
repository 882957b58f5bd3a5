"""What the author says of their own cover, in the original, its translations and a book in two languages."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from PIL import Image

from pipeline.config.choices import Variant
from pipeline.document.report import Report

ARTICLE = """---
title: The well
date: 2024-01-01
lang: en
cover: well.png
cover_alt: A dry well.
---

## One

Eleven wells gave no water in August.
"""
TO = ("ko", "zh-Hans", "es")
SPOKEN = {"en": "A dry well.", "es": "[es: A dry well.]"}
SCRIPTS = {"ko": r"\[[가-힣]+ [가-힣]+ [가-힣]+\.\]", "zh-Hans": r"\[[一-鿿]+ [一-鿿]+ [一-鿿]+\.\]"}
"""How the test translator writes those three words."""


class Made:
    """What was published of an article and its picture."""

    def __init__(self, folder: Path, published: Callable[..., Report], article: str = ARTICLE) -> None:
        Image.new("RGB", (60, 40), (60, 60, 70)).save(folder / "well.png")
        (folder / "well.md").write_text(article, "utf-8")
        self.folder = folder
        self.report = published(
            folder, folder / "well.md", to=TO, also=(Variant.BILINGUAL,), base_url="https://news.example"
        )

    def path(self, language: str, name: str) -> Path:
        return self.folder / "output" / "well" / language / name

    def cover(self, language: str, kind: str = "") -> Any:
        with zipfile.ZipFile(self.path(language, f"well.{language}{kind}.epub")) as book:
            return etree.fromstring(book.read("EPUB/text/cover.xhtml"))

    def narrated(self, language: str, kind: str = "") -> list[str]:
        with zipfile.ZipFile(self.path(language, f"well.{language}{kind}.epub")) as book:
            root: Any = etree.fromstring(book.read("EPUB/overlays/cover.smil"))
            return [clip.get("src").partition("#")[2] for clip in root.iter("{*}text")]

    def head(self, language: str) -> dict[str, str]:
        page: Any = html.fromstring(self.path(language, "index.html").read_bytes())
        return {meta.get("property"): meta.get("content") for meta in page.iter("meta")}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, published: Callable[..., Report]) -> Made:
    return Made(tmp_path_factory.mktemp("cover"), published)


def assert_in(language: str, told: str | None) -> None:
    assert told is not None
    if language in SPOKEN:
        assert told == SPOKEN[language]
    else:
        assert re.fullmatch(SCRIPTS[language], told), told


@pytest.mark.parametrize("language", ["en", *TO])
def test_each_edition_shows_and_reads_aloud_in_its_own_language_what_the_author_s_cover_shows(
    made: Made, language: str
) -> None:
    (image,) = made.cover(language).iter("{*}img")
    assert_in(language, image.get("alt"))
    assert image.get("aria-hidden") is None
    assert image.get("id") in made.narrated(language)


@pytest.mark.parametrize("language", TO)
def test_a_book_in_two_languages_tells_its_cover_in_the_language_that_is_read_aloud(
    made: Made, language: str
) -> None:
    page = made.cover(language, ".with-en")
    (image,) = page.iter("{*}img")
    assert_in(language, image.get("alt"))
    assert "A dry well" not in "".join(page.itertext())
    spoken = made.narrated(language, ".with-en")
    assert image.get("id") in spoken
    assert f"{image.get('id')}-o" not in spoken


@pytest.mark.parametrize("language", ["en", *TO])
def test_the_page_tells_in_its_own_language_what_its_preview_shows(made: Made, language: str) -> None:
    head = made.head(language)
    assert head["og:image"] == f"https://news.example/well/{language}/cover.jpg"
    assert_in(language, head["og:image:alt"])


def test_a_drawn_cover_is_told_by_its_words_and_one_of_the_author_s_by_nothing_made_up(
    tmp_path: Path, published: Callable[..., Report]
) -> None:
    drawn, own = tmp_path / "drawn", tmp_path / "own"
    drawn.mkdir()
    own.mkdir()
    untold = ARTICLE.replace("cover_alt: A dry well.\n", "")
    made = Made(drawn, published, untold.replace("cover: well.png\n", "author: Amal Haddad\n"))
    assert made.head("en")["og:image:alt"] == "Cover · The well · Amal Haddad · English"
    assert re.fullmatch(r"표지 · \[[가-힣 ]+\] · Amal Haddad · 한국어", made.head("ko")["og:image:alt"])
    assert "og:image:alt" not in Made(own, published, untold).head("en")
