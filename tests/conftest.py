"""What tests of several rooms need."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def epubcheck() -> Callable[[Sequence[Path]], list[dict[str, Any]]]:
    """EPUBCheck's findings on several books, a report each; Java runs in a process of its own."""

    def check(books: Sequence[Path]) -> list[dict[str, Any]]:
        command = [sys.executable, str(ROOT / "scripts" / "epubcheck.py"), "--json", *map(str, books)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode in (0, 1), done.stderr
        reports: list[dict[str, Any]] = json.loads(done.stdout)
        return reports

    return check
