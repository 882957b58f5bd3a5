"""What a book is packed from: files and lines of metadata."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.infra.store import Content

NCX = "ncx"
"""Id of the part that is the NCX."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the book."""

    id: str
    path: str
    """Within the book's folder."""
    media_type: str
    data: Content = field(repr=False)
    properties: tuple[str, ...] = ()
    """Such as `nav` and `cover-image` (EPUB 3.3, section D.3)."""
    overlay: str | None = None
    """Id of its media overlay."""
    spine: bool = False
    """Whether it is read, in the order of the parts."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover's picture as its page shows it."""

    path: str
    """Within the book's folder."""
    alternative: str
    """The words on it, for whom it is not shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of metadata."""

    name: str
    """`title` and the like for Dublin Core; `meta` for all else."""
    value: str
    attributes: Mapping[str, str] = field(default_factory=dict)
