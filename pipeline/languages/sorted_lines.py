"""A long list of words, of which a process keeps where each line begins and the system the file.

As strings in a dictionary a list of 350,000 words takes 55 MB of every process that speaks; so it takes 4, and a look-up a few
millionths of a second.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path


class SortedLines:
    """The lines of a file in UTF-8, found by their first word, whatever order they stand in; of equal ones the last counts."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap(file.fileno(), 0, access=ACCESS_READ)
        self._begins = array("I", sorted(self._filled(), key=self._word))
        self._heads = array("Q", (_head(self._word(begin)) for begin in self._begins))

    def __contains__(self, word: str) -> bool:
        return self.find(word) is not None

    def find(self, word: str) -> str | None:
        """What stands behind `word` in its line; None where no line begins with it."""
        wanted = word.encode()
        place = self._behind(wanted)
        found = self._line(self._begins[place - 1]) if place else b""
        first, _, rest = found.partition(b" ")
        return rest.decode() if first == wanted and wanted else None

    def begins(self, part: str) -> bool:
        """Whether any word begins with `part`, or is it."""
        wanted = part.encode()
        place = self._behind(wanted)
        longer = place < len(self._begins) and self._word(self._begins[place]).startswith(wanted)
        return longer or part in self

    def rests(self) -> Iterator[str]:
        """What stands behind each word."""
        for begin in self._begins:
            yield self._line(begin).partition(b" ")[2].decode()

    def _behind(self, wanted: bytes) -> int:
        """The place behind all words up to `wanted`; only among words of the same head are the lines read."""
        head = _head(wanted)
        first = bisect_left(self._heads, head)
        return bisect_right(
            self._begins, wanted, first, bisect_right(self._heads, head, first), key=self._word
        )

    def _filled(self) -> Iterator[int]:
        begin = 0
        while begin < len(self._data):
            if self._line(begin):
                yield begin
            end = self._data.find(b"\n", begin)
            begin = end + 1 if end >= 0 else len(self._data)

    def _line(self, begin: int) -> bytes:
        end = self._data.find(b"\n", begin)
        return self._data[begin : end if end >= 0 else len(self._data)].strip()

    def _word(self, begin: int) -> bytes:
        return self._line(begin).partition(b" ")[0]


def _head(word: bytes) -> int:
    """The first eight bytes as a number, which stands in the order of the words."""
    return int.from_bytes(word[:8].ljust(8, b"\0"), "big")
