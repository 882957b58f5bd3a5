"""Halves of characters in escapes of front matter and of what a page says of itself."""

from pathlib import Path

import pytest

from pipeline.readers import read

_PAGE = """<html lang="en"><head><script type="application/ld+json">
{"@type": "NewsArticle", "headline": "A bridge\\ud800 reopens", "author": {"name": "Ann \\udc00Lee"}}
</script></head><body><article><p>The bridge opened on Monday, and the boats came back to the town.</p></article></body></html>"""


@pytest.mark.parametrize(
    "head",
    [
        '---\ntitle: "우물 \\ud83c\\udf0a 다리\\ud800"\n---\n\n',
        '---json\n{"title": "우물 \\ud83c\\udf0a 다리\\ud800"}\n---\n\n',
    ],
    ids=["yaml", "json"],
)
def test_halves_in_front_matter_are_put_together_or_marked_as_lost(head: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{head}다리가 다시 열렸다.\n", "utf-8")
    article, _ = read(tmp_path / "a.md")
    assert article.title.text == "우물 🌊 다리\ufffd"


def test_half_a_character_in_what_a_page_says_of_itself_is_marked_as_lost(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(_PAGE, "utf-8")
    article, _ = read(tmp_path / "a.html")
    said = f"{article.title.text} {' '.join(article.authors)}"
    assert said == "A bridge\ufffd reopens Ann \ufffdLee"
