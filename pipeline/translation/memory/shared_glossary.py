"""The project's terms as the memory keeps them: the file whole, as a person wrote it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SharedGlossary:
    """A glossary that all who use the memory share."""

    name: str
    """Of the file, whose ending says what it is."""
    content: bytes
    made: str
    """When it came into the memory, ISO 8601 in UTC."""
