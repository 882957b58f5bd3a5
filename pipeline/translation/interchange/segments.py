"""What every interchange format reads and writes: segments, a sentence and its translation each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.document.article import Article, Block, BlockKind, Sentence, Span
from pipeline.languages.sentences import split

DESCRIPTION = "description"
"""The unit that holds the article's description."""


class State(StrEnum):
    """How far the translation of a segment has come (XLIFF 2.1, section 4.3.1.30)."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Coded:
    """An inline code and the stretch of plain text it covers; source and target share its id."""

    id: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Inline:
    """A text without white space at its ends, and its inline codes, outer ones first."""

    text: str
    codes: tuple[Coded, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence as it stands in a file of translations."""

    unit: str
    """The block's id."""
    id: str
    """The sentence's number in its block, `k1`."""
    source: Inline
    target: Inline | None
    state: State

    @property
    def where(self) -> str:
        """The sentence's id."""
        return f"{self.unit}-{self.id}"


def units(article: Article, *, whole: bool = False) -> Iterator[tuple[str, Sequence[Sentence]]]:
    """Everything of an article that is translated: ids of blocks and their sentences, in reading order.

    `whole` takes the description as one sentence.
    """
    for block in article.walk():
        if translatable(block) and block.sentences:
            yield block.id, block.sentences
    if article.description:
        yield DESCRIPTION, described(article, whole=whole)


def described(article: Article, *, whole: bool = False) -> tuple[Sentence, ...]:
    """The description's sentences, or all of it as one: a plain text may have fewer in a translation."""
    if not article.description:
        return ()
    texts = (article.description,) if whole else split(article.description, article.language)
    return tuple(Sentence(f"{DESCRIPTION}-k{number}", (Span(text),)) for number, text in enumerate(texts, 1))


def translatable(block: Block) -> bool:
    """Whether a block's sentences are language at all; code is not."""
    return block.kind is not BlockKind.CODE
