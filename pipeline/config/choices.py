"""Options of which there are only some, by name."""

from enum import StrEnum


class Variant(StrEnum):
    """A further size of an edition."""

    TEXT = "text"
    """An e-book without sound."""
    SMALL = "small"
    """E-book and recording at a low bit rate."""
    BILINGUAL = "bilingual"
    """An e-book with the original beside each sentence."""


class Doubtful(StrEnum):
    """What becomes of a sentence for which no translation can be relied on."""

    ORIGINAL = "original"
    """It stays in the article's language, and says so; too many of them, or the title, hold the edition."""
    HOLD = "hold"
    """The edition is not published."""
    ACCEPT = "accept"
    """It is published as an engine translated it, if it can be read at all."""
