"""The further sizes of an edition: silent, smaller, in two languages, each honest about what it is."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.config.choices import Variant
from pipeline.document.report import Report
from pipeline.languages import words
from pipeline.validation.validate import proof

ARTICLE = """---
title: The well
date: 2024-01-01
lang: en
---

## One

Eleven wells gave **no water** in August. Nobody knew why.[^1]

![A dry well.](well.png)

- Dig deeper
- `code`

[^1]: The survey says so.
"""


class Made:
    """What was published of the article in English and Korean."""

    def __init__(self, folder: Path, published: Callable[..., Report]) -> None:
        from PIL import Image

        Image.new("RGB", (48, 32), (60, 60, 70)).save(folder / "well.png")
        (folder / "well.md").write_text(ARTICLE, "utf-8")
        self.folder = folder
        published(folder, folder / "well.md", to=("ko",), also=tuple(Variant), certified_by="The Desk")

    def path(self, name: str) -> Path:
        return self.folder / "output" / "well" / "ko" / name

    def book(self, name: str) -> zipfile.ZipFile:
        return zipfile.ZipFile(self.path(name))

    def said(self, name: str, property: str) -> list[str]:
        package = etree.fromstring(self.book(name).read("EPUB/content.opf"))
        return [entry.text for entry in package.iter("{*}meta") if entry.get("property") == property]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, published: Callable[..., Report]) -> Made:
    return Made(tmp_path_factory.mktemp("variants"), published)


def test_every_size_is_made_and_offered(made: Made) -> None:
    names = {path.name for path in made.path("").iterdir()}
    offered = {
        "well.ko.epub",
        "well.ko.text.epub",
        "well.ko.small.epub",
        "well.ko.small.mp3",
        "well.ko.with-en.epub",
    }
    assert offered <= names
    page = made.path("index.html").read_text("utf-8")
    assert all(f'href="{name}"' in page for name in offered)
    for word in ("download_text", "download_small_book", "download_small_sound", "download_bilingual"):
        assert words("ko")[word] in page
    assert "with-" not in (made.path("").parent / "en" / "index.html").read_text("utf-8")


def test_a_silent_book_has_no_sound_and_says_nothing_of_a_voice(made: Made) -> None:
    book = made.book("well.ko.text.epub")
    assert [name for name in book.namelist() if name.endswith((".smil", ".mp3"))] == []
    assert made.said("well.ko.text.epub", "media:narrator") == []
    assert made.said("well.ko.text.epub", "schema:accessModeSufficient") == ["textual"]
    text = book.read("EPUB/text/cover.xhtml").decode() + book.read("EPUB/content.opf").decode()
    assert words("ko")["synthetic_voice"] not in text
    assert words("ko")["accessible_text"] in text


def test_smaller_sound_takes_less_than_half_the_room(made: Made) -> None:
    sound, book = (
        [made.path(f"well.ko.{size}{ending}").stat().st_size for size in ("", "small.")]
        for ending in ("mp3", "epub")
    )
    assert sound[1] < sound[0] / 2
    assert book[1] < book[0]
    assert made.said("well.ko.small.epub", "media:duration") == made.said("well.ko.epub", "media:duration")


def test_a_book_in_two_languages_sets_each_original_beneath_its_translation(made: Made) -> None:
    page = etree.fromstring(made.book("well.ko.with-en.epub").read("EPUB/text/s1.xhtml"))
    spans = {span.get("id"): span for span in page.iter("{*}span") if span.get("id")}
    other = spans["s1-b2-k1-o"]
    assert "".join(other.itertext()) == "Eleven wells gave no water in August."
    assert other[0].get("lang") == "en"
    assert list(spans).index("s1-b2-k1-o") == list(spans).index("s1-b2-k1") + 1
    assert made.said("well.ko.with-en.epub", "schema:accessModeSufficient") == ["textual"]
    package = etree.fromstring(made.book("well.ko.with-en.epub").read("EPUB/content.opf"))
    assert [one.text for one in package.iter("{*}language")] == ["ko", "en"]


def test_conformance_is_claimed_where_somebody_certifies_it(made: Made) -> None:
    assert made.said("well.ko.epub", "a11y:certifiedBy") == ["The Desk"]
    assert made.said("well.ko.epub", "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]


def test_no_rule_of_ours_is_broken_in_any_size(made: Made) -> None:
    found = {one.path.name: one.findings for one in proof([made.path("")], fast=True)}
    assert len(found) == 6
    script = {"T05", "A10"}  # the test translator writes Korean in Latin letters
    assert {name: [each for each in told if each.number not in script] for name, told in found.items()} == {
        name: [] for name in found
    }


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_any_size(
    made: Made, epubcheck: Callable[[list[Path]], list[Mapping[str, Any]]]
) -> None:
    books = sorted(made.path("").glob("*.epub"))
    assert len(books) == 4
    assert [report["findings"] for report in epubcheck(books)] == [[]] * 4
