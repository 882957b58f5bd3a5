"""Ace by DAISY, where it is installed: one run of its browser a book."""

import json
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import which
from typing import Any

from pipeline.document.notices import Level
from pipeline.proofing.findings import Finding

_PROGRAMS = ("ace-cli", "ace")
_LONGEST_S = 300
_LEVELS = {"critical": Level.ERROR, "serious": Level.ERROR}


def program() -> str | None:
    """The path of Ace's command line, None when it is not on this machine."""
    return next((found for name in _PROGRAMS if (found := which(name))), None)


def found(book: Path) -> Iterator[Finding]:
    """Every violation that Ace reports of the book; its failure to run is a finding too."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(program()), "-f", "-s", "-o", folder, str(book)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST_S, check=False)
            report = json.loads((Path(folder) / "report.json").read_text("utf-8"))
        except (OSError, subprocess.TimeoutExpired, json.JSONDecodeError) as error:
            yield Finding("ace", book.name, f"Ace could not look at it: {error}.", Level.WARNING)
            return
    if done.returncode:
        yield Finding("ace", book.name, f"Ace ended with {done.returncode}.", Level.WARNING)
    for page in report["assertions"]:
        where = page.get("earl:testSubject", {}).get("url", book.name)
        yield from (_finding(one, where) for one in page["assertions"])


def _finding(one: Mapping[str, Any], where: str) -> Finding:
    test, result = one["earl:test"], one["earl:result"]
    place = str(result.get("html", ""))[:120]
    level = _LEVELS.get(str(test.get("earl:impact")), Level.WARNING)
    text = " ".join(f"{result.get('dct:description', '')} {place}".split())
    return Finding(f"ace:{test['dct:title']}", where, text, level)
