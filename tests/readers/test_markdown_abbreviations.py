"""An abbreviation says everywhere what it stands for, whatever the script around it."""

from pathlib import Path

import pytest

from pipeline.document.article import Article, MarkKind
from pipeline.document.notices import Notice
from pipeline.readers import read


def _read(folder: Path, text: str, language: str = "en") -> tuple[Article, tuple[Notice, ...]]:
    path = folder / "article.md"
    path.write_text(f"---\ntitle: T\nlang: {language}\n---\n\n{text}\n", "utf-8")
    return read(path)


def _marked(article: Article) -> list[tuple[str, str]]:
    spans = (span for sentence in article.sentences() for span in sentence.spans)
    return [
        (span.text, mark.value) for span in spans for mark in span.marks if mark.kind is MarkKind.ABBREVIATION
    ]


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("en", "The EU, not EUs or `EU`.\n\n*[EU]: European Union", [("EU", "European Union")]),
        (
            "ko",
            "유엔은 EU와 달리 주유엔이다.\n\n*[유엔]: 국제연합\n*[EU]: 유럽연합",
            [("유엔", "국제연합"), ("EU", "유럽연합")],
        ),
        ("zh-Hans", "他在世卫工作。\n\n*[世卫]: 世界卫生组织", [("世卫", "世界卫生组织")]),
        ("en", "UN and UNHCR.\n\n*[UN]: A\n*[UNHCR]: B", [("UN", "A"), ("UNHCR", "B")]),
    ],
    ids=["en", "ko", "zh", "longest"],
)
def test_an_abbreviation_is_marked_where_it_is_a_word(
    tmp_path: Path, language: str, text: str, marked: list[tuple[str, str]]
) -> None:
    article, notices = _read(tmp_path, text, language)
    assert _marked(article) == marked
    assert not any("*[" in block.text for block in article.walk())
    assert notices == ()


def test_an_abbreviation_that_the_text_does_not_hold_is_told(tmp_path: Path) -> None:
    _, notices = _read(tmp_path, "Text.\n\n*[EU]: European Union")
    told = [(notice.code, notice.where, notice.evidence) for notice in notices]
    assert told == [("reading.abbreviation", "article.md:8", "EU: European Union")]


def test_emphasis_that_begins_with_brackets_is_no_abbreviation(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, "*[note]: this is all of it*")
    assert article.sections[0].blocks[0].text == "[note]: this is all of it"
