"""Clean books to plant defects in: an English and an Arabic article, published for this and spoken by a hum."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.document.report import Report

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


@pytest.fixture(scope="session")
def editions(
    tmp_path_factory: pytest.TempPathFactory, published: Callable[..., Report]
) -> Mapping[str, Path]:
    """The folder of a clean edition by language."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("clean")
    Image.new("RGB", (48, 32), (60, 60, 70)).save(folder / "well.png")
    made = {}
    for language, text in (("en", ENGLISH), ("ar", ARABIC)):
        article = folder / f"wells-{language}.md"
        article.write_text(text, "utf-8")
        made[language] = folder / "output" / published(folder, article).slug / language
    return made


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
