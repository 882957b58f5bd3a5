"""The fuzz of commands really runs them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_few_inputs_of_all_kinds_break_nothing() -> None:
    script = ROOT / "scripts" / "fuzz_commands.py"
    done = subprocess.run(
        [sys.executable, script, "--runs", "60"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("60 inputs in ")
