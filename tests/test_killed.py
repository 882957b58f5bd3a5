"""A run that is killed and started again ends with the bytes of one that was never disturbed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KILLS = 6
"""Of a whole article with a real voice; `tests/faults` kills small ones more often."""


def command(folder: Path) -> subprocess.Popen[str]:
    """Publish the sample into `folder`, with a store of its own there."""
    return subprocess.Popen(
        [
            sys.executable,
            ROOT / "cli.py",
            "publish",
            ROOT / "input" / "article.md",
            "--offline",
            "--speaker",
            "espeak",
        ],
        env={
            **os.environ,
            "MANYVOICES_STORE": str(folder / "store"),
            "MANYVOICES_OUTPUT": str(folder / "output"),
            "MANYVOICES_MEMORY": str(folder / "memory.sqlite"),
            "MANYVOICES_JOBS": "2",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def finished(folder: Path) -> Mapping[str, str]:
    """Run it to the end; the digest of every file of the output, hidden ones included."""
    process = command(folder)
    said, _ = process.communicate(timeout=300)
    assert process.returncode == 0, said
    output = folder / "output"
    return {
        path.relative_to(output).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in output.rglob("*")
        if path.is_file()
    }


def workers(session: int) -> list[int]:
    """The processes of a session that are still running."""
    running = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, own = stat.read_text().rpartition(")")[2].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(own) == session and state != "Z":
            running.append(int(stat.parent.name))
    return running


@pytest.mark.slow
def test_a_killed_run_ends_with_the_same_bytes_when_run_again(tmp_path: Path) -> None:
    began = time.monotonic()
    undisturbed = finished(tmp_path / "undisturbed")
    length = time.monotonic() - began
    seed = random.randrange(2**32)
    moments = random.Random(seed)
    for number in range(KILLS):
        folder = tmp_path / str(number)
        moment = moments.uniform(0.1, length)
        process = command(folder)
        time.sleep(moment)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert finished(folder) == undisturbed, f"killed after {moment:.2f} s of {length:.2f}, seed {seed}"


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes where Linux lists them")
def test_nothing_goes_on_working_after_the_run_was_killed(tmp_path: Path) -> None:
    process = command(tmp_path)
    deadline = time.monotonic() + 60
    while len(workers(process.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    while workers(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert workers(process.pid) == []
