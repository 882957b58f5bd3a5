"""How long an article of five thousand sentences takes in the translation memory.

    python scripts/bench_memory.py [--sentences 5000]

The look-up is of sentences that are all there, among ten times as many. Ends with 1 when it takes a second or more.
"""

import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.translation.interchange.segments import Inline
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Maker, Place, Standing

GOAL_S = 1.0
LANGUAGES = ("en", "ko")
MAKER = Maker("firefox", "0.5.0")


def main() -> None:
    """Measure, print, and judge."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=5000)
    count = parser.parse_args().sentences
    with TemporaryDirectory() as folder:
        memory = Memory(Path(folder) / "memory.sqlite")
        memory.keep(_entry(number) for number in range(10 * count))
        kept = _seconds(lambda: [memory.keep([_entry(10 * count + number)]) for number in range(500)])
        looked = _seconds(lambda: [_find(memory, number) for number in range(0, 10 * count, 10)])
        memory.close()
    print(f"one sentence kept   {kept / 500 * 1000:.2f} ms")
    print(f"{count} looked up     {looked:.2f} s, goal under {GOAL_S:g} s")
    raise SystemExit(looked >= GOAL_S)


def _entry(number: int) -> Entry:
    words = Inline(f"{number}번째 문장은 문장들이 흔히 그러듯이 무언가를 말한다.")
    return Entry(LANGUAGES, Inline(_text(number)), words, Standing.MACHINE, MAKER, _place(number))


def _find(memory: Memory, number: int) -> Entry:
    """As a run does it: what people wrote, then what the engine said."""
    assert memory.find(LANGUAGES, _text(number), _place(number)) is None
    found = memory.find(LANGUAGES, _text(number), _place(number), [MAKER])
    assert found is not None
    return found


def _text(number: int) -> str:
    return f"Sentence number {number} says something of middling length, as sentences are wont to do."


def _place(number: int) -> Place:
    return Place("article", f"s1-b{number}", _text(number - 1))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
