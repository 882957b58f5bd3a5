"""How far the writing of an edition's files is."""

from collections.abc import Callable
from threading import Lock

BOOK_SHARE = 0.05
"""Of the work of encoding some sound: packing it into a book."""

Tell = Callable[[float, float], None]
"""Called with what is done and with all, in seconds of sound to be encoded."""


def nobody(done: float, total: float) -> None:
    """For who does not want to know."""


class Steps:
    """Counts what is done of `total` seconds of sound, in several threads, and tells it one after the other."""

    def __init__(self, total: float = 0.0, tell: Tell = nobody) -> None:
        self._done, self._total = 0.0, total
        self._tell = tell
        self._turn = Lock()

    def advance(self, seconds: float) -> None:
        """So much more was done."""
        with self._turn:
            self._done += seconds
            self._tell(round(min(self._done, self._total), 2), round(self._total, 2))

    def skip(self, seconds: float) -> None:
        """So much had been done before; nobody waits for it."""
        with self._turn:
            self._done += seconds

    def more(self, seconds: float) -> None:
        """So much more is to be done than was thought."""
        with self._turn:
            self._total += seconds
