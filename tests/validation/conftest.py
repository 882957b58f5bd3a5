"""Clean books to plant defects in: an English and an Arabic article, published for this and spoken by a hum."""

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.document.report import Report
from pipeline.narration.voice_files import npm
from pipeline.validation import ace as door

ENGLISH = """---
title: The well that ran dry
author: Amal Haddad
date: 2024-03-01
lang: en
---

## What was measured

Eleven of the nineteen wells gave no water in August.[^1] The oldest was dug in 1908.

![A dry well seen from above.](well.png "The well at North Gate.")

| Well | Water |
| --- | --- |
| North Gate | none |
| Old Market | 0.4 m |

### The pipes

- They are old.
- They leak at night.

## What comes next

> “Water is not a favour.”

The town decides on Friday. See [the survey](https://wells.example/survey).

[^1]: Survey of the last week of August.
"""
ARABIC = """---
title: البئر التي جفت
author: أمل حداد
date: 2024-03-01
lang: ar
---

## ما الذي قيس

لم تعط إحدى عشرة بئرا ماء في آب. حفرت أقدمها قبل مئة عام.

![بئر جافة من الأعلى.](well.png)

## ما الذي يأتي

- الأنابيب قديمة.
- تتسرب ليلا.

تقرر البلدة يوم الجمعة.
"""


ARTICLES = Path(__file__).with_name("articles")


@pytest.fixture(scope="session")
def edition_of(
    tmp_path_factory: pytest.TempPathFactory, published: Callable[..., Report]
) -> Callable[..., Path]:
    """Publishes an article's text in its own language, and gives the edition's folder."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("clean")
    Image.new("RGB", (48, 32), (60, 60, 70)).save(folder / "well.png")
    Image.new("RGB", (48, 2), (60, 60, 70)).save(folder / "line.png")

    def made(name: str, text: str, **options: Any) -> Path:
        article = folder / f"{name}.md"
        article.write_text(text, "utf-8")
        report = published(folder, article, **options)
        return folder / "output" / report.slug / report.editions[0].language

    return made


@pytest.fixture(scope="session")
def editions(edition_of: Callable[..., Path]) -> Mapping[str, Path]:
    """The folder of a clean edition by language."""
    return {"en": edition_of("wells-en", ENGLISH), "ar": edition_of("wells-ar", ARABIC)}


@pytest.fixture(scope="session")
def every_kind(edition_of: Callable[..., Path]) -> Mapping[str, Path]:
    """The book of each article in the folder `articles`, by the article's name."""
    folders = {path.stem: edition_of(path.stem, path.read_text("utf-8")) for path in ARTICLES.iterdir()}
    return {name: next(folder.glob("*.epub")) for name, folder in folders.items()}


@pytest.fixture(scope="session")
def ace(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Sequence[str]]:
    """What Ace by DAISY, fetched through npm, finds in a book; it drives Debian's Chromium."""
    assert shutil.which("chromium"), "Chromium is not on the PATH: apt-get install chromium"
    folder = tmp_path_factory.mktemp("ace")
    command = [*npm(), "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(
        [*command, "--cache", str(folder / "cache"), "@daisy/ace-cli@1.4.6"],
        check=True,
        capture_output=True,
        timeout=180,
        env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"},
    )
    path = os.pathsep.join([str(folder / "node_modules" / ".bin"), os.environ["PATH"]])

    def found(book: Path) -> Sequence[str]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PATH", path)
            return [f"{one.number} {one.where}: {one.text}" for one in door.check(book)]

    return found


Files = dict[str, bytes]
"""A book taken apart: its files by name, in the archive's order."""


@pytest.fixture(scope="session")
def taken_apart(editions: Mapping[str, Path]) -> Callable[[str], Files]:
    """The files of the clean book in a language."""

    def files(language: str) -> Files:
        (book,) = editions[language].glob("*.epub")
        with zipfile.ZipFile(book) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    return files


@pytest.fixture
def put_together(tmp_path: Path) -> Callable[[Files], Path]:
    """A book made of files."""

    def book(files: Files) -> Path:
        path = tmp_path / "planted.epub"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
        return path

    return book
