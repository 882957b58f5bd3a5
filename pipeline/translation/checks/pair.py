"""What is checked: a sentence and its translation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translation."""

    id: str
    """The sentence's id; a notice's `where` is `<target language> <id>`."""
    source: str
    target: str | None
    kept: tuple[str, ...] = ()
    """What must stand in the translation as it is: addresses, code."""
    running: bool = True
    """False for headings, captions, cells, bylines: they may lack a mark at the end."""
