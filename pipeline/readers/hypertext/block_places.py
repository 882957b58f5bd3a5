"""Where a page's blocks lie: what each element holds and is in, found once for all elements."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from pipeline.readers.hypertext.text_blocks import TextBlock


@dataclass(slots=True)
class BlockPlaces:
    """The elements of one part of a page, whose blocks are numbered from 0."""

    part: Any
    blocks: Sequence[TextBlock]
    _spans: dict[Any, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, block in enumerate(self.blocks):
            self._widen(block.element, (number, number))
        for element in reversed(list(self.part.iter())):
            if element is not self.part and element in self._spans:
                self._widen(element.getparent(), self._spans[element])

    def _widen(self, element: Any, span: tuple[int, int]) -> None:
        old = self._spans.get(element, span)
        self._spans[element] = min(old[0], span[0]), max(old[1], span[1])

    def span(self, element: Any) -> tuple[int, int]:
        """The numbers of the first and the last block in an element that holds any."""
        return self._spans[element]

    def around(self, elements: Iterable[Any]) -> set[Any]:
        """All elements below the part that are or hold any of these."""
        found: set[Any] = set()
        for element in elements:
            outer = element
            while outer is not None and outer is not self.part and outer not in found:
                found.add(outer)
                outer = outer.getparent()
        return found

    def below(self, tops: Set[Any], tags: Set[str] = frozenset()) -> set[Any]:
        """All elements below the part that are or lie in one of `tops` or an element of these `tags`."""
        found: set[Any] = set()
        for element in self.part.iter():
            if element is not self.part and (
                element in tops or element.tag in tags or element.getparent() in found
            ):
                found.add(element)
        return found

    def boxes(self, sure: Set[Any]) -> dict[Any, Any]:
        """For each element that is not `sure`, the largest one around it of which the same is true."""
        found: dict[Any, Any] = {}
        for element in self.part.iter():
            if element is not self.part and element not in sure:
                found[element] = found.get(element.getparent(), element)
        return found
