"""The tables of cases of what is said: `spoken/<language>.tsv`, one a line: written, spoken, class."""

import csv
from pathlib import Path

_TABLES = Path(__file__).parent / "spoken"


def _cases() -> list[tuple[str, str, str]]:
    found = []
    for file in sorted(_TABLES.glob("*.tsv")):
        lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("# ")]
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        found += [(file.stem, written, said) for written, said, _ in rows]
    return found


CASES = _cases()
"""The language's tag, what is written, and what is said."""
