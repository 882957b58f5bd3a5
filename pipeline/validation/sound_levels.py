"""What is heard between two times of a recording, gathered while it streams past."""

from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import bool_, int16
    from numpy.typing import NDArray

    Samples = NDArray[int16]
    Truths = NDArray[bool_]

RATE = 24_000
"""Samples a second to which everything is decoded."""
FRAME = RATE // 100
_SILENT = 60
"""The loudest sample of a frame that counts as silence: −55 dBFS."""
_RUNNING_ON = 20 * _SILENT
_FULL = 32_700
_MOST_FULL = 8
"""Samples at full scale in a row that are heard as a crackle."""
_LONG_SILENCE_S = 4.0


class Hearing:
    """What is heard from `begin` to `end`, in seconds; `end` may be infinite."""

    def __init__(self, begin: float, end: float) -> None:
        self.begin = round(begin * RATE)
        """In samples, as all places."""
        self.end: float = round(end * RATE) if isfinite(end) else end
        self.first = max(0, self.begin - FRAME)
        """From here on it listens: what sounds just before tells whether the clip cuts into a word."""
        self.samples = 0
        """Heard of it so far."""
        self._before = 0
        self._rest: Samples | None = None
        self._frames = 0
        self._full_run = 0
        self._most_full = 0
        self._onset: int | None = None
        self._last_sounding: int | None = None
        self._longest_gap = 0

    @property
    def seconds(self) -> float:
        """How much of it was heard."""
        return self.samples / RATE

    @property
    def onset(self) -> float | None:
        """Seconds from its begin to the first sound; None where there is none."""
        self._finish()
        return None if self._onset is None else self._onset / 100

    @property
    def runs_on(self) -> bool:
        """Whether sound that was there before goes on over its begin."""
        return self._before > _RUNNING_ON and self.onset == 0

    @property
    def is_clipped(self) -> bool:
        """Whether samples stand at full scale so long that it is heard."""
        return self._most_full >= _MOST_FULL

    @property
    def longest_silence(self) -> float:
        """Seconds from a sound to the next."""
        return self._longest_gap / 100

    @property
    def is_broken_off(self) -> bool:
        """Whether a silence in it is longer than any pause."""
        return self.longest_silence > _LONG_SILENCE_S

    def hear(self, samples: "Samples", place: int) -> None:
        """Take what of `samples`, which begin at `place` of the recording, belongs to it; each is given once."""
        import numpy as np

        before = samples[max(0, self.first - place) : max(0, self.begin - place)]
        if len(before):
            self._before = max(self._before, int(np.abs(before.astype(int)).max()))
        end = None if self.end - place >= len(samples) else max(0, int(self.end) - place)
        part = samples[max(0, self.begin - place) : end]
        if len(part):
            self.samples += len(part)
            loud = np.abs(part.astype(np.int32))
            self._count_full(loud >= _FULL)
            self._add(loud)

    def _add(self, loud: "Samples") -> None:
        """Frame by frame of 10 ms, whether anything is heard."""
        import numpy as np

        whole = loud if self._rest is None else np.concatenate((self._rest, loud))
        full = len(whole) // FRAME * FRAME
        self._rest = whole[full:].copy()  # a view of it would keep all of the block
        if full:
            self._note(whole[:full].reshape(-1, FRAME).max(axis=1) > _SILENT)

    def _finish(self) -> None:
        """A clip shorter than a frame is one."""
        import numpy as np

        if not self._frames and self._rest is not None and len(self._rest):
            self._note(np.array([(self._rest > _SILENT).any()]))

    def _note(self, sounding: "Truths") -> None:
        import numpy as np

        places = np.flatnonzero(sounding) + self._frames
        self._frames += len(sounding)
        if not len(places):
            return
        if self._onset is None:
            self._onset = int(places[0])
        last = places[0] if self._last_sounding is None else self._last_sounding
        gaps = np.diff(np.concatenate(([last], places)))
        self._longest_gap = max(self._longest_gap, int(gaps.max()))
        self._last_sounding = int(places[-1])

    def _count_full(self, full: "Truths") -> None:
        """The longest run of samples at full scale, over the blocks' edges too."""
        import numpy as np

        if not full.any():
            self._full_run = 0
            return
        edges = np.flatnonzero(np.diff(np.concatenate(([False], full, [False])).astype(np.int8)))
        runs = edges[1::2] - edges[::2]
        carried = self._full_run if full[0] else 0
        self._most_full = max(self._most_full, int(runs.max()), carried + int(runs[0]) if full[0] else 0)
        whole = len(runs) == 1 and int(runs[0]) == len(full)
        self._full_run = (carried if whole else 0) + int(runs[-1]) if full[-1] else 0
