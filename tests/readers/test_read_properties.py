"""What holds for every file whatever."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.document.article import Article, Block, BlockKind, Role
from pipeline.errors import ArticleError, UnknownLanguage
from pipeline.readers import read

_PIECES = st.sampled_from(
    [
        "# ", "## ", "### ", "- ", "  - ", "1. ", "> ", "```\n", "---\n", "***", "\n", "\n\n", "  \n", "\\\n", "*", "**", "`", "[", "](", ")",
        "![", "<b>", "<!--", "-->", "|", "|-|", "&amp;", "&#xD800;", "title: ", "lang: ko\n", ": ", "Contents", "Related articles", "photo by A",
        "<< ", " >>", "한국어 문장이다. ", "“말했다.”라고 ", "中文句子。", "「好。」他說。", "English sentence. ", "Mr. X", "By Ana Ruiz", "2023-10-09", "a", " ",
        "\t", "\u3000", "\u0301", "\ufeff", "\u2028", "\x0c", "🙂", "https://example.org/", "Heading Line", "word " * 20,
    ]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=40).map("".join)
_NAMES = st.sampled_from(["article.md", "article.txt", "기사.markdown", "no-ending"])


def _read(name: str, data: bytes) -> Article | None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            return read(path)[0]
        except (ArticleError, UnknownLanguage):
            return None


@given(
    name=_NAMES,
    data=st.binary(max_size=200)
    | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_an_article_or_an_article_error(name: str, data: bytes) -> None:
    _read(name, data)


@example(
    name="article.md", text="中文句子。```\n*```\n中文句子。"
)  # code that begins with a space, behind a sentence
@given(name=_NAMES, text=_TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_an_article_that_holds_together_or_an_article_error(name: str, text: str) -> None:
    article = _read(name, text.encode())
    if article is None:
        return
    ids = [block.id for block in article.walk()] + [sentence.id for sentence in article.sentences()]
    assert len(ids) == len(set(ids))
    assert article.title.id == "s0-b1"
    assert article.title.role is Role.TITLE
    assert article.title.text.strip()
    assert [section.id for section in article.sections] == [
        f"s{n}" for n in range(1, len(article.sections) + 1)
    ]
    for block in article.walk():
        _check(block)


def _check(block: Block) -> None:
    assert block.kind is BlockKind.CODE or block.text == block.text.strip()
    assert "\r" not in block.text
    for number, sentence in enumerate(block.sentences, 1):
        assert sentence.id == f"{block.id}-k{number}"
        assert sentence.text
        assert all(span.text for span in sentence.spans)
        sentence.text.encode()
        assert number == 1 or not sentence.text[0].isspace()
    assert [child.id for child in block.blocks] == [
        f"{block.id}-b{n}" for n in range(1, len(block.blocks) + 1)
    ]


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_reading_twice_gives_the_same(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Title\n\nFirst. Second.\n\n- a\n- b\n", "utf-8")
    assert read(tmp_path / name) == read(tmp_path / name)
