"""What every interchange format reads and writes: segments, a sentence and its translation each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from pipeline.document.article import Article, Block, BlockKind, Mark, Sentence, Span
from pipeline.languages.sentences import split
from pipeline.translation.inline_markup import Marked, plain

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
    marks: tuple[tuple[str, Mark], ...] = ()
    """What each code of the source stands for; known when a file is written, not when one is read."""
    space: str = ""
    """White space between it and the next one."""
    draft: str = ""
    """The fingerprint of the draft that went out, so that a change is seen when it comes back."""
    line: int = 0
    """Where it stands in the file it was read from."""

    @property
    def where(self) -> str:
        """The sentence's id; empty when the file has none."""
        return f"{self.unit}-{self.id}" if self.unit else self.id

    @property
    def untouched(self) -> bool:
        """Whether its target is the draft that went out, and nobody vouches for it."""
        settled = self.state in (State.REVIEWED, State.FINAL)
        return not settled and bool(self.target and self.draft) and fingerprint(self.target) == self.draft


@dataclass(frozen=True, slots=True)
class Translations:
    """One file's content."""

    source: str
    """BCP 47, likewise `target`."""
    target: str
    original: str
    """The article's file name."""
    segments: tuple[Segment, ...]


def fingerprint(inline: Inline | None) -> str:
    """A short digest of a text and its codes. It begins with a letter, or spreadsheets would make it a number."""
    if inline is None:
        return ""
    codes = ";".join(f"{code.id} {code.begin} {code.end}" for code in inline.codes)
    return f"d{sha256(f'{inline.text}|{codes}'.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def segments_of(
    units: Iterable[tuple[str, Sequence[Sentence]]],
    words: Mapping[str, Sequence[Span]],
    states: Mapping[str, State],
) -> tuple[Segment, ...]:
    """The segments of an article's `units`, with their translations and states by the sentences' ids.

    A sentence that is not in `words` has no target, and is `initial`. Codes are numbered through a unit.
    """
    return tuple(segment for unit, sentences in units for segment in _unit(unit, sentences, words, states))


def placed_id(id: str) -> tuple[str, str]:
    """The block and the number in it of the sentence `id`."""
    unit, _, number = id.rpartition("-")
    return unit, number


def _unit(
    unit: str, sentences: Sequence[Sentence], words: Mapping[str, Sequence[Span]], states: Mapping[str, State]
) -> Iterator[Segment]:
    count = 0
    for number, sentence in enumerate(sentences, 1):
        text, marks = plain(sentence.spans)
        named = tuple((str(count + order), each) for order, each in enumerate(marks, 1))
        count += len(marks)
        source = Inline(text, tuple(Coded(id, each.begin, each.end) for id, each in named))
        target = _target(words[sentence.id], named) if sentence.id in words else None
        state = states.get(sentence.id, State.TRANSLATED) if target else State.INITIAL
        space = sentence.text[len(sentence.text.rstrip()) :] if number < len(sentences) else ""
        known = tuple((id, each.mark) for id, each in named)
        draft = fingerprint(target) if state is State.TRANSLATED else ""
        yield Segment(unit, f"k{number}", source, target, state, known, space, draft)


def _target(spans: Sequence[Span], named: Sequence[tuple[str, Marked]]) -> Inline | None:
    """A translation whose codes have the ids of the same marks in the source."""
    text, marks = plain(spans)
    left, codes = list(named), []
    for each in marks:
        known = next((pair for pair in left if pair[1].mark == each.mark), None)
        if known is not None:
            left.remove(known)
            codes.append(Coded(known[0], each.begin, each.end))
    return Inline(text, tuple(codes)) if text else None


def units(article: Article, *, whole: bool = False) -> Iterator[tuple[str, Sequence[Sentence]]]:
    """Everything of an article that is translated: ids of blocks and their sentences, in reading order.

    `whole` takes the description as one sentence.
    """
    for block in article.walk():
        if translatable(block) and block.sentences:
            yield block.id, block.sentences
    if article.description:
        yield DESCRIPTION, description_of(article, whole=whole)


def description_of(article: Article, *, whole: bool = False) -> tuple[Sentence, ...]:
    """The description's sentences, or all of it as one: a plain text may have fewer in a translation."""
    if not article.description:
        return ()
    texts = (article.description,) if whole else split(article.description, article.language)
    return tuple(Sentence(f"{DESCRIPTION}-k{number}", (Span(text),)) for number, text in enumerate(texts, 1))


def translatable(block: Block) -> bool:
    """Whether a block's sentences are language at all; code is not."""
    return block.kind is not BlockKind.CODE
