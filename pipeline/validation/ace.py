"""Ace by DAISY, where it is installed: one run of its browser a book."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import which
from typing import Any

from pipeline.document.notices import Level
from pipeline.validation.findings import Finding

_PROGRAMS = ("ace-cli", "ace")
_LONGEST_S = 300
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_START_MS = "60000"
"""How long its browser may take to start; on a busy machine the five seconds of Ace's own are too few."""
_LEVELS = {"critical": Level.ERROR, "serious": Level.ERROR}


def program() -> str | None:
    """The path of Ace's command line, None when it is not on this machine."""
    return next((path for name in _PROGRAMS if (path := which(name))), None)


def version() -> str:
    """What changes when another Ace is installed: where it lies, and since when."""
    installed = Path(str(program())).resolve()
    return f"{installed} {installed.stat().st_mtime_ns}"


def check(book: Path) -> Iterator[Finding]:
    """Every violation that Ace reports of the book; its failure to run is a finding too."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(program()), "-f", "-s", "-o", folder, str(book)]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=_LONGEST_S, check=False, env=_environment()
            )
            report = json.loads((Path(folder) / "report.json").read_text("utf-8"))
        except (OSError, subprocess.TimeoutExpired, json.JSONDecodeError) as error:
            yield Finding("ace", book.name, f"Ace could not look at it: {error}.", Level.WARNING)
            return
    if done.returncode:
        yield Finding("ace", book.name, f"Ace ended with {done.returncode}.", Level.WARNING)
    for page in report["assertions"]:
        where = page.get("earl:testSubject", {}).get("url", book.name)
        yield from (_finding(one, where) for one in page["assertions"])


def _environment() -> Mapping[str, str]:
    """Ace's npm package may have been installed without a browser of its own; then the system's serves."""
    browser = next((path for name in _BROWSERS if (path := which(name))), None)
    driven = {"PUPPETEER_EXECUTABLE_PATH": browser} if browser else {}
    return {"ACE_TIMEOUT_INITIAL": _START_MS, **driven, **os.environ}


def _finding(one: Mapping[str, Any], where: str) -> Finding:
    test, result = one["earl:test"], one["earl:result"]
    place = str(result.get("html", ""))[:120]
    level = _LEVELS.get(str(test.get("earl:impact")), Level.WARNING)
    text = " ".join(f"{result.get('dct:description', '')} {place}".split())
    return Finding(f"ace:{test['dct:title']}", where, text, level)
