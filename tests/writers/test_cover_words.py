"""The words of a cover that we draw, for whoever does not see it."""

import pytest

from pipeline.document.article import Article, Block, BlockKind, Role, Sentence, Span
from pipeline.languages import words
from pipeline.writers.cover import drawn_words


@pytest.mark.parametrize(
    ("tag", "names"),
    [("en", "Kim Su-jin and Ana Ruiz"), ("ko", "Kim Su-jin, Ana Ruiz"), ("zh-Hans", "Kim Su-jin、Ana Ruiz")],
)
def test_a_cover_lists_its_authors_as_the_language_does(tag: str, names: str) -> None:
    title = Block(
        "s0-b1", BlockKind.HEADING, role=Role.TITLE, level=1, sentences=(Sentence("k1", (Span("X"),)),)
    )
    article = Article(tag, title, authors=("Kim Su-jin", "Ana Ruiz"))
    assert names in drawn_words(article, words(tag))
