"""How the time of each text function grows with its input: what is repeated is doubled, and then doubled again.

Usage: python scripts/measure_growth.py [NAME…] [--size 16000] [--share 1] [--turn 0] [--jobs 2] [--worst 20] [--limit 2]
NAMEs are beginnings of functions' names (`--list` shows all). With `--share 8` each function gets an eighth of the patterns,
and another eighth at the next `--turn`: of eight days, or of eight runs. Each pattern of `growth.toml` is repeated up to a quarter
of `--size` signs and to the whole, and given to each function. Where that takes over 6.8 times as long (4 × 1.3²), or
100,000 signs would take over `--limit` seconds, the text is doubled until its time can be measured well, and the processor
time of a quarter, a half and the whole taken, the least of several runs each, and of twice and four times the whole where it
grew too fast. Fails when every doubling takes over 2.6 times as long, when 100,000 signs take over the limit, and when a function raises anything but our own errors.
"""

import signal
import sys
import time
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from types import FrameType

from text_functions import Function, functions, patterns

from pipeline.errors import PublishError

GOAL = 100_000
"""Signs of one pattern that every function shall take within the limit."""
MOST = 2 * 1.3
"""How many times as long twice as much may take."""
RUNS = 2
LATER = (2, 4)
"""How many times as long texts are that show whether what grew goes on to: some rules leave off at a length."""
GLANCES = 8
LATE_S = 10
SURE_S = 0.16
"""Processor time that is measured well: some systems count it in steps of `GRAIN_S`."""
GRAIN_S = 0.01
LEAST_SURE_S = 0.1
"""What takes less at 100,000 signs does no harm, however it grows."""
LEAST_S = 0.0002
"""By the clock; a shorter time says nothing of how it grows."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One function over one pattern."""

    function: str
    pattern: str
    signs: int
    seconds: float
    """Of the processor's time, for so many signs."""
    quarter: float = 0.0
    """For a quarter of them."""
    growth: tuple[float, ...] = ()
    """How many times as long each doubling took, the last one last; empty where there was no need to look."""
    error: str = ""

    @property
    def at_goal(self) -> float:
        """Seconds for so many signs as the goal says, at the rate of the last three quarters: tables and all else that
        is the same for a short text count once."""
        return _at_goal(self.quarter, self.seconds, max(self.signs, 1))

    def fault(self, limit: float) -> str:
        """What is wrong; empty when nothing is."""
        if self.error:
            return self.error
        if self.growth and min(self.growth) > MOST and self.seconds > LEAST_SURE_S:
            return "grows"
        return "slow" if self.at_goal > limit else ""


class Late(Exception):
    """A function takes so long that nobody need wait for it."""


def measured(function: str, pattern: str, size: int, limit: float) -> Measured:
    """The time that `function` takes over `pattern`, and how it grows where that may matter."""
    call, made = _functions()[function], patterns()[pattern]
    try:
        times = _glance(call, made, size, limit)
        if times is not None:
            return Measured(function, pattern, size, times[1], times[0])
        return _measured(function, pattern, size)
    except Late:
        return Measured(function, pattern, size, LATE_S, error=f"over {LATE_S} s")
    except RecursionError:
        return Measured(function, pattern, size, 0, error="recursion")
    except Exception as error:  # noqa: BLE001 a fault is what is looked for
        return Measured(function, pattern, size, 0, error=f"{type(error).__name__}: {str(error)[:80]}")


def _glance(
    call: Function, made: Callable[[int], str], size: int, limit: float
) -> tuple[float, float] | None:
    """Seconds for a quarter of `size` signs and for all; None where they grow too fast, or are too many."""
    quarter = whole = float("inf")
    for more in range(GLANCES):
        quarter = min(quarter, _seconds(call, made(size // 4 + more)))
        whole = min(whole, _seconds(call, made(size + more)))
        if whole <= MOST**2 * max(quarter, LEAST_S) and _at_goal(quarter, whole, size) <= limit:
            return quarter, whole
    return None


def _at_goal(quarter: float, whole: float, size: int) -> float:
    return quarter + max(whole - quarter, 0) * (GOAL - size / 4) / (size * 3 / 4)


def _measured(function: str, pattern: str, size: int) -> Measured:
    """Over a text so long that the clock's grain and other programs are nothing to it."""
    call, made = _functions()[function], patterns()[pattern]
    while _seconds(call, made(size)) < SURE_S and size <= GOAL:
        size *= 2
    quarter, half, whole = (
        min(_seconds(call, made(size // part + more)) for more in range(RUNS)) for part in (4, 2, 1)
    )
    growth = [half / max(quarter, GRAIN_S), whole / max(half, GRAIN_S)]
    last = whole
    for times in LATER:
        if min(growth) > MOST:
            longer = _seconds(call, made(size * times))
            growth.append(longer / max(last, GRAIN_S))
            last = longer
    return Measured(function, pattern, size, whole, quarter, tuple(growth))


@cache
def _functions() -> Mapping[str, Function]:
    return functions()


def _seconds(call: Function, text: str) -> float:
    """Of the processor's time, for one call."""
    signal.setitimer(signal.ITIMER_VIRTUAL, LATE_S)
    began = time.thread_time()
    try:
        with suppress(PublishError):
            call(text)
        return time.thread_time() - began
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _raise_late(_number: int, _frame: FrameType | None) -> None:
    raise Late


def _over_all(function: str, size: int, limit: float, share: int, turn: int) -> list[Measured]:
    """One function over its share of the patterns, which is another one for the next function."""
    signal.signal(signal.SIGVTALRM, _raise_late)
    with suppress(PublishError):
        _functions()[function]("One, two. 가나 中国 ")  # tables are read once
    chosen = shared_out(list(patterns()), list(_functions()).index(function) + turn, share)
    return [measured(function, pattern, size, limit) for pattern in chosen]


def shared_out(names: Sequence[str], turn: int, share: int) -> Sequence[str]:
    """One in `share` of `names`; the others at the turns that follow."""
    return names[turn % share :: share]


def main() -> None:
    """Measure, print the worst, and judge."""
    asked = _asked()
    chosen = [name for name in functions() if name.startswith(tuple(asked.names or [""]))]
    if asked.list:
        print(*chosen, sep="\n")
        return
    began = time.perf_counter()
    with ProcessPoolExecutor(asked.jobs) as work:
        rows = work.map(
            partial(_over_all, size=asked.size, limit=asked.limit, share=asked.share, turn=asked.turn), chosen
        )
        found = []
        for several in rows:
            found += several
            for row in several:
                if row.fault(asked.limit):
                    print(_line(row, asked.limit), flush=True)
    found.sort(key=lambda row: (bool(row.fault(asked.limit)), row.at_goal), reverse=True)
    faults = [row for row in found if row.fault(asked.limit)]
    for row in found[: max(asked.worst, len(faults))]:
        print(_line(row, asked.limit))
    print(
        f"{len(chosen)} functions, {len(patterns())} patterns of {asked.size} signs, {len(found)} of both together:"
        f" {len(faults)} faults, {time.perf_counter() - began:.0f} s"
    )
    sys.exit(bool(faults))


def _line(row: Measured, limit: float) -> str:
    growth = " ".join(f"×{each:.1f}" for each in row.growth) or "–"
    return (
        f"{row.fault(limit) or 'ok':<9} {row.function:<28} {row.pattern:<24} {row.seconds:6.2f} s"
        f"  {row.at_goal:6.2f} s for {GOAL:,}  {growth}"
    )


def _asked() -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--size", type=int, default=16_000)
    parser.add_argument(
        "--share", type=int, default=1, help="of the patterns, each function gets one in so many"
    )
    parser.add_argument("--turn", type=int, default=0, help="which share, by a number that goes up")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--worst", type=int, default=20)
    parser.add_argument("--limit", type=float, default=2.0, help="seconds for 100,000 signs")
    parser.add_argument("--list", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
