"""Markdown beyond reason is refused with its line; what people write in it is read in every language."""

from pathlib import Path
from typing import Any

import pytest
from mdit_py_plugins.gfm_autolink import index

from pipeline.document.article import Article, BlockKind, MarkKind
from pipeline.errors import ArticleError
from pipeline.readers import read


def _read(folder: Path, text: str) -> Article:
    path = folder / "article.md"
    path.write_text(f"---\ntitle: T\n---\n{text}\n", "utf-8")
    return read(path)[0]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("One.\n\n" + "<span>" * 1_200 + "x", 6),
        ("One.\n\n<div>\n" + "<div>" * 1_200 + "x", 6),
        ("One.\n\n" + ">" * 10_000 + "x", 6),
        ("One.\n\n" + "- " * 10_000 + "x", 6),
        ("One.\n\n" + "1. " * 10_000 + "x", 6),
    ],
    ids=["spans", "divisions", "quotes", "lists", "numbers"],
)
def test_what_lies_too_deeply_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(ArticleError, match=f"article.md:{line}: .*too deeply"):
        _read(tmp_path, text)


def test_too_many_paragraphs_are_refused_with_the_line_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"article.md:8000\d: .*more than an article") as caught:
        _read(tmp_path, "글\n\n" * 45_000)
    assert "Divide" in caught.value.advice


@pytest.mark.parametrize(
    "text", ["*" * 10_000 + "x", "**a *b " * 5_000, "[" * 10_000, "![a" * 3_000, "a " + "`" * 9_999]
)
def test_marks_without_end_are_text(tmp_path: Path, text: str) -> None:
    article = _read(tmp_path, "One.\n\n" + text)
    shown = "".join(block.text for block in article.walk())
    assert all(sign in shown for sign in set(text) - {"*", " "})


@pytest.mark.parametrize(
    ("term", "meaning", "word"),
    [("Term", "Meaning", "word"), ("용어", "뜻이다", "낱말"), ("词语", "意思", "字")],
    ids=["en", "ko", "zh"],
)
def test_every_kind_of_block_is_read_in_every_script(
    tmp_path: Path, term: str, meaning: str, word: str
) -> None:
    text = (
        f"{word}[^{word}] ~~{term}~~ https://example.org/{word}。\n\n- [x] {word}\n\n{term}\n: {meaning}\n\n"
        f"| {term} |\n|--|\n| {word} |\n\n[^{word}]: {meaning}\n"
    )
    blocks = _read(tmp_path, text).sections[0].blocks
    kinds = [BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.DEFINITIONS, BlockKind.TABLE, BlockKind.NOTE]
    assert [block.kind for block in blocks] == kinds
    assert [part.text for part in blocks[2].blocks] == [term, meaning]
    assert [row.blocks[0].text for row in blocks[3].blocks] == [term, word]
    assert (blocks[1].blocks[0].text, blocks[1].blocks[0].checked) == (word, True)
    assert blocks[4].text == meaning
    marks = {mark.kind for sentence in blocks[0].sentences for span in sentence.spans for mark in span.marks}
    assert marks == {MarkKind.NOTE, MarkKind.DELETED, MarkKind.LINK}


@pytest.mark.parametrize("text", ["10~20명, 30~40명", "3~4月,5~6月", "^_^ 2^10", "a~b~c"])
def test_tildes_and_carets_are_signs_of_their_own(tmp_path: Path, text: str) -> None:
    """People write ranges and faces with them, so that neither lowers nor raises what stands between."""
    assert _read(tmp_path, text).sections[0].blocks[0].text == text


@pytest.mark.parametrize("code", ["\n  a\n\n", "  가\n\n\n나", "\n\n一\n"], ids=["en", "ko", "zh"])
def test_code_keeps_its_blank_lines(tmp_path: Path, code: str) -> None:
    assert _read(tmp_path, f"Text.\n\n```\n{code}\n```").sections[0].blocks[1].text == code


def test_what_waits_before_an_address_is_not_looked_through_again_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_through: list[int] = []

    def rule(state: Any, silent: bool) -> bool:
        looked_through.append(len(state.pending))
        return bool(asked(state, silent))

    asked = index._protocol_rule
    monkeypatch.setattr(index, "_protocol_rule", rule)
    line = f"강물이 높다. 河水很高。 {'mailto:' * 2000} mailto:kim@example.org {'https:' * 200} https://example.org/다리"
    (tmp_path / "a.md").write_text(f"# 다리\n\n{line}\n", "utf-8")
    article, _ = read(tmp_path / "a.md")
    [paragraph] = article.sections[0].blocks
    spans = [span for sentence in paragraph.sentences for span in sentence.spans]
    links = [mark.value for span in spans for mark in span.marks if mark.kind is MarkKind.LINK]
    assert links == ["mailto:kim@example.org", "https://example.org/%EB%8B%A4%EB%A6%AC"]
    assert "".join(paragraph.text.split()) == "".join(line.split())
    assert len(looked_through) > 2000
    assert max(looked_through) < 1000
