"""A line break that the author asked for is seen as one."""

import pytest

from pipeline.document.article import Sentence, Span
from pipeline.languages import find
from pipeline.writers.epub.markup import prose


def _sentences(*texts: str) -> list[Sentence]:
    return [Sentence(f"k{number}", (Span(text),)) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("language", "lines"),
    [("en", ("One\n", "two.")), ("ko", ("하나\n", "둘.")), ("zh-Hant", ("一行\n", "二行。"))],
)
def test_a_line_break_between_sentences_and_within_one_is_kept(language: str, lines: tuple[str, str]) -> None:
    first, second = (line.strip() for line in lines)
    wanted = f'<span id="k1">{first}</span><br/><span id="k2">{second}</span>'
    assert prose(_sentences(*lines), find(language)) == wanted
    assert f">{first}<br/>{second}<" in prose(_sentences("".join(lines)), find(language))
