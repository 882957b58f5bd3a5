"""Whole articles: each folder of `cases` holds an article in `in` and its outline in `golden`."""

from pathlib import Path

import pytest

from pipeline.commands.outline import outline
from pipeline.readers import read

CASES = sorted((Path(__file__).parent / "cases").iterdir())
TEXTS = {".md", ".markdown", ".txt", ".html", ".htm", ".docx"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_article_is_read_into_its_outline(case: Path) -> None:
    (path,) = (file for file in (case / "in").iterdir() if file.suffix in TEXTS)
    assert outline(*read(path)) + "\n" == (case / "golden" / "outline.txt").read_text("utf-8")
