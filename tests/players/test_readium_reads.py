"""Readium's parser, as Thorium has it, reads of a book what was written into it."""

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.document.report import Report
from pipeline.narration.voice_files import npm
from pipeline.validation.book import open_book
from pipeline.validation.overlays import overlays
from pipeline.validation.sound import length

SCRIPT = Path(__file__).with_name("readium.js")
ARTICLE = """---
title: {title}
author: {author}
date: 2024-03-01
lang: {language}
---

## {first}

{text}

## {second}

{text}
"""
TEXTS = {
    "en": ("Water & <salt>", "Amal Haddad", "Wells", "Pipes", "The well is dry. Nobody knows why."),
    "ko": ("물과 소금", "박지호", "우물", "수도관", "우물이 말랐다. 아무도 까닭을 모른다."),
    "zh-Hans": ("水与盐", "李敏", "井", "水管", "井干了。没有人知道原因。"),
    "ar": ("الماء والملح", "أمل حداد", "الآبار", "الأنابيب", "جفت البئر. لا أحد يعرف السبب."),
}


@pytest.fixture(scope="module")
def read(npm_package: Callable[[str, str], Path]) -> Callable[[Path], Mapping[str, Any]]:
    package = npm_package("r2-shared-js", "1.0.85")

    def reads(book: Path) -> Mapping[str, Any]:
        command = [shutil.which("node") or npm()[0], str(SCRIPT), str(package), str(book)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        made: Mapping[str, Any] = json.loads(done.stdout)
        return made

    return reads


@pytest.mark.slow
@pytest.mark.parametrize("language", TEXTS)
def test_a_second_parser_reads_the_same_title_language_order_and_durations(
    language: str,
    read: Callable[[Path], Mapping[str, Any]],
    published: Callable[..., Report],
    tmp_path: Path,
) -> None:
    title, author, first, second, text = TEXTS[language]
    article = tmp_path / "water.md"
    article.write_text(
        ARTICLE.format(
            title=f"'{title}'", author=author, language=language, first=first, second=second, text=text
        ),
        "utf-8",
    )
    published(tmp_path, article)
    (path,) = (tmp_path / "output").rglob("*.epub")
    made = read(path)

    said = made["metadata"]
    assert said["title"] in (title, {language: title})
    assert said["author"] in (author, {"name": author}, {"name": {language: author}})
    assert said["language"] == language
    assert said.get("readingProgression", "ltr") == ("rtl" if language == "ar" else "ltr")
    pages = [page["href"].rpartition("/")[2] for page in made["readingOrder"]]
    assert pages == ["cover.xhtml", "contents.xhtml", "s1.xhtml", "s2.xhtml"]
    assert [entry["title"] for entry in made["toc"]] == [first, second]

    book = open_book(path)
    lengths = {}
    for one in overlays(book):
        with book.unpack(one.clips[0].sound) as recording:
            lengths[one.pages[0].path] = length(recording)
    book.close()
    durations = {page["href"]: page["duration"] for page in made["readingOrder"]}
    assert durations == pytest.approx(lengths, abs=0.02)
    assert said["duration"] == pytest.approx(sum(durations.values()), abs=0.002)
