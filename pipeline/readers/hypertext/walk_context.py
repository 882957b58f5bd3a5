"""Where a walk over HTML stands: what the makers of tables, figures and structure may ask of it."""

from contextlib import AbstractContextManager
from typing import Any, Protocol

from pipeline.document.article import Mark, Picture
from pipeline.document.notices import Notice
from pipeline.readers.hypertext.excluded import Aside
from pipeline.readers.hypertext.notes import Notes
from pipeline.readers.pieces import Piece

Marks = tuple[Mark, ...]


class Pictures(Protocol):
    """Where pictures come from; `Album` says what is promised."""

    def picture(self, address: str, where: str, shows: str = "") -> Picture | None:
        """The picture at an address, or None when it was set aside."""

    def embed(self, data: bytes, stem: str, where: str, shows: str = "") -> Picture | None:
        """The picture of these bytes, or None when it was set aside."""


class Place(Protocol):
    """A walk at one element. `walk.Walker` is the only one; that its makers see it through this keeps them below it."""

    aside: Aside
    """What is left out of the article."""
    album: Pictures
    line: int
    """In the file, for notices; 0 when it is not known."""
    notes: Notes
    said: list[Notice]
    """What there is to tell."""

    @property
    def where(self) -> str:
        """The place in the file, for notices."""

    def flow(self, element: Any, marks: Marks) -> list[Piece]:
        """The pieces of all that is in `element`, whose text stands under `marks`."""

    def within(self, element: Any, marks: Marks = ()) -> list[Piece]:
        """The same for an element of structure, with its own marks: one level deeper, and without headings."""

    def deeper(self, element: Any, marks: Marks) -> list[Piece]:
        """The same with its headings."""

    def nest(self) -> AbstractContextManager[None]:
        """One level deeper."""

    def see(self, node: Any) -> None:
        """From here on, notices tell of `node`'s line."""

    def unread(self, node: Any) -> bool:
        """Whether nothing in `node` belongs into a book."""
