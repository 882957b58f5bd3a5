"""What the memory holds: a sentence, its translation, who made it, and how far it can be relied on."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

from pipeline.document.article import Block, Sentence
from pipeline.translation.interchange.segments import Inline, translatable


class Standing(StrEnum):
    """How far a translation can be relied on."""

    MACHINE = "machine"
    EDITED = "edited"
    """A person changed it, and has not signed it off."""
    REVIEWED = "reviewed"
    FINAL = "final"

    @property
    def settled(self) -> bool:
        """Whether a person vouches for it."""
        return self in (Standing.REVIEWED, Standing.FINAL)


@dataclass(frozen=True, slots=True)
class Maker:
    """A machine and all that changes its words."""

    engine: str = ""
    """Empty where a person wrote and no draft is known."""
    version: str = ""
    options: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: the same words may be rendered in another way elsewhere."""

    article: str = ""
    """The slug."""
    block: str = ""
    """The block's id."""
    before: str = ""
    """The sentence before it in its block; empty for the first."""


NOBODY = Maker()
NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence and one translation of it."""

    languages: tuple[str, str]
    """Source and target, BCP 47."""
    source: Inline
    target: Inline
    """Its codes have the ids of the source's."""
    standing: Standing
    maker: Maker = NOBODY
    place: Place = NOWHERE
    who: str = ""
    """The person who edited or reviewed it, when known."""
    when: str = ""
    """The moment it was made, ISO 8601 in UTC; `keep` fills it in."""
    part: bool = False
    """Whether it is a stretch of a sentence, kept to find where a link belongs; such are no sentences."""


def places_of(article: str, block: Block) -> Iterator[tuple[Sentence, Place]]:
    """The sentences of `block` that are translated, in order, and where each stands in `article`, a slug."""
    before = ""
    for sentence in block.sentences if translatable(block) else ():
        yield sentence, Place(article, block.id, before)
        before = even(sentence.text)


def even(text: str) -> str:
    """`text` as it is compared: composed, white space collapsed."""
    return " ".join(normalize("NFC", text).split())
