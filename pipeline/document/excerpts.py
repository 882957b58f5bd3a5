"""Sentences as messages show them, in one line and short, and articles as search engines do."""

from pipeline.document.article import Article, BlockKind
from pipeline.document.boundaries import graphemes

_LONGEST = 120
"""Characters of a sentence that a line shows."""
LONGEST_SUMMARY = 160
"""Letters that search engines show of what a page is about."""


def side_by_side(source: str, target: str) -> str:
    """A sentence and its translation behind what is said of them, on the same line; nothing where there are none."""
    return f" “{_shorten(source)}” → “{_shorten(target)}”" if source and target else ""


def shorten(text: str, longest: int) -> str:
    """`text` in at most `longest` letters, the last of them “…” where more follows; no letter loses its marks."""
    if len(text) <= longest:
        return text
    letters = graphemes(text)
    return text if len(letters) <= longest else "".join(letters[: longest - 1]).rstrip() + "…"


def summary(article: Article) -> str:
    """What an article is about, in a line: its description, or else the beginning of its first paragraph."""
    blocks = (block for section in article.sections for block in section.walk())
    paragraphs = (block.text for block in blocks if block.kind is BlockKind.PARAGRAPH)
    return article.description or shorten(" ".join(next(paragraphs, "").split()), LONGEST_SUMMARY)


def _shorten(text: str) -> str:
    """`text` in one line, without its middle where it is long: a fault is seen at the end as often as at the beginning."""
    line = " ".join(text.split())
    letters = graphemes(line) if len(line) > _LONGEST else []
    if len(letters) <= _LONGEST:
        return line
    half = (_LONGEST - 3) // 2
    return f"{''.join(letters[:half]).rstrip()} … {''.join(letters[-half:]).lstrip()}"
