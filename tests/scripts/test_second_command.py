"""The second command of the README, where not all is there that its tests need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def chosen(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *arguments]
    environment = {**os.environ, "PATH": str(path)}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("side_by_side", ["0", "2"])
def test_what_is_missing_is_said_in_one_sentence_before_the_first_test(
    tmp_path: Path, side_by_side: str
) -> None:
    files = ("tests/validation/test_every_kind_of_book.py", "tests/translation/test_interchange_schemas.py")
    done = chosen(tmp_path, "-m", "", "-n", side_by_side, *files)
    assert done.returncode == 4
    assert "passed" not in done.stdout
    (said,) = [line for line in (done.stdout + done.stderr).splitlines() if "not on the PATH" in line]
    assert "apt-get install chromium" in said
    assert "schemas of XLIFF" in said
    assert said.count("Chromium (") == 1
