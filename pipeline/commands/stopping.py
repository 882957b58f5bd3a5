"""How a run is stopped from outside: SIGTERM and SIGHUP end it as Ctrl-C does, with a word and nothing left over."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
OF_SIGNALS = 128
"""What shells add to a signal's number for the exit code of what it ended."""


class Stopping:
    """What a run was told to stop by."""

    def __init__(self) -> None:
        self._number: int = signal.SIGINT

    @property
    def exit_code(self) -> int:
        """130 after Ctrl-C, 143 after SIGTERM, 129 after SIGHUP."""
        return OF_SIGNALS + self._number

    def handle(self, number: int, _: FrameType | None) -> None:
        """A signal's handler. Raises `KeyboardInterrupt`."""
        self._number = number
        raise KeyboardInterrupt


@contextmanager
def stoppable() -> Iterator[Stopping]:
    """SIGTERM and SIGHUP raise `KeyboardInterrupt` in the block; one that was ignored, as by nohup, still is."""
    stopping = Stopping()
    before = {}
    if current_thread() is main_thread():
        before = {each: signal.getsignal(each) for each in _ENDING}
        for each, known in before.items():
            if known == signal.SIG_DFL:
                signal.signal(each, stopping.handle)
    try:
        yield stopping
    finally:
        for each, known in before.items():
            signal.signal(each, known)
