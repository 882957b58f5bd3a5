"""How Mandarin characters with several readings are read, beside a corpus in the form of CPP, that of g2pM's authors.

Usage: python scripts/measure_polyphones.py FOLDER [--part dev] [--show 40]
FOLDER holds `dev.sent` and `dev.lb`, `test.sent` and `test.lb`: a sentence a line in which the character that is asked for
stands between two ▁, and how it is read there (`lu:4`). Rules are looked for in `dev`; `test` is what counts.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.languages.zh.g2p import readings

MARK = "▁"

Fault = tuple[str, str, str]
"""A character, how it is read, and how we read it."""


def faults(lines: Iterable[str], labels: Iterable[str]) -> Iterator[tuple[Fault, str]]:
    """Each character that is read otherwise than its label says, with what stands around it."""
    for line, label in zip(lines, labels, strict=True):
        before, sign, after = line.split(MARK)
        found = read(before, sign, after)
        if found != label:
            yield (sign, label, found), f"{before[-8:]}[{sign}]{after[:8]}"


def read(before: str, sign: str, after: str) -> str:
    """How `sign` is read between `before` and `after`, written as labels are; empty where it cannot be found."""
    place = sum("一" <= letter <= "鿿" for letter in before)
    letter, sound = readings(before + sign + after)[place]
    return sound.replace("v", "u:").replace("ü", "u:") if letter == sign else ""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--part", default="test", choices=("dev", "test"))
    options.add_argument("--show", type=int, default=0, metavar="N", help="List the N commonest faults.")
    chosen = options.parse_args()
    lines, labels = (
        (chosen.folder / f"{chosen.part}.{ending}").read_text("utf-8").splitlines()
        for ending in ("sent", "lb")
    )
    found = list(faults(lines, labels))
    right = len(lines) - len(found)
    print(f"{chosen.part}: {right} of {len(lines)} are read as the label says, {right / len(lines):.1%}")
    around = dict(found)
    for fault, times in Counter(fault for fault, _ in found).most_common(chosen.show):
        print(times, *fault, around[fault])


if __name__ == "__main__":
    main()
