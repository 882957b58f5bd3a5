"""Signs that turn the direction of writing: paired ones stay, others cannot turn what follows."""

import re
from pathlib import Path

import pytest

from pipeline.document.article import Article
from pipeline.document.notices import Notice
from pipeline.readers import read

TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _read(folder: Path, text: str, name: str = "a.md") -> tuple[Article, tuple[Notice, ...]]:
    (folder / name).write_text(text, "utf-8")
    return read(folder / name)


@pytest.mark.parametrize(
    "text",
    [
        "The word \u2067שלום\u2069 means peace.",
        "값은 \u2066**12 kg**\u2069이다.",
        "\u202bשלום\u202c and \u2068x \u2067y\u2069\u2069.",
        "100\u200f kg\u200e \u061cx",
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_paired_signs_and_marks_stay(tmp_path: Path, text: str, name: str) -> None:
    article, notices = _read(tmp_path, f"# Title\n\n{text}\n", name)
    assert text.replace("**", "") in [block.text.replace("**", "") for block in article.walk()]
    assert "reading.directions" not in [notice.code for notice in notices]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ab\u202edc\u202c ef", "abdc ef"),
        ("ab\u202ddc", "abdc"),
        ("a \u2067b\n\nc", "a b"),
        ("a\u2069 b\u202c", "a b"),
        ("\u2067a \u202bb\u2069 c", "\u2067a b\u2069 c"),
        ("&#x202E;ab &#x2067;c", "ab c"),
        ("**a\u202e** b", "a b"),
        ("강\u202e물", "강물"),
    ],
)
def test_signs_that_would_turn_what_follows_are_dropped_and_told(
    tmp_path: Path, text: str, left: str
) -> None:
    article, notices = _read(tmp_path, f"# Title\n\n{text}\n")
    assert left in [block.text for block in article.walk()]
    assert [notice.code for notice in notices] == ["reading.directions"]


@pytest.mark.parametrize(
    ("text", "count"), [("ab\u202ddc", "1 invisible sign,"), ("a\u202ab\u202bc", "2 invisible signs,")]
)
def test_one_sign_is_told_of_as_one(tmp_path: Path, text: str, count: str) -> None:
    _, (notice,) = _read(tmp_path, f"# Title\n\n{text}\n")
    assert count in notice.text


def test_front_matter_turns_nothing(tmp_path: Path) -> None:
    article, _ = _read(
        tmp_path,
        '---\ntitle: "A\u202etitle"\nauthor: "Ana\u2067 Ruiz"\ndescription: "d\u202ee"\n---\nText.\n',
    )
    assert article.title.text == "Atitle"
    assert article.authors == ("Ana Ruiz",)
    assert not any(TURNS.search(block.text) for block in article.walk())
