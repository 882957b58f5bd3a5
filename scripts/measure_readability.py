"""Measure how easily the guides are read: Flesch's reading ease of each page, and its longest paragraph, beside their goals.

Usage: python scripts/measure_readability.py [PAGE…]
Flesch's figure is 206.8 less 1.015 for each word of a sentence and 84.6 for each syllable of a word: about 60 to 70 is plain English, 30 to 50
hard. Counted are paragraphs and items; headings, tables and code are not, nor pages that scripts write. Syllables are counted by
groups of vowels, which is right to about one in twenty. Ends with 1 when a page misses its goal, or all pages together theirs.
"""

import re
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

DOCS = Path(__file__).parents[1] / "docs"
GENERATED = {
    "api-reference",
    "checks",
    "commands",
    "exit-codes",
    "language-coverage",
    "measuring",
    "settings",
}
"""Pages that scripts write."""
FIRST = {"index", "wishes"}
"""Pages that everybody reads, as those in `guides` are."""
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[”\"’)\]]*(?=\s|$)")


class Goal(NamedTuple):
    """What a page must reach."""

    ease: float
    longest: int
    """Words of a paragraph."""


GUIDE, OTHER = Goal(75, 60), Goal(50, 270)
MEAN = 70
"""Of all pages, each as heavy as its words."""


class Reading(NamedTuple):
    """How a text is read."""

    words: int
    sentences: int
    syllables: int
    longest: int
    """Words of its longest paragraph."""

    @property
    def ease(self) -> float:
        """Flesch's reading ease."""
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and judge."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=Path, metavar="PAGE")
    pages = parser.parse_args(arguments).pages or written_pages()
    read = {page: reading(page.read_text("utf-8")) for page in pages}
    for page, found in sorted(read.items(), key=lambda each: each[1].ease):
        goal = goal_of(page)
        print(
            f"{found.ease:5.1f}, goal {goal.ease:g}; longest paragraph {found.longest:3}, goal {goal.longest:3}; {page.name}"
        )
    mean = together(read.values()).ease
    print(f"{mean:5.1f}, goal {MEAN}: all of them")
    return int(mean < MEAN or any(misses(page, found) for page, found in read.items()))


def written_pages() -> list[Path]:
    """All that people wrote for the guides."""
    pages = [*DOCS.glob("*.md"), *DOCS.glob("guides/*.md")]
    return sorted(page for page in pages if page.stem not in GENERATED)


def goal_of(page: Path) -> Goal:
    """What a page must reach."""
    return GUIDE if page.parent.name == "guides" or page.stem in FIRST else OTHER


def misses(page: Path, found: Reading) -> bool:
    """Whether a page misses its goal."""
    goal = goal_of(page)
    return found.ease < goal.ease or found.longest > goal.longest


def reading(markdown: str) -> Reading:
    """How a page is read."""
    return together(map(_reading, paragraphs(markdown)))


def together(readings: Iterable[Reading]) -> Reading:
    """Several readings as one."""
    known = list(readings)
    words, sentences, syllables = (sum(each[place] for each in known) for place in range(3))
    return Reading(
        max(words, 1), max(sentences, 1), syllables, max((each.longest for each in known), default=0)
    )


def paragraphs(markdown: str) -> Iterator[str]:
    """The words of each paragraph and item; code stands as one word of two syllables."""
    tokens = MarkdownIt().enable("table").parse(re.sub(r"\{[^{}\n]*=[^{}\n]*\}", "", markdown))
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before and before.type == "paragraph_open" and token.type == "inline":
            yield "".join(map(_words, token.children or ()))


def syllables(word: str) -> int:
    """About as many as are said."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    letters = re.sub(
        r"(?<=[^aeiouydt])ed$|(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouysxz])es$", "", letters
    )
    return max(1, len(re.findall(r"[aeiouy]+", letters)))


def _words(token: Token) -> str:
    if token.type == "code_inline":
        return "command"
    return token.content if token.type == "text" else " " if token.type.endswith("break") else ""


def _reading(paragraph: str) -> Reading:
    words = _WORD.findall(paragraph)
    sentences = sum(bool(_WORD.search(part)) for part in _SENTENCE_END.split(paragraph))
    return Reading(len(words), sentences, sum(map(syllables, words)), len(words))


if __name__ == "__main__":
    sys.exit(main())
