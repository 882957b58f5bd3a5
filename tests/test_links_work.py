"""Links within an article work in its e-books, in every language, across their files, and on its page."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.document.report import Report
from pipeline.validation.validate import proof

ARTICLE = """---
title: 마른 우물
date: 2024-03-01
lang: ko
---

# 마른 우물

[잰 것](#잰-것)을 보라. [关于水](#关于水)와 [표](#표)와 [주](#fn1)도 보라.

## 잰 것

열한 개가 말랐다.[^1] [마른 우물](#마른-우물)과 [늦은 것](#late)도 보라.

<table id="표"><tr><th>우물</th></tr><tr><td>북문</td></tr></table>

## 关于水

- 첫째
- 둘째 <span id="late">늦다</span>

[없는 곳](#없는-곳)은 없다. [위로](#잰-것).

[^1]: 팔월의 조사.
"""


@pytest.fixture(scope="module")
def output(published: Callable[..., Report], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("links")
    (folder / "well.md").write_text(ARTICLE, "utf-8")
    published(folder, folder / "well.md", to=("zh-Hans",), also=("bilingual", "text"))
    return folder / "output" / "well"


def shown_links(markup: str) -> list[str]:
    """Links of sentences, in order."""
    return re.findall(r'<a href="((?:[\w-]+\.xhtml)?#[^"]+)">', markup)


@pytest.mark.parametrize(
    "name", ["ko/well.ko", "ko/well.ko.text", "zh-Hans/well.zh-Hans", "zh-Hans/well.zh-Hans.with-ko"]
)
def test_links_lead_across_the_files_of_every_book(name: str, output: Path) -> None:
    book = output / f"{name}.epub"
    with zipfile.ZipFile(book) as archive:
        pages = {number: archive.read(f"EPUB/text/s{number}.xhtml").decode() for number in (1, 2, 3)}
    twice = 2 if "with-ko" in name else 1
    first = ["s2.xhtml#s2-b1", "s3.xhtml#s3-b1", "s2.xhtml#s2-b3-b1-b1", "s2.xhtml#s2-n1"]
    assert sorted(shown_links(pages[1])) == sorted(first * twice)
    assert sorted(shown_links(pages[2])) == sorted(["cover.xhtml#s0-b1", "s3.xhtml#s3-b2-b2"] * twice)
    assert shown_links(pages[3]) == ["s2.xhtml#s2-b1"] * twice
    (found,) = proof([book], fast=True)
    assert "T07" not in {one.number for one in found.findings}


@pytest.mark.parametrize("language", ["ko", "zh-Hans"])
def test_links_lead_to_what_the_page_shows(language: str, output: Path) -> None:
    page = (output / language / "index.html").read_text("utf-8")
    targets = [link.removeprefix("#") for link in shown_links(page)]
    assert {"s2-b1", "s3-b1", "s2-b3-b1-b1", "s2-n1", "s0-b1", "s3-b2-b2"} <= set(targets)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert [ids.count(target) for target in targets] == [1] * len(targets)
    assert ".xhtml" not in page
